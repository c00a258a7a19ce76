"""A carrier that cannot express something raises; it never drops a part."""

from collections.abc import Callable

import pytest

from unknot.conditions.in_python import source
from unknot.conditions.in_sql import select
from unknot.conditions.in_z3 import PossiblePerson
from unknot.conditions.tree import And, AnyRegion, Cleared, Compare, Fired, Node, Not, Number, OneOf, Or, Yes
from unknot.conditions.truth import CannotExpress, value
from unknot.conditions.typecheck import FactType

VOCABULARY = {"fever": FactType(kind="yes_no"), "age": FactType(kind="number", minimum=0, maximum=120)}
ANSWERS = {"fever": True, "age": 30}
PLAIN: dict[str, tuple[str, ...]] = dict.fromkeys(VOCABULARY, ())
"""No fact is a regions fact."""

UNCHECKED: list[Node] = [
    Compare("age", ">=", Number("65")),
    Compare("age", ">=", "old"),
    Compare("age", "=", "old"),
    OneOf("age", (3, "old")),
    AnyRegion("wound_at"),
    Fired("nobody"),
]

CARRIERS: dict[str, Callable[[Node], object]] = {
    "reference": lambda node: value(node, ANSWERS),
    "python": lambda node: source("decide", PLAIN, {"rule": node}, {}),
    "sql": lambda node: select({"rule": node}, {}, table="people", dialect="duckdb"),
    "z3": lambda node: PossiblePerson(VOCABULARY).truth(node),
}


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("node", UNCHECKED, ids=str)
def test_no_carrier_takes_a_tree_that_was_not_typechecked(carrier: str, node: Node) -> None:
    with pytest.raises(CannotExpress):
        CARRIERS[carrier](And((Not(node), Yes("fever"))))


@pytest.mark.parametrize("carrier", ["python", "z3"])
def test_a_fact_that_nobody_knows_is_refused(carrier: str) -> None:
    with pytest.raises(CannotExpress, match="zzz"):
        CARRIERS[carrier](Yes("zzz"))


@pytest.mark.parametrize(
    "outcome",
    [
        Yes("fever"),
        Not(Fired("rule")),
        Fired("other"),
        And((Fired("rule"), Fired("rule"))),
        And((Fired("rule"), Compare("age", ">", 3))),
        And((Fired("rule"), Or((Yes("fever"),)))),
        Or((Fired("rule"), Cleared("rule"))),
    ],
    ids=str,
)
def test_python_takes_only_rules_with_guards_as_outcomes(outcome: Node) -> None:
    with pytest.raises(CannotExpress, match="outcome `massage`"):
        source("decide", PLAIN, {"rule": Yes("fever")}, {"massage": outcome})


def test_sql_is_written_only_for_dialects_that_are_tested() -> None:
    with pytest.raises(CannotExpress, match="mysql is not among duckdb, sqlite"):
        select({"rule": Yes("fever")}, {}, table="people", dialect="mysql")


def test_python_writes_no_function_under_a_name_that_is_none() -> None:
    with pytest.raises(ValueError, match="is no name for a function"):
        source("x(): pass\ndef y", PLAIN, {"rule": Yes("fever")}, {})
