"""What does this do, and where were you? One sentence, one button, and the way on from last time."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from unknot.web import moment
from unknot.web.self_care.carrying import profile_in
from unknot.web.self_care.due import due
from unknot.web.self_care.models import SavedCheck, SavedSession
from unknot.web.self_care.saving import begun_by, entries_of


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The first page."""
    profile = profile_in(request)
    context = {
        "running": profile is not None and begun_by(profile) is not None,
        "due": due(entries_of(profile), moment.now(request)),
        "open_session": SavedSession.objects.filter(profile=profile, ended=False).first() if profile else None,
        "checked_before": SavedCheck.objects.filter(profile=profile).exists() if profile else False,
    }
    return render(request, "self_care/start.html", context)


urls = [path("", start, name="start")]
