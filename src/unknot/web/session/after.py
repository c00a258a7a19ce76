"""Ends a session: the words for why it was stopped, how to get up, the ache now, and the diary."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from unknot.pathway.person import Person
from unknot.pathway.session.shape import State
from unknot.telling.stopping import told_on_stop
from unknot.web.check import store
from unknot.web.check.calling import calls
from unknot.web.check.sealed import seal_state
from unknot.web.kept import actions, rows
from unknot.web.kept.receipt import gone, is_theirs, not_signed_in, unreadable, written
from unknot.web.session.playing import read_state, reasons_known, with_ache
from unknot.web.session.record import entry_id, own_session, person_of_row, read_ache, was_felt, write_down
from unknot.web.site import moment
from unknot.web.site.languages import knowledge_now


@require_http_methods(["GET", "HEAD", "POST"])
def after(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """A profile's session after its end."""
    if request.method == "POST" and store.profile_in(request) is None:
        return not_signed_in(request)
    row = own_session(request, id)
    knowledge, now = knowledge_now(), moment.now(request)
    state = rows.state_of(row)
    if not row.ended and not any(state.spent) and not state.reasons:
        actions.drop_session(row, by=row.profile)
        return redirect("self_care:start")
    if request.method == "POST":
        write_down(row, state, now, read_ache(request))
        return redirect("session:after", id=row.id)
    person = person_of_row(row, knowledge, now)
    return show_after(request, person, state, str(row.id), told=row.ended)


@require_POST
def end(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """The end as the page reports it, at once or when it is online again. Sent twice it is written once."""
    profile = store.profile_in(request)
    if profile is None or not is_theirs(request, profile):
        return not_signed_in(request)
    try:
        row = own_session(request, id)
    except Http404:
        return gone()
    begun, known = rows.state_of(row), reasons_known(knowledge_now())
    state = begun if row.ended else read_state(request.POST.get("state", ""), begun, known)
    if state is None or not (row.ended or state.status in ("finished", "stopped")):
        return unreadable()
    write_down(row, state, _ended_at(request, row.at), read_ache(request))
    return written(entry_id(row.id))


def show_after(
    request: HttpRequest, person: Person, state: State, id: str, *, told: bool, ache: int | None = None
) -> HttpResponse:
    """The page. `told`: the ache was asked already, or is not asked any more."""
    state = with_ache(state, ache)
    profile = store.profile_in(request)
    words = told_on_stop(person, state.reasons) if was_felt(state) else None
    grave = words is not None and (words.urgency or words.at_least) in ("emergency", "same_day")
    context = {
        "state": state,
        "plan": state.plan,
        "told": words,
        "calls": calls(person.knowledge, words, person.request.country) if words else (),
        "asks": not told and not grave,
        "written": told and profile is not None,
        "session_id": id,
        "scale": range(11),
        "sealed": store.sealed_field(request, None if profile else store.find(request)),
        "sealed_state": "" if profile else seal_state(state),
    }
    return render(request, "session/after.html", context)


def _ended_at(request: HttpRequest, begun: datetime) -> datetime:
    """When the session ended by the page's word, between its begin and now."""
    now, text = moment.now(request), request.POST.get("ended", "")
    if not (text.isascii() and text.isdigit() and len(text) < 15):
        return now
    told = datetime.fromtimestamp(int(text) / 1000, UTC).astimezone(now.tzinfo)
    return min(max(told, begun.astimezone(now.tzinfo)), now)


urls = [
    path("session/<uuid:id>/after/", after, name="after"),
    path("session/<uuid:id>/end/", end, name="end"),
]
