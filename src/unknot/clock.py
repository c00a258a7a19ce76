"""Tells the moment and the zone: the only module that reads the computer's clock, its calendar day or its time zone.

At home the zone is the computer's, in shared mode the one that the person's page told (`zone_named`). A zone is a set
of rules and never an offset of today: an hour of last summer and a day after the clocks change need the rules of their
own date. Whatever is kept carries its offset; whatever counts days counts calendar days of the zone of `now`.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from unknot.pathway.moments import zone_named

LOCALTIME = Path("/etc/localtime")
_TZ = os.environ.get("TZ")
"""Read when this module is, which is before Django: its settings set the zone of the whole process to theirs."""


def now(where: tzinfo | None = None) -> datetime:
    """This moment in the zone of this computer, or in another."""
    return datetime.now(where or zone())


def today(where: tzinfo | None = None) -> date:
    """The calendar day in the zone of this computer, or in another."""
    return now(where).date()


def seconds() -> float:
    """Seconds that only ever grow, for measuring how long something takes; no clock that is set moves them."""
    return time.monotonic()


def steady() -> float:
    """The same, counting on while the computer sleeps: a gap in it is real time that a program has missed."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


@cache
def zone() -> tzinfo:
    """The zone of this computer as the C library finds it: `TZ`, else /etc/localtime, else UTC; with its rules."""
    return _zone_of(_TZ, LOCALTIME)


def restore() -> None:
    """Give the process its own zone back after a library (Django) has set another, for it and its children."""
    if _TZ is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = _TZ
    time.tzset()


def _zone_of(named: str | None, localtime: Path) -> tzinfo:
    if named is None:
        return _rules_in(localtime) or UTC
    name = named.removeprefix(":")
    if name.startswith("/"):
        return _rules_in(Path(name)) or UTC
    return zone_named(name) or _posix(name) or UTC


def _rules_in(file: Path) -> ZoneInfo | None:
    """The rules of a zone file, under its name where it is a link into the folder of zones."""
    key = str(file.resolve()).partition("zoneinfo/")[2]
    if key and isinstance(found := zone_named(key), ZoneInfo):
        return found
    try:
        with file.open("rb") as rules:
            return ZoneInfo.from_file(rules)
    except (OSError, ValueError):
        return None


def _posix(text: str) -> ZoneInfo | None:
    """The rules of a POSIX zone such as "WIB-7" or "CET-1CEST,M3.5.0,M10.5.0/3".

    `zoneinfo` reads such a text at the end of a zone file only, so here is a file that has nothing else.
    """
    empty = b"TZif2" + bytes(15) + bytes(4 * 4) + b"\0\0\0\1" + b"\0\0\0\4"
    block = empty + bytes(6) + b"UTC\0"
    try:
        return ZoneInfo.from_file(BytesIO(block + block + b"\n" + text.encode("ascii") + b"\n"))
    except (ValueError, UnicodeEncodeError, OverflowError):
        return None
