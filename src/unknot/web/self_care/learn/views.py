"""Serves what can be read without answering anything: what there is to learn, what is proved, what is kept of you.

Every page here is a plain GET that says the same to everybody, so it may be bookmarked, printed and found.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from unknot.web.self_care.learn import evidence, origins, techniques
from unknot.web.self_care.learn.promise_words import promises_shown
from unknot.web.self_care.learn.source_uses import shown_rules
from unknot.web.site.languages import knowledge_now


@require_safe
def learn(request: HttpRequest) -> HttpResponse:
    """What there is to read."""
    knowledge = knowledge_now()
    counts = {
        "techniques": len(knowledge.techniques),
        "claims": len(knowledge.claims),
        "rules": len(shown_rules(knowledge)),
        "sources": len(knowledge.sources),
        "proved": promises_shown(knowledge).count,
    }
    return render(request, "self_care/learn/learn.html", counts)


@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """What is proved over every possible person, what is checked on every plan, and who has reviewed it."""
    knowledge = knowledge_now()
    context = {
        "proved": promises_shown(knowledge),
        "release": knowledge.release,
        "released": date.fromisoformat(knowledge.release.date),
        "stamp": knowledge.stamp[:12],
    }
    return render(request, "self_care/learn/promises.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, where, for how long, and how to delete it: in this mode."""
    return render(request, "self_care/learn/privacy.html", {"folder": settings.DATA if settings.HOME else ""})


urls = [
    path("learn/", learn, name="learn"),
    *techniques.urls,
    *evidence.urls,
    *origins.urls,
    path("learn/promises/", promises, name="promises"),
    path("learn/privacy/", privacy, name="privacy"),
]
