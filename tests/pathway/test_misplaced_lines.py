"""Does every step speak of its own place, side, helper, position and pressure?"""

from __future__ import annotations

import random
from typing import get_args

from msgspec.structs import replace

from tests.lib.plans import KNOWLEDGE, decided, weeks_in
from unknot.knowledge.regions import PLAN_REGIONS
from unknot.knowledge.shapes import Helper, Limits, Position, Tool
from unknot.pathway.history import History
from unknot.pathway.misplaced_lines import misplaced_lines
from unknot.pathway.plan import make_plan, safe_plan
from unknot.pathway.request import Request

PLANS = 10_000
LINES = {
    "another region": ("Put your fists beside the spine.", "buttock"),
    "both sides": ("Change sides half-way.", "low_back"),
    "above 2 of 10": ("Lean in to 3 or 4 of 10.", "low_back"),
    "not side_lying": ("Best astride a chair.", "low_back"),
}


def test_no_step_of_many_people_speaks_of_another_place_side_helper_or_pressure() -> None:
    chance = random.Random(7)
    for _ in range(PLANS):
        limits = Limits(
            max_pressure=chance.choice([None, 3, 2, 1]),
            no_position=tuple(chance.sample(get_args(Position), chance.randint(0, 3))),
        )
        request = Request(
            helper=chance.choice(get_args(Helper)), tools=tuple(chance.sample(get_args(Tool), chance.randint(0, 5)))
        )
        sore = tuple(chance.sample(PLAN_REGIONS, chance.randint(1, 3)))
        history = chance.choice([weeks_in(), History()])
        decision = decided(limits, "modify")
        plan = make_plan(KNOWLEDGE, decision, request, sore=sore, history=history)
        assert plan is not None and misplaced_lines(plan) == ()
        assert safe_plan(KNOWLEDGE, decision, request, sore=sore, history=history) == plan


def test_each_kind_of_misplaced_line_is_found() -> None:
    plan = make_plan(KNOWLEDGE, decided(), Request(), sore=("low_back_left",))
    assert plan is not None
    step = next(step for step in plan.steps if step.touch)
    for kind, (line, region) in LINES.items():
        wrong = replace(step, how=(line,), region=region, side="left", position="side_lying", pressure_max=2)
        assert any(kind in found for found in misplaced_lines(replace(plan, steps=(wrong,)))), kind
    hosted = replace(plan, helper="professional", steps=(replace(step, how=("Wash your hands.",)),))
    assert any("to a professional" in found for found in misplaced_lines(hosted))
