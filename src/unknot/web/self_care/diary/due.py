"""Lists what the diary asks for today: soreness after a massage, the weekly numbers, the change after four weeks.

Nothing is demanded: each is asked once, while its answer still means something, and can be passed over.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal

from unknot.pathway.diary.course import COURSE_GAP
from unknot.pathway.diary.entries import Entry, Pain, Peg, Pgic, Psfs, Session, Soreness

Kind = Literal["soreness", "peg", "psfs", "pgic"]
SORE_FROM, SORE_UNTIL = timedelta(hours=12), timedelta(hours=60)
"""Soreness begins within 12 hours (E12); after 60 the memory of it is no measure any more (proposal)."""
WEEK = timedelta(days=7)
FOUR_WEEKS = timedelta(weeks=4)


def due(entries: Iterable[Entry], now: datetime) -> tuple[Kind, ...]:
    """The kinds of entry to ask for at `now`, what passes soonest first. Empty for a diary that has not begun or rests.

    A massage is asked about 12 to 60 hours after its end, until an entry tells of soreness. PEG is weekly, so are own
    activities once they are named; the overall change is asked every four weeks from the fourth on.
    """
    told = sorted((entry for entry in entries if entry.at <= now), key=lambda entry: entry.at)
    alive = [entry for entry in told if isinstance(entry, Pain | Session) and now - entry.at <= COURSE_GAP]
    kinds: list[Kind] = ["soreness"] if _is_sore_time(told, now) else []
    if not alive:
        return tuple(kinds)
    if _is_over(told, Peg, now, WEEK):
        kinds.append("peg")
    if any(isinstance(entry, Psfs) for entry in told) and _is_over(told, Psfs, now, WEEK):
        kinds.append("psfs")
    if now - told[0].at >= FOUR_WEEKS and _is_over(told, Pgic, now, FOUR_WEEKS):
        kinds.append("pgic")
    return tuple(kinds)


def _is_sore_time(told: list[Entry], now: datetime) -> bool:
    massages = [entry for entry in told if isinstance(entry, Session) and entry.minutes > 0]
    if not massages or not SORE_FROM <= now - massages[-1].at <= SORE_UNTIL:
        return False
    return not any(isinstance(entry, Soreness) and entry.at > massages[-1].at for entry in told)


def _is_over(told: list[Entry], kind: type[Peg] | type[Psfs] | type[Pgic], now: datetime, every: timedelta) -> bool:
    return not any(isinstance(entry, kind) and now - entry.at < every for entry in told)
