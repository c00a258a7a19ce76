"""Serves the techniques: a list, and a page each with picture, facts, steps, what to keep off, how sure we are."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unknot.knowledge.shapes import Knowledge
from unknot.web.self_care.learn.technique_shown import TechniqueShown, technique_shown
from unknot.web.site.languages import knowledge_now

KINDS = (("stroke", "hold"), ("tool",), ("heat", "rest"), ("move",), ("visit",))
"""Kinds of technique that stand under one heading, in the order of the list."""


@require_safe
def techniques(request: HttpRequest) -> HttpResponse:
    """Every technique, by what it is done with."""
    return render(request, "self_care/learn/techniques.html", {"groups": _groups(knowledge_now())})


@require_safe
def technique(request: HttpRequest, id: str) -> HttpResponse:
    """One technique, whole."""
    knowledge = knowledge_now()
    if id not in knowledge.techniques:
        raise Http404
    shown = technique_shown(knowledge, knowledge.techniques[id])
    return render(request, "self_care/learn/technique.html", {"technique": shown, "at_learn": True})


def _groups(knowledge: Knowledge) -> list[tuple[str, list[TechniqueShown]]]:
    names = (_("With the hands"), _("With a tool"), _("Warmth and rest"), _("Moving"), _("A whole massage"))
    return [
        (name, [technique_shown(knowledge, each) for each in knowledge.techniques.values() if each.kind in kinds])
        for name, kinds in zip(names, KINDS, strict=True)
    ]


urls = [
    path("learn/techniques/", techniques, name="techniques"),
    path("learn/techniques/<slug:id>/", technique, name="technique"),
]
