"""Judges whether the soreness after the last massage was the ordinary kind.

Row normal soreness of docs/clinical/course.md: starts within 12 hours, is gone by 36 (E12). That longer than 48 hours
means less next time and longer than 72 means stop is a proposal.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from unknot.pathway.diary.entries import Entry, Session, Soreness


def last_session(told: list[Entry], now: datetime) -> Session | None:
    """The latest hands-on session of the last 28 days; `told` is in order of time."""
    found = [entry for entry in told if isinstance(entry, Session) and entry.minutes > 0]
    return found[-1] if found and now - found[-1].at <= timedelta(days=28) else None


def soreness_after(told: list[Entry], session: Session) -> list[tuple[float, int]]:
    """Hours since the session and soreness 0-10, each time it was told before the next hands-on session."""
    found: list[tuple[float, int]] = []
    for entry in told[told.index(session) + 1 :]:
        if isinstance(entry, Session) and entry.minutes > 0:
            break
        if isinstance(entry, Soreness):
            found.append(((entry.at - session.at).total_seconds() / 3600, entry.score))
    return found


def is_good(sore: list[tuple[float, int]]) -> bool:
    """Told, never above 2 of 10, and not told again above 0 later than 36 hours."""
    return bool(sore) and all(score <= 2 and (score == 0 or hours <= 36) for hours, score in sore)


def ache_stayed_up(last: Session, at: datetime, score: int) -> bool:
    """Whether the ache, 12 hours to 7 days after the session, is 2 points above what it was before it."""
    in_time = timedelta(hours=12) <= at - last.at <= timedelta(days=7)
    return in_time and last.ache_before is not None and score >= last.ache_before + 2


def has_large_bruise(told: list[Entry], now: datetime) -> bool:
    """A bruise larger than a palm, told within 14 days (a proposal: about how long a bruise lasts)."""
    return any(
        isinstance(entry, Soreness) and entry.bruise == "larger_than_palm" and now - entry.at <= timedelta(days=14)
        for entry in told
    )
