"""Prepares, before a session begins, every reason to stop it and what the person is told then.

A reason is a fact, so stopping walks the whole pathway with it set. Told beforehand, the words are there even where no
network is.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from unknot.conditions.tree import facts_named
from unknot.knowledge.outcome import URGENCIES
from unknot.knowledge.shapes import Fact, Knowledge
from unknot.pathway.diary.course import BY_WISH
from unknot.pathway.person import Person
from unknot.telling.decision import DecisionText, tell


class Stopped(msgspec.Struct, frozen=True):
    """One reason: as the person would say it, and the decision that follows from it."""

    reason: str
    says: str
    told: DecisionText


def stop_reasons(knowledge: Knowledge) -> list[Fact]:
    """What can be felt that ends a session, gravest first; a mere wish last."""

    def gravity(fact: Fact) -> int:
        if fact.id == BY_WISH:
            return 1
        levels = [
            URGENCIES.index(knowledge.rules[id].urgency or "self_care")
            for id, tree in knowledge.conditions.items()
            if id in knowledge.rules and fact.id in facts_named(tree)
        ]
        return -max(levels, default=0)

    return sorted((fact for fact in knowledge.facts.values() if fact.source == "session"), key=gravity)


def told_on_stop(person: Person, reasons: Iterable[str]) -> DecisionText:
    """The decision with these reasons as facts, in words."""
    assessment = person.walk(dict.fromkeys(reasons, True))
    return tell(person.knowledge, assessment, person.request.country, person.now)


def every_stop(person: Person) -> list[Stopped]:
    """Every reason with its words, gravest first, without the mere wish to stop: that one needs no words of a rule."""
    reasons = [fact for fact in stop_reasons(person.knowledge) if fact.id != BY_WISH]
    return [Stopped(fact.id, fact.question or fact.label, told_on_stop(person, [fact.id])) for fact in reasons]
