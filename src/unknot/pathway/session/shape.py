"""Defines the events of a session, the state they lead to, and what a face shows of it."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from unknot.pathway.diary.entries import Scale, Word
from unknot.pathway.plan.shape import Plan, Step

Milliseconds = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
"""Up to where the browser's numbers are whole, too."""
Status = Literal["ready", "running", "paused", "finished", "stopped"]


class _Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="event"):
    """Something that happened at a moment, in milliseconds. `repr` shows no answers."""

    at: int

    def __repr__(self) -> str:
        return f"<{type(self).__name__} at {self.at}>"


class Start(_Event, frozen=True, tag="start", kw_only=True):
    """The session begins. `ache` is the pain now, 0-10."""

    ache: Scale | None = None


class Pause(_Event, frozen=True, tag="pause"):
    """Time stands still until `Resume`."""


class Resume(_Event, frozen=True, tag="resume"):
    """Time goes on."""


class CheckIn(_Event, frozen=True, tag="check_in", kw_only=True):
    """How is it? Two numbers kept apart, ache and pressure felt, and the word of a button; any may be left out."""

    ache: Scale | None = None
    pressure: Scale | None = None
    feels: Literal["too_much", "just_right", "a_bit_more"] | None = None


class Next(_Event, frozen=True, tag="next"):
    """On to the next step; what is left of this one stays there for `Back`."""


class Back(_Event, frozen=True, tag="back"):
    """To the nearest earlier step with time left. No spot ever gets more time than planned."""


class Skip(_Event, frozen=True, tag="skip"):
    """Give this step up for today."""


class Stop(_Event, frozen=True, tag="stop", kw_only=True):
    """End now. `reason` is a fact id with source `session`; a second Stop adds its reason."""

    reason: Word


Event = Start | Pause | Resume | CheckIn | Next | Back | Skip | Stop


class State(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All that a session is, and all that must be kept to go on with it. Tuples run along `plan.steps`."""

    format: Literal[1] = 1
    plan: Plan
    floors: tuple[Scale, ...]
    """Pressure below which a step's technique makes no sense and is dropped (docs/clinical/techniques.md); 0: none."""
    lengths: tuple[Milliseconds, ...]
    """Planned, after shortening."""
    spent: tuple[Milliseconds, ...]
    """Done."""
    pressures: tuple[Scale, ...]
    cap: Scale
    """No step goes above this any more; every "too much" lowers it."""
    status: Status = "ready"
    at: Milliseconds = 0
    """The last moment heard of."""
    here: int = 0
    """Which step, from 0."""
    due: Milliseconds | None = None
    """When the next check-in is due, of time done; None: no hand, tool or heat on the body."""
    ache_start: Scale | None = None
    ache_last: Scale | None = None
    reasons: Annotated[tuple[Word, ...], msgspec.Meta(max_length=30)] = ()
    """Why it was stopped; a stopped session has at least one, any other none."""

    def __post_init__(self) -> None:
        along = (self.floors, self.lengths, self.spent, self.pressures)
        count = len(self.plan.steps)
        if any(len(each) != count for each in along) or not 0 <= self.here < max(count, 1):
            raise ValueError("this saved session does not fit its plan")
        if any(not 0 <= done <= length for done, length in zip(self.spent, self.lengths, strict=True)):
            raise ValueError("this saved session has more time done than planned")
        if bool(self.reasons) != (self.status == "stopped") or len(set(self.reasons)) < len(self.reasons):
            raise ValueError("a saved session has reasons to stop, each once, if it was stopped and only then")

    def __repr__(self) -> str:
        return f"<State {self.status}, step {self.here + 1} of {len(self.plan.steps)}>"


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What to show at one moment."""

    status: Status
    step: Step | None
    """None before the start, after the end and after a stop."""
    number: int
    """Which step, from 1."""
    of: int
    pressure: int
    """0-10, now; the check-ins may have moved it from the plan's."""
    remaining_seconds: int
    """Of this step, rounded up."""
    next_step: Step | None
    check_in_due: bool
    breath: Literal["in", "out"]
    breath_seconds: int
    """Left of this breath, rounded up: 4 to 1 in, 6 to 1 out."""
    elapsed_seconds: int
    left_seconds: int
    """Of the whole session, from here on, rounded up."""
    finished: bool
    reasons: tuple[str, ...]

    def __repr__(self) -> str:
        return f"<View {self.status}, step {self.number} of {self.of}>"
