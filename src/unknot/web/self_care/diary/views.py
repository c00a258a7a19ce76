"""Serves the diary: the course in words, the chart and its table, a new entry, the end of an entry."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unknot.knowledge.measures import Item, Measure, read_measures
from unknot.pathway.diary.course import check_ins, phase, trend
from unknot.pathway.diary.entries import Entry, Session
from unknot.pathway.diary.expected import expected
from unknot.pathway.diary.soreness import last_session
from unknot.telling.course import course_findings, duration_of, emergency_of, person_now, sources_of
from unknot.web.accounts.models import Profile
from unknot.web.check.calling import calls
from unknot.web.check.store import country_of, profile_in
from unknot.web.kept import actions, rows
from unknot.web.kept.receipt import asks_for_receipt, is_theirs, not_signed_in, refused, written
from unknot.web.self_care.diary.chart import PHONE, WIDE, chart, scores_of
from unknot.web.self_care.diary.course_words import course_words
from unknot.web.self_care.diary.due import due
from unknot.web.self_care.diary.entry_words import said_when, words_of
from unknot.web.self_care.diary.forms import (
    ACTIVITIES,
    KINDS,
    SCALES,
    Kind,
    is_same_but_for_its_moment,
    own_activities,
    read_form,
)
from unknot.web.site import moment
from unknot.web.site.field_problem import FieldProblem
from unknot.web.site.languages import knowledge_now

LATELY = 6
A_PAGE = 50
RANGES = (4, 12, 52)
"""Weeks that the chart can show; without a choice the smallest that holds the whole course."""


@cache
def measures(language: str) -> dict[str, Measure]:
    """The published measures in a language, read once a process."""
    return read_measures(language=language)


def measures_now() -> dict[str, Measure]:
    """The measures in the language of the request."""
    return measures(get_language() or "en")


@require_safe
def diary(request: HttpRequest) -> HttpResponse:
    """The course of these weeks, its chart, and what was told lately."""
    profile = profile_in(request)
    if profile is None:
        return render(request, "kept/nobody.html")
    entries, now = rows.entries_of(profile), moment.now(request)
    context: dict[str, Any] = {"due": due(entries, now), "saved": "saved" in request.GET, "gone": "gone" in request.GET}
    if entries:
        context |= _course(profile, entries, now, request.GET.get("weeks", ""), country_of(request))
    return render(request, "self_care/diary/diary.html", context)


def _course(profile: Profile, entries: tuple[Entry, ...], now: datetime, asked: str, country: str) -> dict[str, Any]:
    knowledge = knowledge_now()
    person = person_now(knowledge, rows.journey_of(profile), entries, now)
    duration = duration_of(person)
    course = trend(entries, now, duration)
    words = course_words(entries, course, now)
    weeks = _weeks(entries, now, asked)
    since, gap_words = now - timedelta(weeks=weeks), len(_("no entries"))
    older = bool(scores_of(entries)) and scores_of(entries)[0][0] < now - timedelta(weeks=RANGES[0])
    grades = measures_now()["pgic"].grades
    told = emergency_of(knowledge, entries, country, now)
    usual = expected(knowledge, phase(duration)) if duration is not None else None
    return {
        "told": told,
        "calls": calls(knowledge, told, country) if told else (),
        "words": words,
        "worse_rule": words.rule if course.worsening else "",
        "rule_sources": sources_of(knowledge, words.sources),
        "findings": course_findings(knowledge, person.walk()),
        "charts": [
            (name, drawn)
            for name, frame in (("phone", PHONE), ("wide", WIDE))
            if (drawn := chart(entries, frame, since=since, now=now, gap_words=gap_words))
        ],
        "ranges": [(each, each == weeks) for each in RANGES] if older else [],
        "usual": usual,
        "usual_sources": sources_of(knowledge, usual.sources) if usual else (),
        "lately": [words_of(entry, now, grades) for entry in reversed(entries[-LATELY:])],
        "total": len(entries),
    }


def _weeks(entries: tuple[Entry, ...], now: datetime, asked: str) -> int:
    """The range asked for, else the smallest that holds the whole course (or the last score there is)."""
    if asked in map(str, RANGES):
        return int(asked)
    told = check_ins(entries, now) or scores_of(entries)[-1:]
    first = told[0][0] if told else now
    return next((weeks for weeks in RANGES if now - first <= timedelta(weeks=weeks)), RANGES[-1])


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Every entry, newest first: the chart as a table, and where one entry can be deleted."""
    profile = profile_in(request)
    if profile is None:
        return render(request, "kept/nobody.html")
    now, grades = moment.now(request), measures_now()["pgic"].grades
    page = Paginator(profile.entries.order_by("-at", "-id"), A_PAGE).get_page(request.GET.get("page"))
    shown = [words_of(rows.entry_of(row), now, grades) for row in page]
    context = {"page": page, "rows": shown, "gone": "gone" in request.GET}
    return render(request, "self_care/diary/table.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, kind: str) -> HttpResponse:
    """One new entry. Sent twice it is written once; a form that was changed after it was saved is asked about."""
    if kind not in KINDS:
        raise Http404
    profile = profile_in(request)
    sends = request.method == "POST" and request.POST.get("go") != "stay"
    if sends and (profile is None or not is_theirs(request, profile)):
        return not_signed_in(request)
    if profile is None:
        return render(request, "kept/nobody.html")
    told: Kind = kind
    now = moment.now(request)
    problems: tuple[FieldProblem, ...] = ()
    if sends:
        reading = read_form(told, request.POST, now)
        problems = reading.problems or _add(reading.entry, profile)
        if asks_for_receipt(request):
            return refused(problems) if problems or reading.entry is None else written(reading.entry.id)
        if not problems:
            return HttpResponseRedirect(reverse("self_care:diary") + "?saved")
    wrong = {each.field: each.says for each in problems}
    context = _form(request, told, now, profile, is_used="id" in wrong) | {"problems": problems, "wrong": wrong}
    return render(request, "self_care/diary/add.html", context, status=422 if problems else 200)


def _add(entry: Entry | None, profile: Profile) -> tuple[FieldProblem, ...]:
    """Write it; what to say when its id is used already."""
    if entry is None:
        return ()
    used = FieldProblem("id", _("This page has saved an entry before. Save again to add this one as well."))
    try:
        merged = actions.add_entries([entry], by=profile)
    except actions.Taken:
        return (used,)
    if merged.refused and not is_same_but_for_its_moment(entry, merged.entries[0]):
        return (used,)
    return ()


def _form(request: HttpRequest, kind: Kind, now: datetime, profile: Profile, *, is_used: bool) -> dict[str, Any]:
    """What the page of one kind shows: its questions in their published words, and what was typed before.

    The entry's id is made here; a new one takes the place of one that was used (`is_used`).
    """
    typed, told = request.POST, measures_now()
    entries = rows.entries_of(profile) if kind in ("psfs", "soreness") else ()
    names = own_activities(entries)
    last = last_session(sorted(entries, key=lambda entry: entry.at), now) if kind == "soreness" else None
    item = told["psfs"].items[0]
    lines = [
        {
            "name": f"name_{place}",
            "typed": typed.get(f"name_{place}", names[place - 1] if place <= len(names) else ""),
            "scale": _scale(f"score_{place}", item, typed),
        }
        for place in ACTIVITIES
    ]
    return {
        "kind": kind,
        "measure": told.get(kind),
        "scales": _scales(kind, told, typed),
        "bruise_question": told["after_effects"].items[1].text,
        "id": str(uuid.uuid4()) if is_used or _uuid(typed.get("id", "")) is None else typed["id"],
        "typed": typed,
        "today": now.date().isoformat(),
        "last_session": said_when(last.at, now) if isinstance(last, Session) else "",
        "activities": lines,
        "open_lines": min(5, max(2, len(names) + 1, *(place for place in ACTIVITIES if _is_told(typed, place)))),
        "eleven": [str(number) for number in range(11)],
    }


def _is_told(typed: QueryDict, place: int) -> bool:
    return bool(typed.get(f"name_{place}") or typed.get(f"score_{place}"))


def _scales(kind: Kind, told: dict[str, Measure], typed: QueryDict) -> list[dict[str, Any]]:
    """The 0-10 questions: field, question, the words at both ends, what was chosen."""
    measure = told[{"pain": "nrs", "soreness": "after_effects"}.get(kind, kind)] if kind in SCALES else None
    items = measure.items if measure else ()
    return [_scale(name, item, typed) for name, item in zip(SCALES.get(kind, ()), items, strict=False)]


def _scale(name: str, item: Item, typed: QueryDict) -> dict[str, str]:
    return {
        "name": name, "text": item.text, "low": item.at_lowest, "high": item.at_highest, "chosen": typed.get(name, ""),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    """Delete one entry, after it was shown once more. An entry that is gone already is gone."""
    profile = profile_in(request)
    if profile is None or request.method != "POST":
        return HttpResponseRedirect(reverse("self_care:diary_table"))
    id, now = _uuid(request.POST.get("id", "")), moment.now(request)
    if id is None:
        return HttpResponseRedirect(reverse("self_care:diary_table"))
    row = profile.entries.filter(id=id).first()
    if row is None or request.POST.get("go") == "delete":
        if row is not None:
            actions.delete_entry(str(row.pk), by=profile)
        return HttpResponseRedirect(reverse("self_care:diary_table") + "?gone")
    entry = words_of(rows.entry_of(row), now, measures_now()["pgic"].grades)
    return render(request, "self_care/diary/delete.html", {"entry": entry})


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


urls = [
    path("diary/", diary, name="diary"),
    path("diary/table/", table, name="diary_table"),
    path("diary/add/<slug:kind>/", add, name="diary_add"),
    path("diary/delete/", delete, name="diary_delete"),
]
