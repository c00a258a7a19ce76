"""Who is measured? Random people with 30 % of the questions unanswered, the same ones in every run.

Two crowds: `coin` answers every yes/no question by the toss of a coin; `ordinary` says yes to one in twenty, a share
that is assumed, not measured. Numbers and choices are uniform in both. Nobody answers "not sure".
"""

from __future__ import annotations

import random
from typing import Any

from unknot.knowledge.regions import REGIONS
from unknot.knowledge.shapes import Fact, Knowledge
from unknot.knowledge.values import Value, spelled_out, value_of
from unknot.pathway.answers import impossible

UNKNOWN = 0.3
"""The share of the facts that nobody has answered."""
MOST_REGIONS = 3
"""Where a place question names any, it names one to three."""
CROWDS = {"coin": 0.5, "ordinary": 0.05}
"""Crowd -> the share of yes among yes/no answers, and of place questions that name any place."""
Answers = dict[str, Any]
Values = list[Value]


def random_people(knowledge: Knowledge, count: int, crowd: str, seed: int = 1) -> list[Answers]:
    """`count` people who may exist (no [[never]] holds), each with answers to about 70 % of the facts."""
    chance, yes = random.Random(seed), CROWDS[crowd]
    facts = [fact for fact in knowledge.facts.values() if fact.source != "computed"]
    people: list[Answers] = []
    while len(people) < count:
        person = {fact.id: _answer(fact, chance, yes) for fact in facts if chance.random() >= UNKNOWN}
        possible(knowledge, person)
        people.append(person)
    return people


def possible(knowledge: Knowledge, person: Answers) -> None:
    """Takes back the answers that cannot all be right, until they can."""
    while problems := impossible(knowledge, typed(knowledge, person)):
        for problem in problems:
            for fact in problem.where.split(" and "):
                person.pop(fact, None)


def typed(knowledge: Knowledge, person: Answers) -> dict[str, Value]:
    """Fact -> value for the facts that were answered."""
    return {fact: value_of(knowledge.facts[fact], knowledge.types[fact], answer) for fact, answer in person.items()}


def facts_of(knowledge: Knowledge, person: Answers) -> Values:
    """What `knowledge.evaluate` takes: one value for each fact, the regions of one as bits."""
    return list(map(typed(knowledge, person).get, knowledge.types))


def slots_of(knowledge: Knowledge, person: Answers) -> Values:
    """The regions spelled out, as other engines take them: one value for each of `knowledge.slots`."""
    return list(map(spelled_out(knowledge.types, typed(knowledge, person)).get, knowledge.slots))


def _answer(fact: Fact, chance: random.Random, yes: float) -> Any:
    if fact.type == "yes_no":
        return chance.random() < yes
    if fact.type == "choice":
        return chance.choice(fact.choices).id
    if fact.type == "regions":
        return chance.sample(REGIONS, chance.randint(1, MOST_REGIONS)) if chance.random() < yes else []
    steps = round(((fact.max or 0) - (fact.min or 0)) / fact.step)
    return round((fact.min or 0) + chance.randint(0, steps) * fact.step, 6)
