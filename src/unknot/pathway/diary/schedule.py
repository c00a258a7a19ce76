"""Chooses the days of the coming weeks: days of rest, the length of a trial, the day of the next check.

Rows of docs/clinical/course.md: trial length (E02, E03), re-screen full, taper; days of rest of each technique from its
own dose. How often a week at home is a proposal, after the 2 to 3 times of partner massage (T-PARTNER). Each session is
planned anew on its day: this only says when to think of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import msgspec

from unknot.knowledge.shapes import Technique
from unknot.pathway.diary.course import TRIAL, TRIAL_SESSIONS, TRIAL_VISITS
from unknot.pathway.diary.history import History
from unknot.pathway.plan.room import is_rest_day
from unknot.pathway.plan.shape import Plan

SOURCES = ("E02", "E03")
MOST_SESSIONS = 12
MOST_VISITS = 10
"""Row trial length: about 8 to 12 at home, on to 10 at a professional's; beyond the trial only with a gain."""
CHECK_AGAIN = timedelta(weeks=4)
"""Row re-screen full: every 4 weeks."""
GAPS: dict[int, tuple[int, ...]] = {2: (3, 4), 3: (2, 2, 3)}
"""Times a week at home -> days from one session to the next, in turn."""
WEEK = (7,)
"""A professional was tested once a week (T-SWED)."""
AFTER_A_SESSION = 2
"""Days from a session of today to the next: how sore one is the day after has to be told first."""


class Rest(msgspec.Struct, frozen=True, kw_only=True):
    """A technique that needs days between its uses on one place."""

    technique: str
    days: int


class Schedule(msgspec.Struct, frozen=True, kw_only=True):
    """Days to think of, and the day on which the whole check comes first."""

    days: tuple[date, ...]
    """Each a session of its own, all before `check_on`; none when the check or a look back comes first."""
    check_on: date
    done: int
    """Sessions of this course so far."""
    most: int
    """Sessions in this course before one looks back, `done` among them."""
    rests: tuple[Rest, ...]


def schedule(
    plan: Plan,
    techniques: Mapping[str, Technique],
    history: History,
    *,
    today: date,
    checked: date,
    start: date | None = None,
    times_a_week: int = 2,
    done: int = 0,
    recheck_days: int | None = None,
    improved: bool = False,
    stable: bool = False,
) -> Schedule:
    """The days from `start` (not before the body has rested) until the trial or the time of the check is over.

    `checked`: when the answers were given. `done`: sessions of this course, at home or at a professional's like the
    plan. `improved`: the ache has eased meaningfully. `stable`: for two weeks, so the days are spread (row taper).
    """
    at_a_table = plan.helper == "professional"
    rests = _rests(plan, techniques)
    most = _most(at_a_table, improved)
    first_check = checked + min(CHECK_AGAIN, timedelta(days=recheck_days or CHECK_AGAIN.days))
    day = max(start or today, _rested(plan, techniques, history, today))
    last = min(first_check, day + TRIAL)
    gaps = WEEK if at_a_table else GAPS[times_a_week]
    least = max((rest.days for rest in rests), default=1)
    days: list[date] = []
    while plan.hands_on_minutes and day < last and done + len(days) < most:
        days.append(day)
        day += timedelta(days=max(least, gaps[(len(days) - 1) % len(gaps)] * (2 if stable else 1)))
    check_on = min(last, day) if days else first_check
    return Schedule(days=tuple(days), check_on=max(check_on, today), done=done, most=most, rests=rests)


def _most(at_a_table: bool, improved: bool) -> int:
    if at_a_table:
        return MOST_VISITS if improved else TRIAL_VISITS
    return MOST_SESSIONS if improved else TRIAL_SESSIONS


def _rests(plan: Plan, techniques: Mapping[str, Technique]) -> tuple[Rest, ...]:
    """What of this plan needs rest: its techniques and the whole they are parts of."""
    used = dict.fromkeys([*(step.technique for step in plan.steps if step.touch), plan.routine])
    doses = {id: techniques[id].dose.rest_days for id in used if id in techniques}
    return tuple(Rest(technique=id, days=days) for id, days in doses.items() if days)


def _rested(plan: Plan, techniques: Mapping[str, Technique], history: History, today: date) -> date:
    """The first day on which nothing of this plan is used too soon again."""
    waits = [0]
    if history.days_since_last is not None and (history.days_since_last == 0 or is_rest_day(history)):
        waits.append(AFTER_A_SESSION - history.days_since_last)
    for rest in _rests(plan, techniques):
        for step in plan.steps:
            since = history.days_since(rest.technique, step.region)
            if since is not None and step.technique in (rest.technique, *techniques[rest.technique].contains):
                waits.append(rest.days - since)
    return today + timedelta(days=max(waits))
