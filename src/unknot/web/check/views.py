"""Serves the check: one page at a time, back without loss, and all answers read back before the result.

Everything is posted to one address: `go` says what the person did. Which page comes next is the pathway's choice.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from msgspec.structs import replace

from unknot.knowledge.sentences import listed
from unknot.knowledge.shapes import Knowledge, Screen
from unknot.knowledge.values import UNSURE
from unknot.pathway import journey as journeys
from unknot.pathway.answers import InputRefused
from unknot.pathway.interview import SECTIONS
from unknot.pathway.journey import Answered, Journey
from unknot.telling.decision import number_of
from unknot.web.check import store
from unknot.web.check.form import FormReading, read_form, soreness_told
from unknot.web.check.read_back import read_back
from unknot.web.check.result import show_walk
from unknot.web.check.shown import page_shown
from unknot.web.kept.rows import entries_of
from unknot.web.site import moment
from unknot.web.site.field_problem import FieldProblem
from unknot.web.site.languages import knowledge_now

HURT = "someone_hurt_me"
"""The one optional item (docs/clinical/people.md, RF-VIOLENCE): asked once, shown nowhere, told to nobody."""
THREAD = 200
"""Length of the progress thread, in units of its drawing."""


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The check, wherever the person is in it."""
    go = request.POST.get("go", "stay")
    journey = store.find(request)
    if go in ("begin", "again"):
        journey = _begin(request, journey if go == "again" else None)
    if journey is None:
        return redirect("self_care:start")
    if go == "answer":
        return _answer(request, journey)
    if go == "back":
        return _back(request, journey)
    if go == "read_back":
        return _read_back(request, journey, knowledge_now())
    if go == "change":
        return _open_page(request, journey, request.POST.get("page", ""), request.POST.get("part", ""))
    if go == "stay" and request.POST.get("page"):
        return _open_page(request, journey, request.POST["page"], request.POST.get("part", ""))
    return next_step(request, journey)


def _begin(request: HttpRequest, before: Journey | None) -> Journey:
    """A new check; `again` brings the answers that still hold, so that only the others are asked."""
    journey = store.start(request)
    if before is not None:
        journey = replace(before, id=str(uuid.uuid4()))
    store.keep(request, journey)
    return journey


def next_step(request: HttpRequest, journey: Journey) -> HttpResponse:
    """The next page, the read-back, or an emergency at once."""
    knowledge, now = knowledge_now(), moment.now(request)
    person = journeys.person_of(knowledge, journey, entries_of(store.profile_in(request)), now)
    assessment = person.walk()
    if assessment.decision.is_emergency:
        return show_walk(request, journey, person, assessment)
    page = journeys.page_now(knowledge, assessment)
    if page is None:
        return _read_back(request, journey, knowledge)
    screens = {each.id: each for each in knowledge.screens}
    left = _screens_left(knowledge, assessment.decision.needs)
    return _render(
        request,
        journey,
        knowledge,
        screens[page.screen],
        page.follow_up,
        page.items,
        {},
        left=left,
        section=page.section,
    )


def _answer(request: HttpRequest, journey: Journey) -> HttpResponse:
    """Read one round of a page: go on with it, have it mended, or take it and go to the next."""
    knowledge, now, form = knowledge_now(), moment.now(request), request.POST
    screen = _screen(knowledge, form.get("page", ""))
    items = _asked(screen, form.get("part", ""), form.get("shown", ""))
    if screen is None or not items:  # a form of another release: its questions are asked as they are now
        return next_step(request, journey)
    reading = read_form(knowledge, items, form, now)
    part = form.get("part", "")
    if not reading.problems and not reading.next_round:
        try:
            journey = journeys.answer_page(
                knowledge, journey, screen=screen.id, follow_up=part, items=items, given=reading.given, now=now
            )
            if "site" in reading.given:
                journey = replace(journey, sore=soreness_told(form))
            store.keep(request, journey)
            if reading.given.get(HURT) in (True, UNSURE):
                return _not_alone(request, journey, knowledge)
            return next_step(request, journey)
        except InputRefused as refused:
            problems = tuple(each for one in refused.problems for each in _mend(knowledge, one.where, one.hint, items))
            reading = replace(reading, problems=problems)
    return _render(request, journey, knowledge, screen, part, items, {}, reading=reading)


def _not_alone(request: HttpRequest, journey: Journey, knowledge: Knowledge) -> HttpResponse:
    """A private page for whoever does not feel safe: who helps, a quick way out, and on with the check."""
    number = number_of(knowledge, journey.country)
    context = {
        "number": number,
        "call": listed(knowledge, number.emergency, "or"),
        "sealed": store.sealed_field(request, journey),
    }
    return render(request, "check/not_alone.html", context)


def _mend(knowledge: Knowledge, where: str, because: str, items: tuple[str, ...]) -> list[FieldProblem]:
    """Answers that cannot be true together, said at the first of them on this page; two numbers can be mended in either
    field, so it is said at both."""
    here = [id for id in where.split(" and ") if id in items] or [items[0]]
    says = _("These answers cannot both be right: %(because)s") % {"because": because}
    if all(knowledge.facts[id].type in ("integer", "decimal") for id in here):
        return [FieldProblem(f"f_{id}", f"{knowledge.facts[id].question}: {says}") for id in here]
    return [FieldProblem(f"f_{here[0]}", says)]


def _back(request: HttpRequest, journey: Journey) -> HttpResponse:
    """The page before the one shown, as it was answered; before the first page stands the start."""
    here = [i for i, page in enumerate(journey.pages) if _is_page(page, request.POST)]
    before = (here[0] if here else len(journey.pages)) - 1
    if before < 0:
        return _redirect(request, "/")
    page = journey.pages[before]
    return _open_page(request, journey, page.screen, page.follow_up)


def _is_page(page: Answered, form: Any) -> bool:
    return (page.screen, page.follow_up) == (form.get("page", ""), form.get("part", ""))


def _open_page(request: HttpRequest, journey: Journey, screen_id: str, part: str) -> HttpResponse:
    """An answered page, opened again with what was said."""
    knowledge, now = knowledge_now(), moment.now(request)
    screen, journey = _screen(knowledge, screen_id), journeys.holding(knowledge, journey, now)
    page = next((page for page in journey.pages if (page.screen, page.follow_up) == (screen_id, part)), None)
    if screen is None or page is None:
        return next_step(request, journey)
    return _render(request, journey, knowledge, screen, part, page.items, journeys.as_of(knowledge, page, now))


def _read_back(request: HttpRequest, journey: Journey, knowledge: Knowledge) -> HttpResponse:
    said = read_back(knowledge, journey, moment.now(request))
    context = {"read_back": said, "sealed": store.sealed_field(request, journey)}
    return render(request, "check/read_back.html", context)


def _render(
    request: HttpRequest,
    journey: Journey,
    knowledge: Knowledge,
    screen: Screen,
    part: str,
    items: tuple[str, ...],
    given: dict[str, Any],
    *,
    reading: FormReading | None = None,
    left: int = 0,
    section: int = 0,
) -> HttpResponse:
    shown = page_shown(knowledge, screen, part, items, given, reading, request.POST if reading else None, journey.sore)
    number = section or SECTIONS.index(screen.section) + 1
    done = len(journey.pages)
    context = {
        "page": shown,
        "section": number,
        "sections": len(SECTIONS),
        "left": left,
        "done": round(THREAD * done / (done + left)) if left else round(THREAD * (number - 1) / len(SECTIONS)),
        "sealed": store.sealed_field(request, journey),
        "is_first": not journey.pages,
    }
    return render(request, "check/page.html", context)


def _redirect(request: HttpRequest, to: str) -> HttpResponse:
    response = HttpResponseRedirect(to)
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=204)  # type: ignore[assignment]
        response.headers["HX-Redirect"] = to
    return response


def _screen(knowledge: Knowledge, id: str) -> Screen | None:
    return next((screen for screen in knowledge.screens if screen.id == id), None)


def _asked(screen: Screen | None, part: str, shown: str) -> tuple[str, ...]:
    """The facts that the form says it showed: each once, in the screen's order. What a forged form adds is left out."""
    if screen is None:
        return ()
    items = screen.items if not part else next((each.items for each in screen.follow_up if each.id == part), ())
    told = frozenset(shown.split())
    return tuple(id for id in items if id in told)


def _screens_left(knowledge: Knowledge, needs: tuple[str, ...]) -> int:
    """How many screens still hold a question that is worth asking."""
    wanted = set(needs)
    on = ((screen.items, *(follow.items for follow in screen.follow_up)) for screen in knowledge.screens)
    return sum(any(not wanted.isdisjoint(items) for items in parts) for parts in on)


urls = [path("check/", check, name="page")]
