"""Whom does the knowledge send where? People with an ordinary ache, drawn from written assumptions, and what they are told.

`content/population.toml` says how often each answer is given by people without serious disease; `draw` makes such people,
`measure` decides for each and counts, and says which rules sent them on, so that an over-triage can be found. It is a
model: it shows where to look and proves nothing.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from unknot.conditions.tree import Node, facts_named
from unknot.conditions.truth import value
from unknot.conditions.typecheck import FactType, typecheck
from unknot.knowledge.outcome import MASSAGES, URGENCIES
from unknot.knowledge.refused import KnowledgeRefused, Problem
from unknot.knowledge.regions import PLANNED, REGIONS, both
from unknot.knowledge.release import CONTENT
from unknot.knowledge.shapes import Basis, Fact, Knowledge, Massage, Row, Urgency
from unknot.knowledge.values import values_of

FILE = "population.toml"
AGES = range(18, 91)
"""The ages at which the well must be sent on as seldom as at any other (years, both ends in)."""

Person = dict[str, bool | int | None]
"""Slot -> value, as `Knowledge.slots`: a whole person, nothing unknown that has a usual value."""


class Group(Row, frozen=True, kw_only=True):
    """Answers that share a condition and a reason. Every share is between 0 and 1."""

    title: str
    because: str
    when: str = ""
    """Drawn only where this is known to hold; may name facts of earlier groups."""
    basis: Basis = "proposal"
    sources: tuple[str, ...] = ()
    yes: dict[str, float] = {}
    by_age: dict[str, tuple[tuple[int, float], ...]] = {}
    """[from this age on, share], youngest first."""
    one_of: dict[str, float] = {}
    """At most one of these is yes."""
    choice: dict[str, dict[str, float]] = {}
    number: dict[str, tuple[tuple[float, float, float], ...]] = {}
    """[from, to, share], each value in between equally often; shares add up to 1."""
    places: dict[str, dict[str, float]] = {}
    """Share of each place; a pair is both sides in half of these, else one. No place drawn: the usual ones."""

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact that this group draws."""
        return (*self.yes, *self.by_age, *self.one_of, *self.choice, *self.number, *self.places)


class Targets(Row, frozen=True, kw_only=True):
    """The shares of urgency that the knowledge is held to (clinical-addendum 0)."""

    emergency_at_most: float
    same_day_at_most: float
    self_care_at_least: float
    well_self_care_at_least: float
    """Of people who are well, with a mechanical ache under 4 weeks, at every age of AGES."""
    basis: Basis
    because: str


class LeftOut(Row, frozen=True, kw_only=True):
    """Asked facts that nobody here says yes to, with the reason."""

    facts: tuple[str, ...]
    because: str


class Population(Row, frozen=True, kw_only=True):
    """The assumptions: `ordinary` people without serious disease, and among these the `well`."""

    targets: Targets
    ordinary: tuple[Group, ...]
    well: tuple[Group, ...]
    left_out: LeftOut


def read_population(knowledge: Knowledge, content: Path = CONTENT) -> Population:
    """The assumptions, checked against the vocabulary. Raises KnowledgeRefused with every problem."""
    try:
        table = tomllib.loads((content / FILE).read_text(encoding="utf-8"))
        population = msgspec.convert(table, Population)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        hint = "see the shape Population in knowledge/population.py"
        raise KnowledgeRefused([Problem(FILE, "", "", str(error), hint)]) from None
    problems = [*_problems(knowledge, population.ordinary), *_problems(knowledge, population.well)]
    spoken = {fact for group in population.ordinary for fact in group.facts} | set(population.left_out.facts)
    for fact in knowledge.facts.values():
        if fact.source == "asked" and fact.id not in spoken:
            hint = "give it a share in a group, or name it in left_out with the reason"
            problems.append(Problem(FILE, fact.id, "", "is asked, and has no share", hint))
    if problems:
        raise KnowledgeRefused(problems)
    return population


def _problems(knowledge: Knowledge, groups: Sequence[Group]) -> Iterator[Problem]:
    """Facts and sources that do not exist, shares that do not add up, a `when` that runs ahead of its facts."""
    drawn = {"age"}
    for group in groups:
        for fact in group.facts:
            if fact not in knowledge.facts:
                yield Problem(FILE, group.title, fact, "no such fact", "see `unknot facts`")
        for source in group.sources:
            if source not in knowledge.sources:
                yield Problem(FILE, group.title, "sources", f"no such source `{source}`", "add it to sources/")
        wholes = {**{fact: sum(shares.values()) for fact, shares in group.choice.items()}}
        wholes |= {fact: sum(share for _, _, share in bands) for fact, bands in group.number.items()}
        for fact, whole in wholes.items():
            if abs(whole - 1) > 1e-9:
                yield Problem(FILE, group.title, fact, f"shares add up to {whole:.4g}", "let them add up to 1")
        if sum(group.one_of.values()) > 1 + 1e-9:
            yield Problem(FILE, group.title, "one_of", "shares add up to more than 1", "at most one is yes")
        late = {slot.partition(".")[0] for slot in facts_named(_condition(knowledge, group.when))} - drawn if group.when else ()
        for fact in sorted(late):
            yield Problem(FILE, group.title, "when", f"`{fact}` is not drawn yet", "move this group below that fact's")
        drawn |= set(group.facts)


def _condition(knowledge: Knowledge, when: str) -> Node:
    from unknot.conditions.parse import parse

    named = {fact.id: parse(fact.when) for fact in knowledge.facts.values() if fact.source == "computed"}
    return typecheck(parse(when), knowledge.types, named, text=when)


# --- drawing

Draw = Callable[[Person, Random], None]
"""Adds what it draws to the person; facts that the person has already are left alone."""


def draw(
    knowledge: Knowledge, groups: Sequence[Group], people: int, seed: int | str, given: Mapping[str, Any] | None = None
) -> list[Person]:
    """So many people; same arguments, same people. `given`: answers that all of them have ("age").

    Impossible people (`[[never]]`) are drawn again.
    """
    random = Random(seed)
    steps = [(_condition(knowledge, group.when) if group.when else None, _draws(knowledge, group)) for group in groups]
    usual: Person = {}
    for fact in knowledge.facts.values():
        if fact.usual is not None and fact.source != "computed":
            usual |= values_of(fact, knowledge.types[fact.id], _plain(fact.usual))
    fixed: Person = {}
    for id, answer in (given or {}).items():
        fixed |= values_of(knowledge.facts[id], knowledge.types[id], answer)
    found: list[Person] = []
    while len(found) < people:
        person = dict(fixed)
        for when, draws in steps:
            if when is None or value(when, person) is True:
                for one in draws:
                    one(person, random)
        whole = usual | person
        if not any(value(never, whole) for never in knowledge.never_conditions):
            found.append(whole)
    return found


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
    slots, names, rules = knowledge.slots, knowledge.outcome_names, list(knowledge.rules.values())
    urgencies = [(level, 1 << names.index(f"urgency.{level}")) for level in reversed(URGENCIES[1:])]
    massages = [(level, 1 << names.index(f"massage.{level}")) for level in reversed(MASSAGES[1:])]
    urgency: Counter[Urgency] = Counter()
    massage: Counter[Massage] = Counter()
    fired_at: dict[Urgency, Counter[str]] = {level: Counter() for level in URGENCIES[1:]}
    alone_at: dict[Urgency, Counter[str]] = {level: Counter() for level in URGENCIES[1:]}
    total = 0
    for person in people:
        total += 1
        fired, _, lower, _ = knowledge.evaluate(list(map(person.get, slots)))
        level = next((level for level, bit in urgencies if lower & bit), "self_care")
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
    return {
        age: measure(knowledge, draw(knowledge, population.well, each, f"{seed}/{age}", {"age": age})) for age in AGES
    }


def missed(targets: Targets, all: Measured, well: Mapping[int, Measured]) -> list[str]:
    """The targets that these measurements miss, in words; empty when all are met."""
    found = []
    for level, most in (("emergency", targets.emergency_at_most), ("same_day", targets.same_day_at_most)):
        share = all.urgency[level]  # type: ignore[index]  # both are urgencies
        if share > most:
            found.append(f"{level.replace('_', ' ')}: {share:.2%} of all, at most {most:.2%} wanted")
    if all.urgency["self_care"] < targets.self_care_at_least:
        found.append(f"self-care: {all.urgency['self_care']:.1%} of all, at least {targets.self_care_at_least:.0%} wanted")
    for age, measured in well.items():
        share = measured.urgency["self_care"]
        if share < targets.well_self_care_at_least:
            found.append(f"self-care of the well at {age}: {share:.1%}, at least {targets.well_self_care_at_least:.0%} wanted")
    return found
