"""Finds the plan of a request by walking its journey anew, so that no page shows a plan that today forbids."""

from __future__ import annotations

import hashlib
from datetime import datetime

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from msgspec.structs import replace

from unknot.knowledge.shapes import Knowledge
from unknot.pathway import Assessment
from unknot.pathway.journey import Journey, person_of
from unknot.pathway.person import Person
from unknot.pathway.plan.shape import Plan
from unknot.web.check import store
from unknot.web.kept.rows import entries_of
from unknot.web.site import moment
from unknot.web.site.languages import knowledge_now


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """One journey walked to its plan."""

    knowledge: Knowledge
    journey: Journey
    person: Person
    assessment: Assessment
    plan: Plan
    now: datetime

    def __repr__(self) -> str:
        return "<Planned>"


def planned(request: HttpRequest, *, helper: str = "", journey: Journey | None = None) -> Planned | HttpResponse:
    """The plan of this request, or where to go when there is none.

    `helper`: plan for this helper whatever was wished, with the minutes that fit them. `journey`: when it was changed.
    """
    journey = journey or store.find(request)
    if journey is None:
        return redirect("self_care:start")
    if helper and journey.request.get("helper") != helper:
        kept = {key: value for key, value in journey.request.items() if key != "minutes"}
        journey = replace(journey, request={**kept, "helper": helper})
    found = walked(request, journey)
    if isinstance(found, Planned) and helper and found.person.request.helper != helper:  # wishes that cannot be read
        return walked(request, replace(journey, request={"helper": helper}))
    return found


def walked(request: HttpRequest, journey: Journey) -> Planned | HttpResponse:
    """The plan of this journey; without one the way leads back to the result, or to the question that is open."""
    knowledge, now = knowledge_now(), moment.now(request)
    person = person_of(knowledge, journey, entries_of(store.profile_in(request)), now)
    assessment = person.walk()
    if assessment.plan is None:
        return go_on(request, "check:result")
    return Planned(
        knowledge=knowledge,
        journey=journey,
        person=person,
        assessment=assessment,
        plan=assessment.plan,
        now=now,
    )


def go_on(request: HttpRequest, name: str) -> HttpResponse:
    """To another page, with what was posted: a visitor's journey travels in the form and nowhere else."""
    response = HttpResponseRedirect(reverse(name))
    if request.method == "POST":
        response.status_code = 307
    return response


def fingerprint(plan: Plan) -> str:
    """Which plan a page has shown; another one when anything in it differs."""
    return hashlib.blake2b(msgspec.json.encode(plan), digest_size=12).hexdigest()
