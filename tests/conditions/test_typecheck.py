"""Does a condition fit its facts? What comes out is integers; what does not fit is named with a hint."""

import pytest

from unknot.conditions.parse import parse
from unknot.conditions.tree import And, Compare, Fired, Node, Not, OneOf, Or, Yes
from unknot.conditions.typecheck import ConditionRefused, FactType, typecheck

FACTS = {
    "fever": FactType(kind="yes_no"),
    "age_years": FactType(kind="number", minimum=0, maximum=120),
    "temperature": FactType(kind="number", minimum=34.0, maximum=43.0, step=0.1),
    "sex": FactType(kind="choice", choices=("female", "male", "other")),
    "trend": FactType(kind="choice", choices=("better", "same", "worse"), ordered=True),
    "wound_at": FactType(kind="regions", regions=("neck", "low_back_left", "low_back_right")),
    "no_tool": FactType(kind="regions", regions=("roller", "gun")),
}
NAMED = {
    "old": parse("age_years >= 65"),
    "frail": parse("old AND fever"),
    "egg": parse("hen"),
    "hen": parse("NOT egg"),
    "odd": parse("age_years > 200"),
}


def checked(text: str) -> Node:
    return typecheck(parse(text), FACTS, NAMED, text=text)


def refused(text: str) -> list[tuple[str, int, str]]:
    with pytest.raises(ConditionRefused) as refusal:
        checked(text)
    return [(problem.message, problem.column, problem.hint) for problem in refusal.value.problems]


def test_numbers_become_exact_counts_of_the_step() -> None:
    assert checked("temperature >= 38.0") == Compare("temperature", ">=", 380)
    assert checked("temperature = 40") == checked("temperature = 40.00") == Compare("temperature", "=", 400)
    assert checked("age_years IN (5, 7)") == OneOf("age_years", (5, 7))


def test_every_tenth_of_a_degree_is_exact() -> None:
    for count in range(340, 431):
        assert checked(f"temperature < {count / 10}") == Compare("temperature", "<", count)


def test_choices_become_their_place_in_the_list() -> None:
    assert checked("sex = 'male'") == Compare("sex", "=", 1)
    assert checked("sex IN ('other', 'female')") == OneOf("sex", (2, 0))
    assert checked("trend >= 'same'") == Compare("trend", ">=", 1)


def test_any_is_spelled_out_in_the_order_of_the_regions() -> None:
    regions = ("wound_at.neck", "wound_at.low_back_left", "wound_at.low_back_right")
    assert checked("any(wound_at)") == Or(tuple(Yes(region) for region in regions))
    assert checked("no_tool.roller") == Yes("no_tool.roller")


def test_named_conditions_are_inlined_also_inside_each_other() -> None:
    assert checked("NOT frail") == Not(And((Compare("age_years", ">=", 65), Yes("fever"))))


@pytest.mark.parametrize(
    ("text", "message", "column", "hint"),
    [
        ("fever AND age_year > 5", "unknown fact `age_year`", 11, "did you mean `age_years`?"),
        ("zzz", "unknown fact `zzz`", 1, "every fact is listed in facts.toml"),
        ("zzz IN (1)", "unknown fact `zzz`", 1, "every fact is listed in facts.toml"),
        ("any(wounds_at)", "unknown fact `wounds_at`", 5, "did you mean `wound_at`?"),
        ("wounds_at.neck", "unknown fact `wounds_at.neck`", 1, "did you mean `wound_at.neck`?"),
        ("wound_at.low_back", "`wound_at` has no region `low_back`", 1, "did you mean `low_back_left`?"),
        ("wound_at", "`wound_at` names regions and cannot stand alone", 1,
         "write `any(wound_at)`, or one region: `wound_at.neck`"),
        ("wound_at = 'neck'", "`wound_at` names regions", 1, "write `any(wound_at)` or one region: `wound_at.REGION`"),
        ("any(sex)", "`sex` is not a region fact", 5, "any() asks whether any region of a fact is named"),
        ("fever = 1", "`fever` is a yes/no fact", 1, "write `fever` or `NOT fever`"),
        ("old = 1", "`old` is a yes/no fact", 1, "write `old` or `NOT old`"),
        ("age_years", "`age_years` is not a yes/no fact", 1, "compare it with a number"),
        ("sex", "`sex` is not a yes/no fact", 1, "compare it with an answer in quotes"),
        ("sex = 'mael'", "'mael' is no choice of `sex`", 1, "did you mean `male`?"),
        ("sex = 'zz'", "'zz' is no choice of `sex`", 1, "one of female, male, other"),
        ("sex = 1", "1 is no choice of `sex`", 1, "one of female, male, other"),
        ("sex > 'female'", "the choices of `sex` have no order", 1, "use =, <> or IN"),
        ("age_years = 'old'", "`age_years` is a number, 'old' is not", 1, "write the number without quotes"),
        ("temperature > 38.05", "`temperature`: 38.05 is finer than the step of 0.1", 1,
         "34.0 or more, at most 43.0, in steps of 0.1"),
        ("age_years > 121", "`age_years`: 121 is above the highest value, 120", 1,
         "0 or more, at most 120, in steps of 1"),
        ("fever OR age_years BETWEEN -1 AND 5", "`age_years`: -1 is below the lowest value, 0", 10,
         "0 or more, at most 120, in steps of 1"),
        ("fever AND egg", "in the named condition `hen`: `egg` is defined by itself", 11,
         "a named condition rests on other facts only"),
        ("fever AND odd", "in the named condition `odd`: `age_years`: 200 is above the highest value, 120", 11,
         "0 or more, at most 120, in steps of 1"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named_with_a_hint(text: str, message: str, column: int, hint: str) -> None:
    assert refused(text) == [(message, column, hint)]


def test_all_problems_are_named_at_once_where_each_fact_stands() -> None:
    found = refused("sex = 'man' OR age_years > 999 AND NOT at_least(1, fevr)")
    assert [column for _, column, _ in found] == [1, 16, 52]


def test_a_name_inside_quotes_is_not_taken_for_its_place() -> None:
    assert refused("sex = 'male' AND trend = 'fevr' AND fevr")[1][1] == 37


def test_outcome_nodes_have_no_place_in_a_when() -> None:
    with pytest.raises(TypeError, match="Fired has no place in a condition"):
        typecheck(Fired("some_rule"), FACTS)
