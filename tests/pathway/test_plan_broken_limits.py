"""Does the second pair of eyes see every way a plan can be wrong? Each test breaks a sound plan in one place."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

import unknot.pathway.plan.planner as plan_module
from tests.lib.plans import KNOWLEDGE, LOW_BACK, decided, weeks_in
from unknot.knowledge.shapes import Limits
from unknot.pathway.diary.history import History, Used
from unknot.pathway.plan import broken_limits as checker
from unknot.pathway.plan.broken_limits import broken_limits
from unknot.pathway.plan.planner import make_plan, safe_plan
from unknot.pathway.plan.shape import Plan, Step
from unknot.pathway.request import Request

FREE = Limits()
WEEKS = weeks_in()


def sound(request: Request, history: History = WEEKS) -> Plan:
    plan = make_plan(KNOWLEDGE, decided(), request, sore=LOW_BACK, history=history)
    assert plan is not None and broken_limits(KNOWLEDGE, plan, decided(), history) == ()
    return plan


PARTNER = Request(helper="partner", minutes=10, tools=("heat_pack",))
ALONE = Request(minutes=10, tools=("ball", "roller", "gun"))
TABLE = Request(helper="professional", minutes=60)


def step(plan: Plan, technique: str) -> Step:
    return next(step for step in plan.steps if step.technique == technique)


def with_step(plan: Plan, technique: str, /, **changes: Any) -> Plan:
    """The plan with its first step of this technique changed, and the sums set right."""
    place = plan.steps.index(step(plan, technique))
    steps = (*plan.steps[:place], replace(plan.steps[place], **changes), *plan.steps[place + 1 :])
    return summed(replace(plan, steps=steps))


def summed(plan: Plan) -> Plan:
    return replace(
        plan,
        hands_on_minutes=sum(step.minutes for step in plan.steps if step.touch),
        total_minutes=sum(step.minutes for step in plan.steps),
    )


def complaints(plan: Plan, limits: Limits = FREE, history: History = WEEKS) -> str:
    return "\n".join(broken_limits(KNOWLEDGE, plan, decided(limits), history))


# The limits of the decision

LIMITS = [
    (PARTNER, Limits(max_pressure=3), "the plan's pressure may reach 5, the limit is 3"),
    (PARTNER, Limits(max_pressure=3), "may press"),
    (PARTNER, Limits(max_minutes=9), "10 hands-on minutes, the limit today is 9"),
    (PARTNER, Limits(max_minutes_per_region=9), "low_back gets 10 minutes, the limit today is 9"),
    (PARTNER, Limits(no_technique=("petrissage",)), "petrissage is barred"),
    (PARTNER, Limits(no_technique=("partner_routine",)), "partner_routine is barred"),
    (PARTNER, Limits(no_technique=("effleurage",)), "partner_routine is barred: a part it requires is"),
    (PARTNER, Limits(no_tool=("heat_pack",)), "uses heat_pack, which is barred"),
    (PARTNER, Limits(no_position=("seated_lean",)), "is seated_lean, which is barred"),
    (PARTNER, Limits(no_helper=("partner",)), "massage partner is barred"),
    (PARTNER, Limits(keep_off=("low_back_right",)), "low_back_right, which is to be left alone"),
    (PARTNER, Limits(heat="none"), "is heat, which is barred"),
    (PARTNER, Limits(heat="not_at", heat_not_at=("low_back_left",)), "puts heat on low_back_left"),
    (ALONE, Limits(needs_helper=True), "nobody is there, and somebody must be"),
]


@pytest.mark.parametrize("request_, limits, complaint", LIMITS, ids=lambda each: str(each)[:40])
def test_a_plan_made_without_a_limit_is_caught_by_it(request_: Request, limits: Limits, complaint: str) -> None:
    assert complaint in complaints(sound(request_), limits)


@pytest.mark.parametrize("decision", [decided(massage="avoid"), decided(massage="clearance"), decided(final=False)])
def test_any_plan_is_caught_where_none_is_allowed(decision: Any) -> None:
    assert broken_limits(KNOWLEDGE, sound(ALONE), decision, WEEKS) == ("no plan is allowed with this decision",)


def test_heat_alone_is_caught_where_somebody_must_be_there() -> None:
    warm = sound(Request(minutes=10, tools=("heat_pack", "ball")))
    assert "heat with nobody there" in complaints(warm, Limits(needs_helper=True))


# What holds for everyone


def test_pressure_off_the_scale_or_above_home_is_caught() -> None:
    plan = sound(PARTNER)
    assert "may press 6" in complaints(with_step(plan, "petrissage", pressure_max=6))
    assert "not on the scale" in complaints(with_step(plan, "petrissage", pressure=-1))
    assert "not on the scale" in complaints(with_step(plan, "petrissage", pressure=5, pressure_max=4))
    assert "may reach 6, the limit is 5" in complaints(replace(plan, max_pressure=6))
    assert "may reach 7, the limit is 6" in complaints(replace(sound(TABLE), max_pressure=7))
    assert "does not touch and yet presses" in complaints(with_step(plan, "heat", pressure_max=1))


def test_too_much_time_is_caught() -> None:
    plan = sound(PARTNER)
    assert "low_back gets 12 minutes" in complaints(with_step(plan, "petrissage", minutes=5.0))
    assert "lasts longer than petrissage may" in complaints(with_step(plan, "petrissage", minutes=5.5))
    assert "whole half-minutes" in complaints(with_step(plan, "petrissage", minutes=2.75))
    assert "whole half-minutes" in complaints(with_step(plan, "petrissage", minutes=0.0))
    assert "limit today is 5" in complaints(plan, history=weeks_in(minutes_today=25.0))
    had = Used(technique="effleurage", region="low_back_left", days_ago=0, minutes=1)
    assert "low_back gets 10 minutes" in complaints(plan, history=weeks_in(used=(*WEEKS.used, had)))


def test_lying_face_down_for_long_at_home_is_caught() -> None:
    plan = sound(Request(helper="partner", minutes=20, regions=(*LOW_BACK, "buttock_left", "buttock_right")))
    prone = replace(plan, steps=tuple(replace(each, position="prone") for each in plan.steps))
    assert "20 minutes face down" in complaints(prone)


def test_a_place_out_of_bounds_is_caught() -> None:
    plan = sound(PARTNER)
    assert "never worked on" in complaints(with_step(plan, "petrissage", region="flank", side="left"))
    assert "never worked on" in complaints(with_step(plan, "petrissage", region="neck", side="left"))
    assert "does not say where" in complaints(with_step(plan, "petrissage", region="", side=""))
    assert "does not reach mid_back" in complaints(with_step(sound(ALONE), "knuckle_kneading", region="mid_back"))
    assert "a massage gun does not belong on low_back" in complaints(with_step(plan, "petrissage", tool="gun"))
    assert "a roller does not belong on low_back" in complaints(with_step(plan, "petrissage", tool="roller"))


def test_a_technique_out_of_bounds_is_caught() -> None:
    plan = sound(PARTNER)
    assert "nobody knows rolfing" in complaints(with_step(plan, "petrissage", technique="rolfing"))
    assert "friction is for professionals" in complaints(with_step(plan, "petrissage", technique="friction"))
    assert "opens after more good sessions" in complaints(
        with_step(plan, "petrissage", technique="trigger_point"), history=weeks_in(good_in_a_row=1)
    )
    assert "effleurage may go to 4" in complaints(with_step(plan, "effleurage", pressure_max=5))
    assert "effleurage makes no sense at 1" in complaints(with_step(plan, "effleurage", pressure=1))
    assert "petrissage makes no sense at 0" in complaints(with_step(plan, "petrissage", pressure=0))
    assert "is touch, or is not" in complaints(with_step(plan, "petrissage", touch=False))


def test_wrong_sums_and_phases_are_caught() -> None:
    plan = sound(PARTNER)
    assert "hands-on minutes are not the sum" in complaints(replace(plan, hands_on_minutes=9.0))
    assert "total minutes are not the sum" in complaints(replace(plan, total_minutes=9.0))
    assert "phases go back" in complaints(replace(plan, steps=plan.steps[::-1]))


# First sessions, growth and rest


def test_a_first_session_that_is_too_much_is_caught() -> None:
    grown = sound(Request(helper="partner", minutes=20, regions=(*LOW_BACK, "buttock_left")))
    said = complaints(grown, history=History())
    assert "at most 10 hands-on minutes" in said
    assert "a first session stays at 3" in said
    assert "one region" in said
    assert "at most two techniques" in said
    assert "strokes, circles, knuckles or a rolling ball only" in said
    assert "wrong about being a first session" in said
    rolled = sound(Request(minutes=10, tools=("roller",), regions=("buttock_left",), wants=("foam_rolling",)))
    assert "no tool but heat and a soft ball" in complaints(rolled, history=History())


def test_deep_work_on_a_first_visit_is_caught() -> None:
    deep = sound(Request(helper="professional", style="deep_tissue"))
    assert "a first visit stays at 4 and has no deep work" in complaints(deep, history=History())


def test_a_session_that_grows_too_fast_is_caught() -> None:
    longer = sound(Request(helper="partner", minutes=20, regions=(*LOW_BACK, "buttock_left")))
    assert "grows faster than five minutes" in complaints(longer, history=weeks_in(last_minutes=10.0))
    assert "pressure grows faster" in complaints(longer, history=weeks_in(last_pressure=3))
    assert "grow at once" in complaints(longer, history=weeks_in(last_minutes=15.0, last_pressure=4))
    assert "grows faster" in complaints(longer, history=weeks_in(last_minutes=19.0, soreness_last=3))


def test_a_session_on_a_day_of_rest_is_caught() -> None:
    plan = sound(PARTNER)
    assert "a day of rest" in complaints(plan, history=weeks_in(soreness_last=3, days_since_last=1))
    assert "a day of rest" in complaints(plan, history=weeks_in(soreness_stayed=True, days_since_last=0))


def test_a_strong_technique_too_soon_is_caught() -> None:
    held = sound(Request(minutes=10, tools=("ball",), wants=("trigger_point",)))
    yesterday = Used(technique="trigger_point", region="low_back_right", days_ago=1, minutes=2)
    again = weeks_in(used=(*WEEKS.used, yesterday))
    assert "trigger_point on low_back again after 1 days" in complaints(held, history=again)


# The door


def test_the_door_shows_no_plan_that_breaks_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A planner that forgot the limits is stopped at the door."""

    def forgetful(*args: Any, **kwargs: Any) -> Plan:
        return sound(PARTNER)

    assert safe_plan(KNOWLEDGE, decided(), PARTNER, sore=LOW_BACK, history=WEEKS) is not None
    monkeypatch.setattr(plan_module, "make_plan", forgetful)
    assert safe_plan(KNOWLEDGE, decided(Limits(max_pressure=2)), PARTNER, sore=LOW_BACK, history=WEEKS) is None


def test_the_checker_shares_no_code_with_the_planner() -> None:
    theirs = {"make_plan", "room_today", "use_of", "region_slots", "around", "open_regions"}
    assert not theirs & set(vars(checker))
    assert msgspec.structs.fields(Plan)
