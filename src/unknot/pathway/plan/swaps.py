"""Finds what could be done instead of a step: only what the planner itself would do, so each candidate is planned.

A swap is a wish like any other (`Request.wants`, `Request.without`), so it can loosen no limit.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from unknot.knowledge.shapes import Knowledge
from unknot.pathway import Assessment
from unknot.pathway.plan.planner import safe_plan
from unknot.pathway.plan.shape import Plan, Step
from unknot.pathway.request import Request


class Swap(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do in place of a step."""

    technique: str
    """Empty: the step is left out and nothing stands in for it."""
    request: Request
    """The wishes that lead there."""


def swaps(knowledge: Knowledge, assessment: Assessment, request: Request, step: Step) -> tuple[Swap, ...]:
    """What could stand in place of `step`: what the planner would do there without it, and last, leaving it out.

    Empty without a plan. A technique that is there already is no swap.
    """
    plan = assessment.plan
    if plan is None:
        return ()
    found = []
    for id, technique in knowledge.techniques.items():
        if technique.touch != step.touch or _is_on(plan, id, step.region):
            continue
        wish = swapped(request, step.technique, id)
        other = planned(knowledge, assessment, wish)
        if other and _is_on(other, id, step.region) and not _is_on(other, step.technique, step.region):
            found.append(Swap(technique=id, request=wish))
    left_out = swapped(request, step.technique, "")
    other = planned(knowledge, assessment, left_out)
    if other and other.steps and _touches(other) == _touches(plan) and _done(other) <= _done(plan):
        found.append(Swap(technique="", request=left_out))
    return tuple(found)


def planned(knowledge: Knowledge, assessment: Assessment, request: Request) -> Plan | None:
    """The plan of the same person on the same day with other wishes."""
    return safe_plan(knowledge, assessment.decision, request, sore=assessment.sore, history=assessment.history)


def swapped(request: Request, this: str, that: str) -> Request:
    """The wishes with `that` in place of `this`; with an empty `that` without either."""
    wants = (*(id for id in request.wants if id not in (this, that)), *([that] if that else []))
    without = (*(id for id in request.without if id not in (this, that)), this)
    return replace(request, wants=wants, without=without)


def _is_on(plan: Plan, technique: str, region: str) -> bool:
    return any(step.technique == technique and step.region == region for step in plan.steps)


def _done(plan: Plan) -> set[tuple[str, str]]:
    return {(step.technique, step.region) for step in plan.steps}


def _touches(plan: Plan) -> bool:
    return any(step.touch for step in plan.steps)
