"""datalogic-py on JSON text: the answers as a person gives them, validated and decided by one compiled expression.

Its own JSON path, text in and text out, with the same checks as far as JSONLogic has words for them: unknown facts, the
type and range of every answer, the impossible combinations. It cannot see a fact given twice (its reader takes the
last), a number finer than its step, or a region named twice.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import datalogic_py

from benchmarks.peers import Found, found_from
from benchmarks.peers.pairs import any_together
from benchmarks.people import Answers
from unknot.conditions.tree import AnyRegion, Cleared, Compare, Fired, Node, OneOf, Yes
from unknot.conditions.truth import COMPARE, Pair, PairLogic, fold
from unknot.knowledge.shapes import Knowledge

Logic = Any
OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


class DataLogicJson:
    """`{"answers": {...}}` in; `[valid, [rules, outcomes]]` out, each truth as (is true, is false)."""

    name = "datalogic-py"

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        facts, outcome = PairLogic(_Facts(knowledge)), PairLogic(_Rules(knowledge))
        rules = [part for node in knowledge.conditions.values() for part in _parts(fold(any_together(node), facts))]
        outcomes = [part for node in knowledge.outcome.values() for part in _parts(fold(any_together(node), outcome))]
        never = [fold(any_together(node), facts).is_true for node in knowledge.never_conditions]
        valid = {"and": [*_checks(knowledge), {"!": [{"or": never}]}]}
        engine = datalogic_py.Engine()
        decided = {"map": [[rules], [{"val": []}, outcomes]]}
        self.rule = engine.compile({"map": [[{"val": "answers"}], {"if": [valid, decided, False]}]})
        self.evaluator = engine.session()

    def form(self, person: Answers) -> str:
        return json.dumps({"answers": person}, separators=(",", ":"))

    def answer(self, text: str) -> str:
        return self.evaluator.evaluate_str(self.rule, text)

    def found(self, answer: str) -> Found:
        [[rules, outcomes]] = json.loads(answer)[0]
        return found_from(rules, outcomes)


def _parts(pair: Pair[Logic]) -> tuple[Logic, Logic]:
    return pair.is_true, pair.is_false


def _checks(knowledge: Knowledge) -> list[Logic]:
    """Only known facts (as many keys as known facts are not missing); type and range of every answer."""
    names = list(knowledge.types)
    found: list[Logic] = [
        {"===": [{"+": [{"length": [{"keys": [{"val": []}]}]}, {"length": [{"missing": [names]}]}]}, len(names)]}
    ]
    for fact, type in knowledge.types.items():
        answer = {"val": fact}
        if type.kind == "yes_no":
            found.append({"in": [answer, [False, True, None, "unsure"]]})
        elif type.kind == "choice":
            found.append({"in": [answer, [None, *type.choices, "unsure"]]})
        elif type.kind == "number":
            found.append({"or": [{"===": [answer, None]}, {"<=": [type.minimum, answer, type.maximum]}]})
        else:
            unknown = {"!": [{"in": [{"val": []}, list(type.regions)]}]}
            found.append({"none": [{"??": [answer, []]}, unknown]})
    return found


class _Facts:
    """Atoms over the answers by name."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.types = knowledge.types

    def answer(self, fact: str) -> Logic:
        return {"val": fact}

    def atom(self, node: Node) -> Pair[Logic]:
        match node:
            case AnyRegion(fact):
                answer = self.answer(fact)
                return Pair({"!!": [answer]}, {"and": [{"!==": [answer, None]}, {"!": [answer]}]})
            case Yes(fact) if "." in fact:
                name, _, region = fact.partition(".")
                named = {"in": [region, self.answer(name)]}
                return Pair(named, {"and": [{"!==": [self.answer(name), None]}, {"!": [named]}]})
            case Yes(fact):
                return Pair(self.answer(fact), {"===": [self.answer(fact), False]})
            case Compare(fact, operator, int(value)) if self.types[fact].kind == "choice":
                choices = self.types[fact].choices
                yes = [choice for place, choice in enumerate(choices) if COMPARE[operator](place, value)]
                return self.among(fact, yes)
            case Compare(fact, "=" | "<>", int(value)):
                same = self.among(fact, [self.written(fact, value)])
                return same if node.operator == "=" else Pair(same.is_false, same.is_true)
            case Compare(fact, operator, int(value)):
                answer, bound = self.answer(fact), self.written(fact, value)
                known = {"!==": [answer, None]}
                return Pair(
                    {"and": [known, {operator: [answer, bound]}]},
                    {"and": [known, {OPPOSITE[operator]: [answer, bound]}]},
                )
            case OneOf(fact, values):
                return self.among(fact, [self.written(fact, value) for value in values if isinstance(value, int)])
        raise AssertionError(node)

    def written(self, fact: str, value: int) -> str | float:
        type = self.types[fact]
        return type.choices[value] if type.kind == "choice" else round(value * type.step, 6)

    def among(self, fact: str, values: Sequence[str | float]) -> Pair[Logic]:
        answer, known = self.answer(fact), {"!==": [self.answer(fact), None]}
        if len(values) == 1:
            return Pair({"===": [answer, values[0]]}, {"and": [known, {"!==": [answer, values[0]]}]})
        return Pair({"in": [answer, list(values)]}, {"!": [{"in": [answer, [None, *values]]}]})

    def both(self, parts: Sequence[Logic]) -> Logic:
        return parts[0] if len(parts) == 1 else {"and": list(parts)} if parts else True

    def either(self, parts: Sequence[Logic]) -> Logic:
        return parts[0] if len(parts) == 1 else {"or": list(parts)} if parts else False

    def count(self, n: int, parts: Sequence[Logic]) -> Logic:
        return {">=": [{"+": [{"if": [part, 1, 0]} for part in parts]}, n]}


class _Rules(_Facts):
    """Atoms over the truths of the rules, the answers one level up."""

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__(knowledge)
        self.rules = {rule: place for place, rule in enumerate(knowledge.rule_ids)}

    def answer(self, fact: str) -> Logic:
        return {"val": [[2], fact]}

    def atom(self, node: Node) -> Pair[Logic]:
        match node:
            case Fired(rule):
                return Pair({"val": 2 * self.rules[rule]}, {"val": 2 * self.rules[rule] + 1})
            case Cleared():
                return Pair(False, True)
        return super().atom(node)
