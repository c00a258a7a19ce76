"""Is every swap that is offered one that the planner would do, and none that a limit bars?"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.conftest import NOW
from tests.lib.plans import KNOWLEDGE, LOW_BACK, decided, histories, limits, requests, sores, weeks_in
from unknot.knowledge.shapes import Limits
from unknot.pathway import Assessment, follow
from unknot.pathway.answers import read_answers
from unknot.pathway.diary.history import History
from unknot.pathway.plan.broken_limits import broken_limits
from unknot.pathway.plan.planner import safe_plan
from unknot.pathway.plan.swaps import planned, swapped, swaps
from unknot.pathway.request import Request

EMPTY = follow(KNOWLEDGE, read_answers(KNOWLEDGE, {}, NOW), now=NOW)


def assessment(held: Limits, request: Request, history: History, sore: tuple[str, ...] = LOW_BACK) -> Assessment:
    decision = decided(held, "modify")
    plan = safe_plan(KNOWLEDGE, decision, request, sore=sore, history=history)
    return replace(EMPTY, decision=decision, plan=plan, sore=sore, history=history)


@settings(max_examples=40, deadline=None)
@given(st.data(), limits, requests(), histories, sores)
def test_every_swap_leads_to_a_plan_that_breaks_nothing_and_has_it(
    data: st.DataObject, held: Limits, request: Request, history: History, sore: tuple[str, ...]
) -> None:
    person = assessment(held, request, history, sore)
    if person.plan is None or not person.plan.steps:
        return
    step = data.draw(st.sampled_from(person.plan.steps))
    for swap in swaps(KNOWLEDGE, person, request, step):
        plan = planned(KNOWLEDGE, person, swap.request)
        assert plan is not None and not broken_limits(KNOWLEDGE, plan, person.decision, history)
        there = {(each.technique, each.region) for each in plan.steps}
        assert (step.technique, step.region) not in there
        assert not swap.technique or (swap.technique, step.region) in there
        assert swap.technique not in held.no_technique


def test_a_ball_can_give_way_to_kneading_and_come_back() -> None:
    request = Request(helper="alone", minutes=20, tools=("ball",))
    person = assessment(Limits(), request, weeks_in())
    assert person.plan is not None
    ball = next(step for step in person.plan.steps if step.technique == "ball_rolling")

    offered = {swap.technique: swap.request for swap in swaps(KNOWLEDGE, person, request, ball)}

    assert "circular_friction" in offered
    back = swapped(offered["circular_friction"], "circular_friction", "ball_rolling")
    plan = planned(KNOWLEDGE, person, back)
    assert plan is not None and "ball_rolling" in {step.technique for step in plan.steps}
    assert back.without == ("circular_friction",)


def test_what_is_in_the_plan_already_is_no_swap() -> None:
    request = Request(helper="partner", minutes=20)
    person = assessment(Limits(), request, weeks_in())
    assert person.plan is not None
    for step in person.plan.steps:
        there = {each.technique for each in person.plan.steps if each.region == step.region}
        assert not there & {swap.technique for swap in swaps(KNOWLEDGE, person, request, step)}
