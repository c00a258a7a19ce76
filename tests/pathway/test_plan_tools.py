"""Is each tool that is at hand used, or refused with its reason? And what does a sore neck get?"""

from __future__ import annotations

from hypothesis import given, settings

from tests.lib.plans import KNOWLEDGE, LOW_BACK, decided, histories, limits, requests, sores, weeks_in
from unknot.knowledge.shapes import Limits
from unknot.pathway.diary.history import History
from unknot.pathway.plan.planner import make_plan
from unknot.pathway.plan.shape import Plan
from unknot.pathway.plan.words import TOOLS
from unknot.pathway.request import Request


@settings(max_examples=400, deadline=None)
@given(limits=limits, request=requests(), history=histories, sore=sores)
def test_each_tool_is_used_or_refused_in_one_line(
    limits: Limits, request: Request, history: History, sore: tuple[str, ...]
) -> None:
    plan = make_plan(KNOWLEDGE, decided(limits, "modify"), request, sore=sore, history=history)
    assert plan is not None
    held = {step.tool for step in plan.steps}
    held |= {tool for step in plan.steps for tool in KNOWLEDGE.techniques[step.technique].optional_tools}
    for tool in request.tools:
        said = [line for line in plan.why if _speaks_of(line, tool)]
        assert (tool in held) != bool(said), (tool, plan.why)
        assert len(said) <= 1, said


def _speaks_of(line: str, tool: str) -> bool:
    """A wish for the technique is answered in a line of its own."""
    if line.startswith("You asked for it"):
        return False
    return line.endswith(f": {TOOLS[tool]}.") or (tool == "heat_pack" and "goes without heat" in line)


def neck(held: Limits | None = None, sore: tuple[str, ...] = ("neck",)) -> Plan:
    plan = make_plan(KNOWLEDGE, decided(held), Request(), sore=sore, history=weeks_in())
    assert plan is not None
    return plan


def test_a_sore_neck_gets_safe_movement_what_is_near_and_where_to_go() -> None:
    why = "\n".join(neck().why)
    assert "No plan here works on the neck" in why and "only as far as it stays comfortable" in why
    assert "top of the shoulder" in why and "doctor or physiotherapist" in why and "get help at once" in why


def test_a_neck_that_is_to_be_left_alone_is_not_told_to_turn() -> None:
    why = "\n".join(neck(Limits(keep_off=("neck", "shoulder_top_left"))).why)
    assert "turn and tilt" not in why and "no turning as far as it goes" in why
    assert "name this place" not in why


def test_without_a_sore_neck_nobody_speaks_of_one() -> None:
    assert not any("neck" in line for line in neck(sore=LOW_BACK).why)
