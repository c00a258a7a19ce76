"""Whom does the knowledge send where? People with an ordinary ache, drawn from written assumptions and decided for.

`assumptions.py` says how often each answer is given by people without serious disease; `draw` makes such people,
`measure` decides for each and counts, and says which rules sent them on, so that an over-triage can be found. It is a
model: it shows where to look and proves nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import Any

import msgspec

from unknot.conditions.truth import value
from unknot.conditions.typecheck import FactType
from unknot.knowledge.assumptions import Group, Population, Targets, conditions_of
from unknot.knowledge.outcome import MASSAGES, URGENCIES
from unknot.knowledge.regions import REGIONS, both
from unknot.knowledge.shapes import Fact, Knowledge, Massage, Urgency
from unknot.knowledge.values import packed, values_of

AGES = range(18, 91)
"""The ages at which the well must be sent on as seldom as at any other (years, both ends in)."""

Person = dict[str, bool | int | None]
"""Slot -> value, as `Knowledge.slots`: a whole person, nothing unknown that has a usual value."""

Draw = Callable[[Person, Random], None]
"""Adds what it draws to the person; facts that the person has already are left alone."""


class Drawing:
    """Groups made ready to draw from, once for many draws."""

    def __init__(self, knowledge: Knowledge, groups: Sequence[Group]) -> None:
        self.knowledge = knowledge
        draws = (_draws(knowledge, group) for group in groups)
        self.steps = list(zip(conditions_of(knowledge, groups), draws, strict=True))
        self.usual: Person = {}
        for fact in knowledge.facts.values():
            if fact.usual is not None and fact.source != "computed":
                self.usual |= values_of(fact, knowledge.types[fact.id], _plain(fact.usual))

    def people(self, count: int, seed: int | str, given: Mapping[str, Any] | None = None) -> list[Person]:
        """So many people; same arguments, same people. `given`: answers that all of them have ("age").

        Impossible people (`[[never]]`) are drawn again.
        """
        random = Random(seed)
        fixed: Person = {}
        for id, answer in (given or {}).items():
            fixed |= values_of(self.knowledge.facts[id], self.knowledge.types[id], answer)
        found: list[Person] = []
        while len(found) < count:
            person = dict(fixed)
            for when, draws in self.steps:
                if when is None or value(when, person):
                    for one in draws:
                        one(person, random)
            whole = self.usual | person
            if not any(value(never, whole) for never in self.knowledge.never_conditions):
                found.append(whole)
        return found


def draw(knowledge: Knowledge, groups: Sequence[Group], people: int, seed: int | str) -> list[Person]:
    """So many people of `population.ordinary` or `population.well` (these only with an age: see `measure_well`)."""
    return Drawing(knowledge, groups).people(people, seed)


def _plain(usual: bool | int | float | str | tuple[str, ...]) -> Any:
    return list(usual) if isinstance(usual, tuple) else usual


def _draws(knowledge: Knowledge, group: Group) -> list[Draw]:
    facts, types = knowledge.facts, knowledge.types
    draws = [_yes(fact, [(0, share)]) for fact, share in group.yes.items()]
    draws += [_yes(fact, steps) for fact, steps in group.by_age.items()]
    if group.one_of:
        draws.append(_one_of(group.one_of))
    for fact, shares in group.choice.items():
        draws.append(_picked(fact, [(types[fact].choices.index(id),) * 2 for id in shares], list(shares.values())))
    for fact, bands in group.number.items():
        ends = [(types[fact].count(str(low)), types[fact].count(str(high))) for low, high, _ in bands]
        draws.append(_picked(fact, ends, [share for _, _, share in bands]))
    draws += [_places(facts[fact], types[fact], shares) for fact, shares in group.places.items()]
    return draws


def _yes(fact: str, steps: Sequence[tuple[int, float]]) -> Draw:
    def one(person: Person, random: Random) -> None:
        if fact not in person:
            age = person["age"] or 0
            share = next((share for from_age, share in reversed(steps) if age >= from_age), 0.0)
            person[fact] = random.random() < share

    def same_at_all_ages(person: Person, random: Random) -> None:
        if fact not in person:
            person[fact] = random.random() < share

    share = steps[0][1]
    return one if len(steps) > 1 else same_at_all_ages


def _one_of(shares: Mapping[str, float]) -> Draw:
    def one(person: Person, random: Random) -> None:
        point, bound = random.random(), 0.0
        for fact, share in shares.items():
            low, bound = bound, bound + share
            person.setdefault(fact, low <= point < bound)

    return one


def _picked(fact: str, ends: Sequence[tuple[int, int]], shares: Sequence[float]) -> Draw:
    """A band by its share, then any value in it."""
    bounds = list(accumulate(shares))

    def one(person: Person, random: Random) -> None:
        if fact not in person:
            low, high = random.choices(ends, cum_weights=bounds)[0]
            person[fact] = random.randint(low, high)

    return one


def _places(fact: Fact, type: FactType, shares: Mapping[str, float]) -> Draw:
    usual = values_of(fact, type, _plain(fact.usual or ()))
    nowhere = {f"{fact.id}.{region}": False for region in REGIONS}
    sides = {place: [region for region in both(place) if region in REGIONS] or [place] for place in shares}
    first = next(iter(nowhere))

    def one(person: Person, random: Random) -> None:
        if first in person:
            return
        found = [place for place, share in shares.items() if random.random() < share]
        if found or fact.usual:
            person.update(nowhere if found else usual)
        for place in found:
            named = sides[place] if random.random() < 0.5 else [random.choice(sides[place])]
            person.update(dict.fromkeys((f"{fact.id}.{region}" for region in named), True))

    return one


def answers_of(knowledge: Knowledge, person: Person) -> dict[str, Any]:
    """The person as answers to every asked fact that has a value: what an interview would be told."""
    answers: dict[str, Any] = {}
    for fact in knowledge.facts.values():
        if fact.source != "asked":
            continue
        if fact.type == "regions":
            answers[fact.id] = [region for region in REGIONS if person.get(f"{fact.id}.{region}")]
            continue
        held = person.get(fact.id)
        if held is None:
            continue
        if fact.type == "choice":
            answers[fact.id] = fact.choices[held].id
        else:
            answers[fact.id] = held if fact.step == 1 else round(held * fact.step, 6)
    return answers


# --- measuring


class Cause(msgspec.Struct, frozen=True):
    """How often a rule sends people on at its own urgency."""

    rule: str
    share: float
    alone: float
    """Share of people whom no other rule would have sent on as urgently."""


class Measured(msgspec.Struct, frozen=True):
    """What these people are told, as shares of them."""

    people: int
    urgency: dict[Urgency, float]
    massage: dict[Massage, float]
    causes: dict[Urgency, tuple[Cause, ...]]
    """The rules behind each urgency but self-care, most frequent first."""


def measure(knowledge: Knowledge, people: Iterable[Person]) -> Measured:
    """Decide for each person and count."""
    names, rules = knowledge.outcome_names, list(knowledge.rules.values())
    urgencies = [(level, 1 << names.index(f"urgency.{level}")) for level in reversed(URGENCIES[1:])]
    massages = [(level, 1 << names.index(f"massage.{level}")) for level in reversed(MASSAGES[1:])]
    urgency: Counter[Urgency] = Counter()
    massage: Counter[Massage] = Counter()
    fired_at: dict[Urgency, Counter[str]] = {level: Counter() for level in URGENCIES[1:]}
    alone_at: dict[Urgency, Counter[str]] = {level: Counter() for level in URGENCIES[1:]}
    total = 0
    level: Urgency
    for person in people:
        total += 1
        fired, _, lower, _ = knowledge.evaluate(packed(knowledge.types, person))
        level = next((word for word, bit in urgencies if lower & bit), "self_care")
        urgency[level] += 1
        massage[next((class_ for class_, bit in massages if lower & bit), "suitable")] += 1
        if level != "self_care":
            senders = [rules[place].id for place in fired if rules[place].urgency == level]
            fired_at[level].update(senders)
            if len(senders) == 1:
                alone_at[level].update(senders)
    whole = total or 1
    return Measured(
        people=total,
        urgency={level: urgency[level] / whole for level in URGENCIES},
        massage={level: massage[level] / whole for level in MASSAGES},
        causes={
            level: tuple(Cause(rule, n / whole, alone_at[level][rule] / whole) for rule, n in counted.most_common())
            for level, counted in fired_at.items()
        },
    )


def measure_well(knowledge: Knowledge, population: Population, each: int, seed: int) -> dict[int, Measured]:
    """Age -> what `each` well people of that age are told."""
    well = Drawing(knowledge, population.well)
    return {age: measure(knowledge, well.people(each, f"{seed}/{age}", {"age": age})) for age in AGES}


def missed(targets: Targets, all: Measured, well: Mapping[int, Measured]) -> list[str]:
    """The targets that these measurements miss, in words; empty when all are met."""
    found = []
    at_most: dict[Urgency, float] = {"emergency": targets.emergency_at_most, "same_day": targets.same_day_at_most}
    for level, most in at_most.items():
        if all.urgency[level] > most:
            found.append(f"{level}: {all.urgency[level]:.2%} of all, at most {most:.2%} wanted")
    least = targets.self_care_at_least
    if all.urgency["self_care"] < least:
        found.append(f"self_care: {all.urgency['self_care']:.1%} of all, at least {least:.0%} wanted")
    least = targets.well_self_care_at_least
    short = {age: one.urgency["self_care"] for age, one in well.items() if one.urgency["self_care"] < least}
    if short:
        age = min(short, key=lambda age: short[age])
        ages = ", ".join(map(str, short))
        found.append(f"self_care of the well: {short[age]:.1%} at {age}, at least {least:.0%} wanted; short at {ages}")
    return found
