"""Begins a session and serves it where it stands: the short questions, the ache, then the player.

Before a session everything is posted to one address, `go` says what the person did. A profile's session has an address
of its own, so that it is there again after a reload and with the network off; a visitor's lives in the open page alone.

Five ways of playing meet here (`after.py` has the ends):

    who       page              begins     each moment                              ends
    profile   with scripts      `_start`   the page tells `keep` where it stands    `end`, sent by the page
    profile   without           `_start`   a form to `running` moves the row        `after`, a form
    profile   network away      before     the device keeps it, `keep` hears later  `end`, when online again
    visitor   with scripts      `_start`   in the page, nothing is sent             in the page, no diary
    visitor   without           `_start`   a form with the sealed state comes to    the last such form
                                           `session`, to `_visitor_goes_on`

The same page serves with and without scripts: it is a form that works, until a script takes it over.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST
from msgspec.structs import replace

from unknot.knowledge.shapes import Knowledge
from unknot.pathway.diary.course import BY_WISH
from unknot.pathway.journey import Journey, person_of
from unknot.pathway.person import Person
from unknot.pathway.plan.broken_limits import broken_limits
from unknot.pathway.plan.shape import Plan
from unknot.pathway.session.machine import begin, view
from unknot.pathway.session.shape import State
from unknot.telling.decision import words
from unknot.web.check import store
from unknot.web.check.sealed import NotOurs, seal_state, unseal_state
from unknot.web.kept import actions, rows
from unknot.web.kept.models import SavedCheck, SavedPlan, SavedSession
from unknot.web.kept.receipt import is_theirs, not_signed_in
from unknot.web.session.after import show_after
from unknot.web.session.asking_again import ask_anew, read_new
from unknot.web.session.player_page import page_data, shown_steps, shown_stops
from unknot.web.session.playing import is_fresh, read_state, reasons_known, step_by_step
from unknot.web.session.record import own_session, person_of_row, read_ache, was_felt, write_down, write_down_left
from unknot.web.site import moment
from unknot.web.site.languages import knowledge_now


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """The plan that is to be played, and whose it is."""

    journey: Journey
    person: Person
    plan: Plan | None
    """None when it does not fit today."""
    row: SavedPlan | None
    """None for an anonymous visitor."""


@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest) -> HttpResponse:
    """Before a session, and a visitor's session without JavaScript."""
    if request.method != "POST":
        return redirect("self_care:start")
    knowledge, now = knowledge_now(), moment.now(request)
    if request.POST.get("state"):  # only a page without scripts of a visitor sends its session here
        return _visitor_goes_on(request, knowledge, now)
    chosen = _chosen(request, knowledge, now)
    if chosen is None:
        return redirect("self_care:start")
    context: dict[str, Any] = {
        "plan_id": _uuid(request.POST.get("plan_id", "")) or "",
        "session_id": _uuid(request.POST.get("session_id", "")) or str(uuid.uuid4()),
        "sealed": store.sealed_field(request, chosen.journey),
    }
    if chosen.plan is None:
        return render(request, "session/not_today.html", context)
    go = request.POST.get("go", "begin")
    if go == "start":
        return _start(request, knowledge, chosen, context["session_id"], now)
    if go == "asked":
        new, problem = read_new(knowledge, request.POST)
        if not problem and new:
            return _check_again(request, knowledge, chosen, new)
        if not problem:
            return render(request, "session/ache.html", {**context, "scale": range(11)})
        context |= {"problem": problem, "ticked": request.POST.getlist("new")}
    return render(request, "session/ask.html", {**context, "questions": words(knowledge).ask_again})


@require_http_methods(["GET", "HEAD", "POST"])
def running(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """A profile's session: the player, or what comes after it."""
    if request.method == "POST" and store.profile_in(request) is None:
        return not_signed_in(request)
    row = own_session(request, id)
    knowledge, now = knowledge_now(), moment.now(request)
    state = rows.state_of(row)
    if request.method == "POST" and not row.ended:
        go = request.POST.get("go", "")
        known = reasons_known(knowledge)
        state = actions.move_session(row, lambda here: step_by_step(here, go, request.POST, now, known), by=row.profile)
        if was_felt(state):  # at once, not when the ache is told: the next check must know of it
            write_down(row, state, now)
        return redirect("session:running", id=row.id)
    if row.ended or not is_fresh(state, row.changed, now):
        return redirect("session:after", id=row.id)
    person = person_of_row(row, knowledge, now)
    if not _fits_today(row, person, state):
        return redirect("session:after", id=row.id)
    return _player(request, knowledge, person, str(row.id), state, now)


@require_POST
def keep(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Where a running page says that its session stands."""
    profile = store.profile_in(request)
    if profile is None or not is_theirs(request, profile):
        return not_signed_in(request)
    row = own_session(request, id)
    knowledge = knowledge_now()
    state = read_state(request.POST.get("state", ""), rows.state_of(row), reasons_known(knowledge))
    if state is None:
        return HttpResponse(status=400)
    # Reports may overtake each other on the way: `keep_session` lets no older state replace a newer one.
    actions.keep_session(row.saved_plan, knowledge, state, str(row.id), moment.now(request), by=row.profile)
    return HttpResponse(status=204)


def _chosen(request: HttpRequest, knowledge: Knowledge, now: datetime) -> Chosen | None:
    """The plan that this request wants to play; None when there is none."""
    profile = store.profile_in(request)
    row = None
    if profile is None:
        journey = store.find(request)
    else:
        plan_id = _uuid(request.POST.get("plan_id", ""))
        row = SavedPlan.objects.filter(profile=profile, id=plan_id).first() if plan_id else None
        journey = rows.journey_of_check(row.saved_check) if row else None
    if journey is None:
        return None
    person = person_of(knowledge, journey, rows.entries_of(profile), now)
    assessment = person.walk()
    plan = assessment.plan
    if row is not None:
        try:
            saved = rows.plan_of(row)
        except rows.Unreadable:
            return Chosen(journey=journey, person=person, plan=None, row=row)
        if row.language == knowledge.language or plan is None or _without_words(plan) != _without_words(saved):
            plan = saved  # as it was shown; in another language only if today's plan is the very same one
        if broken_limits(knowledge, plan, assessment.decision, assessment.history):
            plan = None
    return Chosen(journey=journey, person=person, plan=plan, row=row)


def _without_words(plan: Plan) -> list[tuple[object, ...]]:
    """What is done, in which order, whatever the language."""
    return [
        (
            step.technique,
            step.region,
            step.side,
            step.minutes,
            step.pressure,
            step.pressure_max,
            step.position,
            step.tool,
        )
        for step in plan.steps
    ]


def _check_again(request: HttpRequest, knowledge: Knowledge, chosen: Chosen, new: tuple[str, ...]) -> HttpResponse:
    journey = ask_anew(knowledge, chosen.journey, new)
    store.keep(request, journey)
    return render(request, "session/check_again.html", {"sealed": store.sealed_field(request, journey)})


def _start(request: HttpRequest, knowledge: Knowledge, chosen: Chosen, id: str, now: datetime) -> HttpResponse:
    assert chosen.plan is not None
    state = replace(begin(chosen.plan, knowledge.techniques), ache_start=read_ache(request))
    profile = store.profile_in(request)
    if profile is None or chosen.row is None:
        return _player(request, knowledge, chosen.person, id, state, now)
    there = SavedSession.objects.filter(id=id).first()
    if there is None:  # else the button was pressed twice: on to the session that the first press began
        write_down_left(profile, now)
        actions.keep_session(chosen.row, knowledge, state, id, now, by=profile)
    return redirect("session:running", id=id)


def _visitor_goes_on(request: HttpRequest, knowledge: Knowledge, now: datetime) -> HttpResponse:
    """The next page of a session without JavaScript that is kept nowhere but in the page."""
    journey = store.find(request)
    try:
        state = unseal_state(request.POST["state"])
        person = person_of(knowledge, journey, (), now) if journey else None
    except NotOurs:
        person = None
    if person is None or journey is None:
        return redirect("self_care:start")
    id = _uuid(request.POST.get("session_id", "")) or str(uuid.uuid4())
    if state.status in ("ready", "running", "paused"):
        state = step_by_step(state, request.POST.get("go", ""), request.POST, now, reasons_known(knowledge))
    if state.status in ("ready", "running", "paused"):
        return _player(request, knowledge, person, id, state, now)
    return show_after(request, person, state, id, ache=read_ache(request), told=request.POST.get("go") == "after")


def _player(
    request: HttpRequest, knowledge: Knowledge, person: Person, id: str, state: State, now: datetime
) -> HttpResponse:
    profile = store.profile_in(request)
    steps = shown_steps(knowledge, state.plan)
    addresses = {name: reverse(f"session:{name}", args=[id]) for name in ("keep", "end")} if profile else {}
    seen = view(state, state.at)  # not `now`: without a script nothing moves until the next press
    context: dict[str, Any] = {
        "steps": steps,
        "stops": shown_stops(person),
        "by_wish": knowledge.facts[BY_WISH].question,
        "plan": state.plan,
        "state": state,
        "seen": seen,
        "step": steps[state.here],
        "data": page_data(id, state, steps, kept=profile is not None, addresses=addresses),
        "session_id": id,
        "scale": range(11),
        "sealed": "" if profile else store.sealed_field(request, store.find(request)),
        "sealed_state": "" if profile else seal_state(state),
    }
    return render(request, "session/session.html", context)


def _fits_today(row: SavedSession, person: Person, state: State) -> bool:
    """Whether a session that was begun may still be played, by the newest answers and the diary of now."""
    newest = SavedCheck.objects.filter(profile=row.profile).order_by("-at").first() or row.saved_plan.saved_check
    try:
        journey = rows.journey_of_check(newest)
    except rows.Unreadable:
        return False
    assessment = person_of(person.knowledge, journey, person.diary, person.now).walk()
    return not broken_limits(person.knowledge, state.plan, assessment.decision, assessment.history)


def _uuid(text: str) -> str | None:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return None


urls = [
    path("session/", session, name="session"),
    path("session/<uuid:id>/", running, name="running"),
    path("session/<uuid:id>/keep/", keep, name="keep"),
]
