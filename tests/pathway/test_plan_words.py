"""Would a massage therapist sign every line? One test for each kind of line that none would have signed."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from tests.lib.plans import KNOWLEDGE, LOW_BACK, decided, weeks_in
from unknot.knowledge.shapes import Limits
from unknot.pathway.diary.history import History
from unknot.pathway.plan.broken_limits import broken_limits
from unknot.pathway.plan.planner import make_plan
from unknot.pathway.plan.shape import Plan, Step
from unknot.pathway.plan.visit import visit_lines
from unknot.pathway.plan.words import RISE
from unknot.pathway.request import Request

ON_THE_SIDE = ("prone", "supine", "seated", "seated_lean", "standing", "semi_reclined", "floor")
FIRM = ("petrissage", "circular_friction", "friction", "tapotement", "vibration", "trigger_point", "myofascial_release")


def planned(sore: tuple[str, ...] = LOW_BACK, held: Limits | None = None, **request: Any) -> Plan:
    weeks = request.pop("history", weeks_in())
    plan = make_plan(KNOWLEDGE, decided(held, "modify"), Request(**request), sore=sore, history=weeks)
    assert plan is not None
    return plan


def touching(plan: Plan) -> list[Step]:
    return [step for step in plan.steps if step.touch]


def said(plan: Plan) -> list[str]:
    """Every line of the steps, in order."""
    return [line for step in plan.steps for line in (*step.how, *step.do_not)]


def test_hands_are_washed_once_and_rest_only_where_the_massage_ends() -> None:
    plan = planned(helper="partner", minutes=25, sore=(*LOW_BACK, "shoulder_top_left"))
    assert sum("Wash your hands" in line for line in said(plan)) == 1
    assert ["To end" in "".join(step.how) for step in touching(plan)] == [False] * (len(touching(plan)) - 1) + [True]


def test_why_most_of_the_low_back_gets_a_flat_hand_is_said_once_and_the_rule_in_every_step() -> None:
    steps = touching(planned(helper="partner", minutes=20))
    assert sum("most of what people call the low back" in line for step in steps for line in step.do_not) == 1
    assert all(any("kidney zone" in line for line in step.do_not) for step in steps)


@pytest.mark.parametrize("helper", ["alone", "partner", "professional"])
def test_nobody_speaks_of_oil_that_is_not_there(helper: str) -> None:
    dry, oiled = planned(helper=helper), planned(helper=helper, tools=("oil",))
    assert not any("oil" in line.split() for line in said(dry))
    assert any("oil" in line.split() for line in said(oiled))


def test_oil_is_tried_the_day_before_only_where_a_step_takes_it() -> None:
    ball = planned(sore=("mid_back_left",), tools=("oil", "ball"))
    assert not any("new oil" in line for line in ball.prepare)
    assert any("new oil" in line for line in planned(tools=("oil",)).prepare)


def test_who_sits_reads_nothing_about_a_bed_and_who_lies_does() -> None:
    sits, lies = planned(helper="partner"), planned(held=Limits(no_position=ON_THE_SIDE), helper="partner")
    assert not any("mattress" in line for line in sits.prepare)
    assert any("mattress" in line for line in lies.prepare)
    assert touching(lies)[0].how[0].startswith("The person lies on the")


def test_who_sits_upright_is_told_how() -> None:
    plan = planned(held=Limits(no_position=("seated_lean", "side_lying", "prone")), helper="partner")
    assert any("sideways on a steady chair" in line for line in touching(plan)[0].how)


def test_breathing_at_the_end_needs_no_getting_up() -> None:
    held = Limits(no_position=ON_THE_SIDE[:5], no_technique=FIRM)
    last = planned(held=held, helper="partner", history=History()).steps[-1]
    assert (last.technique, last.position) == ("slow_breathing", "side_lying")


def test_own_hands_are_told_the_way_to_the_shoulder_and_the_low_back() -> None:
    shoulder = planned(sore=("shoulder_top_left",), history=History(), without=("petrissage",))
    assert any("Reach across" in step.how[0] for step in touching(shoulder) if step.technique == "circular_friction")


def test_lying_on_the_side_alone_one_is_told_once_to_turn() -> None:
    plan = planned(sore=("buttock_left", "buttock_right"))
    turned = [step for step in touching(plan) if step.side == "both" and step.position == "side_lying"]
    assert turned and all(sum("alf-way" in line for line in step.how) == 1 for step in turned)


def test_a_ball_comes_before_own_fists_on_the_buttock() -> None:
    plan = planned(sore=("buttock_left",), tools=("ball",), history=History())
    assert touching(plan)[0].technique == "ball_rolling"
    assert not any("complete without this tool" in line for line in plan.why)


@pytest.mark.parametrize(("tool", "other"), [("ball", "cane"), ("cane", "ball")])
def test_held_pressure_speaks_of_the_tool_in_the_hand(tool: str, other: str) -> None:
    steps = touching(planned(tools=(tool,), wants=("trigger_point",)))
    how = " ".join(line for step in steps if step.technique == "trigger_point" for line in step.how)
    assert tool in how and other not in how


def test_a_roller_across_the_blades_works_on_both_sides_or_not_at_all() -> None:
    request: dict[str, Any] = {"tools": ("roller",), "wants": ("foam_rolling",)}
    both = planned(sore=("between_blades_left", "between_blades_right"), **request)
    one = planned(sore=("between_blades_left",), **request)
    rolling = [step for step in touching(both) if step.technique == "foam_rolling"]
    assert rolling and "foam_rolling" not in {step.technique for step in one.steps}
    wrong = replace(both, steps=tuple(replace(step, side="left") for step in rolling))
    assert any("lies across both sides" in each for each in broken_limits(KNOWLEDGE, wrong, decided(), weeks_in()))


def test_rocking_is_on_the_hip_and_not_twice() -> None:
    plan = planned(helper="professional")
    assert [step.region for step in plan.steps if step.technique == "vibration"] == ["buttock"]


def test_heat_lies_on_the_sore_side_and_never_under_the_back() -> None:
    heat = planned(sore=("low_back_right",), minutes=20, tools=("heat_pack",)).steps[0]
    assert (heat.technique, heat.side) == ("heat", "right")
    lying = Limits(no_position=("seated", "side_lying"))
    plan = planned(held=lying, minutes=20, tools=("heat_pack",))
    assert "heat" not in {step.technique for step in plan.steps}


def test_a_wish_for_a_refused_tool_is_answered_once() -> None:
    plan = planned(tools=("gun",), wants=("massage_gun",))
    assert len([line for line in plan.why if "massage gun" in line]) == 1


def test_a_sore_neck_alone_is_told_once_that_nobody_works_on_it() -> None:
    why = planned(sore=("neck",)).why
    assert not any(line.startswith("Neck, spine") for line in why)
    assert any(line.startswith("Neck, spine") for line in planned(sore=("neck", "belly")).why)


@pytest.mark.parametrize("helper", ["alone", "partner", "professional"])
def test_rising_slowly_is_said_once(helper: str) -> None:
    held = Limits(notes=(RISE,))
    plan = planned(held=held, helper=helper, history=History())
    assert [*plan.notes, *plan.aftercare].count(RISE) == (helper != "professional")
    visit = visit_lines(KNOWLEDGE, plan, held)
    assert sum("stand up slowly" in line.says for line in visit) == 1


def test_afterwards_nobody_is_sent_to_what_the_steps_have_done_or_a_limit_leaves_out() -> None:
    assert "walking" in {step.technique for step in planned(minutes=20).steps}
    assert not any("alk a little" in line for line in planned(minutes=20).aftercare)
    still = planned(held=Limits(no_technique=("chair_stretch", "floor_stretch")), history=History())
    assert not any("stretch" in line for line in still.aftercare)


def test_parts_that_are_left_out_take_one_line() -> None:
    plan = planned(held=Limits(no_technique=FIRM), helper="professional")
    assert len([line for line in plan.do_not if line.startswith("Left out")]) == 1


def visit_of(held: Limits, **request: Any) -> str:
    plan = planned(held=held, helper="professional", **request)
    return "\n".join([*plan.do_not, *(line.says for line in visit_lines(KNOWLEDGE, plan, held))])


def test_a_visit_names_one_pressure() -> None:
    light, first = visit_of(Limits(max_pressure=2)), visit_of(Limits(), history=History())
    assert "Nothing above 2 of 10 today." in light and "that is a 3, I would like a 2" in light
    assert "Nothing above 4 of 10 today." in first and "6 of 10" not in first
    assert "up to 5" in visit_of(Limits(max_pressure=5), style="deep_tissue", minutes=60)


def test_a_visit_asks_for_no_more_than_the_plan_does() -> None:
    light = visit_of(Limits(no_technique=FIRM))
    assert "Swedish" not in light and "long strokes or still hands" in light
    assert "Book about an hour" not in light and "This plan is shorter" in light
    whole = visit_of(Limits(), minutes=60, regions=("low_back_left", "mid_back_left", "between_blades_left"))
    assert "Book about an hour" in whole and "Swedish" in whole


def test_a_visit_without_stretching_sends_nobody_to_stretch() -> None:
    assert "walk or stretch" not in visit_of(Limits(no_technique=("chair_stretch", "floor_stretch")))
