"""What do we know of this person now? Answers become typed values; *unasked* and *unsure* stay different things."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from typing import Any

import msgspec

from unknot.conditions.truth import value
from unknot.knowledge.regions import REGIONS
from unknot.knowledge.shapes import Fact, Knowledge
from unknot.knowledge.values import UNSURE, values_of
from unknot.pathway.answers import Answers, days_ago, facts_of, impossible


class Facts(msgspec.Struct, frozen=True):
    """The values that conditions read, and where the gaps are. Its repr holds no values."""

    values: dict[str, bool | int | None]
    """Every slot, in the order of `Knowledge.slots` -> yes/no, step count, choice index; None where unknown."""
    known: frozenset[str]
    """Fact ids with a value."""
    unsure: frozenset[str]
    """Asked, and the person was not sure: with a value where the fact says what that counts as, without one otherwise."""
    doubted: frozenset[str]
    """Not sure, and nothing it counts as: unknown for good, so what waits for these alone counts as fired."""
    assumed: tuple[str, ...]
    """Filled from `usual` on request, for a clinician who has asked."""

    def __repr__(self) -> str:
        return f"<Facts: {len(self.known)} known, {len(self.unsure)} unsure>"

    def regions(self, fact: str) -> tuple[str, ...]:
        """The regions named in a regions fact, in the order of regions.py; () while unknown."""
        return tuple(region for region in REGIONS if self.values.get(f"{fact}.{region}"))


def facts_from(
    knowledge: Knowledge,
    answers: Answers,
    now: datetime,
    *,
    reported: Mapping[str, Any] | None = None,
    assume_usual: bool = False,
) -> Facts:
    """Typed values for every answer, and for diary and session facts, which are never unknown.

    `reported`: diary and session facts that hold now; those not named have their usual value (no sessions, not worsening).
    `assume_usual` fills unasked facts from `usual`, never a stated "unsure", and gives up an assumption that would
    make the person impossible.
    """
    said = {**answers.given, **reported} if reported else answers.given
    facts, types, at = knowledge.facts, knowledge.types, answers.at
    values = answers.values.copy()
    events = [id for id in _events(knowledge) if id in said]
    for id in (*events, *(reported or ())):
        values.update(values_of(facts[id], types[id], days_ago(facts[id], said[id], at.get(id, now), now)))
    unsure = frozenset(id for id, answer in said.items() if answer == UNSURE)
    doubted = frozenset(id for id in unsure if facts[id].unsure is None)
    unreported = [id for id in _reports(knowledge) if id not in said]
    for id in unreported:
        values.update(_reports(knowledge)[id])
    assumed: list[str] = []
    if assume_usual:
        unasked = [fact for fact in facts.values() if fact.source == "asked" and fact.id not in said]
        assumed = [fact.id for fact in unasked if fact.usual is not None]
        for id in assumed:
            values.update(_usual(knowledge, facts[id]))
        assumed = _possible(knowledge, values, assumed)
    known = frozenset((*said, *unreported, *assumed)) - doubted
    return Facts(values, known, unsure, doubted, tuple(assumed))


def _events(knowledge: Knowledge) -> tuple[str, ...]:
    """The facts whose worth grows with the days; kept with the knowledge they belong to."""
    kept: tuple[str, ...] | None = knowledge.__dict__.get("events")
    if kept is None:
        kept = knowledge.__dict__["events"] = tuple(fact.id for fact in knowledge.facts.values() if fact.since)
    return kept


def _reports(knowledge: Knowledge) -> dict[str, dict[str, bool | int | None]]:
    """The usual values of diary and session facts, by fact; kept with the knowledge they belong to."""
    kept: dict[str, dict[str, bool | int | None]] | None = knowledge.__dict__.get("reports")
    if kept is None:
        facts = (fact for fact in knowledge.facts.values() if fact.source in ("diary", "session"))
        kept = {fact.id: _usual(knowledge, fact) for fact in facts if fact.usual is not None}
        knowledge.__dict__["reports"] = kept
    return kept


def _usual(knowledge: Knowledge, fact: Fact) -> dict[str, bool | int | None]:
    usual = list(fact.usual) if isinstance(fact.usual, tuple) else fact.usual
    return values_of(fact, knowledge.types[fact.id], usual) if usual is not None else {}


def _others(knowledge: Knowledge, fact: str) -> tuple[bool | int, ...]:
    """The answers a yes/no or choice fact can take, the riskiest first; () for numbers and regions."""
    kind = knowledge.types[fact]
    if kind.kind == "yes_no":
        return (True, False) if knowledge.facts[fact].risk == "yes" else (False, True)
    places = range(len(kind.choices))
    return tuple(reversed(places)) if knowledge.facts[fact].risk == "up" else tuple(places)


def _possible(knowledge: Knowledge, values: dict[str, bool | int | None], assumed: list[str]) -> list[str]:
    """The assumptions that can stand. One that what was said makes impossible gives way to the answer that fits, the
    riskiest first (a detail about a weak leg means a weak leg); where none fits, it is taken back and stays unasked."""
    if not impossible(knowledge, values):
        return assumed
    for tree in knowledge.never_conditions:
        if value(tree, values) is True:
            fits = (
                (fact, other)
                for fact in facts_of(tree)
                if fact in assumed
                for other in _others(knowledge, fact)
                if value(tree, {**values, fact: other}) is not True
            )
            for fact, other in islice(fits, 1):
                values[fact] = other
    for tree in knowledge.never_conditions:
        about = [fact for fact in facts_of(tree) if fact in assumed]
        if about and value(tree, values) is True:
            for fact in about:
                for slot in [slot for slot in values if slot.partition(".")[0] == fact]:
                    values[slot] = None
            assumed = [fact for fact in assumed if fact not in about]
    return assumed
