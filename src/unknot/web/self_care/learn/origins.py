"""Serves a page for every source and every rule, each leading to the other."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from unknot.knowledge.shapes import Knowledge, Rule, Urgency
from unknot.telling.decision import URGENCY_WORDS
from unknot.web.self_care.learn.rule_shown import rule_shown
from unknot.web.self_care.learn.source_shown import places
from unknot.web.self_care.learn.source_uses import shown_rules, uses
from unknot.web.site.languages import knowledge_now


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Every source, the best kind first, those that nobody opened last."""
    found = sorted(knowledge_now().sources.values(), key=lambda source: (source.tier or "Z", source.title.casefold()))
    return render(request, "self_care/learn/sources.html", {"sources": found})


@require_safe
def source(request: HttpRequest, id: str) -> HttpResponse:
    """One source: what it is, what was read of it, what it supports, and what rests on it."""
    knowledge = knowledge_now()
    if id not in knowledge.sources:
        raise Http404
    used = uses(id)
    context = {
        "source": knowledge.sources[id],
        "places": places(knowledge.sources[id]),
        "rules": [knowledge.rules[rule] for rule in used.rules],
        "techniques": [knowledge.techniques[technique] for technique in used.techniques],
        "claims": [knowledge.claims[claim] for claim in used.claims],
    }
    return render(request, "self_care/learn/source.html", context)


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule, under its concern, the most urgent first."""
    return render(request, "self_care/learn/rules.html", {"groups": _by_urgency(knowledge_now())})


@require_safe
def rule(request: HttpRequest, id: str) -> HttpResponse:
    """One rule: why, what we advise, what it limits, what it rests on."""
    knowledge = knowledge_now()
    if id not in shown_rules(knowledge):
        raise Http404
    return render(request, "self_care/learn/rule.html", {"rule": rule_shown(knowledge, knowledge.rules[id])})


def _by_urgency(knowledge: Knowledge) -> list[tuple[str, str, list[Rule]]]:
    """Urgency, its word, and its rules; rules without one come last."""
    levels: tuple[Urgency, ...] = ("emergency", "same_day", "clinician", "self_care")
    shown = [knowledge.rules[id] for id in shown_rules(knowledge)]
    return [
        (level, knowledge.say(URGENCY_WORDS[level]), [rule for rule in shown if (rule.urgency or "self_care") == level])
        for level in levels
    ]


urls = [
    path("learn/sources/", sources, name="sources"),
    path("learn/sources/<slug:id>/", source, name="source"),
    path("learn/rules/", rules, name="rules"),
    path("learn/rules/<slug:id>/", rule, name="rule"),
]
