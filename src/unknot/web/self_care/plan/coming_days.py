"""Reads the form of start, time and how often, and shows the days of the coming weeks that it makes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

import msgspec
from django.utils.translation import gettext as _

from unknot.knowledge.shapes import Source
from unknot.pathway.diary.course import course_facts, done_so_far, improved
from unknot.pathway.diary.schedule import GAPS, SOURCES, Schedule, schedule
from unknot.pathway.moments import outside_of_plans
from unknot.web.check.planned import Planned

USUAL_TIME = time(19, 0)
"""After work, before sleep; the person changes it."""


class Resting(msgspec.Struct, frozen=True, kw_only=True):
    """A technique with days of rest, in words."""

    name: str
    days: int


class DaysShown(msgspec.Struct, frozen=True, kw_only=True):
    """The days on the page, with the form as it was filled in."""

    schedule: Schedule
    rests: tuple[Resting, ...]
    start: str
    at: time
    times: int
    choices: tuple[int, ...]
    """How often a week can be chosen; nothing at a professional's."""
    says_more: bool
    errors: Mapping[str, str]
    sources: tuple[Source, ...]

    def __repr__(self) -> str:
        return "<DaysShown>"


def days_shown(found: Planned, form: Mapping[str, str]) -> DaysShown:
    """The coming days by this form; what cannot be read is said at its field and the usual taken."""
    errors: dict[str, str] = {}
    today = found.now.date()
    start, at = _day(form.get("start", ""), found.now, errors), _time(form.get("at", ""), errors)
    times = next((n for n in GAPS if form.get("times") == str(n)), min(GAPS))
    at_a_table = found.plan.helper == "professional"
    told = course_facts(found.person.diary, found.now)
    coming = schedule(
        found.plan,
        found.knowledge.techniques,
        found.assessment.history,
        today=today,
        checked=_checked(found),
        start=start,
        times_a_week=times,
        done=done_so_far(found.person.diary, found.now)[at_a_table],
        recheck_days=found.assessment.decision.so_far.recheck_days,
        improved=improved(found.person.diary, found.now),
        stable=bool(told["diary_stable_2_weeks"]),
    )
    names = found.knowledge.techniques
    return DaysShown(
        schedule=coming,
        rests=tuple(Resting(name=names[rest.technique].name, days=rest.days) for rest in coming.rests),
        start=form.get("start", "")[:40] or (coming.days[0] if coming.days else today).isoformat(),
        at=at,
        times=times,
        choices=() if at_a_table else tuple(GAPS),
        says_more=form.get("says_more") == "1",
        errors=errors,
        sources=tuple(found.knowledge.sources[id] for id in SOURCES if id in found.knowledge.sources),
    )


def _checked(found: Planned) -> date:
    """The day on which the last of the answers was given."""
    last: datetime = max((page.at for page in found.journey.pages), default=found.now)
    return min(last.astimezone(found.now.tzinfo), found.now).date()


def _day(text: str, now: datetime, errors: dict[str, str]) -> date | None:
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        errors["start"] = _("Give a day, as in 2026-11-30.")
        return None
    if day is not None and outside_of_plans(day, now):
        errors["start"] = _("Give a day within ten years from now.")
        return None
    return day


def _time(text: str, errors: dict[str, str]) -> time:
    try:
        return time.fromisoformat(text).replace(tzinfo=None) if text else USUAL_TIME
    except ValueError:
        errors["at"] = _("Give a time, as in 19:00.")
        return USUAL_TIME
