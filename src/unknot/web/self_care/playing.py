"""How does a session go on between two requests? With a running page by its own word, without JavaScript form by form.

All that a session is lives in `pathway.session`; here are only what the browser needs to know of it, what is believed
of what comes back, and the clock of a page that cannot tick.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec
from msgspec.structs import replace

from unknot.pathway import session
from unknot.pathway.course import BY_WISH
from unknot.pathway.session import apply, begin
from unknot.pathway.session_shape import Back, CheckIn, Event, Next, Pause, Resume, Skip, Start, State, Stop

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


def read_state(text: str, begun: State) -> State | None:
    """The state that a page reports; None when it is none, or could not have come from the session that was begun.

    The plan and what it is held to are ours, so a page can only say what was done of it.
    """
    try:
        state = session.from_json(text)
    except (msgspec.MsgspecError, UnicodeEncodeError, RecursionError):
        return None
    fits = (
        state.plan == begun.plan
        and state.floors == begun.floors
        and 0 <= state.cap <= begin(begun.plan).cap
        and all(0 <= length <= round(step.minutes * 60_000) for length, step in _along(state, state.lengths))
        and all(0 <= pressure <= step.pressure_max for pressure, step in _along(state, state.pressures))
    )
    return state if fits else None


def _along(state: State, values: tuple[int, ...]) -> Any:
    return zip(values, state.plan.steps, strict=True)


def step_by_step(state: State, go: str, form: Mapping[str, str], at: datetime) -> State:
    """One press of a page without JavaScript. Its time stands still at the end of the step that it shows: nobody is
    told of the next one before they ask for it."""
    now, shown = milliseconds(at), _whole(form.get("here", ""))
    if state.status == "ready":
        return apply(state, Start(at=now, ache=state.ache_start)) if go == "start" else state
    if shown != state.here or state.status not in ("running", "paused"):
        return state  # a press on a page that is behind: it is shown anew
    paused = state.status == "paused"
    spent = now - state.at
    left = state.lengths[state.here] - state.spent[state.here]
    state = apply(state, Pause(at=state.at + max(0, min(spent, left - 1))))
    event = _event(go, form, now, used_up=spent >= left)
    if event is not None:
        state = apply(state, event)
    go_on = go == "resume" or (go != "pause" and not paused)
    return apply(state, Resume(at=now)) if go_on else replace(state, at=max(state.at, now))


def _event(go: str, form: Mapping[str, str], now: int, *, used_up: bool) -> Event | None:
    match go:
        case "next":
            return Skip(at=now) if used_up else Next(at=now)
        case "skip":
            return Skip(at=now)
        case "back":
            return Back(at=now)
        case "too_much" | "just_right" | "a_bit_more":
            return CheckIn(at=now, feels=go)
        case "stop":
            return Stop(at=now, reason=form.get("reason", "")[:100] or BY_WISH)
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
