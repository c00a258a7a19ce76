"""Does every plan speak of its own places, sides, helper, positions, tools and pressure, and say each thing once?"""

from __future__ import annotations

import random
from typing import Any

import pytest
from msgspec.structs import replace

from tests.lib.plans import KNOWLEDGE, decided, weeks_in
from tests.pathway.many_plans import somebody, sweep
from unknot.knowledge.load import load
from unknot.pathway.plan.misplaced_lines import misplaced_lines
from unknot.pathway.plan.planner import make_plan
from unknot.pathway.plan.shape import Plan
from unknot.pathway.request import Request

SOME = 1_000
IN_INDONESIAN = 500
LINES: dict[str, tuple[str, str]] = {
    "another region": ("Put your fists beside the spine.", "buttock"),
    "both sides": ("Change sides half-way.", "low_back"),
    "above 2 of 10": ("Lean in to 3 or 4 of 10.", "low_back"),
    "not side_lying": ("Best astride a chair.", "low_back"),
    "no ball here": ("Put a soft ball in a sock.", "low_back"),
    "no oil here": ("Wipe off any oil first.", "low_back"),
    "to a alone": ("Ask the person for a number.", "low_back"),
}
DO_NOT = {
    "another region": ("Never behind the knee.", "shoulder_top"),
    "both sides": ("Never on both sides at once.", "low_back"),
    "above 2 of 10": ("Never above 4 of 10.", "low_back"),
    "no gun here": ("Never a massage gun on the spine.", "low_back"),
    "to a alone": ("Not where the person does not want it.", "low_back"),
}


def test_no_plan_of_many_people_speaks_of_another_place_side_helper_tool_or_pressure() -> None:
    """A small part of `make plans`, which makes 10,000."""
    sweep(SOME)


def test_no_plan_in_indonesian_says_one_thing_twice() -> None:
    chance, knowledge = random.Random(8), load(language="id")
    for _ in range(IN_INDONESIAN):
        assert misplaced_lines(somebody(chance, knowledge)[1]) == ()


@pytest.fixture
def plan() -> Plan:
    made = make_plan(KNOWLEDGE, decided(), Request(), sore=("low_back_left",))
    assert made is not None
    return made


def test_each_kind_of_misplaced_line_is_found(plan: Plan) -> None:
    step = next(step for step in plan.steps if step.touch)
    for key, lines in (("how", LINES), ("do_not", DO_NOT)):
        for kind, (line, region) in lines.items():
            wrong = replace(step, how=(), do_not=(), region=region, side="left", position="side_lying", pressure_max=2)
            wrong = replace(wrong, **{key: (line,)})
            assert any(kind in found for found in misplaced_lines(replace(plan, steps=(wrong,)))), (key, kind)
    hosted = replace(plan, helper="professional", steps=(replace(step, how=("Wash your hands.",)),))
    assert any("to a professional" in found for found in misplaced_lines(hosted))


def test_a_step_that_says_one_thing_twice_is_found(plan: Plan) -> None:
    step = replace(plan.steps[-1], side="both", how=("Change sides half-way.", "Half-way, turn over slowly."))
    assert any("one thing twice" in found for found in misplaced_lines(replace(plan, steps=(step,))))


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"prepare": ("Beside a bed your knuckles reach the mattress.",)}, "nobody lies"),
        ({"prepare": ("Agree one stop word.",)}, "nobody else is there"),
        ({"prepare": ("Try a new oil the day before.",), "steps": ()}, "no step takes oil"),
        ({"prepare": ("Drink when you are thirsty.",)}, "said twice"),
        ({"notes": ("Drink when you are thirsty.",)}, "said twice"),
        ({"do_not": ("Nothing above 6 of 10, ever.",)}, "above 3 of 10"),
    ],
)
def test_a_line_around_the_steps_that_does_not_fit_is_found(plan: Plan, changes: dict[str, Any], found: str) -> None:
    assert any(found in each for each in misplaced_lines(replace(plan, **changes)))


def test_stretching_after_a_plan_that_ends_with_it_is_found() -> None:
    plan = make_plan(KNOWLEDGE, decided(), Request(minutes=20), sore=("low_back_left",), history=weeks_in())
    assert plan is not None and misplaced_lines(plan) == ()
    wrong = replace(plan, aftercare=("Walk a little, or stretch gently.",))
    assert any("the steps have done it" in each for each in misplaced_lines(wrong))


def test_heat_on_the_buttock_that_is_sat_on_is_found(plan: Plan) -> None:
    heat = replace(plan.steps[0], technique="heat", tool="heat_pack", region="buttock", side="left", touch=False)
    sat = replace(heat, position="side_lying", how=("Sit with the pack behind the sore area.",), do_not=())
    assert any("not side_lying" in each for each in misplaced_lines(replace(plan, steps=(sat,))))
