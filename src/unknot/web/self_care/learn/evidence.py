"""Serves what people say about massage: every claim with its grade, our answer, the numbers and the source."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from unknot.web.self_care.learn.claim_shown import claims_shown, grades_used
from unknot.web.site.languages import knowledge_now


@require_safe
def evidence(request: HttpRequest) -> HttpResponse:
    """All claims, or those of one grade."""
    knowledge = knowledge_now()
    grades = grades_used(knowledge)
    chosen = request.GET.get("grade", "")
    chosen = chosen if chosen in grades else ""
    context = {
        "claims": claims_shown(knowledge, chosen),
        "of": len(knowledge.claims),
        "grades": grades,
        "chosen": chosen,
        "at_learn": True,
    }
    return render(request, "self_care/learn/evidence.html", context)


urls = [path("learn/evidence/", evidence, name="evidence")]
