"""Turns answers into the typed facts of one person now; *unasked* and *unsure* stay different things."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import Any

import msgspec

from unknot.conditions.tree import Compare, Node, atoms
from unknot.conditions.truth import value
from unknot.conditions.typecheck import FactType
from unknot.knowledge.index import facts_of, index_of
from unknot.knowledge.regions import REGIONS
from unknot.knowledge.shapes import Knowledge
from unknot.knowledge.values import UNSURE, Value, settled, spelled_out, usual_value, value_of
from unknot.pathway.answers import Answers, days_ago, impossible


class Facts(msgspec.Struct, frozen=True, dict=True):
    """The values that conditions read, and where the gaps are. Its repr holds no values."""

    types: Mapping[str, FactType]
    by_fact: dict[str, Value]
    """Every fact, in the order of `types` -> yes/no, step count, choice index, regions as bits; None where unknown."""
    unsure: frozenset[str]
    """Asked, and the person was not sure: with a value where the fact says what that counts as, else without one."""
    doubted: frozenset[str]
    """Not sure, and nothing it counts as: unknown for good, so what waits for these alone counts as fired."""
    assumed: tuple[str, ...]
    """Filled from `usual` on request, for a clinician who has asked."""

    def __repr__(self) -> str:
        return f"<Facts: {len(self.known)} known, {len(self.unsure)} unsure>"

    @cached_property
    def known(self) -> frozenset[str]:
        """Fact ids with a value."""
        return frozenset(id for id, value in self.by_fact.items() if value is not None)

    @cached_property
    def by_slot(self) -> dict[str, Value]:
        """The same by slot, as conditions name it (`wound_at.neck`): for all that gives reasons."""
        return spelled_out(self.types, self.by_fact)

    def regions(self, fact: str) -> tuple[str, ...]:
        """The regions named in a regions fact, in the order of regions.py; () while unknown."""
        named = self.by_fact.get(fact) or 0
        return tuple(region for place, region in enumerate(REGIONS) if named >> place & 1)


def facts_from(
    knowledge: Knowledge,
    answers: Answers,
    now: datetime,
    *,
    reported: Mapping[str, Any] | None = None,
    assume_usual: bool = False,
) -> Facts:
    """Typed values for every answer, and for diary and session facts, which are never unknown.

    `reported`: diary and session facts that hold now; those not named have their usual value (no sessions, not
    worsening). What a [[never]] row settles is known without asking: of a man, that he is not pregnant. `assume_usual`
    fills unasked facts from `usual`, never a stated "unsure", and gives up an assumption that would make the person
    impossible.
    """
    said = {**answers.given, **reported} if reported else answers.given
    facts, types = knowledge.facts, knowledge.types
    values = answers.values.copy()
    events = [id for id in index_of(knowledge).events if id in said] if now != answers.read else []
    for id in (*events, *(reported or ())):
        at = answers.given_at(id) if id in answers.given else now
        values[id] = value_of(facts[id], types[id], days_ago(facts[id], said[id], at, now))
    unsure = frozenset([id for id, answer in said.items() if answer == UNSURE] if UNSURE in said.values() else ())
    doubted = frozenset(id for id in unsure if facts[id].unsure is None)
    unreported = {id: usual for id, usual in index_of(knowledge).reports.items() if id not in said}
    values.update(unreported)
    values.update({id: known for id, known in settled(knowledge, values).items() if id not in said})
    assumed: list[str] = []
    if assume_usual:
        unasked = [fact for fact in facts.values() if fact.source == "asked" and fact.id not in said]
        assumed = [fact.id for fact in unasked if fact.usual is not None]
        for id in assumed:
            values[id] = usual_value(facts[id], types[id])
        assumed = _possible(knowledge, values, assumed)
    return Facts(types, values, unsure, doubted, tuple(assumed))


def _others(knowledge: Knowledge, fact: str, tree: Node) -> tuple[bool | int, ...]:
    """The answers a yes/no or choice fact can take, the riskiest first; a number at the bounds of this condition, the
    nearest to its usual value first (the worst ache is at least that of now); () for regions."""
    kind = knowledge.types[fact]
    if kind.kind == "number":
        usual = usual_value(knowledge.facts[fact], knowledge.types[fact]) or 0
        bounds = {n for atom in atoms(tree) if isinstance(atom, Compare) and atom.fact == fact for n in _beside(atom)}
        return tuple(sorted(bounds, key=lambda count: abs(count - usual)))
    if kind.kind == "yes_no":
        return (True, False) if knowledge.facts[fact].risk == "yes" else (False, True)
    places = range(len(kind.choices))
    return tuple(reversed(places)) if knowledge.facts[fact].risk == "up" else tuple(places)


def _beside(atom: Compare) -> tuple[int, ...]:
    """A bound and the steps on both sides of it."""
    return (atom.value - 1, atom.value, atom.value + 1) if isinstance(atom.value, int) else ()


def _possible(knowledge: Knowledge, values: dict[str, Value], assumed: list[str]) -> list[str]:
    """The assumptions that can stand. One that what was said makes impossible gives way to the answer that fits, the
    riskiest first (a detail about a weak leg means a weak leg); where none fits, it is taken back and stays unasked."""
    if not impossible(knowledge, values):
        return assumed

    def true(tree: Node, **instead: Value) -> bool:
        return value(tree, spelled_out(knowledge.types, {**values, **instead})) is True

    for tree in knowledge.never_conditions:
        if true(tree):
            fits = (
                (fact, other)
                for fact in facts_of(tree)
                if fact in assumed
                for other in _others(knowledge, fact, tree)
                if not true(tree, **{fact: other})
            )
            for fact, other in islice(fits, 1):
                values[fact] = other
    for tree in knowledge.never_conditions:
        about = [fact for fact in facts_of(tree) if fact in assumed]
        if about and true(tree):
            values.update(dict.fromkeys(about))
            assumed = [fact for fact in assumed if fact not in about]
    return assumed
