"""Why is a condition true, and what is an unsettled one waiting for?"""

import pytest

from unknot.conditions.parse import parse
from unknot.conditions.tree import Cleared, Fired, Node, Not
from unknot.conditions.truth import support, value, waits_for
from unknot.conditions.typecheck import FactType, typecheck

FACTS = dict.fromkeys("abcd", FactType(kind="yes_no")) | {
    "age": FactType(kind="number", minimum=0, maximum=120),
    "wound_at": FactType(kind="regions", regions=("neck", "leg")),
}


def tree(text: str) -> Node:
    return typecheck(parse(text), FACTS)


@pytest.mark.parametrize(
    ("when", "answers", "because"),
    [
        ("a AND b", {"a": True, "b": True}, ("a", "b")),
        ("b AND a AND b", {"a": True, "b": True}, ("b", "a")),
        ("a OR b OR c", {"a": False, "b": True, "c": True}, ("b", "c")),
        ("a OR b", {"b": True}, ("b",)),
        ("at_least(2, a, b, c, d)", {"a": True, "b": False, "c": True}, ("a", "c")),
        ("a AND (b OR c)", {"a": True, "b": False, "c": True}, ("a", "c")),
        ("NOT (a AND b AND c)", {"a": True, "b": False, "c": False}, ("b", "c")),
        ("NOT (a OR b)", {"a": False, "b": False}, ("a", "b")),
        ("NOT at_least(2, a, b, c)", {"a": False, "b": True, "c": False}, ("a", "c")),
        ("NOT NOT a", {"a": True}, ("a",)),
        ("age >= 65 AND a", {"age": 70, "a": True}, ("age", "a")),
        ("any(wound_at)", {"wound_at.neck": False, "wound_at.leg": True}, ("wound_at.leg",)),
        ("a AND b", {"a": True}, ()),
        ("a OR b", {"a": False, "b": False}, ()),
    ],
)
def test_because_names_exactly_the_answers_that_made_it_true(
    when: str, answers: dict[str, bool | int | None], because: tuple[str, ...]
) -> None:
    assert support(tree(when), answers) == because


@pytest.mark.parametrize(
    ("when", "answers", "waiting"),
    [
        ("a AND b", {"a": True}, ("b",)),
        ("a AND b", {}, ("a", "b")),
        ("a AND b", {"a": False}, ()),
        ("a OR b", {"a": True}, ()),
        ("(a AND b) OR c", {"a": False}, ("c",)),
        ("(a AND b) OR (c AND d)", {"c": True, "b": True}, ("a", "d")),
        ("NOT (age > 3 OR a)", {"a": False}, ("age",)),
        ("at_least(2, a, b AND c, d)", {"a": True, "b": False}, ("d",)),
        ("at_least(1, a, b) AND a", {"b": True}, ("a",)),
        ("any(wound_at)", {"wound_at.neck": False}, ("wound_at.leg",)),
    ],
)
def test_an_unsettled_condition_waits_only_for_what_can_still_move_it(
    when: str, answers: dict[str, bool | int | None], waiting: tuple[str, ...]
) -> None:
    assert waits_for(tree(when), answers) == waiting


def test_an_outcome_reads_which_rules_fired_and_which_are_cleared() -> None:
    assert value(Fired("rule"), {}, {"rule": None}) is None
    assert value(Not(Cleared("rule")), {}, {}, frozenset({"rule"})) is False
    assert value(Not(Cleared("rule")), {}) is True
