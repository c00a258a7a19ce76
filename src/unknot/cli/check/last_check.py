"""Reads the last check of this person, made here or in the browser, for `plan` and `session`."""

from __future__ import annotations

from unknot.pathway.answers import InputRefused, Problem
from unknot.pathway.journey import Journey


def last_check() -> Journey:
    """The last check. Raises InputRefused when there is none to read."""
    from unknot.cli.diary.same_diary import last_journey

    journey = last_journey()
    if journey is None:
        hint = "run `unknot check` first, or give --answers FILE"
        raise InputRefused([Problem("last check", "there is none yet", hint)])
    return journey
