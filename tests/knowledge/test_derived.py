"""What follows from a rule as it is written: one step outside of its line, and in spite of a soft answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unknot.conditions.parse import parse
from unknot.conditions.relaxed import NEVER, Trust, at_worst, relaxed
from unknot.conditions.tree import Node
from unknot.conditions.truth import value
from unknot.conditions.typecheck import FactType, typecheck
from unknot.knowledge.shapes import Knowledge

TYPES = {
    "age": FactType(kind="number", minimum=0, maximum=120),
    "score": FactType(kind="number", minimum=0, maximum=10),
    "eased": FactType(kind="yes_no"),
    "odd": FactType(kind="yes_no"),
    "start": FactType(kind="choice", choices=("slow", "strain", "fall", "none")),
}
CONDITIONS = (
    "age >= 60 AND odd", "age BETWEEN 10 AND 17 OR score > 7", "NOT (age < 50 OR score <= 3)", "age = 40 AND NOT eased",
    "at_least(2, age >= 70, score >= 8, odd)", "start IN ('strain', 'fall') AND age >= 65", "NOT (age <> 40) AND odd",
)  # fmt: skip


def tree(text: str) -> Node:
    return typecheck(parse(text), TYPES, {}, text=text)


def people() -> st.SearchStrategy[dict[str, bool | int | None]]:
    return st.fixed_dictionaries(
        {"age": st.integers(0, 120), "score": st.integers(0, 10), "eased": st.booleans(), "odd": st.booleans(),
         "start": st.integers(0, 3)}
    )  # fmt: skip


@pytest.mark.parametrize("text", CONDITIONS)
@given(who=people(), steps=st.integers(1, 3), move=st.integers(-3, 3), other=st.integers(-3, 3))
def test_whoever_is_within_some_steps_of_a_line_is_near(
    text: str, who: dict[str, int | bool | None], steps: int, move: int, other: int
) -> None:
    written, near = tree(text), relaxed(tree(text), steps, {"age", "score"})
    if value(written, who):
        moved = {**who, "age": (who["age"] or 0) + max(-steps, min(steps, move))}
        moved["score"] = (who["score"] or 0) + max(-steps, min(steps, other))
        assert value(near, moved) is True


def test_a_bound_that_is_kept_stays_where_it_is() -> None:
    assert relaxed(tree("age < 18 AND score >= 8"), 1, {"age", "score"}, {("age", 17)}) == tree(
        "age < 18 AND score >= 7"
    )


@pytest.mark.parametrize("text", CONDITIONS)
@given(who=people(), start=st.integers(0, 3), eased=st.booleans(), odd=st.booleans())
def test_a_soft_answer_never_takes_anybody_out(
    text: str, who: dict[str, int | bool | None], start: int, eased: bool, odd: bool
) -> None:
    soft = {
        "eased": Trust(NEVER, risk="no"),
        "odd": Trust(NEVER, risk="yes"),
        "start": Trust(NEVER, risk="none", open=frozenset({0, 1, 3})),
    }
    if value(tree(text), who):
        other = {**who, "eased": eased, "odd": odd}
        if who["start"] != 2 and start != 2:
            other["start"] = start
        assert value(at_worst(tree(text), soft), other) is True


def test_what_is_derived_is_milder_than_its_rule_and_says_its_reason(knowledge: Knowledge) -> None:
    levels = {None: 0, "clinician": 1, "same_day": 2, "emergency": 3}
    following = [rule for rule in knowledge.rules.values() if rule.follows]
    assert following
    for rule in following:
        origin = knowledge.rules[rule.follows]
        assert levels[rule.urgency] < max(levels[origin.urgency], 1), rule.id
        assert origin.why in rule.why and rule.why != origin.why, rule.id


def test_nothing_of_a_family_is_said_beside_what_is_graver(knowledge: Knowledge) -> None:
    from unknot.pathway.findings import told

    family = [id for id, rule in knowledge.rules.items() if rule.follows == "sudden_low_back_from_60"]
    assert len(family) >= 4
    assert told(knowledge, ["sudden_low_back_from_60", *family]) == ("sudden_low_back_from_60",)
    assert told(knowledge, ["sudden_low_back_from_60_near_1", "sudden_low_back_from_60_near_2"]) == (
        "sudden_low_back_from_60_near_1",
    )
