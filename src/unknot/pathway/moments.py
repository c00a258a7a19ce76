"""Judges moments: the one range of every door, what lies how long ago, and how many calendar days.

An instant is kept with its offset. Days are calendar days of the zone of `now`, which carries its rules. No clock in
here: `now` comes in; which zone it is in says `unknot.clock`.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

EARLIEST = date(1900, 1, 1)
"""Nobody who fills this in remembers an earlier day, and at the ends of the calendar no zone can reckon."""
CLOCKS_DIFFER = timedelta(hours=1)
"""Two clocks of one person may differ: what was told up to an hour ahead of ours has been."""
AHEAD = timedelta(days=3653)
"""Ten years: as far as anything is planned."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+/-]{0,62}")
_OFFSET = re.compile(r"([+-])([01]\d):?([0-5]\d)")
_NO_ZONES = frozenset({"localtime", "posixrules", "Factory"})
"""Files beside the zones that are none of their own: the first is the zone of whoever serves."""

Outside = Literal["too_early", "not_yet", "too_far"]


def outside_of_past(at: datetime, now: datetime) -> Outside | None:
    """Why a moment cannot be one that was: before 1900, or more than an hour ahead of `now`. None when it can."""
    if at.year < EARLIEST.year:
        return "too_early"
    return "not_yet" if elapsed(now, at) > CLOCKS_DIFFER else None


def outside_of_past_days(day: date, now: datetime) -> Outside | None:
    """The same of a calendar day where `now` is."""
    if day < EARLIEST:
        return "too_early"
    return "not_yet" if day > now.date() else None


def outside_of_plans(day: date, now: datetime) -> Outside | None:
    """Why nothing can be planned for a day: before 1900, or more than ten years ahead. None when it can."""
    if day < EARLIEST:
        return "too_early"
    return "too_far" if day - now.date() > AHEAD else None


def elapsed(since: datetime, until: datetime) -> timedelta:
    """Real time from one instant to the other, at any ends of the calendar.

    Subtracting two moments of one zone would count hours on its wall clock: an hour off across a change of the clocks.
    """
    on_the_wall = until.replace(tzinfo=None) - since.replace(tzinfo=None)
    return on_the_wall - ((until.utcoffset() or timedelta(0)) - (since.utcoffset() or timedelta(0)))


def days_between(at: datetime, now: datetime) -> int:
    """Calendar days from an instant to `now`, where `now` is; below 0 for a day to come."""
    return (now.date() - at.astimezone(now.tzinfo).date()).days


def on_the_clock(wall: datetime, where: tzinfo | None) -> datetime:
    """The instant at which the clocks of a zone show this time: the first of two, and the next one where they jump over
    it. A moment that names its own offset stays as it is."""
    if wall.tzinfo is not None or where is None:
        return wall
    return wall.replace(tzinfo=where).astimezone(UTC).astimezone(where)


def with_offset(at: datetime) -> datetime:
    """The instant with the plain offset that its zone has on its date: as it is kept, compared and sent.

    Whole minutes, because nothing else can be written: before 1912 many towns kept a time of their own to the second.
    """
    if type(at.tzinfo) is timezone:
        return at
    offset = at.utcoffset() or timedelta(0)
    return at.astimezone(timezone(timedelta(minutes=round(offset / timedelta(minutes=1)))))


def zone_named(text: str) -> tzinfo | None:
    """The zone of a name as browsers tell it ("Asia/Jakarta", "UTC", "+07:00"); None for anything that is no zone."""
    if offset := _OFFSET.fullmatch(text):
        sign, hours, minutes = -1 if offset[1] == "-" else 1, int(offset[2]), int(offset[3])
        return timezone(sign * timedelta(hours=hours, minutes=minutes)) if hours <= 14 else None
    if not _NAME.fullmatch(text) or text in _NO_ZONES:
        return None
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder of zones, as in "America"
        return None
