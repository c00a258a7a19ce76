"""Tells what the course of a diary asks for: the findings of its facts, in their own words, most urgent first.

With a check the whole person is walked, because some course rules look at both; without one the diary speaks alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from unknot.knowledge.shapes import Basis, Knowledge, Source, Urgency
from unknot.pathway import Assessment
from unknot.pathway.answers import days_ago
from unknot.pathway.decision import Decision, Finding
from unknot.pathway.diary.entries import Entry
from unknot.pathway.journey import Journey, new_journey, person_of
from unknot.pathway.person import Person
from unknot.telling.decision import URGENCY_WORDS, DecisionText, tell
from unknot.telling.findings import goes_first, is_left_out


class CourseFinding(msgspec.Struct, frozen=True, kw_only=True):
    """One finding of a diary fact, in words."""

    id: str
    urgency: Urgency | None
    level: str
    """The urgency in words; empty without one."""
    within_days: int | None
    title: str
    why: str
    advice: str
    basis: Basis
    sources: tuple[Source, ...]


def person_now(knowledge: Knowledge, journey: Journey | None, entries: Iterable[Entry], now: datetime) -> Person:
    """The person of the last check with their diary; one who has said nothing when there is no check."""
    return person_of(knowledge, journey or new_journey(), entries, now)


def emergency_of(knowledge: Knowledge, entries: Iterable[Entry], country: str, now: datetime) -> DecisionText | None:
    """What the diary alone says when it is an emergency: a massage of the last hours was stopped for something grave.

    Whoever comes back must meet this before anything else, on whichever page.
    """
    assessment = person_of(knowledge, new_journey(country), entries, now).walk()
    return tell(knowledge, assessment, country, now) if assessment.decision.is_emergency else None


def course_findings(knowledge: Knowledge, assessment: Assessment) -> tuple[CourseFinding, ...]:
    """The findings that the diary is behind, its course or a stop of the last hours, the most urgent first.

    An emergency is none of them: `emergency_of` says it, before everything else.
    """
    return tuple(
        CourseFinding(
            id=finding.id,
            urgency=knowledge.rules[finding.id].urgency,
            level=knowledge.say(URGENCY_WORDS[urgency]) if (urgency := knowledge.rules[finding.id].urgency) else "",
            within_days=knowledge.rules[finding.id].within_days,
            title=finding.title,
            why=finding.why,
            advice=goes_first(knowledge, finding) or finding.advice,
            basis=finding.basis,
            sources=sources_of(knowledge, finding.sources),
        )
        for finding in spoken_of(knowledge, assessment.decision)
    )


def spoken_of(knowledge: Knowledge, decision: Decision) -> list[Finding]:
    """The findings of the diary, without an emergency, and without one whose advice another of them outranks."""
    course = {fact.id for fact in knowledge.facts.values() if fact.source in ("diary", "session")}
    found = [each for each in decision.findings if course & set(each.because)]
    ids = {each.id for each in found}
    return [
        each
        for each in found
        if knowledge.rules[each.id].urgency != "emergency"
        and not (each.outranked_by in ids and is_left_out(knowledge, decision, each))
    ]


def sources_of(knowledge: Knowledge, ids: Iterable[str]) -> tuple[Source, ...]:
    """The sources by id, in order."""
    return tuple(knowledge.sources[id] for id in ids if id in knowledge.sources)


def duration_of(person: Person | None) -> int | None:
    """How many days the pain has lasted, if the last check says so."""
    given = person.answers.given.get("duration_days") if person else None
    if person is None or given is None:
        return None
    fact, at = person.knowledge.facts["duration_days"], person.answers.given_at("duration_days")
    days = days_ago(fact, given, at, person.now)
    return days if isinstance(days, int) and not isinstance(days, bool) else None
