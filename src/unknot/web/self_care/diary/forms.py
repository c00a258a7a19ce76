"""Reads one form of the diary: an entry, or sentences that say what to mend; nothing typed is lost."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Literal, get_args

import msgspec
from django.http import QueryDict
from django.utils.translation import gettext as _

from unknot.outside_text import has_words
from unknot.pathway.diary.entries import Activity, Entry, Known, Psfs
from unknot.pathway.moments import elapsed, on_the_clock, outside_of_past, with_offset
from unknot.web.site.field_problem import FieldProblem

Kind = Literal["pain", "soreness", "peg", "psfs", "pgic", "flare", "note"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SCALES: dict[Kind, tuple[str, ...]] = {
    "pain": ("score",),
    "soreness": ("score",),
    "peg": ("pain", "enjoyment", "activity"),
}
"""The 0-10 questions of a kind, in order."""
ACTIVITIES = range(1, 6)
NOTE_LENGTH = 4000


class Reading(msgspec.Struct, frozen=True):
    """The entry, or what is wrong."""

    entry: Entry | None
    problems: tuple[FieldProblem, ...] = ()

    def __repr__(self) -> str:
        return f"<Reading, {len(self.problems)} problems>"


def read_form(kind: Kind, form: QueryDict, now: datetime) -> Reading:
    """The entry that was told with this form; `now` is where the person is."""
    problems: list[FieldProblem] = []
    at = _moment(form, now, problems)
    fields: dict[str, Any] = {"kind": kind, "format": 1, "id": _id(form)}
    for name in SCALES.get(kind, ()):
        fields[name] = _number(form.get(name, ""), 0, 10)
        if fields[name] is None:
            problems.append(FieldProblem(name, _("Choose a number from 0 to 10")))
    if kind == "soreness":
        fields["bruise"] = form.get("bruise", "")
        if fields["bruise"] not in ("none", "small", "larger_than_palm"):
            problems.append(FieldProblem("bruise", _("Choose whether there is a new bruise")))
    elif kind == "pgic":
        fields["grade"] = _number(form.get("grade", ""), 1, 7)
        if fields["grade"] is None:
            problems.append(FieldProblem("grade", _("Choose how your back has changed")))
    elif kind == "flare":
        if form.get("flare") not in ("begun", "over"):
            problems.append(FieldProblem("flare", _("Choose whether it has begun or passed")))
        fields["over"] = form.get("flare") == "over"
    elif kind == "psfs":
        fields["activities"] = _activities(form, problems)
    note = _clean(form.get("note", ""))
    if len(note) > NOTE_LENGTH:
        problems.append(FieldProblem("note", _("Shorten the note to 4000 letters, or write two")))
    if kind == "note" and not has_words(note):
        problems.append(FieldProblem("note", _("Write a few words")))
    if problems:
        return Reading(None, tuple(problems))
    return Reading(msgspec.convert({**fields, "at": at.isoformat(), "note": note}, Known))


def own_activities(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The names that the person gave last time."""
    forms = [entry for entry in entries if isinstance(entry, Psfs)]
    last = max(forms, key=lambda entry: entry.at, default=None)
    return tuple(each.name for each in last.activities) if last else ()


def is_same_but_for_its_moment(one: Entry, other: Entry) -> bool:
    """Whether a form was sent twice: everything is the same but the moment, which is when it came."""
    return type(one) is type(other) and msgspec.structs.replace(one, at=other.at) == other


def _activities(form: QueryDict, problems: list[FieldProblem]) -> list[Activity]:
    """`name_1`, `score_1` and so on; a line without a name and without a number is no line."""
    found: dict[str, Activity] = {}
    for place in ACTIVITIES:
        name, typed = _clean(form.get(f"name_{place}", ""))[:100], form.get(f"score_{place}", "")
        name = " ".join(name.split()) if has_words(name) else ""
        score = _number(typed, 0, 10)
        if not name and not typed:
            continue
        if not name:
            problems.append(FieldProblem(f"name_{place}", _("Name the activity that this number is for")))
        elif score is None:
            problems.append(FieldProblem(f"score_{place}", _("Choose a number for this activity, or empty its name")))
        elif name in found:
            problems.append(FieldProblem(f"name_{place}", _("Name each activity once")))
        else:
            found[name] = Activity(name=name, score=score)
    if not found and not problems:
        problems.append(FieldProblem("name_1", _("Name at least one thing that your back makes hard")))
    return list(found.values())


def _moment(form: QueryDict, now: datetime, problems: list[FieldProblem]) -> datetime:
    """Now, or the day and time that were chosen. A time alone is today's; a day alone is noon of it, or now.

    `at`, with its offset, is the moment at which a device without a network kept the form. What the clock of that
    device has ahead of ours, up to an hour, has been.
    """
    day, time, kept = form.get("day", "").strip(), form.get("time", "").strip(), form.get("at", "").strip()
    if not day and not time and not kept:
        return now
    try:
        if kept:
            chosen = with_offset(on_the_clock(datetime.fromisoformat(kept[:40]), now.tzinfo))
        else:
            wall = datetime.fromisoformat(f"{day or now.date().isoformat()}T{time or '12:00'}")
            chosen = on_the_clock(wall.replace(tzinfo=None), now.tzinfo)
    except (ValueError, OverflowError):
        problems.append(FieldProblem("day", _("Write the day as 2026-10-31 and the time as 09:00")))
        return now
    if not kept and not time and chosen.date() == now.date():
        return now
    outside = outside_of_past(chosen, now)
    if outside == "too_early":
        problems.append(FieldProblem("day", _("Choose a later year")))
    elif outside:
        problems.append(FieldProblem("day", _("Choose a moment that has been")))
    return now if outside or elapsed(chosen, now) < timedelta(0) else chosen


def _id(form: QueryDict) -> str:
    """The id that the page made; a new one for anything that is none."""
    try:
        return str(uuid.UUID(form.get("id", "")))
    except ValueError:
        return str(uuid.uuid4())


def _number(text: str, least: int, most: int) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 and least <= int(text) <= most else None


def _clean(text: str) -> str:
    """The person's words with plain line ends and without NUL."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
