"""Names everything a plan breaks of what the decision, the body or the first-session rule holds it to.

Written apart from the planner on purpose: the numbers and rules stand here a second time, read from the same rows
(docs/clinical/session.md, techniques.md, places.md, course.md), so that one mistake is not made twice.
No face shows a plan for which this is not empty.
"""

from __future__ import annotations

from collections.abc import Iterator

from unknot.knowledge.regions import PLAN_REGIONS
from unknot.knowledge.shapes import Knowledge, Limits
from unknot.pathway.decision import Decision
from unknot.pathway.diary.history import History
from unknot.pathway.plan.shape import PHASES, Plan, Step, sided

FIRST_SESSION_TECHNIQUES = {"effleurage", "circular_friction", "knuckle_kneading", "ball_rolling", "hand_rest"}
"""Stroking, circles or one's own knuckles, a soft ball rolled; still hands are less (docs/clinical/session.md)."""
FIRST_SESSION_TOOLS = {"", "ball", "heat_pack"}
GUN_REGIONS = {"buttock", "shoulder_top"}
ROLLER_REGIONS = {"buttock", "between_blades"}
PROFESSIONAL_ONLY = {"friction", "tapotement", "swedish", "deep_tissue"}


def broken_limits(knowledge: Knowledge, plan: Plan, decision: Decision, history: History) -> tuple[str, ...]:
    """Every limit that the plan breaks, a sentence each; empty when it may be shown."""
    answer = decision.answer
    limits = answer.limits if answer else None
    if answer is None or answer.massage not in ("suitable", "modify") or limits is None:
        return ("no plan is allowed with this decision",)
    return tuple(
        dict.fromkeys(
            [
                *_pressure(plan, limits),
                *_minutes(knowledge, plan, limits, history),
                *_where(knowledge, plan, limits),
                *_technique(knowledge, plan, limits, history),
                *_tools_and_positions(plan, limits),
                *_helper(plan, limits),
                *_heat(plan, limits),
                *_first_session(plan, history),
                *_rest(plan, history),
                *_where_it_hurts(plan),
                *_sums(plan),
            ]
        )
    )


def _touching(plan: Plan) -> Iterator[tuple[int, Step]]:
    return ((number, step) for number, step in enumerate(plan.steps, 1) if step.touch)


def _pressure(plan: Plan, limits: Limits) -> Iterator[str]:
    ceiling = 6 if plan.helper == "professional" else 5
    if limits.max_pressure is not None:
        ceiling = min(ceiling, limits.max_pressure)
    if plan.max_pressure > ceiling:
        yield f"the plan's pressure may reach {plan.max_pressure}, the limit is {ceiling}"
    for number, step in enumerate(plan.steps, 1):
        if max(step.pressure, step.pressure_max) > min(ceiling, plan.max_pressure):
            yield f"step {number} may press {max(step.pressure, step.pressure_max)}, above the plan or the limit"
        if step.pressure < 0 or step.pressure_max < step.pressure:
            yield f"step {number} has a pressure that is not on the scale"
        if not step.touch and step.pressure_max > 0:
            yield f"step {number} does not touch and yet presses"


def _minutes(knowledge: Knowledge, plan: Plan, limits: Limits, history: History) -> Iterator[str]:
    hands_on = sum(step.minutes for _, step in _touching(plan))
    home = plan.helper != "professional"
    ceiling = max(0.0, 30 - history.minutes_today) if home else 90.0
    if limits.max_minutes is not None:
        ceiling = min(ceiling, limits.max_minutes)
    if hands_on > ceiling:
        yield f"{hands_on:g} hands-on minutes, the limit today is {ceiling:g}"
    region_ceiling = 10.0 if home else 15.0
    if limits.max_minutes_per_region is not None:
        region_ceiling = min(region_ceiling, limits.max_minutes_per_region)
    for region in {step.region for _, step in _touching(plan)}:
        minutes = sum(step.minutes for _, step in _touching(plan) if step.region == region)
        if minutes + history.minutes_today_at(region) > region_ceiling:
            yield f"{region} gets {minutes:g} minutes, the limit today is {region_ceiling:g}"
    prone = sum(step.minutes for _, step in _touching(plan) if step.position == "prone")
    if home and prone > 10:
        yield f"{prone:g} minutes face down at home, the limit is 10"
    for number, step in enumerate(plan.steps, 1):
        if step.minutes <= 0 or step.minutes * 2 != int(step.minutes * 2):
            yield f"step {number} does not last whole half-minutes"
        technique = knowledge.techniques.get(step.technique)
        if technique:
            sides = 2 if technique.dose.each_side and step.side == "both" else 1
            if step.minutes > technique.dose.minutes_max * sides:
                yield f"step {number} lasts longer than {step.technique} may"


def _where(knowledge: Knowledge, plan: Plan, limits: Limits) -> Iterator[str]:
    for number, step in enumerate(plan.steps, 1):
        places = sided(step)
        if step.touch and not places:
            yield f"step {number} touches and does not say where"
        for place in places:
            if place not in PLAN_REGIONS:
                yield f"step {number} is on {place}, which is never worked on"
            if place in limits.keep_off and step.technique != "heat":  # where heat may lie is a limit of its own
                yield f"step {number} is on {place}, which is to be left alone"
        technique = knowledge.techniques.get(step.technique)
        reach = [who for who in technique.who if who.helper == plan.helper] if technique else []
        if not any((step.region in who.regions) if step.region else not who.regions for who in reach):
            yield f"step {number}: {step.technique} does not reach {step.region or 'the whole person'} {plan.helper}"
        if step.tool == "gun" and step.region not in GUN_REGIONS:
            yield f"step {number}: a massage gun does not belong on {step.region}"
        if step.tool == "roller" and step.region not in ROLLER_REGIONS:
            yield f"step {number}: a roller does not belong on {step.region}"
        if step.tool == "roller" and step.region == "between_blades" and step.side != "both":
            yield f"step {number}: a roller lies across both sides, not on the {step.side} one alone"


def _technique(knowledge: Knowledge, plan: Plan, limits: Limits, history: History) -> Iterator[str]:
    whole = knowledge.techniques.get(plan.routine)
    if plan.routine in limits.no_technique:
        yield f"{plan.routine} is barred"
    if whole and set(whole.requires) & set(limits.no_technique):
        yield f"{plan.routine} is barred: a part it requires is"
    for number, step in enumerate(plan.steps, 1):
        technique = knowledge.techniques.get(step.technique)
        if technique is None:
            yield f"step {number}: nobody knows {step.technique}"
            continue
        if step.technique in limits.no_technique:
            yield f"step {number}: {step.technique} is barred"
        if step.touch != technique.touch:
            yield f"step {number}: {step.technique} is touch, or is not, whatever the step says"
        if step.pressure_max > technique.dose.pressure_max:
            yield f"step {number}: {step.technique} may go to {technique.dose.pressure_max}"
        least = technique.dose.pressure_min
        if technique.touch and step.pressure < (min(1, least) if technique.dose.runs_at_limit else least):
            yield f"step {number}: {step.technique} makes no sense at {step.pressure}"
        if plan.helper != "professional":
            if step.technique in PROFESSIONAL_ONLY:
                yield f"step {number}: {step.technique} is for professionals"
            if technique.touch and history.good_in_a_row < technique.dose.after_good_sessions:
                yield f"step {number}: {step.technique} opens after more good sessions"


def _tools_and_positions(plan: Plan, limits: Limits) -> Iterator[str]:
    for number, step in enumerate(plan.steps, 1):
        if step.tool in limits.no_tool:
            yield f"step {number} uses {step.tool}, which is barred"
        if step.position in limits.no_position:
            yield f"step {number} is {step.position}, which is barred"


def _helper(plan: Plan, limits: Limits) -> Iterator[str]:
    if any(_touching(plan)):
        if plan.helper in limits.no_helper:
            yield f"massage {plan.helper} is barred"
        if limits.needs_helper and plan.helper == "alone":
            yield "nobody is there, and somebody must be"


def _heat(plan: Plan, limits: Limits) -> Iterator[str]:
    for number, step in enumerate(plan.steps, 1):
        if step.technique != "heat" and step.tool != "heat_pack":
            continue
        if limits.heat == "none":
            yield f"step {number} is heat, which is barred"
        for place in sided(step):
            if place in limits.heat_not_at:
                yield f"step {number} puts heat on {place}, which is barred"
        if limits.needs_helper and plan.helper == "alone":
            yield f"step {number} is heat with nobody there, and somebody must be"


def _first_session(plan: Plan, history: History) -> Iterator[str]:
    """docs/clinical/session.md: at home, and at a professional's."""
    touching = [step for _, step in _touching(plan)]
    if not touching:
        return
    if plan.helper == "professional":
        first = history.visits == 0 or history.changed
        if first and (plan.max_pressure > 4 or plan.routine == "deep_tissue"):
            yield "a first visit stays at 4 and has no deep work"
    else:
        new = any(not history.has_worked(step.region) for step in touching)
        first = history.sessions == 0 or history.changed or new
        if first:
            yield from _first_at_home(plan, touching)
    if first != plan.first_session:
        yield "the plan is wrong about being a first session"


def _first_at_home(plan: Plan, touching: list[Step]) -> Iterator[str]:
    if sum(step.minutes for step in touching) > 10:
        yield "a first session has at most 10 hands-on minutes"
    if plan.max_pressure > 3:
        yield "a first session stays at 3"
    if len({step.region for step in touching}) > 1:
        yield "a first session has one region"
    techniques = {step.technique for step in touching}
    if len(techniques) > 2:
        yield "a first session has at most two techniques"
    if techniques - FIRST_SESSION_TECHNIQUES:
        yield "a first session has strokes, circles, knuckles or a rolling ball only"
    if {step.tool for step in plan.steps} - FIRST_SESSION_TOOLS:
        yield "a first session has no tool but heat and a soft ball"


def _rest(plan: Plan, history: History) -> Iterator[str]:
    """Growth, days of rest after soreness, and days between stronger techniques (docs/clinical/session.md)."""
    touching = [step for _, step in _touching(plan)]
    if not touching:
        return
    sore = history.soreness_stayed or (history.soreness_last is not None and history.soreness_last > 2)
    if sore and history.days_since_last is not None and history.days_since_last <= 1:
        yield "the last session left soreness, so today is a day of rest"
    for step in touching:
        gap = {"trigger_point": 2, "foam_rolling": 2, "massage_gun": 2, "deep_tissue": 3}.get(step.technique, 0)
        since = history.days_since(step.technique, step.region)
        if since is not None and since < gap:
            yield f"{step.technique} on {step.region} again after {since} days, at least {gap} are needed"
    if plan.helper == "professional" or plan.first_session or history.last_minutes is None:
        return
    minutes = sum(step.minutes for step in touching)
    more_minutes = minutes > max(5.0, history.last_minutes)
    more_pressure = history.last_pressure is not None and plan.max_pressure > history.last_pressure
    if more_minutes and (sore or minutes > max(5.0, history.last_minutes + 5)):
        yield "the session grows faster than five minutes"
    if more_pressure and (sore or plan.max_pressure > (history.last_pressure or 0) + 1):
        yield "the pressure grows faster than one point"
    if more_minutes and more_pressure:
        yield "minutes and pressure grow at once"


def _where_it_hurts(plan: Plan) -> Iterator[str]:
    """At least two thirds of the time is for the places named; a step on both sides is half on each."""
    if not plan.named:
        return
    there, everywhere = 0.0, 0.0
    for _, step in _touching(plan):
        places = sided(step)
        everywhere += step.minutes
        there += step.minutes * len([place for place in places if place in plan.named]) / max(1, len(places))
    if there * 3 < everywhere * 2:
        yield f"{there:g} of the hands-on minutes are where it hurts, of {everywhere:g} at least two thirds must be"


def _sums(plan: Plan) -> Iterator[str]:
    if plan.hands_on_minutes != sum(step.minutes for _, step in _touching(plan)):
        yield "the hands-on minutes are not the sum of the steps"
    if plan.total_minutes != sum(step.minutes for step in plan.steps):
        yield "the total minutes are not the sum of the steps"
    order = [PHASES.index(step.phase) for step in plan.steps]
    if order != sorted(order):
        yield "the phases go back"
