"""Takes a session on between two requests: a running page by its own word, without JavaScript form by form.

All that a session is lives in `pathway.session`; here are only what the browser needs to know of it, what is believed
of what comes back, and the clock of a page that cannot tick.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec
from msgspec.structs import replace

from unknot.knowledge.shapes import Knowledge
from unknot.pathway.diary.course import BY_WISH
from unknot.pathway.session import machine as session
from unknot.pathway.session.machine import apply, begin
from unknot.pathway.session.shape import Back, CheckIn, Event, Next, Pause, Resume, Skip, Start, State, Stop

GOES_ON_FOR = timedelta(hours=12)
"""How long a session may be gone on with: as long as answers good for one session stand."""


def constants() -> dict[str, Any]:
    """The numbers of `pathway.session` for its mirror in the browser (machine.mjs)."""
    return {
        "home_ceiling": session.HOME_CEILING,
        "stop_felt": session.STOP_FELT,
        "too_much_felt": session.TOO_MUCH_FELT,
        "stop_ache_rise": session.STOP_ACHE_RISE,
        "ache_up": session.ACHE_UP,
        "pressure_high": session.PRESSURE_HIGH,
        "breath_in_ms": session.BREATH_IN_MS,
        "breath_out_ms": session.BREATH_OUT_MS,
        "by_wish": BY_WISH,
    }


def milliseconds(at: datetime) -> int:
    """The moment as sessions count it."""
    return round(at.timestamp() * 1000)


def reasons_known(knowledge: Knowledge) -> frozenset[str]:
    """Every reason for which a session can be stopped, as fact ids."""
    return frozenset(fact.id for fact in knowledge.facts.values() if fact.source == "session")


def read_state(text: str, begun: State, reasons: Collection[str]) -> State | None:
    """The state that a page reports; None when it is none, or could not have come from the session that was begun.

    The plan and what it is held to are ours, so a page can only say what was done of it, and for which of our
    `reasons` it ended.
    """
    try:
        state = session.from_json(text)
    except (msgspec.MsgspecError, UnicodeEncodeError, RecursionError):
        return None
    fits = (
        state.plan == begun.plan
        and state.floors == begun.floors
        and set(state.reasons) <= set(reasons)
        and 0 <= state.cap <= begin(begun.plan).cap
        and all(0 <= length <= round(step.minutes * 60_000) for length, step in _along(state, state.lengths))
        and all(0 <= pressure <= step.pressure_max for pressure, step in _along(state, state.pressures))
    )
    return state if fits else None


def _along(state: State, values: tuple[int, ...]) -> Any:
    return zip(values, state.plan.steps, strict=True)


def step_by_step(state: State, go: str, form: Mapping[str, str], at: datetime, reasons: Collection[str]) -> State:
    """One press of a page without JavaScript. Its time stands still at the end of the step that it shows: nobody is
    told of the next one before they ask for it."""
    now = milliseconds(at)
    if go == "stop" and state.status in ("ready", "running", "paused"):
        return _stop(state, form.get("reason", ""), now, reasons)  # STOP counts, however far behind its page is
    if state.status == "ready":
        return apply(state, Start(at=now, ache=state.ache_start)) if go == "start" else state
    shown = (_whole(form.get("here", "")), form.get("heard", str(state.at)))
    if shown != (state.here, str(state.at)) or state.status not in ("running", "paused"):
        return state  # a press on a page that is behind, or the same press again: it is shown anew
    paused = state.status == "paused"
    state, used_up = _still(state, now)
    event = _event(go, now, used_up=used_up)
    if event is not None:
        state = apply(state, event)
    go_on = go == "resume" or (go != "pause" and not paused)
    return apply(state, Resume(at=now)) if go_on else replace(state, at=max(state.at, now))


def _still(state: State, now: int) -> tuple[State, bool]:
    """Paused before the step that is shown is over; whether all its time had passed."""
    spent = now - state.at
    left = state.lengths[state.here] - state.spent[state.here]
    return apply(state, Pause(at=state.at + max(0, min(spent, left - 1)))), spent >= left


def _stop(state: State, reason: str, now: int, reasons: Collection[str]) -> State:
    """Ended. For a reason that a page of another version may name and we do not know, it is a stop without more."""
    if state.status != "ready":
        state, _ = _still(state, now)
    return apply(state, Stop(at=now, reason=reason if reason in reasons else BY_WISH))


def _event(go: str, now: int, *, used_up: bool) -> Event | None:
    match go:
        case "next":
            return Skip(at=now) if used_up else Next(at=now)
        case "skip":
            return Skip(at=now)
        case "back":
            return Back(at=now)
        case "too_much" | "just_right" | "a_bit_more":
            return CheckIn(at=now, feels=go)
    return None


def with_ache(state: State, ache: int | None) -> State:
    """The ended session with the ache now. One that rose by too much is a reason to have stopped."""
    if ache is None:
        return state
    told = apply(state, CheckIn(at=state.at, ache=ache))
    return told if told.reasons != state.reasons else replace(told, ache_last=ache)


def is_fresh(state: State, changed: datetime, now: datetime) -> bool:
    """Whether a session may be gone on with."""
    return state.status in ("ready", "running", "paused") and now - changed <= GOES_ON_FOR


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1
