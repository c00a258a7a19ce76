"""Serves each finished check as it was shown then, and what the same answers would give today."""

from __future__ import annotations

import uuid
from datetime import datetime

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_safe

from unknot.knowledge.shapes import Knowledge
from unknot.pathway import journey as journeys
from unknot.pathway.answers import InputRefused, read_answers
from unknot.pathway.person import Person
from unknot.telling.decision import MASSAGE_WORDS, URGENCY_WORDS, DecisionText, tell
from unknot.web.check import store
from unknot.web.kept import rows
from unknot.web.kept.models import SavedCheck
from unknot.web.kept.rows import Unreadable, told_of
from unknot.web.self_care.earlier.then_and_today import differences
from unknot.web.site import moment
from unknot.web.site.languages import knowledge_now


@require_safe
def earlier(request: HttpRequest) -> HttpResponse:
    """Every finished check of this person, the latest first."""
    profile, knowledge = store.profile_in(request), knowledge_now()
    if profile is None:
        return redirect("self_care:start")
    saved = SavedCheck.objects.filter(profile=profile)
    checks = [(row, *_in_words(knowledge, row)) for row in saved]
    return render(request, "self_care/earlier/earlier.html", {"checks": checks})


@require_safe
def as_it_was(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """One check with the texts that were shown, and beside them what differs today."""
    profile, knowledge, now = store.profile_in(request), knowledge_now(), moment.now(request)
    row = get_object_or_404(SavedCheck, id=id, profile=profile) if profile else None
    if row is None:
        raise Http404
    told = told_of(row)
    today = told_today(knowledge, row, now)
    urgency_word, massage_word = level_words(knowledge, told)
    context = {
        "row": row,
        "told": told,
        "urgency_word": urgency_word,
        "massage_word": massage_word,
        "today": today,
        "differences": differences(knowledge, told, today) if today else (),
    }
    return render(request, "self_care/earlier/as_it_was.html", context)


def _in_words(knowledge: Knowledge, row: SavedCheck) -> tuple[DecisionText | None, str, str]:
    """What was told, and its two words; None and empty for a check that this version cannot read."""
    try:
        told = told_of(row)
    except Unreadable:
        return None, "", ""
    return told, *level_words(knowledge, told)


def told_today(knowledge: Knowledge, row: SavedCheck, now: datetime) -> DecisionText | None:
    """The same answers under the knowledge and the diary of today, as if given now; None when they cannot be taken."""
    try:
        journey = journeys.from_data(row.journey)
        given = {id: answer for id, answer in journey.given.items() if id in knowledge.facts}
        given = {**dict.fromkeys(rows.NOT_KEPT & knowledge.facts.keys(), False), **given}  # it is told in no words
        person = Person(
            knowledge=knowledge,
            answers=read_answers(knowledge, given, now, journey.times),
            request=journeys.wishes_of(knowledge, journey),
            cleared=dict(journey.cleared),
            diary=rows.entries_of(row.profile),
            now=now,
        )
    except (InputRefused, msgspec.ValidationError):
        return None
    return tell(knowledge, person.walk(), journey.country, now)


def level_words(knowledge: Knowledge, told: DecisionText) -> tuple[str, str]:
    """Urgency and massage as words."""
    if told.urgency is None or told.massage is None:  # nothing unfinished is kept
        return "", ""
    return knowledge.say(URGENCY_WORDS[told.urgency]), knowledge.say(MASSAGE_WORDS[told.massage])


urls = [
    path("earlier/", earlier, name="earlier"),
    path("earlier/<uuid:id>/", as_it_was, name="as_it_was"),
]
