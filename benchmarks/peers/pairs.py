"""How do two-valued engines meet unknown? Each expression is written twice: is it known true, is it known false?

The facts are a row of pairs: (is true, is false) for yes/no, (least, greatest) for numbers and choices. For regions it
is a pair for each, and the number whose bits they are, so that `any` is one comparison, as it is for us. Negation is
then free and no expression tests for null: faster than null in datalogic-py, and zen refuses null in conditions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, Protocol, TypeVar

from benchmarks.people import Values
from unknot.conditions.tree import And, AnyRegion, AtLeast, Cleared, Compare, Fired, Node, Not, OneOf, Or, Yes
from unknot.conditions.truth import Pair, PairLogic, fold
from unknot.knowledge.regions import REGIONS
from unknot.knowledge.shapes import Knowledge

T = TypeVar("T")
BEYOND = 1_000_000_000
"""An unknown number lies between minus this and this."""
OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def row(knowledge: Knowledge, values: Values) -> list[bool | int]:
    """Two entries a slot, then two for each regions fact as one number."""
    found: list[bool | int] = []
    for slot, value in zip(knowledge.slots, values, strict=True):
        if knowledge.types[slot.partition(".")[0]].kind in ("yes_no", "regions"):
            found += [value is True, value is False]
        else:
            found += [-BEYOND, BEYOND] if value is None else [value, value]
    places = {slot: place for place, slot in enumerate(knowledge.slots)}
    for fact in region_facts(knowledge):
        known = [values[places[f"{fact}.{region}"]] for region in REGIONS]
        bits = sum(1 << place for place, named in enumerate(known) if named)
        found += [-BEYOND, BEYOND] if None in known else [bits, bits]
    return found


def region_facts(knowledge: Knowledge) -> list[str]:
    """The facts whose answer is a list of regions."""
    return [fact for fact, type in knowledge.types.items() if type.regions]


def any_together(node: Node) -> Node:
    """The tree with `any(regions)` folded up again: one look is faster than one for each region."""
    match node:
        case Not(child):
            return Not(any_together(child))
        case AtLeast(n, parts):
            return AtLeast(n, tuple(map(any_together, parts)))
        case And(parts):
            return And(tuple(map(any_together, parts)))
        case Or(parts):
            facts = {part.fact.partition(".")[0] for part in parts if isinstance(part, Yes)}
            if len(parts) == len(REGIONS) and len(facts) == 1:
                return AnyRegion(facts.pop())
            return Or(tuple(map(any_together, parts)))
    return node


class Writer(Protocol[T]):
    """What an engine's own language looks like."""

    def entry(self, place: int) -> T:
        """Entry `place` of the row of facts, while the rules are evaluated."""

    def entry_later(self, place: int) -> T:
        """The same, while the outcome is evaluated."""

    def rule(self, place: int) -> Pair[T]:
        """The truth of a rule, while the outcome is evaluated."""

    def compare(self, operator: str, left: T, right: int) -> T: ...
    def among(self, left: T, values: Sequence[int]) -> T: ...
    def opposite(self, part: T) -> T: ...
    def both(self, parts: Sequence[T]) -> T: ...
    def either(self, parts: Sequence[T]) -> T: ...
    def count(self, n: int, parts: Sequence[T]) -> T: ...
    def constant(self, truth: bool) -> T: ...


def rules_of(knowledge: Knowledge, writer: Writer[T]) -> list[Pair[T]]:
    """Every rule as a pair of expressions over the row."""
    logic = PairLogic(_Facts(knowledge, writer))
    return [fold(any_together(node), logic) for node in knowledge.conditions.values()]


def outcomes_of(knowledge: Knowledge, writer: Writer[T]) -> list[Pair[T]]:
    """Every outcome name as a pair of expressions over the truths of the rules and the row."""
    logic = PairLogic(_Rules(knowledge, writer))
    return [fold(node, logic) for node in knowledge.outcome.values()]


class _Facts(Generic[T]):
    """Atoms over the facts."""

    def __init__(self, knowledge: Knowledge, writer: Writer[T]) -> None:
        names = [*knowledge.slots, *region_facts(knowledge)]
        self.places: Mapping[str, int] = {name: place for place, name in enumerate(names)}
        self.write = writer

    def atom(self, node: Node) -> Pair[T]:
        write = self.write
        match node:
            case AnyRegion(fact):
                least, greatest = (write.entry(2 * self.places[fact] + end) for end in (0, 1))
                return Pair(write.compare(">=", least, 1), write.compare("<", greatest, 1))
            case Yes(fact):
                place = 2 * self.places[fact]
                return Pair(write.entry(place), write.entry(place + 1))
            case Compare(fact, "=" | "<>", int(value)):
                same = self.one_of(fact, (value,))
                return same if node.operator == "=" else Pair(same.is_false, same.is_true)
            case Compare(fact, operator, int(value)):
                least, greatest = (write.entry(2 * self.places[fact] + end) for end in (0, 1))
                low, high = (greatest, least) if operator.startswith("<") else (least, greatest)
                return Pair(write.compare(operator, low, value), write.compare(OPPOSITE[operator], high, value))
            case OneOf(fact, values):
                return self.one_of(fact, [value for value in values if isinstance(value, int)])
        raise AssertionError(node)

    def one_of(self, fact: str, values: Sequence[int]) -> Pair[T]:
        entry, write = self.write.entry(2 * self.places[fact]), self.write
        if len(values) == 1:
            different = [write.compare("<>", entry, values[0]), write.compare("<>", entry, -BEYOND)]
            return Pair(write.compare("=", entry, values[0]), write.both(different))
        return Pair(write.among(entry, values), write.opposite(write.among(entry, [-BEYOND, *values])))

    def both(self, parts: Sequence[T]) -> T:
        return parts[0] if len(parts) == 1 else self.write.both(parts) if parts else self.write.constant(True)

    def either(self, parts: Sequence[T]) -> T:
        return parts[0] if len(parts) == 1 else self.write.either(parts) if parts else self.write.constant(False)

    def count(self, n: int, parts: Sequence[T]) -> T:
        return self.either(parts) if n == 1 else self.both(parts) if n == len(parts) else self.write.count(n, parts)


class _Rules(_Facts[T]):
    """Atoms over the truths of the rules; nobody is cleared of anything here."""

    def __init__(self, knowledge: Knowledge, writer: Writer[T]) -> None:
        super().__init__(knowledge, writer)
        self.rules = {rule: place for place, rule in enumerate(knowledge.rule_ids)}

    def atom(self, node: Node) -> Pair[T]:
        match node:
            case Fired(rule):
                return self.write.rule(self.rules[rule])
            case Yes(fact):
                place = 2 * self.places[fact]
                return Pair(self.write.entry_later(place), self.write.entry_later(place + 1))
            case Cleared():
                return Pair(self.write.constant(False), self.write.constant(True))
        raise AssertionError(node)
