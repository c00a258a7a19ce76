"""Makes plans for many people with limits, wishes and weeks of their own, and reads each: `make plans`."""

from __future__ import annotations

import random
from typing import Any, get_args

from tests.lib.plans import KNOWLEDGE, TECHNIQUES, decided, weeks_in
from unknot.knowledge.regions import PLAN_REGIONS
from unknot.knowledge.shapes import Helper, Knowledge, Limits, Position, Tool
from unknot.pathway.diary.history import History
from unknot.pathway.plan.misplaced_lines import misplaced_lines
from unknot.pathway.plan.planner import make_plan, safe_plan
from unknot.pathway.plan.shape import Plan
from unknot.pathway.request import Request

MANY = 10_000


def somebody(chance: random.Random, knowledge: Knowledge = KNOWLEDGE) -> tuple[dict[str, Any], Plan]:
    """Somebody's limits, wishes and weeks, and their plan."""
    limits = Limits(
        max_pressure=chance.choice([None, 3, 2, 1]),
        no_position=tuple(chance.sample(get_args(Position), chance.randint(0, 3))),
        no_technique=tuple(chance.sample(TECHNIQUES, chance.choice([0, 0, 2]))),
    )
    request = Request(
        helper=chance.choice(get_args(Helper)),
        tools=tuple(chance.sample(get_args(Tool), chance.randint(0, 5))),
        wants=tuple(chance.sample(TECHNIQUES, chance.choice([0, 0, 3]))),
        floor=chance.random() < 0.3,
    )
    sore = tuple(chance.sample(PLAN_REGIONS, chance.randint(1, 3)))
    given = {
        "decision": decided(limits, "modify"),
        "request": request,
        "sore": sore,
        "history": chance.choice([weeks_in(), History()]),
    }
    plan = make_plan(knowledge, **given)
    assert plan is not None
    return given, plan


def sweep(count: int, seed: int = 7) -> None:
    """Raises AssertionError for the first plan that says something in the wrong place, or that no face would show."""
    chance = random.Random(seed)
    for number in range(count):
        given, plan = somebody(chance)
        assert misplaced_lines(plan) == ()
        if number % 5 == 0:
            assert safe_plan(KNOWLEDGE, **given) == plan


if __name__ == "__main__":
    sweep(MANY)
    print(f"{MANY} plans, and no line that belongs elsewhere")
