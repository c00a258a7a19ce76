"""Checks the answers of a person as given, each with its moment; nothing is dropped or coerced in silence.

Times come in as an argument. A refusal names every problem of the input at once and never repeats an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from msgspec.structs import force_setattr

from unknot.conditions.refused import near_miss
from unknot.knowledge.index import facts_of, index_of
from unknot.knowledge.sentences import worded
from unknot.knowledge.shapes import Fact, Knowledge
from unknot.knowledge.values import UNSURE, Unreadable, Value, value_of
from unknot.outside_text import echo
from unknot.pathway.moments import days_between, elapsed, outside_of_past_days

GOOD_FOR = {
    "session": timedelta(hours=12),
    "1 day": timedelta(days=1),
    "7 days": timedelta(days=7),
    "28 days": timedelta(days=28),
    "always": timedelta.max,
}
"""How long an answer stands before it is asked again (Fact.good_for). Proposal; all again every 4 weeks."""


MOST_NAMED = 20
"""Problems that are told of one input: more help nobody, and looking up what was meant takes time."""
LONGEST_PART = 1000
"""Letters: a dozen facts that cannot all be true are named in full; what is echoed is cut where it is put in."""


class Problem(msgspec.Struct, frozen=True):
    """One thing wrong with an input: where (a fact id or a place), what, and what to do. Each is one clean line,
    whatever of the input stands in it."""

    where: str
    message: str
    hint: str

    def __post_init__(self) -> None:
        force_setattr(self, "where", echo(self.where, LONGEST_PART))
        force_setattr(self, "message", echo(self.message, LONGEST_PART))
        force_setattr(self, "hint", echo(self.hint, LONGEST_PART))

    def __str__(self) -> str:
        return f"{self.where}: {self.message}\nhint: {self.hint}"


class InputRefused(ValueError):
    """An input that is not taken. `problems` is never empty and holds no answers; `named` are those that are told."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        self.named = self.problems[:MOST_NAMED]
        if (more := len(self.problems) - MOST_NAMED) > 0:
            hint = "mend these first; the rest is named when they are gone"
            self.named += (Problem("input", f"and {more:,} more problem{'s' * (more > 1)}", hint),)
        super().__init__("\n".join(map(str, self.named)))


class Answers(msgspec.Struct, frozen=True):
    """Fact id -> the answer as given, and when. Its repr says how many, never which or what."""

    given: dict[str, Any]
    read: datetime
    at: Mapping[str, datetime]
    """When each was given; those not in here were given when they were read."""
    values: dict[str, Value]
    """Every fact -> what the answer was worth when it was read, or None. `facts_from` counts events (`since`) anew."""

    def given_at(self, id: str) -> datetime:
        """When this answer was given."""
        return self.at.get(id, self.read)

    def __repr__(self) -> str:
        return f"<Answers to {len(self.given)} questions>"


def read_answers(
    knowledge: Knowledge, given: Mapping[str, Any], now: datetime, at: Mapping[str, datetime] | None = None
) -> Answers:
    """Answers checked against the vocabulary: known ids, types, ranges, steps, possible combinations.

    `at` says when each was given; absent, now. Raises InputRefused with every problem.
    """
    problems: list[Problem] = []
    facts, types, yes_no = knowledge.facts, knowledge.types, index_of(knowledge).yes_no
    values: dict[str, Value] = {**knowledge.unanswered}
    for id, answer in given.items():
        if (answer is True or answer is False) and id in yes_no:  # nearly all answers
            values[id] = answer
            continue
        fact = facts.get(id)
        if fact is None or fact.source == "computed":
            hint = knowledge.say("`unknot facts` lists them all")
            if len(problems) < MOST_NAMED:
                known = (fact.id for fact in knowledge.facts.values() if fact.source != "computed")
                hint = near_miss(id, known, hint)
            problems.append(Problem(echo(id), knowledge.say("no such fact"), hint))
            continue
        try:
            if fact.since:
                answer = days_ago(fact, answer, at.get(id, now) if at else now, now)
            values[id] = value_of(fact, types[id], answer)
        except Unreadable as error:
            problems.append(Problem(id, *error.said(knowledge)))
    problems += impossible(knowledge, values)
    if problems:
        raise InputRefused(problems)
    return Answers(dict(given), now, {id: at[id] for id in given if id in at} if at else {}, values)


def refused_facts(
    knowledge: Knowledge, given: Mapping[str, Any], now: datetime, at: Mapping[str, datetime]
) -> frozenset[str]:
    """The answers that `read_answers` would refuse: each that is wrong by itself; where none is, all that cannot be
    true together."""
    wrong: set[str] = set()
    values: dict[str, Value] = {**knowledge.unanswered}
    for id, answer in given.items():
        fact = knowledge.facts.get(id)
        if fact is None or fact.source == "computed":
            wrong.add(id)
            continue
        try:
            values[id] = value_of(fact, knowledge.types[id], days_ago(fact, answer, at.get(id, now), now))
        except Unreadable:
            wrong.add(id)
    if wrong:
        return frozenset(wrong)
    together, _, _, _ = knowledge.impossible(list(map(values.get, knowledge.never_facts)))
    return frozenset(id for place in together for id in facts_of(knowledge.never_conditions[place]) if id in given)


def impossible(knowledge: Knowledge, values: Mapping[str, Value]) -> list[Problem]:
    """Each [[never]] that these values (fact -> value) make true, named by the facts it is about."""
    never = knowledge.never_conditions
    found, _, _, _ = knowledge.impossible(list(map(values.get, knowledge.never_facts)))
    return [
        Problem(
            " and ".join(facts_of(never[place])),
            knowledge.say("these answers cannot both be right"),
            knowledge.never[place].because,
        )
        for place in found
    ]


def days_ago(fact: Fact, answer: Any, at: datetime, now: datetime) -> Any:
    """An event asked as a date, or as days ago at the time of answering, in days ago now; other answers as they are.

    Days are calendar days where `now` is: "today", said just before midnight, is yesterday just after it.
    Raises Unreadable for a date that is none, or outside of what can have been.
    """
    if not fact.since or answer == UNSURE:
        return answer
    if isinstance(answer, str):
        try:
            day = date.fromisoformat(answer)
        except ValueError:
            hint = worded('write "2026-10-31", or how many days ago')
            raise Unreadable(worded("takes a date or a number of days"), hint) from None
        outside = outside_of_past_days(day, now)
        if outside == "not_yet":
            raise Unreadable(worded("lies in the future"), worded("write the day it began"))
        if outside:
            raise Unreadable(worded("lies before 1900"), worded("write the day it began"))
        return (now.date() - day).days
    if isinstance(answer, int | float) and not isinstance(answer, bool):
        return min(answer + max(days_between(at, now), 0), fact.max or answer)
    return answer


def still_good(knowledge: Knowledge, answers: Answers, now: datetime) -> Answers:
    """The answers that need not be asked again: each within its fact's `good_for`. The rest drop to unasked.

    This is the whole of re-screening: the same interview over what is left.
    """

    def stands(id: str) -> bool:
        limit = GOOD_FOR[knowledge.facts[id].good_for]
        # One given "later" than now: a clock was set back, and nobody knows how old it is.
        return timedelta(0) <= elapsed(answers.given_at(id), now) <= limit

    kept = {id: answer for id, answer in answers.given.items() if id in knowledge.facts and stands(id)}
    values = {id: value if id in kept else None for id, value in answers.values.items()}
    return Answers(kept, answers.read, {id: at for id, at in answers.at.items() if id in kept}, values)
