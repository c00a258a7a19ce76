"""Works out the room that today leaves: how many minutes, how firm, and whether it is a first session.

Numbers: docs/clinical/session.md (first session, progress, dose) and course.md; all proposals.
Ceilings only ever shrink here; nothing in a request or a history can widen a limit of the decision.
"""

from __future__ import annotations

import math
from typing import Literal

import msgspec

from unknot.knowledge.sentences import number
from unknot.knowledge.shapes import Helper, Knowledge, Limits, Position
from unknot.pathway.diary.history import History
from unknot.pathway.request import Request

LEAST_MINUTES = 5
"""Less hands-on time than this is no session."""
DAY_AT_HOME = 30
"""Hands-on minutes a day at home, all sources."""
MOST_MINUTES: dict[Helper, int] = {"alone": 30, "partner": 30, "professional": 90}
USUAL_MINUTES: dict[Helper, int] = {"alone": 10, "partner": 20, "professional": 60}
"""When nothing is wished for."""
REGION_MINUTES: dict[Helper, int] = {"alone": 10, "partner": 10, "professional": 15}
MOST_PRESSURE: dict[Helper, int] = {"alone": 5, "partner": 5, "professional": 6}
USUAL_PRESSURE = 4
DEEP_PRESSURE = 5
"""What asking for deep tissue means when no number is named; the visit still starts at 4."""
FIRST_PRESSURE = 3
FIRST_VISIT_PRESSURE = 4
FIRST_MINUTES = 10
PRONE_MINUTES = 10
"""Face down at home: no bed there has a hole for the face."""


class Today(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan is made from."""

    knowledge: Knowledge
    limits: Limits
    request: Request
    history: History


class Room(msgspec.Struct, frozen=True, kw_only=True):
    """The ceilings of one session."""

    home: bool
    first: bool
    asked: float
    """Hands-on minutes wished for."""
    minutes: float
    """Hands-on minutes there are, whole half-minutes."""
    region_minutes: float
    pressure: int
    """0-10, with the person's wish."""
    pressure_max: int
    """0-10, without the wish: as far as "a bit more" may go."""
    prone: bool
    """Whether lying face down fits into so many minutes."""
    why: tuple[str, ...]
    position: Position | Literal[""] = ""
    """The one position of all touch by another's hands; "" alone, where each step has its own."""


def room_today(today: Today, region: str) -> Room:
    """The ceilings of today's session when `region` (no side) is the one worked first."""
    limits, request, history, say = today.limits, today.request, today.history, today.knowledge.say
    home = request.helper != "professional"
    first = _is_first(history, region, home)
    why: list[str] = []
    asked = float(min(request.minutes or USUAL_MINUTES[request.helper], MOST_MINUTES[request.helper]))
    minutes, pressure_max = asked, MOST_PRESSURE[request.helper]
    if home and first:
        minutes = max(LEAST_MINUTES, min(FIRST_MINUTES, asked / 2))
        pressure_max = FIRST_PRESSURE
        why.append(say("A first session is short and light: one area, up to 3 of 10. Next time there can be more."))
    elif home:
        minutes, pressure_max = _progress(today, asked, pressure_max, why)
    elif first:
        pressure_max = FIRST_VISIT_PRESSURE
        why.append(say("A first visit stays at 3 or 4 of 10. Firmer work can come at the next one."))
    if not home and _too_sore(history):
        pressure_max = min(pressure_max, FIRST_PRESSURE)
        why.append(say("Last time left you sore, so this visit is lighter."))
    if home and DAY_AT_HOME - history.minutes_today < minutes:
        minutes = max(0.0, DAY_AT_HOME - history.minutes_today)
        had = number(today.knowledge, history.minutes_today)
        why.append(say("You have had {had} of today's {most} minutes already.", had=had, most=DAY_AT_HOME))
    if limits.max_minutes is not None and limits.max_minutes < minutes:
        minutes = limits.max_minutes
        why.append(say("Your answers hold the session to {minutes} minutes.", minutes=limits.max_minutes))
    if limits.max_pressure is not None and limits.max_pressure < pressure_max:
        pressure_max = limits.max_pressure
        why.append(say("Your answers hold the pressure to {pressure} of 10.", pressure=limits.max_pressure))
    if request.helper == "partner" and {"seated", "seated_lean", "side_lying"} <= set(limits.no_position):
        minutes = min(minutes, PRONE_MINUTES)
    region_minutes = float(REGION_MINUTES[request.helper])
    if limits.max_minutes_per_region is not None:
        region_minutes = min(region_minutes, limits.max_minutes_per_region)
    wish = (
        request.pressure if request.pressure is not None else (DEEP_PRESSURE if asks_deep(request) else USUAL_PRESSURE)
    )
    return Room(
        home=home,
        first=first,
        asked=asked,
        minutes=math.floor(minutes * 2) / 2,
        region_minutes=region_minutes,
        pressure=min(wish, pressure_max),
        pressure_max=pressure_max,
        prone=not home or minutes <= PRONE_MINUTES,
        why=tuple(why),
    )


def asks_deep(request: Request) -> bool:
    """Whether deep tissue massage is wished for, as the style or as a technique."""
    return request.style == "deep_tissue" or "deep_tissue" in request.wants


def is_rest_day(history: History) -> bool:
    """After any soreness above 2 of 10 one day is left free (docs/clinical/session.md)."""
    sore = _too_sore(history) or (history.soreness_last or 0) > 2
    return sore and history.days_since_last is not None and history.days_since_last < 2


def _is_first(history: History, region: str, home: bool) -> bool:
    """First, or first again: more than 28 days ago, after a change, or in a new region (docs/clinical/session.md)."""
    if not home:
        return history.visits == 0 or history.changed
    return history.sessions == 0 or history.changed or not history.has_worked(region)


def _too_sore(history: History) -> bool:
    return history.soreness_stayed or (history.soreness_last or 0) >= 5


def _progress(today: Today, asked: float, ceiling: int, why: list[str]) -> tuple[float, int]:
    """Minutes and pressure after the last session: one point or five minutes more, never both."""
    history, say = today.history, today.knowledge.say
    minutes = history.last_minutes if history.last_minutes is not None else float(LEAST_MINUTES)
    pressure = history.last_pressure if history.last_pressure is not None else FIRST_PRESSURE
    if _too_sore(history):
        minutes, pressure = max(float(LEAST_MINUTES), minutes - 5), max(min(1, pressure), pressure - 1)
        why.append(say("Last time left you sore, so today takes one step back."))
    elif history.soreness_last is None or history.soreness_last > 2:
        if history.soreness_last is None:
            why.append(say("You have not told how sore you were the day after, so today stays as it was."))
        else:
            why.append(say("You were a little sore, so today stays as it was."))
    elif asked > minutes:
        minutes += 5
    else:
        pressure += 1
    minutes = max(minutes, float(LEAST_MINUTES))
    if minutes < asked:
        grown = number(today.knowledge, minutes)
        why.append(say("Sessions grow step by step: {minutes} minutes today.", minutes=grown))
    return min(asked, minutes), min(ceiling, pressure)
