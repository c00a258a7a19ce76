"""Decides for drawn people and counts whom the knowledge sends where, and by which rules.

Five draws, so that every share comes with its spread: what lies within it is chance. The people are those of
`population.py`, and so are the reservations: a model shows where to look and proves nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import mean, stdev

import msgspec

from unknot.knowledge.assumptions import Population, Shares
from unknot.knowledge.outcome import MASSAGES, URGENCIES
from unknot.knowledge.population import Drawing, DrawnPerson, ordinary
from unknot.knowledge.shapes import Knowledge, Massage, Urgency
from unknot.knowledge.values import packed

AGES = range(18, 91)
"""The ages at which the well must be sent on as seldom as at any other (years, both ends in)."""
SEEDS = (1, 2, 3, 4, 5)
PEOPLE, EACH_AGE, EACH_PICTURE = 12_000, 60, 400
"""For each seed: ordinary people, and well people of every age. Then people with each picture, once."""


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


def measure(knowledge: Knowledge, people: Iterable[DrawnPerson]) -> Measured:
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


class Spread(msgspec.Struct, frozen=True):
    """One share over the seeds."""

    mean: float
    deviation: float
    least: float
    most: float

    @classmethod
    def of(cls, shares: Sequence[float]) -> Spread:
        """Their mean, standard deviation, least and most."""
        return cls(mean(shares), stdev(shares) if len(shares) > 1 else 0.0, min(shares), max(shares))

    def __str__(self) -> str:
        return f"{self.mean:7.2%}  +- {self.deviation:.2%}  ({self.least:.2%} to {self.most:.2%})"


class Seeds(msgspec.Struct, frozen=True):
    """The same measurement with several seeds."""

    ordinary: tuple[Measured, ...]
    well: tuple[Mapping[int, Measured], ...]
    """Age -> what well people of that age are told."""

    @property
    def all(self) -> Measured:
        """The ordinary people of all seeds as one crowd."""
        return pooled(self.ordinary)

    @property
    def well_at(self) -> dict[int, Measured]:
        """Age -> the well of that age of all seeds."""
        return {age: pooled([one[age] for one in self.well]) for age in AGES}

    @property
    def well_all(self) -> Spread:
        """Self-care among the well of all ages, over the seeds."""
        return Spread.of([pooled(list(one.values())).urgency["self_care"] for one in self.well])


def pooled(crowds: Sequence[Measured]) -> Measured:
    """Several crowds as one."""
    people = sum(crowd.people for crowd in crowds)
    parts = [(crowd, crowd.people / people) for crowd in crowds]
    causes: dict[Urgency, tuple[Cause, ...]] = {}
    for level in URGENCIES[1:]:
        share: dict[str, float] = {}
        alone: dict[str, float] = {}
        for crowd, part in parts:
            for cause in crowd.causes[level]:
                share[cause.rule] = share.get(cause.rule, 0.0) + cause.share * part
                alone[cause.rule] = alone.get(cause.rule, 0.0) + cause.alone * part
        most_first = sorted(share, key=lambda rule: -share[rule])
        causes[level] = tuple(Cause(rule, share[rule], alone[rule]) for rule in most_first)
    return Measured(
        people=people,
        urgency={level: sum(crowd.urgency[level] * part for crowd, part in parts) for level in URGENCIES},
        massage={class_: sum(crowd.massage[class_] * part for crowd, part in parts) for class_ in MASSAGES},
        causes=causes,
    )


def measure_seeds(
    knowledge: Knowledge,
    population: Population,
    people: int = PEOPLE,
    each: int = EACH_AGE,
    seeds: Sequence[int] = SEEDS,
) -> Seeds:
    """So many ordinary people, and `each` well people of every age, for each seed."""
    drawing = ordinary(knowledge, population)
    return Seeds(
        ordinary=tuple(measure(knowledge, drawing.people(people, seed)) for seed in seeds),
        well=tuple(measure_well(knowledge, population, each, seed) for seed in seeds),
    )


def told(found: Seeds) -> Iterator[str]:
    """Each share of the ordinary people with its spread, a line each."""
    for level in URGENCIES:
        yield f"{level:10} {Spread.of([one.urgency[level] for one in found.ordinary])}"
    for class_ in MASSAGES:
        yield f"{class_:10} {Spread.of([one.massage[class_] for one in found.ordinary])}"


def measure_well(knowledge: Knowledge, population: Population, each: int, seed: int) -> dict[int, Measured]:
    """Age -> what `each` well people of that age are told."""
    well = Drawing(knowledge, population.well)
    return {age: measure(knowledge, well.people(each, f"{seed}/{age}", {"age": age})) for age in AGES}


def measure_pictures(
    knowledge: Knowledge, population: Population, each: int = EACH_PICTURE, seed: int = SEEDS[0]
) -> dict[str, Measured]:
    """Title -> what `each` people with that picture are told."""
    drawing = ordinary(knowledge, population)
    return {
        title: measure(knowledge, drawing.people(each, f"{seed}/{title}", picture=title)) for title in drawing.pictures
    }


def missed(population: Population, found: Seeds) -> list[str]:
    """The targets that the mean misses and the bounds that any seed breaks, in words; empty when all are met.

    The well of one age are too few in one seed, so these are taken of all seeds together.
    """
    targets = population.targets
    told = list(_missed(targets.mean, found.all.urgency, "the mean"))
    for place, one in enumerate(found.ordinary, 1):
        told += _missed(targets.bound, one.urgency, f"draw {place}")
    least = max(targets.mean.well_self_care_at_least, targets.bound.well_self_care_at_least)
    well = found.well_at
    short = {age: one.urgency["self_care"] for age, one in well.items() if one.urgency["self_care"] < least}
    if short:
        age = min(short, key=lambda age: short[age])
        ages = ", ".join(map(str, short))
        told.append(f"self_care of the well: {short[age]:.1%} at {age}, at least {least:.0%} wanted; short at {ages}")
    return told


def _missed(wanted: Shares, urgency: Mapping[Urgency, float], whose: str) -> Iterator[str]:
    at_most: dict[Urgency, float] = {"emergency": wanted.emergency_at_most, "same_day": wanted.same_day_at_most}
    for level, most in at_most.items():
        if urgency[level] > most:
            yield f"{whose}: {level} {urgency[level]:.2%} of all, at most {most:.2%} wanted"
    least = wanted.self_care_at_least
    if urgency["self_care"] < least:
        yield f"{whose}: self_care {urgency['self_care']:.1%} of all, at least {least:.1%} wanted"
