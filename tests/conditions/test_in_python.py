"""The generated function: neighbours that share conditions, outcomes that many rules share, guards."""

from itertools import product
from textwrap import dedent

import pytest

from tests.lib.carriers import Case, by_python, by_reference
from unknot.conditions import in_python
from unknot.conditions.in_python import source
from unknot.conditions.parse import parse
from unknot.conditions.tree import And, Cleared, Fired, Node, Not, Or, Yes
from unknot.conditions.typecheck import FactType, typecheck

LETTERS = "abcde"
FACTS = dict.fromkeys(LETTERS, FactType(kind="yes_no"))
EVERYONE = [dict(zip(LETTERS, answers, strict=True)) for answers in product((True, False, None), repeat=len(LETTERS))]
NEIGHBOURS = [
    "a",
    "a AND b",
    "b AND a AND c",
    "a AND (b OR c) AND d",
    "d AND b",
    "NOT a AND b",
    "NOT a",
    "b",
    "b",
    "c OR d",
]


def rules() -> dict[str, Node]:
    return {f"rule_{i}": typecheck(parse(text), FACTS) for i, text in enumerate(NEIGHBOURS)}


def test_neighbours_with_shared_conditions_are_found_in_order() -> None:
    case = Case(FACTS, rules(), EVERYONE)
    assert by_python(case) == by_reference(case)


def test_an_outcome_that_many_rules_share_is_known_or_possible_as_the_reference_says() -> None:
    many = [Fired(f"rule_{i}") for i in range(len(NEIGHBOURS))]
    guarded = [And((rule, Yes("e"))) for rule in many]
    uncleared = [And((rule, Not(Cleared("rule_0")), Yes("e"))) for rule in many[:5]]
    outcome: dict[str, Node] = {
        "all": Or(tuple(many)),
        "late": Or(tuple(many[4:])),
        "one": many[3],
        "guarded": Or(tuple(guarded)),
        "uncleared": Or(tuple(uncleared)),
        "never": Or(()),
    }
    for cleared in (frozenset[str](), frozenset({"rule_0"})):
        case = Case(FACTS, rules(), EVERYONE, outcome, [cleared] * len(EVERYONE))
        assert by_python(case) == by_reference(case)


def test_identical_long_rules_do_not_nest_too_deep_for_python() -> None:
    text = " AND ".join(f"fact_{i}" for i in range(110))
    facts = {f"fact_{i}": FactType(kind="yes_no") for i in range(110)}
    same = {f"rule_{i}": typecheck(parse(text), facts) for i in range(3)}
    case = Case(facts, same, [dict.fromkeys(facts, True), dict.fromkeys(facts, None), {"fact_3": False}])
    assert by_python(case) == [[True] * 3, [None] * 3, [False] * 3]


@pytest.mark.parametrize("facts", [["a"], ["x", "y", "z", "a"]])
def test_only_the_facts_that_matter_are_read(facts: list[str]) -> None:
    names: dict[str, object] = {}
    exec(source("decide", dict.fromkeys(facts, ()), {"rule": Yes("a")}, {}), names)
    decide = names["decide"]
    assert callable(decide)
    assert decide([None] * (len(facts) - 1) + [True]) == ([0], [], 0, 0)


def test_the_sample_in_the_docstring_is_what_is_written() -> None:
    """Read by whoever opens the module, so it must not go stale."""
    facts = {
        "fever": FactType(kind="yes_no"),
        "age_years": FactType(kind="number", minimum=0, maximum=120),
        "wound_at": FactType(kind="regions", regions=("neck", "low_back")),
    }
    rule = typecheck(parse("fever AND age_years >= 65"), facts)
    outcome: dict[str, Node] = {
        "avoid": Fired("infection"),
        "keep_off.neck": And((Fired("infection"), Yes("wound_at.neck"))),
        "keep_off.low_back": And((Fired("infection"), Yes("wound_at.low_back"))),
    }
    written = source("decide", {name: kind.regions for name, kind in facts.items()}, {"infection": rule}, outcome)
    _, _, sample = (in_python.__doc__ or "").partition("`source` writes this:\n\n")
    assert dedent(sample[: sample.index("\n\n`a1`")]) == written.rstrip("\n")
