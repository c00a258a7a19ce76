"""Puts the letter to a clinician together: the person's words, the decision and why, the course, the massages.

Nothing private is in it (`private` in facts.toml): no such answer, no finding that rests on one, no sentence of a
crisis line. The data are put together here; a face prints them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import msgspec

from unknot.knowledge.sentences import sentence
from unknot.knowledge.shapes import Helper, Knowledge, Massage, Urgency
from unknot.pathway.answers import days_ago
from unknot.pathway.diary.course import Trend, trend
from unknot.pathway.diary.entries import Entry, Peg, Pgic, Psfs, Session
from unknot.pathway.facts import Facts
from unknot.pathway.person import Person
from unknot.telling.decision import MASSAGE_WORDS, URGENCY_WORDS
from unknot.telling.findings import findings_told
from unknot.telling.limits import limit_phrases
from unknot.telling.no_answer_yet import clear_already, no_answer_yet
from unknot.telling.own_words import UNSAID, own_words

MEDICINES = (
    "blood_thinner", "thinner_out_of_range", "antiplatelet", "antiplatelet_two", "steroids_long", "strong_painkiller",
    "painkillers_over_label", "patch_at", "patch_opioid", "cancer_treatment_now",
)  # fmt: skip
"""Facts about what is taken; the other answers stand beside them."""
MOST_REASONS = 5
LATEST = 5
"""Sessions told one by one."""


class Because(msgspec.Struct, frozen=True, kw_only=True):
    """One finding: what it says, and the person's own words behind it."""

    title: str
    said: str

    def __repr__(self) -> str:
        return "<Because>"


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """One massage."""

    at: datetime
    minutes: float
    helper: Helper
    finished: bool
    stopped: tuple[str, ...]
    """Why it was stopped, in words; nothing private."""


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """One measure over time: the first and the latest value, and the days of both."""

    measure: str
    first: float
    first_on: date
    latest: float
    latest_on: date

    def __repr__(self) -> str:
        return f"<Measured {self.measure}>"


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """The page as data. Its repr holds no answers."""

    at: datetime
    checked: bool
    """False: there was no check, so the diary speaks alone and everything on answers and decision is empty."""
    answers: tuple[str, ...]
    medicines: tuple[str, ...]
    urgency: Urgency | None
    urgency_words: str
    within_days: int | None
    massage: Massage | None
    massage_words: str
    """All of these empty while a question that matters is open: then there is no decision."""
    clear_already: str
    """While there is no decision: that there is none, and what is clear all the same."""
    because: tuple[Because, ...]
    has_private_reason: bool
    """A finding behind the decision rests on a private answer."""
    limits: tuple[str, ...]
    course: Trend
    measured: tuple[Measured, ...]
    massages: int
    finished: int
    done: tuple[Done, ...]
    """The latest, newest first."""
    entries: int
    first_entry: date | None
    release: str

    def __repr__(self) -> str:
        return f"<Letter of {self.entries} entries>"


def letter(person: Person) -> Letter:
    """The letter of this person today, in the language of their knowledge."""
    told = sorted((entry for entry in person.diary if entry.at <= person.now), key=lambda entry: entry.at)
    knowledge, assessment = person.knowledge, person.walk()
    decision, answer = assessment.decision, assessment.decision.answer
    limits = answer.limits if answer else None
    checked = bool(person.answers.given)
    findings = findings_told(knowledge, decision)
    findings = findings if answer else clear_already(knowledge, findings)
    named = [each for each in findings if not any(knowledge.facts[fact].private for fact in each.because)]
    massages = [entry for entry in told if isinstance(entry, Session)]
    return Letter(
        at=person.now,
        checked=checked,
        answers=_words(knowledge, assessment.facts, (id for id in person.answers.given if id not in MEDICINES)),
        medicines=_words(knowledge, assessment.facts, (id for id in MEDICINES if id in person.answers.given)),
        urgency=answer.urgency if answer else None,
        urgency_words=knowledge.say(URGENCY_WORDS[answer.urgency]) if answer else "",
        within_days=answer.within_days if answer else None,
        massage=answer.massage if answer else None,
        massage_words=knowledge.say(MASSAGE_WORDS[answer.massage]) if answer else "",
        clear_already="" if answer else " ".join(no_answer_yet(knowledge, decision)),
        because=tuple(
            Because(title=finding.title, said=_said(knowledge, assessment.facts, finding.because))
            for finding in named[:MOST_REASONS]
        ),
        has_private_reason=len(named) < len(findings),
        limits=tuple(sentence(each) for each in limit_phrases(knowledge, limits)) if limits else (),
        course=trend(told, person.now, _duration(person)),
        measured=_measured(told),
        massages=len(massages),
        finished=sum(each.finished for each in massages),
        done=tuple(_done(knowledge, each) for each in massages[-LATEST:][::-1]),
        entries=len(told),
        first_entry=told[0].at.astimezone(person.now.tzinfo).date() if told else None,
        release=decision.release,
    )


def _words(knowledge: Knowledge, facts: Facts, ids: Iterable[str]) -> tuple[str, ...]:
    """Each answer as the person would name it; what is usual, denied or private is left out."""
    return tuple(dict.fromkeys(filter(None, (_said(knowledge, facts, [id]) for id in ids if _is_told(facts, id)))))


def _is_told(facts: Facts, id: str) -> bool:
    """Regions say something only when there are some."""
    type = facts.types.get(id)
    return type is not None and (not type.regions or bool(facts.regions(id)))


def _said(knowledge: Knowledge, facts: Facts, ids: Iterable[str]) -> str:
    words = own_words(knowledge, facts, ids)
    return "" if words == knowledge.say(UNSAID) else words


def _done(knowledge: Knowledge, session: Session) -> Done:
    known = [knowledge.facts[reason] for reason in session.stopped if reason in knowledge.facts]
    return Done(
        at=session.at,
        minutes=session.minutes,
        helper=session.helper,
        finished=session.finished,
        stopped=tuple(fact.label for fact in known if not fact.private),
    )


def _measured(told: Sequence[Entry]) -> tuple[Measured, ...]:
    """PEG and own activities as means, the overall change as its grade."""
    found = []
    kinds: tuple[tuple[str, list[tuple[datetime, float]]], ...] = (
        ("peg", [(e.at, (e.pain + e.enjoyment + e.activity) / 3) for e in told if isinstance(e, Peg)]),
        ("psfs", [(e.at, sum(a.score for a in e.activities) / len(e.activities)) for e in told if isinstance(e, Psfs)]),
        ("pgic", [(e.at, float(e.grade)) for e in told if isinstance(e, Pgic)]),
    )
    for measure, values in kinds:
        if values:
            (first_at, first), (latest_at, latest) = values[0], values[-1]
            found.append(
                Measured(
                    measure=measure,
                    first=round(first, 1),
                    first_on=first_at.date(),
                    latest=round(latest, 1),
                    latest_on=latest_at.date(),
                )
            )
    return tuple(found)


def _duration(person: Person) -> int | None:
    given = person.answers.given.get("duration_days")
    if given is None:
        return None
    fact = person.knowledge.facts["duration_days"]
    days = days_ago(fact, given, person.answers.given_at("duration_days"), person.now)
    return days if isinstance(days, int) and not isinstance(days, bool) else None
