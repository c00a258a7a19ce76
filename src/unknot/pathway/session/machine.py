"""Runs a guided session as a state machine: from a plan and what has happened so far to what comes now.

A pure state machine: `state = apply(state, event)`, and `view(state, now)` says what to show. There is no clock in here
and no tick: every event carries a time in whole milliseconds, time passes only between those, and only while running.
So a session can be saved, read back and gone on with, and nothing is lost or gained. Times should count from a fixed
origin (the epoch), so that they still mean something after a restart; an earlier time than the last counts as the same
instant.

Sources: check-ins, pressure and when to stop, docs/clinical/session.md;
breathing, about 4 s in and 6 s out, row T-BREATH (E18). By how much "too much" shortens a spot is a proposal.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec
from msgspec.structs import replace

from unknot.knowledge.shapes import Technique
from unknot.pathway.diary import entries as diary
from unknot.pathway.plan.shape import Plan, Step
from unknot.pathway.session.shape import (
    Back,
    CheckIn,
    Event,
    Next,
    Pause,
    Resume,
    Skip,
    Start,
    State,
    Status,
    Stop,
    View,
)

__all__ = [
    "Back", "CheckIn", "Event", "Next", "Pause", "Resume", "Skip", "Start", "State", "Status", "Stop", "View",
    "advance", "apply", "begin", "diary_entry", "from_json", "interrupted", "to_json", "view",
]  # fmt: skip

HOME_CEILING = 5
"""The most pressure outside a professional's hands, 0-10 (docs/clinical/session.md)."""
STOP_FELT = 6
"""Pressure felt that ends a session at home (docs/clinical/session.md)."""
TOO_MUCH_FELT = 7
"""From here on the pressure goes down by two at once (docs/clinical/session.md)."""
STOP_ACHE_RISE = 2
"""Points above its start at which the ache ends the session (docs/clinical/session.md)."""
ACHE_UP, PRESSURE_HIGH = "stopped_ache_up", "stopped_pressure_high"
"""The two stop reasons (fact ids) that a check-in sets by itself; the person gives all others."""
BREATH_IN_MS, BREATH_OUT_MS = 4_000, 6_000


def begin(plan: Plan, techniques: Mapping[str, Technique] | None = None) -> State:
    """A session that has not started. `techniques` tell below which pressure a technique is to be dropped."""
    known = techniques or {}
    return State(
        plan=plan,
        floors=tuple(_floor(known.get(step.technique), step) for step in plan.steps),
        lengths=tuple(round(step.minutes * 60_000) for step in plan.steps),
        spent=(0,) * len(plan.steps),
        pressures=tuple(step.pressure for step in plan.steps),
        cap=plan.max_pressure if plan.helper == "professional" else min(plan.max_pressure, HOME_CEILING),
    )


def apply(state: State, event: Event) -> State:
    """What the session is after this event. An event that makes no sense now (a second start) only lets time pass."""
    state = advance(state, event.at)
    going = state.status in ("running", "paused")
    match event:
        case Start() if state.status == "ready":
            return _go_to_open(replace(state, status="running", ache_start=event.ache, ache_last=event.ache), 0)
        case Pause() if state.status == "running":
            return replace(state, status="paused")
        case Resume() if state.status == "paused":
            return replace(state, status="running")
        case CheckIn() if going or state.status == "finished":
            return _check_in(state, event)
        case Next() if going:
            return _go_to_open(state, state.here + 1)
        case Back() if going:
            earlier = [index for index in range(state.here) if _left(state, index)]
            return _enter(state, earlier[-1]) if earlier else state
        case Skip() if going:
            return _go_to_open(_cut(state, state.here, 0), state.here + 1)
        case Stop():
            return _stop(state, event.reason)
    return state


def advance(state: State, now: int) -> State:
    """Let time pass up to `now`. Worth saving now and then: a session that breaks off goes on from the last `at`."""
    passed = now - state.at
    if state.status == "ready":
        return replace(state, at=now)
    if passed <= 0:  # the clock was set back: the same instant
        return state
    state = replace(state, at=now)
    while passed and state.status == "running":
        done = min(passed, _left(state, state.here))
        state = replace(state, spent=_put(state.spent, state.here, state.spent[state.here] + done))
        passed -= done
        if not _left(state, state.here):
            state = _go_to_open(state, state.here + 1)
    return state


def interrupted(state: State) -> State:
    """A session read back after its program was cut off: paused at the last moment it heard of."""
    return replace(state, status="paused") if state.status == "running" else state


def view(state: State, now: int) -> View:
    """What to show at `now`; the state itself stays as it is."""
    state = advance(state, now)
    steps, going = state.plan.steps, state.status in ("running", "paused")
    later = [index for index in range(state.here + 1, len(steps)) if _left(state, index)]
    left = _left(state, state.here) if going else 0
    beat = _clock(state) % (BREATH_IN_MS + BREATH_OUT_MS)
    inward = beat < BREATH_IN_MS
    return View(
        status=state.status,
        step=steps[state.here] if going else None,
        number=state.here + 1,
        of=len(steps),
        pressure=state.pressures[state.here] if going else 0,
        remaining_seconds=_seconds_up(left),
        next_step=steps[later[0]] if going and later else None,
        check_in_due=going and state.due is not None and _clock(state) >= state.due,
        breath="in" if inward else "out",
        breath_seconds=_seconds_up(BREATH_IN_MS - beat if inward else BREATH_IN_MS + BREATH_OUT_MS - beat),
        elapsed_seconds=_clock(state) // 1000,
        left_seconds=_seconds_up(left + sum(_left(state, index) for index in later)) if going else 0,
        finished=state.status == "finished",
        reasons=state.reasons,
    )


def to_json(state: State) -> bytes:
    """The state as one line of JSON."""
    return msgspec.json.encode(state)


def from_json(text: bytes | str) -> State:
    """The state back. Raises msgspec.ValidationError or msgspec.DecodeError when it is not one."""
    return msgspec.json.decode(text, type=State)


def diary_entry(state: State, *, entry_id: str, at: datetime) -> diary.Session:
    """What the diary keeps of a session, finished or not. `at` is when it ended, with its offset from UTC."""
    work = tuple(
        diary.Work(
            technique=step.technique,
            region=step.region,
            side=step.side,
            minutes=done / 60_000,
            touch=step.touch,
            pressure=pressure,
        )
        for step, done, pressure in zip(state.plan.steps, state.spent, state.pressures, strict=True)
        if done
    )
    return diary.Session(
        id=entry_id,
        at=at,
        helper=state.plan.helper,
        minutes=sum(part.minutes for part in work if part.touch),
        finished=state.status == "finished",
        stopped=state.reasons,
        work=work,
        ache_before=state.ache_start,
        ache_after=state.ache_last,
    )


def _check_in(state: State, event: CheckIn) -> State:
    at_home = state.plan.helper != "professional"
    if event.ache is not None:
        start = event.ache if state.ache_start is None else state.ache_start
        state = replace(state, ache_start=start, ache_last=event.ache)
        if event.ache >= start + STOP_ACHE_RISE:
            state = _stop(state, ACHE_UP)
    if at_home and event.pressure is not None and event.pressure >= STOP_FELT:
        state = _stop(state, PRESSURE_HIGH)
    if state.status not in ("running", "paused"):
        return state
    before = state.pressures
    braced = event.pressure is not None and event.pressure >= TOO_MUCH_FELT
    if braced or event.feels == "too_much":
        state = _lower(state, by=2 if braced else 1)
    elif event.feels == "a_bit_more":
        state = _raise(state)
    if state.status in ("running", "paused") and state.due is not None:
        changed = state.pressures != before
        wait = state.plan.checkin_first_seconds if changed else state.plan.checkin_every_seconds
        state = replace(state, due=_clock(state) + wait * 1000)
    return state


def _lower(state: State, by: int) -> State:
    """Less pressure for the rest of the session, half of what is left here, and no step below its technique's floor."""
    here = state.here
    if state.plan.steps[here].touch:
        cap = max(0, min(state.cap, state.pressures[here] - by))
        state = replace(state, cap=cap, pressures=tuple(min(pressure, cap) for pressure in state.pressures))
        for index, floor in enumerate(state.floors):
            if state.plan.steps[index].touch and state.pressures[index] < floor:
                state = _cut(state, index, 0)
    state = _cut(state, here, _left(state, here) // 2)
    return state if _left(state, here) else _go_to_open(state, here + 1)


def _raise(state: State) -> State:
    """One point more, here and wherever the same technique is still to come, inside every limit."""
    here = state.plan.steps[state.here]
    wanted = state.pressures[state.here] + 1

    def raised(index: int, step: Step) -> int:
        now = state.pressures[index]
        if index < state.here or step.technique != here.technique or not step.touch:
            return now
        return max(now, min(wanted, step.pressure_max, state.cap))

    return replace(state, pressures=tuple(raised(index, step) for index, step in enumerate(state.plan.steps)))


def _stop(state: State, reason: str) -> State:
    reasons = state.reasons if reason in state.reasons else (*state.reasons, reason)
    return replace(state, status="stopped", reasons=reasons, due=None)


def _go_to_open(state: State, start: int) -> State:
    """To the first step from `start` on that has time left; with none the session is finished."""
    for index in range(start, len(state.plan.steps)):
        if _left(state, index):
            return _enter(state, index)
    return replace(state, status="finished", due=None)


def _enter(state: State, index: int) -> State:
    """Be at this step; a check-in comes due soon after anything new on the body."""
    new, old = state.plan.steps[index], state.plan.steps[state.here]
    on_body = new.touch or bool(new.tool)
    soon = _clock(state) + state.plan.checkin_first_seconds * 1000
    due = state.due
    if not on_body:
        due = None
    elif due is None:
        due = soon
    elif (new.technique, new.region, new.side) != (old.technique, old.region, old.side):
        due = min(due, soon)
    return replace(state, here=index, due=due)


def _cut(state: State, index: int, left: int) -> State:
    """Leave only `left` milliseconds of a step."""
    return replace(state, lengths=_put(state.lengths, index, state.spent[index] + left))


def _floor(technique: Technique | None, step: Step) -> int:
    if technique is None or technique.dose.runs_at_limit:
        return 0
    return min(technique.dose.pressure_min, step.pressure)  # a plan may go lower on purpose; that is then the floor


def _left(state: State, index: int) -> int:
    return state.lengths[index] - state.spent[index] if index < len(state.lengths) else 0


def _clock(state: State) -> int:
    """Milliseconds of session done, pauses left out."""
    return sum(state.spent)


def _put(values: tuple[int, ...], index: int, value: int) -> tuple[int, ...]:
    return (*values[:index], value, *values[index + 1 :])


def _seconds_up(milliseconds: int) -> int:
    return -(-milliseconds // 1000)
