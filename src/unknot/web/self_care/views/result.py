"""What is the answer today, and why? The decision as told, what would change it, and every reason's source.

An emergency is a page of its own: what to do now and nothing else.
"""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unknot.knowledge.shapes import Knowledge, Source
from unknot.pathway import Followed
from unknot.pathway.person import Person
from unknot.pathway.would_change import Change, would_change
from unknot.telling.decision import MASSAGE_WORDS, URGENCY_WORDS, Reason, Told, tell
from unknot.web import moment
from unknot.web.languages import knowledge_now
from unknot.web.self_care import actions, carrying
from unknot.web.self_care import journey as journeys
from unknot.web.self_care.calling import calls
from unknot.web.self_care.journey import Journey
from unknot.web.self_care.read_back import label_of
from unknot.web.self_care.saving import entries_of


class ReasonShown(msgspec.Struct, frozen=True, kw_only=True):
    """One reason with the citations behind it."""

    reason: Reason
    sources: tuple[Source, ...]


class ChangeShown(msgspec.Struct, frozen=True, kw_only=True):
    """One answer that would change the result."""

    says: str
    urgency: str
    massage: str
    urgency_word: str
    massage_word: str


@require_http_methods(["GET", "HEAD", "POST"])
def result(request: HttpRequest) -> HttpResponse:
    """The answer to the journey of this request; without one there is nothing to answer."""
    journey = carrying.find(request)
    if journey is None:
        return redirect("self_care:start")
    return show_result(request, journey)


def show_result(request: HttpRequest, journey: Journey) -> HttpResponse:
    """The result of this journey, with the diary of now."""
    entries = entries_of(carrying.profile_in(request))
    person = journeys.person_of(knowledge_now(), journey, entries, moment.now(request))
    return show_walk(request, journey, person, person.walk())


def show_walk(request: HttpRequest, journey: Journey, person: Person, followed: Followed) -> HttpResponse:
    """The result of a walk, saved as shown once it is final."""
    knowledge, now, profile = person.knowledge, person.now, carrying.profile_in(request)
    told, answer = tell(knowledge, followed, journey.country, now), followed.decision.answer
    urgent = told.urgency == "emergency"
    if not journey.pages and not urgent:
        return redirect("self_care:start")
    if profile is not None and answer is not None:
        actions.finish_check(knowledge, journey, followed, told, now, by=profile)
    context: dict[str, Any] = {
        "told": told,
        "within_days": answer.within_days if answer else None,
        "sealed": carrying.sealed_field(request, journey),
        "now": now,
        "last_page": journey.pages[-1] if journey.pages else None,  # the diary alone can be an emergency
        "calls": calls(knowledge, told, journey.country),
        "sore_places": " ".join(followed.facts.regions("site")),
    }
    if urgent:
        return render(request, "self_care/emergency.html", context)
    context |= {
        "urgency_word": knowledge.say(URGENCY_WORDS[told.urgency]) if told.urgency else "",
        "massage_word": knowledge.say(MASSAGE_WORDS[told.massage]) if told.massage else "",
        "reasons": reasons_shown(knowledge, told),
        "changes": changes_shown(knowledge, followed) if request.POST.get("go") == "explain" else None,
        "pressure": answer.limits.max_pressure if answer and answer.limits else None,
    }
    return render(request, "self_care/result.html", context)


def reasons_shown(knowledge: Knowledge, told: Told) -> list[ReasonShown]:
    """Each reason with its citations; our own choices are named as such by the template."""
    return [
        ReasonShown(
            reason=reason,
            sources=tuple(knowledge.sources[id] for id in reason.sources if id in knowledge.sources),
        )
        for reason in told.reasons
    ]


def changes_shown(knowledge: Knowledge, followed: Followed) -> list[ChangeShown]:
    """The single answers that would change the result, in words."""
    found = would_change(knowledge, followed.facts, followed.decision, followed.cleared)
    return [
        ChangeShown(
            says=_change_words(knowledge, change),
            urgency=change.urgency,
            massage=change.massage,
            urgency_word=knowledge.say(URGENCY_WORDS[change.urgency]),
            massage_word=knowledge.say(MASSAGE_WORDS[change.massage]),
        )
        for change in found
    ]


def _change_words(knowledge: Knowledge, change: Change) -> str:
    fact = knowledge.facts[change.fact]
    if change.to is True:
        return _("If this were true: %(question)s") % {"question": fact.question}
    if change.to is False or change.to == "":
        return _("If this were not so: %(question)s") % {"question": fact.question}
    to = label_of(fact, change.to) if isinstance(change.to, str) else f"{change.to:g}"
    return _("If your answer to “%(question)s” were: %(answer)s") % {"question": fact.question, "answer": to}


urls = [path("result/", result, name="result")]
