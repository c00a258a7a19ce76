"""Serves a plan as days in a calendar or as a sheet to print. Both only by POST."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from unknot.web.check.planned import planned
from unknot.web.self_care.plan.calendar_file import calendar_of
from unknot.web.self_care.plan.coming_days import days_shown
from unknot.web.self_care.plan.heading import heading
from unknot.web.self_care.plan.shown import steps_shown, visit_parts
from unknot.web.self_care.plan.views import show_plan
from unknot.web.site import moment
from unknot.web.site.pdf import pdf_page


@require_POST
def plan_calendar(request: HttpRequest) -> HttpResponse:
    """The coming days as a file for any calendar; a day or time that cannot be read is mended on the page first."""
    found = planned(request)
    if isinstance(found, HttpResponse):
        return found
    shown = days_shown(found, request.POST.dict())
    if shown.errors:
        return show_plan(request, found)
    ics = calendar_of(
        shown.schedule,
        journey=found.journey.id,
        at=shown.at,
        zone=moment.named_zone_of(request),
        minutes=found.plan.total_minutes,
        now=found.now,
        says=heading(found.knowledge, found.plan) if shown.says_more else "",
    )
    response = HttpResponse(ics, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="unknot.ics"'
    return response


@require_POST
def plan_sheet(request: HttpRequest) -> HttpResponse:
    """The plan as PDF, with every step's how and do-nots."""
    found = planned(request)
    if isinstance(found, HttpResponse):
        return found
    theirs = found.plan.helper == "professional"
    context = {
        "plan": found.plan,
        "heading": heading(found.knowledge, found.plan),
        "steps": [] if theirs else steps_shown(found.knowledge, found.assessment, found.person.request),
        "parts": visit_parts(found.knowledge, found.plan) if theirs else [],
        "now": found.now,
        "release": found.assessment.decision.release,
    }
    return pdf_page(request, "self_care/plan/sheet.html", context, "unknot-plan.pdf")


urls = [
    path("plan/calendar/", plan_calendar, name="plan_calendar"),
    path("plan/sheet/", plan_sheet, name="plan_sheet"),
]
