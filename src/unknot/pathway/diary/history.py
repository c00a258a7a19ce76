"""Holds what the next plan must know of the last 28 days. The diary builds it; empty means nothing yet."""

from __future__ import annotations

import msgspec

from unknot.knowledge.regions import name_of


class Used(msgspec.Struct, frozen=True, kw_only=True):
    """One technique on one region in one finished or stopped session of the last 28 days."""

    technique: str
    region: str
    """With or without its side (the sides of a region count together); empty for the whole person."""
    days_ago: int
    """0 is today."""
    minutes: float = 0.0
    """Hands-on minutes; 0 for heat, breathing and moves."""


class History(msgspec.Struct, frozen=True, kw_only=True):
    """Sessions of the last 28 days. `last_*`, `sessions` and `good_in_a_row` speak of home sessions only."""

    sessions: int = 0
    """Finished at home, 28 days."""
    visits: int = 0
    """Finished at a professional's, 28 days."""
    days_since_last: int | None = None
    """Since the last session of any kind, finished or stopped; None: none in 28 days."""
    good_in_a_row: int = 0
    """Latest sessions in a row with next-day soreness of at most 2 of 10 that was gone at 36 hours."""
    soreness_last: int | None = None
    """0-10, the day after the last session of any kind; None: not told."""
    soreness_stayed: bool = False
    """Longer than 48 hours, or a bruise larger than a palm."""
    last_pressure: int | None = None
    """The firmest step of the last home session, 0-10."""
    last_minutes: float | None = None
    """Hands-on minutes of the last home session."""
    minutes_today: float = 0.0
    """Hands-on minutes today, from all sources."""
    changed: bool = False
    """Since the last session: a clearance, worsening, an illness or a new condition (docs/clinical/session.md)."""
    used: tuple[Used, ...] = ()

    def days_since(self, technique: str, region: str) -> int | None:
        """Days since this technique was last used on this region (no side); None when not within 28 days."""
        days = [use.days_ago for use in self.used if use.technique == technique and name_of(use.region) == region]
        return min(days, default=None)

    def minutes_today_at(self, region: str) -> float:
        """Hands-on minutes that this region (no side) has had today."""
        return sum(use.minutes for use in self.used if use.days_ago == 0 and name_of(use.region) == region)

    def times(self, technique: str) -> int:
        """On how many days of the last 28 the technique was used."""
        return len({use.days_ago for use in self.used if use.technique == technique})

    def has_worked(self, region: str) -> bool:
        """Whether hands or a tool have been on this region (no side) within 28 days."""
        return any(name_of(use.region) == region and use.minutes > 0 for use in self.used)
