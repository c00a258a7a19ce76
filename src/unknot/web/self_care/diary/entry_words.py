"""Puts one diary entry in words for a page: a figure, a moment, what it is, and the person's own words."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unknot.knowledge.measures import Grade
from unknot.pathway.diary import entries as diary
from unknot.pathway.diary.entries import Entry, Flare, Foreign, Note, Pain, Peg, Pgic, Psfs, Rmdq, Session, Soreness


class EntryWords(msgspec.Struct, frozen=True, kw_only=True):
    """One entry as a page prints it. Its repr holds no answers."""

    id: str
    figure: str
    """Its one number, set large; empty where there is none."""
    kind: str
    is_session: bool
    at: str
    """For machines."""
    when: str
    what: str
    note: str

    def __repr__(self) -> str:
        return f"<EntryWords {self.id}>"


def words_of(entry: Entry, now: datetime, grades: tuple[Grade, ...] = ()) -> EntryWords:
    """The entry in the language of the request. `grades`: how the grades of overall change are worded."""
    return EntryWords(
        id=entry.id,
        figure=_figure(entry),
        kind=diary.kind_of(entry),
        is_session=isinstance(entry, Session),
        at=entry.at.isoformat(timespec="minutes"),
        when=said_when(entry.at, now),
        what=_what(entry, grades),
        note="" if isinstance(entry, Foreign) else entry.note,
    )


def said_when(at: datetime, now: datetime) -> str:
    """ "Today, 07:40", "Yesterday, 21:15", "9 November, 08:00", with the year where it is another one."""
    local = at.astimezone(now.tzinfo)
    days = (now.date() - local.date()).days
    day = {0: _("Today"), 1: _("Yesterday")}.get(days) or day_of(local, now)
    return _("%(day)s, %(time)s") % {"day": day, "time": f"{local:%H:%M}"}


def day_of(local: datetime, now: datetime) -> str:
    """ "9 November"."""
    return date_format(local, "j F" if local.year == now.year else "j F Y", use_l10n=False)


def minutes_of(session: Session) -> str:
    """ "12 minutes"."""
    count = round(session.minutes, 1) if session.minutes < 10 else round(session.minutes)
    whole = count == int(count)
    return ngettext("%(count)s minute", "%(count)s minutes", 1 if count == 1 else 2) % {
        "count": number_format(int(count) if whole else count)
    }


def _figure(entry: Entry) -> str:
    match entry:
        case Pain() | Soreness() | Rmdq():
            return str(entry.score)
        case Pgic():
            return str(entry.grade)
        case Peg():
            return _mean((entry.pain, entry.enjoyment, entry.activity))
        case Psfs():
            return _mean(tuple(each.score for each in entry.activities))
        case _:
            return ""


def _mean(numbers: tuple[int, ...]) -> str:
    mean = sum(numbers) / len(numbers)
    return number_format(int(mean) if mean == int(mean) else round(mean, 1))


def _what(entry: Entry, grades: tuple[Grade, ...]) -> str:
    match entry:
        case Pain():
            return _("Pain")
        case Soreness():
            bruise = {
                "none": _("no bruise"),
                "small": _("a small bruise"),
                "larger_than_palm": _("a bruise larger than a palm"),
            }[entry.bruise]
            return _("Soreness after massage, %(bruise)s") % {"bruise": bruise}
        case Peg():
            return _("Past week: pain %(pain)s, enjoyment of life %(enjoyment)s, activity %(activity)s") % {
                "pain": entry.pain,
                "enjoyment": entry.enjoyment,
                "activity": entry.activity,
            }
        case Psfs():
            return _("Own activities: %(list)s") % {
                "list": ", ".join(f"{each.name} {each.score}" for each in entry.activities)
            }
        case Pgic():
            says = next((grade.says for grade in grades if grade.value == entry.grade), "")
            return _("Change since the start: %(grade)s") % {"grade": says or entry.grade}
        case Rmdq():
            return _("Roland-Morris, of 24")
        case Flare():
            return _("A flare has passed") if entry.over else _("A flare has begun")
        case Session():
            return _session(entry)
        case Note():
            return _("Note")
        case Foreign():
            return _("Another version of unknot wrote this entry. It is kept as it is, and no rule reads it.")


def _session(entry: Session) -> str:
    gap = {"minutes": minutes_of(entry)}
    if entry.finished:
        said = _("Massage of %(minutes)s") % gap
    elif entry.stopped:
        said = _("Massage of %(minutes)s, stopped") % gap
    else:
        said = _("Massage of %(minutes)s, left early") % gap
    if entry.ache_before is not None and entry.ache_after is not None:
        ache = _("pain %(before)s before, %(after)s after") % {"before": entry.ache_before, "after": entry.ache_after}
        return f"{said}; {ache}"
    return said
