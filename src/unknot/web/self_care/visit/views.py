"""Serves what to do and say before, during and after a visit to a professional, and the therapist's brief."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST
from msgspec.structs import replace

from unknot.pathway.request import STYLES
from unknot.web.check import store
from unknot.web.check.planned import planned
from unknot.web.self_care.plan.wishes import styles_shown
from unknot.web.self_care.visit.shown import brief_shown, is_massage, lines_shown, visit_heading
from unknot.web.site.pdf import pdf_page


@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: HttpRequest) -> HttpResponse:
    """The visit of this journey, with the brief as it would be handed over."""
    journey = store.find(request)
    if journey is not None and request.POST.get("go") == "style":
        style = request.POST.get("style", "")
        kept = {key: value for key, value in journey.request.items() if key != "style"}
        journey = replace(journey, request={**kept, **({"style": style} if style in STYLES else {})})
        store.keep(request, journey)
    found = planned(request, helper="professional", journey=journey)
    if isinstance(found, HttpResponse):
        return found
    context: dict[str, Any] = {
        "heading": visit_heading(found),
        "plan": found.plan,
        "styles": styles_shown(found.person.request),
        "sealed": store.sealed_field(request, journey),
        "is_massage": is_massage(found),
    }
    if is_massage(found):
        context |= {"lines": lines_shown(found), "sheet": brief_shown(found, consented=_consented(request))}
    return render(request, "self_care/visit/visit.html", context)


@require_POST
def visit_brief(request: HttpRequest) -> HttpResponse:
    """The brief on one A4."""
    found = planned(request, helper="professional")
    if isinstance(found, HttpResponse):
        return found
    if not is_massage(found):
        return visit(request)
    sheet = brief_shown(found, consented=_consented(request))
    return pdf_page(request, "self_care/visit/brief_sheet.html", {"sheet": sheet}, "unknot-brief.pdf")


def _consented(request: HttpRequest) -> bool:
    return request.POST.get("consent") == "1"


urls = [
    path("visit/", visit, name="visit"),
    path("visit/brief/", visit_brief, name="visit_brief"),
]
