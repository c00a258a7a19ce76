"""Lays out a visit for its page: what to ask for, do and say in the order of the day, and the brief as a sheet."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from unknot.knowledge.shapes import Basis, Grade, Source
from unknot.knowledge.values import UNSURE
from unknot.pathway.plan.visit import VisitLine, is_light, visit_lines
from unknot.telling.brief import Brief, brief_of
from unknot.web.check.planned import Planned

MARKS = {"suitable": "suitable", "limits": "modify", "clearance": "clearance"}
"""The sign of the decision bar: the marks of massage on the result."""

SIZES = ((2200, "brief-usual"), (3200, "brief-long"), (10**6, "brief-longest"))
"""Letters on the sheet -> the class of its type."""


class LineShown(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do or say, with how sure we are and why."""

    time: str
    """As the line says it: "2 hours before"; empty where it names none."""
    says: str
    grade: Grade
    basis: Basis
    sources: tuple[Source, ...]


class BriefShown(msgspec.Struct, frozen=True, kw_only=True):
    """The sheet for the therapist, ready to be drawn."""

    brief: Brief
    mark: str
    bar: str
    keep_off: str
    """Sided regions, parted by spaces, as the drawing takes them."""
    sore: dict[str, Any]
    """Region -> how sore, 0-10, or a dot where nobody said."""
    notes: str
    """What else to heed, run on: a list of them would not fit."""
    size: str
    """Class of the type size at which the sheet stays one page."""
    release: str
    consented: bool

    def __repr__(self) -> str:
        return "<BriefShown>"


def is_massage(found: Planned) -> bool:
    """Whether the plan is one of hands at a professional's: the limits may leave only rest."""
    return found.plan.helper == "professional" and found.plan.hands_on_minutes > 0


def visit_heading(found: Planned) -> str:
    """Which massage to ask for."""
    if not is_massage(found):
        return _("No massage at a professional's for now.")
    if found.plan.routine == "deep_tissue":
        return _("Ask for deep tissue massage, and begin gently.")
    if found.plan.routine == "swedish" and is_light(found.plan):
        return _("Ask for a slow, light massage.")
    if found.plan.routine == "swedish":
        return _("Ask for a Swedish massage.")
    return _("Ask for gentle touch.")


def lines_shown(found: Planned) -> dict[str, list[LineShown]]:
    """The lines of the visit by when they count: ask, before, say, during, after."""
    limits = found.assessment.decision.so_far.limits
    assert limits is not None
    by_time: dict[str, list[LineShown]] = {}
    for line in visit_lines(found.knowledge, found.plan, limits):
        by_time.setdefault(line.when.replace("ask for", "ask"), []).append(_shown(found, line))
    return by_time


def brief_shown(found: Planned, *, consented: bool) -> BriefShown:
    """The sheet; `consented` lets it name the reasons behind the limits."""
    assessment, given = found.assessment, found.person.answers.given
    page = brief_of(
        found.knowledge,
        assessment.decision,
        found.plan,
        sore=assessment.sore,
        answers=given,
        history=assessment.history,
        consented=consented,
        screened_at=date_format(found.now, "j F Y, H:i"),
    )
    ache = given.get("pain_now")
    usual = "·" if ache in (None, UNSURE) else ache
    bars = {"suitable": _("Suitable"), "limits": _("With limits"), "clearance": page.bar_words.capitalize()}
    return BriefShown(
        brief=page,
        mark=MARKS[page.bar],
        bar=bars[page.bar],
        keep_off=" ".join(page.keep_off),
        sore={region: found.journey.sore.get(region, usual) for region in page.sore},
        notes=" ".join(item.text for item in page.limits if not item.label),
        size=_size(page),
        release=assessment.decision.release,
        consented=consented,
    )


def _size(page: Brief) -> str:
    """The more there is to say, the smaller it is set."""
    items = (*page.limits, *page.today, page.stop, page.ask_again)
    letters = sum(len(item.label) + len(item.text) for item in items) + sum(map(len, page.questions))
    return next(size for most, size in SIZES if letters <= most)


def _shown(found: Planned, line: VisitLine) -> LineShown:
    time, says = "", line.says
    if line.when == "before" and re.match(r"\d", says):
        time, _colon, says = says.partition(": ")
        says = says[:1].upper() + says[1:]
    return LineShown(
        time=time,
        says=says,
        grade=line.grade,
        basis=line.basis,
        sources=tuple(found.knowledge.sources[id] for id in line.sources if id in found.knowledge.sources),
    )
