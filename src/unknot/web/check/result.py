"""Serves the result: the decision as told, what would change it, and every reason's source.

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
from unknot.pathway import Assessment
from unknot.pathway import journey as journeys
from unknot.pathway.journey import Journey
from unknot.pathway.person import Person
from unknot.pathway.would_change import Change, would_change
from unknot.telling.decision import MASSAGE_WORDS, URGENCY_WORDS, DecisionText, Reason, tell
from unknot.web.check import store
from unknot.web.check.calling import calls
from unknot.web.check.read_back import label_of
from unknot.web.kept import actions
from unknot.web.kept.rows import entries_of
from unknot.web.site import moment
from unknot.web.site.languages import knowledge_now


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
    journey = store.find(request)
    if journey is None:
        return redirect("self_care:start")
    return show_result(request, journey)


def show_result(request: HttpRequest, journey: Journey) -> HttpResponse:
    """The result of this journey, with the diary of now."""
    entries = entries_of(store.profile_in(request))
    person = journeys.person_of(knowledge_now(), journey, entries, moment.now(request))
    return show_walk(request, journey, person, person.walk())


def show_walk(request: HttpRequest, journey: Journey, person: Person, assessment: Assessment) -> HttpResponse:
    """The result of a walk, saved as shown once it is final."""
    knowledge, now, profile = person.knowledge, person.now, store.profile_in(request)
    told, answer = tell(knowledge, assessment, journey.country, now), assessment.decision.answer
    urgent = told.urgency == "emergency"
    if not journey.pages and not urgent:
        return redirect("self_care:start")
    if profile is not None and answer is not None:
        actions.finish_check(knowledge, journey, assessment, told, now, by=profile)
    context: dict[str, Any] = {
        "told": told,
        "within_days": answer.within_days if answer else None,
        "sealed": store.sealed_field(request, journey),
        "now": now,
        "last_page": journey.pages[-1] if journey.pages else None,  # the diary alone can be an emergency
        "calls": calls(knowledge, told, journey.country),
        "sore_places": " ".join(assessment.facts.regions("site")),
    }
    if urgent:
        return render(request, "check/emergency.html", context)
    context |= {
        "urgency_word": knowledge.say(URGENCY_WORDS[told.urgency]) if told.urgency else "",
        "massage_word": knowledge.say(MASSAGE_WORDS[told.massage]) if told.massage else "",
        "reasons": reasons_shown(knowledge, told),
        "changes": changes_shown(knowledge, assessment) if request.POST.get("go") == "explain" else None,
        "pressure": answer.limits.max_pressure if answer and answer.limits else None,
    }
    return render(request, "check/result.html", context)


def reasons_shown(knowledge: Knowledge, told: DecisionText) -> list[ReasonShown]:
    """Each reason with its citations; our own choices are named as such by the template."""
    return [
        ReasonShown(
            reason=reason,
            sources=tuple(knowledge.sources[id] for id in reason.sources if id in knowledge.sources),
        )
        for reason in told.reasons
    ]


def changes_shown(knowledge: Knowledge, assessment: Assessment) -> list[ChangeShown]:
    """The single answers that would change the result, in words."""
    found = would_change(knowledge, assessment.facts, assessment.decision, assessment.cleared)
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
