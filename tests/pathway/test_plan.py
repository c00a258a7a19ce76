"""Does the plan say exactly what is done today, and nothing that today does not allow?"""

from __future__ import annotations

import time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lib.plans import KNOWLEDGE, LOW_BACK, decided, histories, limits, requests, sores, weeks_in
from unknot.knowledge.shapes import Limits, Massage
from unknot.pathway.diary.history import History, Used
from unknot.pathway.plan.broken_limits import broken_limits
from unknot.pathway.plan.planner import make_plan, safe_plan
from unknot.pathway.plan.shape import PHASES, Plan
from unknot.pathway.request import Request


def planned(
    request: Request | None = None,
    held: Limits | None = None,
    sore: tuple[str, ...] = LOW_BACK,
    history: History | None = None,
) -> Plan:
    plan = safe_plan(KNOWLEDGE, decided(held), request or Request(), sore=sore, history=history or History())
    assert plan is not None
    return plan


def touched(plan: Plan) -> list[str]:
    return [step.technique for step in plan.steps if step.touch]


# When there is a plan at all


@pytest.mark.parametrize("massage", ["avoid", "clearance"])
def test_no_plan_while_massage_is_not_allowed(massage: Massage) -> None:
    assert make_plan(KNOWLEDGE, decided(massage=massage), Request(), sore=LOW_BACK) is None


def test_no_plan_before_the_decision_is_final() -> None:
    assert make_plan(KNOWLEDGE, decided(final=False), Request(), sore=LOW_BACK) is None


@settings(max_examples=300, deadline=None)
@given(limits, requests(), sores, histories, st.sampled_from(("suitable", "modify")))
def test_no_plan_ever_breaks_a_limit(
    held: Limits, request: Request, sore: tuple[str, ...], history: History, massage: Massage
) -> None:
    decision = decided(held, massage)
    plan = make_plan(KNOWLEDGE, decision, request, sore=sore, history=history)
    assert plan is not None
    assert broken_limits(KNOWLEDGE, plan, decision, history) == ()


@settings(max_examples=100, deadline=None)
@given(limits, requests(), sores, histories)
def test_the_same_input_gives_the_same_plan(
    held: Limits, request: Request, sore: tuple[str, ...], history: History
) -> None:
    one = make_plan(KNOWLEDGE, decided(held), request, sore=sore, history=history)
    two = make_plan(KNOWLEDGE, decided(held), request, sore=sore, history=history)
    assert msgspec.json.encode(one) == msgspec.json.encode(two)
    assert msgspec.json.decode(msgspec.json.encode(one), type=Plan) == one


@settings(max_examples=100, deadline=None)
@given(requests(), sores)
def test_wishes_only_ever_ask_for_less_than_a_limit(request: Request, sore: tuple[str, ...]) -> None:
    plan = planned(request, Limits(max_pressure=2, max_minutes=6, no_tool=("ball", "gun", "roller")), sore, weeks_in())
    assert plan.max_pressure <= 2 and plan.hands_on_minutes <= 6
    assert not {step.tool for step in plan.steps} & {"ball", "gun", "roller"}


# The first session


def test_a_first_session_is_short_light_and_in_one_place() -> None:
    plan = planned(Request(minutes=30, tools=("ball", "roller", "gun"), wants=("massage_gun",)),
                   sore=(*LOW_BACK, "buttock_left"))  # fmt: skip
    assert plan.first_session
    assert 5 <= plan.hands_on_minutes <= 10
    assert max(step.pressure_max for step in plan.steps) <= 3
    assert {step.region for step in plan.steps if step.touch} == {"low_back"}
    assert len(set(touched(plan))) <= 2
    assert not {"trigger_point", "foam_rolling", "massage_gun", "petrissage"} & set(touched(plan))


def test_a_first_session_takes_the_sorest_place_that_is_allowed() -> None:
    plan = planned(held=Limits(keep_off=("low_back_left", "low_back_right")), sore=(*LOW_BACK, "buttock_left"))
    assert {(step.region, step.side) for step in plan.steps if step.touch} == {("buttock", "left")}
    assert any("low back" in sentence for sentence in plan.why)


@pytest.mark.parametrize("asked, given_minutes", [(5, 5), (8, 5), (14, 7), (30, 10)])
def test_a_first_session_is_half_the_time_but_at_least_five_and_at_most_ten(asked: int, given_minutes: int) -> None:
    assert planned(Request(minutes=asked, helper="partner")).hands_on_minutes == given_minutes


def test_a_change_or_a_new_place_makes_it_a_first_session_again() -> None:
    assert not planned(history=weeks_in()).first_session
    assert planned(history=weeks_in(changed=True)).first_session
    elsewhere = (Used(technique="effleurage", region="buttock", days_ago=3, minutes=5),)
    assert planned(history=weeks_in(used=elsewhere)).first_session


def test_a_new_place_waits_for_a_first_session_of_its_own() -> None:
    known = weeks_in(used=(Used(technique="effleurage", region="low_back_left", days_ago=3, minutes=5),))
    plan = planned(Request(minutes=30, helper="partner"), sore=("low_back_left", "mid_back_left"), history=known)
    assert not plan.first_session
    assert {step.region for step in plan.steps if step.touch} == {"low_back"}
    assert any("middle back" in sentence for sentence in plan.why)


# Growing, resting, the day's cap


def test_after_a_good_session_minutes_or_pressure_grow_but_not_both() -> None:
    good = weeks_in(last_minutes=10.0, last_pressure=3)
    longer = planned(Request(minutes=30, helper="partner"), sore=(*LOW_BACK, "buttock_left"), history=good)
    assert (longer.hands_on_minutes, longer.max_pressure) == (15, 3)
    firmer = planned(Request(minutes=10, helper="partner"), history=good)
    assert (firmer.hands_on_minutes, firmer.max_pressure) == (10, 4)


def test_after_some_soreness_the_session_stays_as_it_was() -> None:
    plan = planned(Request(minutes=30), history=weeks_in(soreness_last=4, last_minutes=8.0, last_pressure=3))
    assert plan.hands_on_minutes <= 8 and plan.max_pressure == 3


def test_after_much_soreness_the_session_takes_a_step_back() -> None:
    plan = planned(Request(minutes=30), history=weeks_in(soreness_last=6, last_minutes=15.0, last_pressure=4))
    assert plan.hands_on_minutes <= 10 and plan.max_pressure == 3


def test_a_step_back_never_ends_firmer_than_last_time() -> None:
    plan = planned(history=weeks_in(soreness_last=5, last_pressure=0))
    assert plan.max_pressure == 0


def test_the_day_after_a_sore_session_is_a_day_of_rest() -> None:
    plan = planned(history=weeks_in(soreness_last=3, days_since_last=1))
    assert plan.hands_on_minutes == 0 and touched(plan) == []
    assert planned(history=weeks_in(soreness_last=3, days_since_last=2)).hands_on_minutes > 0


def test_what_the_day_has_had_already_counts() -> None:
    plan = planned(Request(minutes=30, helper="partner"), history=weeks_in(minutes_today=22.0))
    assert plan.hands_on_minutes <= 8
    assert planned(history=weeks_in(minutes_today=28.0)).hands_on_minutes == 0


def test_one_place_gets_ten_minutes_at_most_and_the_rest_is_left_over() -> None:
    plan = planned(Request(minutes=30, helper="partner"), history=weeks_in())
    assert (plan.hands_on_minutes, plan.left_over_minutes) == (10, 20)


def test_held_pressure_opens_after_two_good_sessions_and_every_other_day() -> None:
    ball = Request(minutes=15, tools=("ball",), wants=("trigger_point",))
    assert "trigger_point" not in touched(planned(ball, history=weeks_in(good_in_a_row=1)))
    assert "trigger_point" in touched(planned(ball, history=weeks_in(good_in_a_row=2)))
    yesterday = Used(technique="trigger_point", region="low_back_left", days_ago=1, minutes=2)
    rested = weeks_in(used=(*weeks_in().used, yesterday))
    assert "trigger_point" not in touched(planned(ball, history=rested))


# Limits


def test_blood_thinners_leave_light_strokes() -> None:
    held = Limits(
        max_pressure=3,
        no_technique=("friction", "tapotement", "trigger_point", "deep_tissue", "petrissage", "circular_friction",
                      "knuckle_kneading"),
        no_tool=("roller", "gun", "ball"),
    )  # fmt: skip
    for helper in ("alone", "partner", "professional"):
        plan = planned(Request(helper=helper), held, history=weeks_in())
        assert set(touched(plan)) <= {"effleurage", "vibration"}
        assert "effleurage" in touched(plan)
        assert max(step.pressure_max for step in plan.steps) <= 3


def test_barring_a_part_takes_the_part_and_a_required_part_takes_the_whole() -> None:
    partner = Request(helper="partner", minutes=20)
    without_kneading = planned(partner, Limits(no_technique=("petrissage",)), history=weeks_in())
    assert without_kneading.routine == "partner_routine"
    assert "petrissage" not in touched(without_kneading)
    assert "Left out of this massage: kneading." in without_kneading.do_not
    without_strokes = planned(partner, Limits(no_technique=("effleurage",)), history=weeks_in())
    assert without_strokes.routine == ""
    assert set(touched(without_strokes)) == {"hand_rest"}


def test_deep_tissue_that_is_not_for_today_is_said_once() -> None:
    plan = planned(Request(helper="professional", wants=("deep_tissue",)))

    assert [reason for reason in plan.why if "deep tissue" in reason.lower()] == [
        "Deep tissue is left out today. Relaxation massage did as well for low back pain."
    ]


def test_a_step_tells_nothing_about_another_place() -> None:
    plan = planned(Request(helper="alone"), sore=("shoulder_top_right",))

    assert all("low back" not in line and "belt line" not in line for step in plan.steps for line in step.how)


def test_a_very_low_limit_leaves_resting_hands() -> None:
    plan = planned(Request(helper="partner"), Limits(max_pressure=0), history=weeks_in())
    assert set(touched(plan)) == {"hand_rest"} and plan.max_pressure == 0


def test_where_every_sore_place_is_barred_breathing_heat_and_walking_remain() -> None:
    barred = Limits(keep_off=LOW_BACK)
    plan = planned(Request(tools=("heat_pack",)), barred, sore=(*LOW_BACK, "spine_midline"))
    assert [step.technique for step in plan.steps] == ["heat", "slow_breathing", "walking"]
    cool = Limits(keep_off=LOW_BACK, heat="not_at", heat_not_at=("low_back_left",))
    plan = planned(Request(tools=("heat_pack",)), cool, sore=LOW_BACK)
    assert [step.technique for step in plan.steps] == ["slow_breathing", "walking"]
    elsewhere = planned(Request(tools=("heat_pack",), helper="alone"), sore=("mid_back_left",))
    assert [step.technique for step in elsewhere.steps] == ["heat", "slow_breathing", "walking"]
    assert any("breathing" in sentence for sentence in plan.why)


def test_a_barred_helper_gets_a_plan_without_hands_and_hears_who_may() -> None:
    plan = planned(Request(helper="partner"), Limits(no_helper=("partner",)))
    assert touched(plan) == []
    assert any("on your own or at a professional's" in sentence for sentence in plan.why)


def test_whoever_must_not_be_alone_is_asked_to_bring_someone() -> None:
    plan = planned(Request(tools=("heat_pack",)), Limits(needs_helper=True))
    assert touched(plan) == [] and "heat" not in {step.technique for step in plan.steps}
    assert any("someone with you" in sentence for sentence in plan.why)
    assert planned(Request(helper="partner"), Limits(needs_helper=True)).hands_on_minutes > 0


def test_heat_does_not_lie_where_it_is_barred() -> None:
    kit = Request(minutes=10, tools=("heat_pack",), helper="partner")
    with_heat = planned(kit, history=weeks_in())
    assert with_heat.steps[0].technique == "heat" and with_heat.hands_on_minutes == 10
    for held in (Limits(heat="none"), Limits(heat="not_at", heat_not_at=("low_back_left",)),
                 Limits(no_tool=("heat_pack",)), Limits(no_technique=("heat",))):  # fmt: skip
        assert "heat" not in {step.technique for step in planned(kit, held, history=weeks_in()).steps}


def test_the_kind_position_gives_way_to_a_limit() -> None:
    side = planned(Request(helper="partner"), Limits(no_position=("seated_lean", "seated", "prone")))
    assert {step.position for step in side.steps if step.touch} == {"side_lying"}


def test_what_was_asked_for_and_is_left_out_is_named() -> None:
    request = Request(minutes=10, tools=("roller",), wants=("foam_rolling",), regions=("buttock_left",))
    assert "foam_rolling" in touched(planned(request, history=weeks_in()))
    plan = planned(request, Limits(no_tool=("roller",)), history=weeks_in())
    assert "Your answers leave this tool out: foam roller." in plan.why
    plan = planned(Request(minutes=10, wants=("foam_rolling",), regions=("buttock_left",)), history=weeks_in())
    assert any("foam rolling" in sentence for sentence in plan.why)


def test_notes_of_the_limits_come_with_the_plan() -> None:
    assert planned(held=Limits(notes=("Rise slowly.",))).notes == ("Rise slowly.",)


# Shape


@settings(max_examples=100, deadline=None)
@given(requests(), sores)
def test_phases_never_go_back_and_a_session_ends_gently(request: Request, sore: tuple[str, ...]) -> None:
    plan = planned(request, sore=sore, history=weeks_in())
    order = [PHASES.index(step.phase) for step in plan.steps]
    assert order == sorted(order)
    if plan.hands_on_minutes:
        assert "work" in {step.phase for step in plan.steps}
        assert {"finish"} <= {step.phase for step in plan.steps} or "slow_breathing" in request.without
    if plan.hands_on_minutes and plan.hands_on_minutes < 10:
        assert {step.phase for step in plan.steps} <= {"settle", "work", "finish"}


def test_a_partner_strokes_first_and_last_for_two_minutes_at_least() -> None:
    for minutes in range(10, 31):
        plan = planned(Request(helper="partner", minutes=minutes), history=weeks_in())
        hands = [step for step in plan.steps if step.touch]
        assert hands[0].technique == hands[-1].technique == "effleurage"
        assert min(hands[0].minutes, hands[-1].minutes) >= 2


def test_every_step_says_all_that_a_person_needs() -> None:
    for step in planned(Request(helper="partner", minutes=20, tools=("heat_pack",)), history=weeks_in()).steps:
        assert step.how and step.do_not and step.why and step.sources and step.minutes > 0


def test_every_technique_can_be_part_of_some_plan() -> None:
    kit = ("ball", "roller", "gun", "cane", "heat_pack", "oil")
    found: set[str] = set()
    for helper, minutes in (("alone", 30), ("partner", 30), ("professional", 60)):
        for wants in (tuple(KNOWLEDGE.techniques), (), *((id,) for id in KNOWLEDGE.techniques)):
            for style in ("swedish", "deep_tissue"):
                request = Request(helper=helper, minutes=minutes, tools=kit, wants=wants, style=style, floor=not wants)  # type: ignore[arg-type]
                for sore in (LOW_BACK, ("buttock_left",), ("between_blades_left",)):
                    plan = planned(request, sore=sore, history=weeks_in())
                    found |= {step.technique for step in plan.steps} | {plan.routine}
    held = planned(held=Limits(max_pressure=0), history=weeks_in())
    found |= {step.technique for step in held.steps}
    assert set(KNOWLEDGE.techniques) - found == set()


# At a professional's


def test_relaxation_massage_is_offered_first_with_the_reason() -> None:
    plan = planned(Request(helper="professional"))
    assert plan.routine == "swedish" and plan.hands_on_minutes == 22.5  # 15 on the low back, half as much beside it
    assert any("Most of the time goes where it hurts" in line for line in plan.why)
    assert any("did as well as deep" in line for line in plan.prepare)
    assert plan.max_pressure == 4


def test_deep_work_waits_for_a_second_visit_and_needs_its_pressure() -> None:
    deep = Request(helper="professional", style="deep_tissue")
    assert planned(deep).routine == "swedish"
    second = planned(deep, history=weeks_in())
    assert second.routine == "deep_tissue" and second.max_pressure == 6
    assert planned(deep, Limits(max_pressure=4), history=weeks_in()).routine == "swedish"
    two_days_ago = Used(technique="deep_tissue", region="low_back", days_ago=2, minutes=10)
    assert planned(deep, history=weeks_in(used=(two_days_ago,))).routine == "swedish"


def test_nobody_is_told_that_toxins_are_flushed_out() -> None:
    plan = planned(Request(helper="professional"))
    assert any("Drink when you are thirsty" in line for line in plan.aftercare)
    assert not any("toxin" in line.lower() for line in (*plan.prepare, *plan.aftercare))


# Whom to call


@pytest.mark.parametrize("country, number", [("", "112"), ("GB", "999"), ("US", "911"), ("ID", "119"), ("NZ", "112")])
def test_the_safety_net_names_the_number_of_the_country(country: str, number: str) -> None:
    assert number in planned(Request(country=country)).safety_net[0]


def test_a_plan_takes_less_than_a_millisecond() -> None:
    request, history = Request(helper="professional", minutes=90), weeks_in()
    best = 1.0
    for _ in range(20):
        began = time.process_time()
        for _ in range(5):
            make_plan(KNOWLEDGE, decided(), request, history=history)
        best = min(best, (time.process_time() - began) / 5)
    assert best < 0.001
