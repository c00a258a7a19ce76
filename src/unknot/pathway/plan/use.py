"""Decides whether a technique can be used in a place today, and in which position, with which tool, how firm."""

from __future__ import annotations

from typing import Literal

import msgspec

from unknot.knowledge.lines import Lines
from unknot.knowledge.shapes import Helper, Position, Technique, Tool, Who
from unknot.pathway.diary.history import History
from unknot.pathway.plan.room import Room, Today

FLOOR_AFTER = 2
"""Foam rolling starts standing at a wall for two sessions (docs/clinical/techniques.md)."""


class Use(msgspec.Struct, frozen=True, kw_only=True):
    """How a technique is used on one region today."""

    technique: Technique
    helper: Helper
    position: Position
    tool: Tool | Literal[""]
    using: tuple[str, ...]
    """The tool, and oil where it is at hand: what a line may be tied to."""
    pressure: int
    pressure_max: int
    how: Lines
    """Of which a step tells those that concern it."""


def use_of(id: str, region: str, today: Today, room: Room, *, wanted: bool) -> Use | None:
    """The way technique `id` is used on `region` (no side; empty for the whole person), or None when it is out.

    `wanted`: the person asked for it, or for the routine that it is the heart of.
    """
    technique, limits, request, history = today.knowledge.techniques[id], today.limits, today.request, today.history
    if technique.id in limits.no_technique or technique.id in request.without:
        return None
    if technique.by_choice and not wanted:
        return None
    if room.home and technique.touch and not _opened(technique, history, room):
        return None
    if technique.dose.rest_days:
        days = history.days_since(technique.id, region)
        if days is not None and days < technique.dose.rest_days:
            return None
    pressure_max = min(technique.dose.pressure_max, room.pressure_max)
    pressure = min(pressure_max, room.pressure)
    if technique.touch and pressure < _least(technique):
        return None
    if any(tool not in request.tools or tool in limits.no_tool for tool in technique.tools):
        return None
    for who in technique.who:
        if who.helper != request.helper or (region not in who.regions if region else who.regions):
            continue
        tool = _tool(technique, who, today)
        position = _position(technique, who, today, room)
        if tool is not None and position is not None:
            how = who.how or technique.how
            return Use(
                technique=technique,
                helper=who.helper,
                position=position,
                tool=tool,
                using=_using(tool, today),
                pressure=pressure,
                pressure_max=pressure_max,
                how=how,
            )
    return None


def _least(technique: Technique) -> int:
    """The pressure below which it makes no sense; a few run at any limit that still lets the skin move."""
    least = technique.dose.pressure_min
    return min(1, least) if technique.dose.runs_at_limit else least


def _opened(technique: Technique, history: History, room: Room) -> bool:
    """Stronger techniques open after a number of good home sessions in a row (docs/clinical/session.md)."""
    if room.first and not technique.dose.first_session:
        return False
    return history.good_in_a_row >= technique.dose.after_good_sessions


def _tool(technique: Technique, who: Who, today: Today) -> Tool | Literal[""] | None:
    """The tool in the hand: the technique's own, else one that this helper needs; None when none is at hand."""
    if technique.tools:
        return technique.tools[0]
    if not who.tools:
        return ""
    return next((tool for tool in who.tools if tool in today.request.tools and tool not in today.limits.no_tool), None)


def _using(tool: str, today: Today) -> tuple[str, ...]:
    oil = "oil" in today.request.tools and "oil" not in today.limits.no_tool
    return (*([tool] if tool else []), *(["oil"] if oil else []))


def _position(technique: Technique, who: Who, today: Today, room: Room) -> Position | None:
    """The kindest position that nothing bars; whoever lies or sits already stays so."""
    for position in sorted(who.positions, key=lambda position: position != room.position):
        if technique.touch and room.position not in ("", position):
            continue
        if position in today.limits.no_position or (position == "prone" and not room.prone):
            continue
        if position == "floor" and not today.request.floor:
            continue
        if position == "floor" and technique.touch and today.history.times(technique.id) < FLOOR_AFTER:
            continue
        return position
    return None
