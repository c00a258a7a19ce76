"""Serves the first page: what this does in one sentence, one button, and the way on from last time."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from unknot.telling.course import emergency_of
from unknot.web.check.calling import calls
from unknot.web.check.store import country_of, profile_in
from unknot.web.kept.models import SavedCheck, SavedSession
from unknot.web.kept.rows import begun_by, entries_of
from unknot.web.self_care.diary.due import due
from unknot.web.site import moment
from unknot.web.site.languages import knowledge_now


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The first page."""
    profile, knowledge, now = profile_in(request), knowledge_now(), moment.now(request)
    entries, country = entries_of(profile), country_of(request)
    told = emergency_of(knowledge, entries, country, now)
    context = {
        "told": told,
        "calls": calls(knowledge, told, country) if told else (),
        "running": profile is not None and begun_by(profile) is not None,
        "due": due(entries, now),
        "open_session": SavedSession.objects.filter(profile=profile, ended=False).first() if profile else None,
        "checked_before": SavedCheck.objects.filter(profile=profile).exists() if profile else False,
    }
    return render(request, "self_care/start.html", context)


urls = [path("", start, name="start")]
