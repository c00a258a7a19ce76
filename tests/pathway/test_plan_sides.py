"""Whose hands work on you finds you in one position, and who lies on the side turns over at most once."""

from __future__ import annotations

from msgspec.structs import replace

from tests.lib.plans import KNOWLEDGE, LOW_BACK, decided, weeks_in
from unknot.knowledge.shapes import Limits
from unknot.pathway.plan.misplaced_lines import misplaced_lines
from unknot.pathway.plan.planner import make_plan
from unknot.pathway.plan.shape import Plan, Step
from unknot.pathway.request import Request

ON_THE_SIDE = Limits(no_position=("prone", "supine", "seated", "seated_lean", "standing", "semi_reclined"))
BUTTOCKS = ("buttock_left", "buttock_right")


def planned(sore: tuple[str, ...], helper: str = "partner", limits: Limits = ON_THE_SIDE) -> Plan:
    request = Request(helper=helper)  # type: ignore[arg-type]
    plan = make_plan(KNOWLEDGE, decided(limits, "modify"), request, sore=sore, history=weeks_in())
    assert plan is not None and plan.hands_on_minutes
    return plan


def touching(plan: Plan) -> list[Step]:
    return [step for step in plan.steps if step.touch]


def test_both_sides_are_worked_one_after_the_other_with_one_turn() -> None:
    steps = touching(planned((*LOW_BACK, *BUTTOCKS)))
    sides = [step.side for step in steps]

    assert sides == sorted(sides) and set(sides) == {"left", "right"}
    assert ["turns over" in step.how[0] for step in steps].count(True) == 1
    assert steps[0].how[0] == "The person lies on the right side, so that the left side is up."


def test_each_side_gets_its_half_of_the_time() -> None:
    for sore in (LOW_BACK, BUTTOCKS, (*LOW_BACK, *BUTTOCKS)):
        steps = touching(planned(sore))
        left, right = (sum(step.minutes for step in steps if step.side == side) for side in ("left", "right"))

        assert abs(left - right) <= 0.5


def test_one_sore_side_needs_no_turn_also_at_a_professionals() -> None:
    for helper in ("partner", "professional"):
        steps = touching(planned(("low_back_right", "buttock_right"), helper))

        assert {step.side for step in steps} == {"right"}
        assert not any("turns over" in line for step in steps for line in step.how)


def test_a_partner_works_on_several_places_in_one_position() -> None:
    plan = planned(("shoulder_top_left", *LOW_BACK, *BUTTOCKS), limits=Limits())

    assert len({step.position for step in touching(plan)}) == 1


def test_several_positions_or_a_turn_too_many_are_found() -> None:
    plan = planned(LOW_BACK)
    steps = touching(plan)

    mixed = replace(plan, steps=(replace(steps[0], position="prone"), *steps[1:]))
    both = replace(plan, steps=(replace(steps[0], side="both"),))
    to_and_fro = replace(plan, steps=(steps[0], steps[-1], steps[0], steps[-1]))
    untold = replace(
        plan, steps=tuple(replace(step, how=step.how[1:] if "turns" in step.how[0] else step.how) for step in steps)
    )
    for wrong in (mixed, both, to_and_fro, untold):
        assert misplaced_lines(wrong), wrong
