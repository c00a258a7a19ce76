"""Serves the letter that a clinician reads: one page, to print or as a PDF."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from unknot.telling.course import person_now
from unknot.telling.letter import Letter, letter
from unknot.web.check.store import profile_in
from unknot.web.kept import rows
from unknot.web.self_care.diary.chart import LETTER, chart, scores_of
from unknot.web.self_care.diary.course_words import course_words
from unknot.web.self_care.diary.entry_words import day_of
from unknot.web.site import moment
from unknot.web.site.languages import knowledge_now
from unknot.web.site.pdf import pdf_page

NOBODY = "kept/nobody.html"


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The letter on the screen; the browser prints it without anything else."""
    if profile_in(request) is None:
        return render(request, NOBODY)
    return render(request, "self_care/letter/letter.html", _context(request))


@require_safe
def pdf(request: HttpRequest) -> HttpResponse:
    """The letter as a file; where that cannot be made, what is missing."""
    if profile_in(request) is None:
        return render(request, NOBODY)
    return pdf_page(request, "self_care/letter/pdf.html", _context(request), "unknot-letter.pdf")


def _context(request: HttpRequest) -> dict[str, Any]:
    profile, now = profile_in(request), moment.now(request)
    assert profile is not None
    entries = rows.entries_of(profile)
    person = person_now(knowledge_now(), rows.journey_of(profile), entries, now)
    told: Letter = letter(person)
    scores = scores_of(entries)
    since = now - timedelta(days=max(28, told.course.days + 1)) if scores else now
    return {
        "letter": told,
        "profile_name": profile.name,
        "today": day_of(now, now) + f" {now.year}",
        "words": course_words(entries, told.course, now) if entries else None,
        "chart": chart(entries, LETTER, since=since, now=now) if scores else None,
        "done": [(day_of(each.at.astimezone(now.tzinfo), now), each) for each in told.done],
        "language": get_language(),
    }


urls = [
    path("diary/letter/", page, name="letter"),
    path("diary/letter.pdf", pdf, name="letter_pdf"),
]
