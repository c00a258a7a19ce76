"""Runs every example in plain Python with a mutant in place of its rule, and finds those that no longer hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from unknot.conditions.tree import Node, Or, facts_named
from unknot.conditions.truth import value
from unknot.knowledge.examples import example_values, expectations, meets
from unknot.knowledge.outcome import demands, read
from unknot.knowledge.shapes import Example, Knowledge
from unknot.proofs.mutations import Mutant
from unknot.proofs.promises import NUMBERS
from unknot.proofs.question import NEVER
from unknot.proofs.terms import Term, terms


class Case(NamedTuple):
    """An example with what the rules as they are make of it."""

    rule: str
    example: Example
    values: dict[str, bool | int | None]
    fired: dict[str, bool | None]


def ways_of(knowledge: Knowledge, mutant: Mutant) -> dict[str, list[Term]]:
    """The mutant's ways to every name that the rule or its mutant demands, looser bounds of the same field too."""
    old, new = (demands(row, knowledge.facts) for row in (knowledge.rules[mutant.rule], mutant.row))
    found: dict[str, list[Term]] = {}
    for demand in (*old, *new):
        for name in and_looser(demand.name, knowledge.outcome):
            found.setdefault(name, [])
    for demand in new:
        for name in and_looser(demand.name, found):
            found[name].append(Term(mutant.rule, demand.region, demand.unless_cleared))
    return found


def others(name: str, rule: str, outcome: Mapping[str, Node]) -> list[Term]:
    """The ways to an outcome name that do not need this rule."""
    return [term for term in terms(tree_of(name, outcome)) if term.rule != rule]


def and_looser(name: str, outcome: Iterable[str]) -> list[str]:
    """The name, and for a bound every looser bound of the same field, which it makes true too."""
    field, _, number = name.partition(".")
    if field not in NUMBERS or field == "within_days":
        return [name]
    same = [other for other in outcome if other.partition(".")[0] == field]
    return [name, *(other for other in same if int(other.partition(".")[2]) > int(number))]


def tree_of(name: str, outcome: Mapping[str, Node]) -> Node:
    """The tree of a name; for a bound that no rule has, that of the next tighter one."""
    field, _, number = name.partition(".")
    if name in outcome or field not in NUMBERS:
        return outcome.get(name, NEVER)
    tighter = [int(other.partition(".")[2]) for other in outcome if other.partition(".")[0] == field]
    below = [bound for bound in tighter if bound < int(number)]
    return outcome[f"{field}.{max(below)}"] if below else NEVER


class Examples:
    """Kills by the examples of all rules, in plain Python."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.about: dict[str, list[Case]] = {}
        """Slot -> the examples that answer it."""
        for rule, examples in knowledge.examples.items():
            for example in examples:
                values = example_values(knowledge, example)
                fired = {id: value(tree, values) for id, tree in knowledge.conditions.items()}
                case = Case(rule, example, values, fired)
                for slot in values:
                    self.about.setdefault(slot, []).append(case)

    def kills(self, mutant: Mutant) -> bool:
        """Some example of some rule no longer holds."""
        slots = {*facts_named(mutant.when), *facts_named(self.knowledge.conditions[mutant.rule])}
        cases = {id(case): case for slot in slots for case in self.about.get(slot, ())}
        same_row = mutant.row is self.knowledge.rules[mutant.rule]
        for case in sorted(cases.values(), key=lambda case: case.rule != mutant.rule):
            was, now = case.fired[mutant.rule], value(mutant.when, case.values)
            if was is not now and case.rule == mutant.rule:
                return True
            if (was or now) and not (same_row and was is now) and self._expects_otherwise(case, mutant, now):
                return True
        return False

    def _expects_otherwise(self, case: Case, mutant: Mutant, now: bool | None) -> bool:
        expected = expectations(case.example)
        if not expected:
            return False
        fields = {"urgency", "massage", "heat_not_at", *expected}
        outcome, fired = self.knowledge.outcome, {**case.fired, mutant.rule: now}
        trees = {name: tree for name, tree in outcome.items() if name.partition(".")[0] in fields}
        for name, mine in ways_of(self.knowledge, mutant).items():
            if name.partition(".")[0] in fields:
                trees[name] = Or(tuple(way.node for way in (*others(name, mutant.rule, outcome), *mine)))
        found = read([name for name, tree in trees.items() if value(tree, case.values, fired)], self.knowledge.rules)
        return not all(meets(found, key, wanted) for key, wanted in expected.items())
