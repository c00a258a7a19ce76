"""Says the course of a diary in one sentence, and by which rule. `course.trend` judges, this words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec.structs import replace

from unknot.knowledge.shapes import Basis
from unknot.pathway.diary.course import Trend, check_ins, is_worse
from unknot.pathway.diary.entries import Entry, Foreign, Session


class CourseWords(msgspec.Struct, frozen=True, kw_only=True):
    """The finding in words: the heading, what it means, and the rule behind it. Its repr holds no answers."""

    heading: str
    counted: str
    """ "Two weeks, 14 entries, 5 sessions"."""
    meaning: str = ""
    rule: str = ""
    basis: Basis | Literal[""] = ""
    sources: tuple[str, ...] = ()
    pace: str = ""
    """For a new ache: whether it eases about as usual."""

    def __repr__(self) -> str:
        return "<CourseWords>"


def course_words(entries: Sequence[Entry], trend: Trend, now: datetime) -> CourseWords:
    """The course of this diary for its page. There is at least one entry."""
    counted = _counted(entries, now)
    if trend.baseline is None or trend.latest is None:
        heading = (
            _("Your diary shows it getting worse.") if trend.worsening else _("No pain score in the last 4 weeks.")
        )
        return CourseWords(heading=heading, counted=counted)
    gaps = {"first": trend.baseline, "now": trend.latest}
    fall = trend.baseline - trend.latest
    pace = ""
    if trend.on_track is not None:
        pace = (
            _("It eases about as a new ache usually does.")
            if trend.on_track
            else _("It eases more slowly than a new ache usually does.")
        )
    said = CourseWords(heading="", counted=counted, pace=pace)
    small = trend.baseline <= 4  # that 30 % are enough from there on is our own choice (row meaningful)

    def by_gain(heading: str, meaning: str) -> CourseWords:
        basis: Basis = "proposal" if small else "verified"
        return replace(said, heading=heading, meaning=meaning, rule=_gain(), basis=basis, sources=("O01",))

    def by_worsening(heading: str, meaning: str) -> CourseWords:
        return replace(said, heading=heading, meaning=meaning, rule=_worse(), basis="proposal", sources=("O01", "O07"))

    if trend.worsening:
        rising = is_worse(trend.baseline, trend.latest)
        return by_worsening(
            _("Your pain is rising: from %(first)s to %(now)s.") % gaps
            if rising
            else _("Your diary shows it getting worse."),
            _("The step is clear and it stayed, so it counts as worse."),
        )
    if trend.meaningful and fall > 0:
        meaning = ngettext(
            "A fall of %(points)s point. That is a real change, not chance ups and downs.",
            "A fall of %(points)s points. That is a real change, not chance ups and downs.",
            fall,
        )
        return by_gain(_("Your pain is easing: from %(first)s to %(now)s.") % gaps, meaning % {"points": fall})
    if trend.meaningful:
        return by_gain(
            _("You feel better overall. Pain: %(now)s of 10.") % gaps,
            _("Your own judgement of the change counts as much as the number."),
        )
    if len(check_ins(entries, now)) < 2:
        return replace(said, heading=_("The first number: pain %(now)s of 10.") % gaps)
    if fall > 0:
        return by_gain(_("A little less pain: from %(first)s to %(now)s.") % gaps, _("Not yet a gain that counts."))
    if fall < 0:
        return by_worsening(
            _("More pain than at the start: from %(first)s to %(now)s.") % gaps,
            _("Write it down again tomorrow. Two such days count as worse."),
        )
    return by_gain(_("As at the start: pain %(now)s of 10.") % gaps, _("Not yet a gain that counts."))


def _gain() -> str:
    """The rule of a meaningful gain (row meaningful), in words."""
    return _(
        "A gain counts from 2 points and 30 % below the first number on, or when you say that you feel much better. "
        "From a first number of 4 or less, 30 % are enough."
    )


def _worse() -> str:
    """The rule of worsening (row worsening), in words."""
    return _(
        "It counts as worse when pain is up by 2 points or 30 % on two days, when your own activities fall by "
        "2 points on average or one of them by 3, or when you say that it is much worse."
    )


def _counted(entries: Sequence[Entry], now: datetime) -> str:
    """How long, how much."""
    since = min((entry.at for entry in entries if not isinstance(entry, Foreign)), default=now)
    days = (now.date() - since.astimezone(now.tzinfo).date()).days + 1
    sessions = sum(isinstance(entry, Session) for entry in entries)
    if days < 14:
        long = ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    else:
        long = ngettext("%(count)s week", "%(count)s weeks", days // 7) % {"count": days // 7}
    parts = [long, ngettext("%(count)s entry", "%(count)s entries", len(entries)) % {"count": len(entries)}]
    if sessions:
        parts.append(ngettext("%(count)s massage", "%(count)s massages", sessions) % {"count": sessions})
    return ", ".join(parts)
