"""datalogic-py: JSONLogic compiled in Rust. One compiled expression holds all rules and the whole outcome.

The rules are evaluated into a row, which a `map` over that one row hands to the outcome, so nothing is evaluated
twice. Facts stand by place: by name it takes about twice as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import datalogic_py

from benchmarks.peers import Found, found_from
from benchmarks.peers.pairs import Writer, outcomes_of, region_facts, row, rules_of
from benchmarks.people import Values
from unknot.conditions.truth import Pair
from unknot.knowledge.shapes import Knowledge

Logic = Any
"""JSONLogic: a tree of dicts, lists and literals."""


class JsonLogic(Writer[Logic]):
    """JSONLogic over the row of pairs."""

    def entry(self, place: int) -> Logic:
        return {"val": place}

    def entry_later(self, place: int) -> Logic:
        return {"val": [[2], place]}

    def rule(self, place: int) -> Pair[Logic]:
        return Pair({"val": 2 * place}, {"val": 2 * place + 1})

    def compare(self, operator: str, left: Logic, right: int) -> Logic:
        return {{"=": "===", "<>": "!=="}.get(operator, operator): [left, right]}

    def among(self, left: Logic, values: Sequence[int]) -> Logic:
        return {"in": [left, list(values)]}

    def opposite(self, part: Logic) -> Logic:
        return {"!": [part]}

    def both(self, parts: Sequence[Logic]) -> Logic:
        return {"and": list(parts)}

    def either(self, parts: Sequence[Logic]) -> Logic:
        return {"or": list(parts)}

    def count(self, n: int, parts: Sequence[Logic]) -> Logic:
        return {">=": [{"+": [{"if": [part, 1, 0]} for part in parts]}, n]}

    def constant(self, truth: bool) -> Logic:
        return truth


class NamedJsonLogic(JsonLogic):
    """The same with each entry of the row under a name, as JSONLogic is usually written."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.names = names(knowledge)

    def entry(self, place: int) -> Logic:
        return {"val": self.names[place]}

    def entry_later(self, place: int) -> Logic:
        return {"val": [[2], self.names[place]]}


def names(knowledge: Knowledge) -> list[str]:
    """A name for each entry of the row."""
    slots = [*knowledge.slots, *region_facts(knowledge)]
    return [f"{slot.replace('.', ' ')} {end}" for slot in slots for end in ("yes", "no")]


class DataLogic:
    """`given`: `handle` (the facts are already inside the engine), `values` (a Python list) or `named` (a dict)."""

    def __init__(self, knowledge: Knowledge, given: str) -> None:
        self.name = {
            "handle": "datalogic-py, facts already inside it",
            "values": "datalogic-py",
            "named": "datalogic-py, facts by name",
        }[given]
        self.knowledge, self.given = knowledge, given
        self.names = names(knowledge)
        writer = NamedJsonLogic(knowledge) if given == "named" else JsonLogic()
        rules = [part for pair in rules_of(knowledge, writer) for part in (pair.is_true, pair.is_false)]
        outcomes = [part for pair in outcomes_of(knowledge, writer) for part in (pair.is_true, pair.is_false)]
        engine = datalogic_py.Engine()
        self.rule = engine.compile({"map": [[rules], [{"val": []}, outcomes]]})
        self.evaluator = engine.session()
        self.evaluate = self.evaluator.evaluate_data if given == "handle" else self.evaluator.evaluate

    def form(self, values: Values) -> Any:
        person = row(self.knowledge, values)
        if self.given == "named":
            return dict(zip(self.names, person, strict=True))
        return datalogic_py.DataHandle(person) if self.given == "handle" else person

    def answer(self, person: Any) -> Any:
        return self.evaluate(self.rule, person)

    def found(self, answer: Any) -> Found:
        return found_from(*answer[0])
