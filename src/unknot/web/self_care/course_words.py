"""How is the course of a diary said in one sentence, and by which rule? `course.trend` judges, this words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unknot.pathway.course import Trend, check_ins, is_worse
from unknot.pathway.diary import Entry, Session


class CourseWords(msgspec.Struct, frozen=True, kw_only=True):
    """The finding in words: the heading, what it means, and the rule behind it. Its repr holds no answers."""

    heading: str
    counted: str
    """ "Two weeks, 14 entries, 5 sessions"."""
    meaning: str = ""
    rule: str = ""
    basis: str = ""
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
    if trend.worsening:
        rising = is_worse(trend.baseline, trend.latest)
        return msgspec.structs.replace(
            said,
            heading=_("Your pain is rising: from %(first)s to %(now)s.") % gaps
            if rising
            else _("Your diary shows it getting worse."),
            meaning=_("The step is clear and it stayed, so it counts as worse."),
            rule=_worse(),
            basis="proposal",
            sources=("O01", "O07"),
        )
    if trend.meaningful and fall > 0:
        return msgspec.structs.replace(
            said,
            heading=_("Your pain is easing: from %(first)s to %(now)s.") % gaps,
            meaning=ngettext(
                "A fall of %(points)s point. That is a real change, not chance ups and downs.",
                "A fall of %(points)s points. That is a real change, not chance ups and downs.",
                fall,
            )
            % {"points": fall},
            rule=_gain(),
            basis="verified",
            sources=("O01",),
        )
    if trend.meaningful:
        return msgspec.structs.replace(
            said,
            heading=_("You feel better overall. Pain: %(now)s of 10.") % gaps,
            meaning=_("Your own judgement of the change counts as much as the number."),
            rule=_gain(),
            basis="verified",
            sources=("O01",),
        )
    if len(check_ins(entries, now)) < 2:
        return msgspec.structs.replace(said, heading=_("The first number: pain %(now)s of 10.") % gaps)
    if fall > 0:
        return msgspec.structs.replace(
            said,
            heading=_("A little less pain: from %(first)s to %(now)s.") % gaps,
            meaning=_("Not yet a gain that counts."),
            rule=_gain(),
            basis="verified",
            sources=("O01",),
        )
    if fall < 0:
        return msgspec.structs.replace(
            said,
            heading=_("More pain than at the start: from %(first)s to %(now)s.") % gaps,
            meaning=_("Write it down again tomorrow. Two such days count as worse."),
            rule=_worse(),
            basis="proposal",
            sources=("O01", "O07"),
        )
    return msgspec.structs.replace(
        said,
        heading=_("As at the start: pain %(now)s of 10.") % gaps,
        meaning=_("Not yet a gain that counts."),
        rule=_gain(),
        basis="verified",
        sources=("O01",),
    )


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
    days = (now.date() - min(entry.at for entry in entries).astimezone(now.tzinfo).date()).days + 1
    sessions = sum(isinstance(entry, Session) for entry in entries)
    if days < 14:
        long = ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    else:
        long = ngettext("%(count)s week", "%(count)s weeks", days // 7) % {"count": days // 7}
    parts = [long, ngettext("%(count)s entry", "%(count)s entries", len(entries)) % {"count": len(entries)}]
    if sessions:
        parts.append(ngettext("%(count)s massage", "%(count)s massages", sessions) % {"count": sessions})
    return ", ".join(parts)
