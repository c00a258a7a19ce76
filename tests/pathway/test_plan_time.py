"""Where do the minutes go? To the places that were named, whoever gives the massage."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.lib.plans import KNOWLEDGE, decided, histories, limits, requests, sores, weeks_in
from unknot.knowledge.regions import PLAN_REGIONS
from unknot.knowledge.shapes import Limits
from unknot.pathway.diary.history import History
from unknot.pathway.plan.broken_limits import broken_limits
from unknot.pathway.plan.planner import make_plan
from unknot.pathway.plan.shape import Plan, sided
from unknot.pathway.request import Request

TABLE = Request(helper="professional", minutes=45)
LOW_BACK = ("low_back_left", "low_back_right")


def minutes_on(plan: Plan, named: tuple[str, ...]) -> float:
    """Hands-on minutes on these sided regions; a step on both sides is half on each."""
    touching = [step for step in plan.steps if step.touch]
    return sum(step.minutes * sum(p in named for p in sided(step)) / len(sided(step)) for step in touching)


@settings(max_examples=400, deadline=None)
@given(limits=limits, request=requests(), history=histories, sore=sores)
@example(limits=Limits(), request=TABLE, history=weeks_in(), sore=LOW_BACK)
@example(limits=Limits(), request=TABLE, history=weeks_in(), sore=("low_back_right", "buttock_right"))
@example(limits=Limits(keep_off=LOW_BACK), request=TABLE, history=weeks_in(), sore=LOW_BACK)
def test_two_thirds_of_the_minutes_go_where_it_hurts(
    limits: Limits, request: Request, history: History, sore: tuple[str, ...]
) -> None:
    plan = make_plan(KNOWLEDGE, decided(limits, "modify"), request, sore=sore, history=history)
    named = tuple(region for region in request.regions or sore or LOW_BACK if region in PLAN_REGIONS)
    assert plan is not None
    assert minutes_on(plan, named) * 3 >= plan.hands_on_minutes * 2, plan


@given(st.sampled_from(PLAN_REGIONS))
def test_a_visit_has_no_minute_on_the_far_end_of_the_back(region: str) -> None:
    """A sciatica on the right gets no shoulders."""
    plan = make_plan(KNOWLEDGE, decided(), TABLE, sore=(region,), history=weeks_in())
    assert plan is not None
    ends = {"buttock", "shoulder_top"}
    worked = {step.region for step in plan.steps if step.touch}
    assert not ends <= worked, worked


def test_a_plan_that_spends_its_time_elsewhere_is_caught() -> None:
    plan = make_plan(KNOWLEDGE, decided(), TABLE, sore=LOW_BACK, history=weeks_in())
    assert plan is not None and broken_limits(KNOWLEDGE, plan, decided(), weeks_in()) == ()
    elsewhere = replace(plan, named=("shoulder_top_left",))
    found = broken_limits(KNOWLEDGE, elsewhere, decided(), weeks_in())
    assert any("of the hands-on minutes" in sentence for sentence in found)
