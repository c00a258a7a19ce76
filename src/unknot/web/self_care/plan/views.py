"""Serves the plan of today: the steps on one thread; chips change them, and what is pressed is planned anew.

Everything is posted to one address, `go` says what the person did. What is swapped or wished for goes into the
journey's request, and the pathway's planner alone decides what becomes of it.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_http_methods
from msgspec.structs import replace

from unknot.pathway.plan.swaps import swaps
from unknot.telling.decision import tell
from unknot.web.check import store
from unknot.web.check.planned import Planned, fingerprint, go_on, planned, walked
from unknot.web.kept import actions
from unknot.web.kept.models import SavedPlan
from unknot.web.self_care.plan.coming_days import days_shown
from unknot.web.self_care.plan.heading import heading
from unknot.web.self_care.plan.shown import steps_shown, visit_parts
from unknot.web.self_care.plan.wishes import raw_of, read_wishes, refusals, wishes_shown


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """The plan of the journey of this request."""
    found = planned(request)
    if isinstance(found, HttpResponse):
        return found
    go = request.POST.get("go", "stay")
    if go == "change" or "up" in request.POST:
        return _change(request, found)
    if go == "swap":
        return _swap(request, found)
    if go == "reset":
        return _wish(request, found, {**found.journey.request, "wants": [], "without": []})
    if go in ("begin", "keep"):
        return _keep(request, found, go)
    return show_plan(request, found)


def _change(request: HttpRequest, found: Planned) -> HttpResponse:
    """The chips, read; what cannot be read is said at its field and the plan stays."""
    raw = read_wishes(request.POST, found.person.request, found.assessment.sore)
    errors = refusals(raw, found.knowledge)
    if errors:
        return show_plan(request, found, errors=errors)
    return _wish(request, found, raw)


def _swap(request: HttpRequest, found: Planned) -> HttpResponse:
    """Another technique in place of one step, if it is among those that were offered."""
    form, knowledge, wishes = request.POST, found.knowledge, found.person.request
    this, region, that = form.get("technique", ""), form.get("region", ""), form.get("to", "")
    steps = [step for step in found.plan.steps if (step.technique, step.region) == (this, region)]
    offered = swaps(knowledge, found.assessment, wishes, steps[0]) if steps else ()
    wished = next((swap.request for swap in offered if swap.technique == that), None)
    return _wish(request, found, raw_of(wished)) if wished else show_plan(request, found)


def _wish(request: HttpRequest, found: Planned, raw: dict[str, Any]) -> HttpResponse:
    journey = replace(found.journey, request=raw)
    store.keep(request, journey)
    again = walked(request, journey)
    return again if isinstance(again, HttpResponse) else show_plan(request, again, changed=True)


def _keep(request: HttpRequest, found: Planned, go: str) -> HttpResponse:
    """Save the plan as it was shown, then stay or go on to the session. One that has changed since is shown first."""
    if request.POST.get("shown") != fingerprint(found.plan):
        return show_plan(request, found, anew=True)
    profile = store.profile_in(request)
    if profile is not None:
        save_plan(request, found)
    if go == "begin":
        return go_on(request, "session:session")
    return show_plan(request, found, kept=profile is not None)


def save_plan(request: HttpRequest, found: Planned) -> SavedPlan | None:
    """The plan in the database, with the check it came from; None for a visitor."""
    profile = store.profile_in(request)
    if profile is None:
        return None
    told = tell(found.knowledge, found.assessment, found.journey.country, found.now)
    check = actions.finish_check(found.knowledge, found.journey, found.assessment, told, found.now, by=profile)
    id = _uuid(request.POST.get("plan_id", ""))
    return actions.keep_plan(
        check, found.knowledge, found.journey.request, found.plan, id, found.now, by=profile
    )  # fmt: skip


def show_plan(request: HttpRequest, found: Planned, **more: Any) -> HttpResponse:
    """The page. `more`: errors by field, and whether it was changed, kept or made anew."""
    knowledge, assessment, wishes = found.knowledge, found.assessment, found.person.request
    limits = assessment.decision.so_far.limits
    assert limits is not None
    theirs = found.plan.helper == "professional"
    steps = [] if theirs else steps_shown(knowledge, assessment, wishes)
    context: dict[str, Any] = {
        "plan": found.plan,
        "heading": heading(knowledge, found.plan),
        "wishes": wishes_shown(knowledge, wishes, assessment.sore, limits, more.get("errors")),
        "steps": steps,
        "parts": visit_parts(knowledge, found.plan) if theirs else [],
        "main": next((step for step in steps if step.touch), None),
        "heat": next((step for step in steps if step.technique == "heat"), None),
        "days": days_shown(found, request.POST.dict()),
        "shown": fingerprint(found.plan),
        "plan_id": _uuid(request.POST.get("plan_id", "") if more.get("kept") else ""),
        "session_id": str(uuid.uuid4()),
        "sealed": store.sealed_field(request, found.journey),
        **more,
    }
    return render(request, "self_care/plan/plan.html", context)


def _uuid(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return str(uuid.uuid4())


urls = [path("plan/", plan, name="plan")]
