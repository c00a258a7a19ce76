"""Gives a condition its meaning: the pair algebra, the fold of a tree, and its value in plain Python.

A three-valued value is a pair (is true, is false); unknown is neither. The carriers `in_*.py` are the fold with their
own logic, and must agree with `value` below, which is written to be read. `waits_for` and `support` say why.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, Protocol, TypeVar

import msgspec

from unknot.conditions.tree import And, AtLeast, Cleared, Compare, Fired, Node, Not, OneOf, Or, Yes

V = TypeVar("V")
T = TypeVar("T")


class CannotExpress(Exception):
    """A carrier was given something it has no form for. It raises; it never drops a part."""


class Logic(Protocol[V]):
    """Three-valued logic over some kind of value V: what the fold needs from a carrier."""

    def atom(self, node: Node) -> V: ...
    def negation(self, part: V) -> V: ...
    def conjunction(self, parts: Sequence[V]) -> V: ...
    def disjunction(self, parts: Sequence[V]) -> V: ...
    def at_least(self, n: int, parts: Sequence[V]) -> V: ...


def fold(node: Node, logic: Logic[V], kept: dict[Node, V] | None = None) -> V:
    """The value of the tree, from the leaves up, in a logic: every carrier is this with its own.

    What is in `kept` is not folded again, and what is folded is added to it: equal parts then have one meaning.
    """
    if kept is not None and node in kept:
        return kept[node]
    match node:
        case Not(child):
            found = logic.negation(fold(child, logic, kept))
        case And(parts):
            found = logic.conjunction([fold(part, logic, kept) for part in parts])
        case Or(parts):
            found = logic.disjunction([fold(part, logic, kept) for part in parts])
        case AtLeast(n, parts):
            found = logic.at_least(n, [fold(part, logic, kept) for part in parts])
        case _:
            found = logic.atom(node)
    if kept is not None:
        kept[node] = found
    return found


class Pair(msgspec.Struct, Generic[T], frozen=True):
    """Is it known to be true, is it known to be false? Both no: unknown. Never both."""

    is_true: T
    is_false: T


class Components(Protocol[T]):
    """What a carrier of pairs says: what an atom and a count look like, and how components combine."""

    def atom(self, node: Node) -> Pair[T]: ...
    def both(self, parts: Sequence[T]) -> T: ...
    def either(self, parts: Sequence[T]) -> T: ...
    def count(self, n: int, parts: Sequence[T]) -> T:
        """At least `n` of the parts hold; 1 <= n <= len(parts)."""
        ...


class PairLogic(Generic[T]):
    """The pair algebra, over any components: text of a program, formulas, planes of bits."""

    def __init__(self, components: Components[T]) -> None:
        self.of = components

    def atom(self, node: Node) -> Pair[T]:
        return self.of.atom(node)

    def negation(self, part: Pair[T]) -> Pair[T]:
        return Pair(part.is_false, part.is_true)

    def conjunction(self, parts: Sequence[Pair[T]]) -> Pair[T]:
        return Pair(self.of.both([p.is_true for p in parts]), self.of.either([p.is_false for p in parts]))

    def disjunction(self, parts: Sequence[Pair[T]]) -> Pair[T]:
        return Pair(self.of.either([p.is_true for p in parts]), self.of.both([p.is_false for p in parts]))

    def at_least(self, n: int, parts: Sequence[Pair[T]]) -> Pair[T]:
        """True when n are known true, false when more than m - n are known false."""
        true, false = [p.is_true for p in parts], [p.is_false for p in parts]
        return Pair(self.of.count(n, true), self.of.count(len(parts) - n + 1, false))


COMPARE: Mapping[str, Callable[[int, int], bool]] = {
    "=": operator.eq, "<>": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip

Values = Mapping[str, bool | int | None]
"""Answers as conditions read them: slot -> yes/no, step count or choice index; None or absent: unknown."""


def value(
    node: Node,
    answers: Values,
    fired: Mapping[str, bool | None] | None = None,
    cleared: frozenset[str] = frozenset(),
) -> bool | None:
    """The truth of a typechecked tree for one person: True, False, or None for unknown.

    `fired` (rule id -> truth) and `cleared` (rule ids) are for outcome trees. Raises CannotExpress for a tree that was
    not typechecked, and for a Fired whose rule is not in `fired`.
    """
    if type(node) is Yes:
        return _yes(node, answers)
    if type(node) is Compare or type(node) is OneOf:
        return _compared(node, answers)
    if type(node) is Not:
        part = value(node.child, answers, fired, cleared)
        return None if part is None else not part
    if type(node) is And or type(node) is Or:
        settles = type(node) is Or
        result: bool | None = not settles
        for child in node.children:
            part = value(child, answers, fired, cleared)
            if part is settles:
                return settles
            if part is None:
                result = None
        return result
    if type(node) is AtLeast:
        return _counted(node.n, [value(child, answers, fired, cleared) for child in node.children])
    if type(node) is Cleared:
        return node.rule in cleared
    if type(node) is Fired and fired is not None and node.rule in fired:
        return fired[node.rule]
    raise CannotExpress(f"{node} has no truth here")


def at_least(n: int, truths: Sequence[bool | None]) -> bool | None:
    """What counting means, from AND and OR alone: the first is true and n - 1 of the others, or n of the others.

    Exponential; the reference for `AtLeast` in the tests, used nowhere else.
    """
    if n <= 0:
        return True
    if n > len(truths):
        return False
    first, *others = truths
    with_first, without = at_least(n - 1, others), at_least(n, others)
    together = False if first is False or with_first is False else None if first is None or with_first is None else True
    return True if together is True or without is True else None if together is None or without is None else False


def waits_for(node: Node, answers: Values) -> tuple[str, ...]:
    """The unknown facts inside unsettled branches of an unsettled `when`, in order of appearance; empty if settled."""
    waiting: list[str] = []
    _waiting(node, answers, waiting)
    return tuple(dict.fromkeys(waiting))


def support(node: Node, answers: Values) -> tuple[str, ...]:
    """The facts that make a `when` true, in order of appearance; empty if it is not true.

    All parts of a true AND, the true parts of a true OR or at_least; under NOT what makes the part false: the false
    parts of a false AND or at_least, all parts of a false OR.
    """
    facts: list[str] = []
    is_true = _supported(node, answers, facts)
    return tuple(dict.fromkeys(facts)) if is_true else ()


def _waiting(node: Node, answers: Values, waiting: list[str]) -> bool | None:
    """The truth of `node`; what it waits for is added to `waiting`, and taken away again when the whole settles."""
    if type(node) is Yes:  # atoms first, and by their type: most nodes are, and this is asked for every question
        truth = _yes(node, answers)
        if truth is None:
            waiting.append(node.fact)
        return truth
    if type(node) is Compare or type(node) is OneOf:
        truth = _compared(node, answers)
        if truth is None:
            waiting.append(node.fact)
        return truth
    if type(node) is Not:
        part = _waiting(node.child, answers, waiting)
        return None if part is None else not part
    if type(node) is And or type(node) is Or:
        before, settles = len(waiting), type(node) is Or
        result: bool | None = not settles
        for child in node.children:
            part = _waiting(child, answers, waiting)
            if part is settles:
                del waiting[before:]
                return settles
            if part is None:
                result = None
        return result
    if type(node) is AtLeast:
        before = len(waiting)
        result = _counted(node.n, [_waiting(child, answers, waiting) for child in node.children])
        if result is not None:
            del waiting[before:]
        return result
    return value(node, answers)


def _supported(node: Node, answers: Values, facts: list[str]) -> bool | None:
    """The truth of `node`; the facts that make it so are added to `facts`, none while it is unknown."""
    if type(node) is Not:
        part = _supported(node.child, answers, facts)
        return None if part is None else not part
    if type(node) is And or type(node) is Or or type(node) is AtLeast:
        for_true: list[str] = []
        for_false: list[str] = []
        truths = []
        for child in node.children:
            found: list[str] = []
            truths.append(_supported(child, answers, found))
            (for_true if truths[-1] else for_false).extend(found)
        n = node.n if type(node) is AtLeast else 1 if type(node) is Or else len(truths)
        result = _counted(n, truths)
        facts.extend(for_true if result else for_false if result is False else ())
        return result
    truth = value(node, answers)
    if truth is not None and (type(node) is Yes or type(node) is Compare or type(node) is OneOf):
        facts.append(node.fact)
    return truth


def _yes(node: Yes, answers: Values) -> bool | None:
    answer = answers.get(node.fact)
    if answer is None or answer is True or answer is False:
        return answer
    raise CannotExpress(f"`{node.fact}` is a yes/no fact")


def _compared(node: Compare | OneOf, answers: Values) -> bool | None:
    answer = answers.get(node.fact)
    if answer is None:
        return None
    if type(node) is OneOf and all(type(listed) is int for listed in node.values):
        return answer in node.values
    if type(node) is Compare and isinstance(node.value, int):
        return COMPARE[node.operator](answer, node.value)
    raise CannotExpress(f"{node} was not typechecked")


def _counted(n: int, truths: Sequence[bool | None]) -> bool | None:
    """True when n are known true, false when more than m - n are known false."""
    if truths.count(True) >= n:
        return True
    return False if truths.count(False) > len(truths) - n else None
