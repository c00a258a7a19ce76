"""Draws people with an ordinary ache, one by one, from the written assumptions of `assumptions.py`.

`sent_on.py` says where the knowledge sends them. It is a model: it shows where to look and proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import Any

from unknot.conditions.tree import Node
from unknot.conditions.truth import value
from unknot.conditions.typecheck import FactType
from unknot.knowledge.assumptions import Group, Picture, Population, conditions_of
from unknot.knowledge.regions import REGIONS, both
from unknot.knowledge.shapes import Fact, Knowledge
from unknot.knowledge.values import packed, values_of

DrawnPerson = dict[str, bool | int | None]
"""Slot -> value, as `Knowledge.slots`: a whole person, nothing unknown that has a usual value."""

Draw = Callable[[DrawnPerson, Random], None]
"""Adds what it draws to the person; facts that the person has already are left alone."""


class Drawing:
    """Groups made ready to draw from, once for many draws.

    `pictures`: at most one for each person, drawn after `first` and before `groups`.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        groups: Sequence[Group],
        *,
        first: Sequence[Group] = (),
        pictures: Sequence[Picture] = (),
    ) -> None:
        self.knowledge = knowledge
        self.first = [_step(*both) for both in _made(knowledge, first)]
        self.rest = [_step(*both) for both in _made(knowledge, groups)]
        self.pictures: dict[str, tuple[float, Node | None, list[Draw]]] = {}
        for picture, (when, draws) in zip(pictures, _made(knowledge, pictures), strict=True):
            then = [_step(*both) for both in _made(knowledge, picture.then)]
            self.pictures[picture.title] = (picture.share, when, [*draws, *then])
        self.usual: DrawnPerson = {}
        for fact in knowledge.facts.values():
            if fact.usual is not None and fact.source != "computed":
                self.usual |= values_of(fact, knowledge.types[fact.id], _plain(fact.usual))
        self.barred = {fact: knowledge.types[fact] for fact in knowledge.never_facts}

    def people(
        self, count: int, seed: int | str, given: Mapping[str, Any] | None = None, picture: str | None = None
    ) -> list[DrawnPerson]:
        """So many people; same arguments, same people. `given`: answers that all of them have ("age").

        `picture`: its title, where all are to have it. Impossible people (`[[never]]`) are drawn again.
        """
        random = Random(seed)
        fixed: DrawnPerson = {}
        for id, answer in (given or {}).items():
            fixed |= values_of(self.knowledge.facts[id], self.knowledge.types[id], answer)
        found: list[DrawnPerson] = []
        while len(found) < count:
            person = dict(fixed)
            for step in self.first:
                step(person, random)
            if not self._pictured(person, random, picture):
                continue
            for step in self.rest:
                step(person, random)
            whole = self.usual | person
            if not self.knowledge.impossible(packed(self.barred, whole))[0]:
                found.append(whole)
        return found

    def _pictured(self, person: DrawnPerson, random: Random, wanted: str | None) -> bool:
        """Draws at most one picture; False where `wanted` cannot be theirs."""
        if wanted is not None:
            _, when, draws = self.pictures[wanted]
            fits = when is None or bool(value(when, person))
            if fits:
                for one in draws:
                    one(person, random)
            return fits
        point, bound = random.random(), 0.0
        for share, when, draws in self.pictures.values():
            if when is None or value(when, person):
                bound += share
                if point < bound:
                    for one in draws:
                        one(person, random)
                    break
        return True


def ordinary(knowledge: Knowledge, population: Population) -> Drawing:
    """People with an ordinary ache and no serious disease."""
    return Drawing(knowledge, population.ordinary, first=population.who, pictures=population.picture)


def draw(knowledge: Knowledge, population: Population, people: int, seed: int | str) -> list[DrawnPerson]:
    """So many ordinary people, pictures and all. Same arguments, same people."""
    return ordinary(knowledge, population).people(people, seed)


Made = tuple[Node | None, list[Draw]]


def _made(knowledge: Knowledge, groups: Sequence[Group]) -> list[Made]:
    draws = (_draws(knowledge, group) for group in groups)
    return list(zip(conditions_of(knowledge, groups), draws, strict=True))


def _step(when: Node | None, draws: Sequence[Draw]) -> Draw:
    def one(person: DrawnPerson, random: Random) -> None:
        if when is None or value(when, person):
            for each in draws:
                each(person, random)

    return one


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
    def one(person: DrawnPerson, random: Random) -> None:
        if fact not in person:
            age = person["age"] or 0
            share = next((share for from_age, share in reversed(steps) if age >= from_age), 0.0)
            person[fact] = random.random() < share

    def same_at_all_ages(person: DrawnPerson, random: Random) -> None:
        if fact not in person:
            person[fact] = random.random() < share

    share = steps[0][1]
    return one if len(steps) > 1 else same_at_all_ages


def _one_of(shares: Mapping[str, float]) -> Draw:
    def one(person: DrawnPerson, random: Random) -> None:
        point, bound = random.random(), 0.0
        if any(person.get(fact) for fact in shares):
            point = 1.0  # one of them is theirs already
        for fact, share in shares.items():
            low, bound = bound, bound + share
            person.setdefault(fact, low <= point < bound)

    return one


def _picked(fact: str, ends: Sequence[tuple[int, int]], shares: Sequence[float]) -> Draw:
    """A band by its share, then any value in it."""
    bounds = list(accumulate(shares))

    def one(person: DrawnPerson, random: Random) -> None:
        if fact not in person:
            low, high = random.choices(ends, cum_weights=bounds)[0]
            person[fact] = random.randint(low, high)

    return one


def _places(fact: Fact, type: FactType, shares: Mapping[str, float]) -> Draw:
    usual = values_of(fact, type, _plain(fact.usual or ()))
    nowhere = {f"{fact.id}.{region}": False for region in REGIONS}
    sides = {place: [region for region in both(place) if region in REGIONS] or [place] for place in shares}
    first = next(iter(nowhere))

    def one(person: DrawnPerson, random: Random) -> None:
        if first in person:
            return
        found = [place for place, share in shares.items() if random.random() < share]
        if found or fact.usual:
            person.update(nowhere if found else usual)
        for place in found:
            named = sides[place] if random.random() < 0.5 else [random.choice(sides[place])]
            person.update(dict.fromkeys((f"{fact.id}.{region}" for region in named), True))

    return one


def answers_of(knowledge: Knowledge, person: DrawnPerson) -> dict[str, Any]:
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
