"""Turns conditions into z3 formulas over an unknown person, so that a solver can speak of every possible one.

Each fact is two constants: is it known, and what is it. Only this module and `proofs/` know z3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, TypeAlias

import z3  # type: ignore[import-untyped, unused-ignore]

from unknot.conditions.tree import Cleared, Compare, Fired, Node, OneOf, Yes
from unknot.conditions.truth import COMPARE, CannotExpress, Pair, PairLogic, fold
from unknot.conditions.typecheck import FactType

Formula: TypeAlias = Any
"""A z3.BoolRef; z3 brings no types."""
FEW = 8
"""Up to so many parts the solver counts by itself."""


class PossiblePerson:
    """One person whom nobody has met: any answers that the vocabulary allows, each known or not.

    `name` keeps two people apart in one proof. With `fully_known` every fact is known. `possible` bounds the person:
    assert it together with whatever is asked. A fact of type regions is one yes/no per region, each known or not by
    itself.
    """

    def __init__(self, vocabulary: Mapping[str, FactType], *, name: str = "", fully_known: bool = False) -> None:
        self.name = name
        self.known: dict[str, Formula] = {}
        self.value: dict[str, Formula] = {}
        """Fact (regions spelled out) -> Bool for yes/no, Int for a count of steps or the index of a choice."""
        self.possible: list[Formula] = []
        self.fired: dict[str, Pair[Formula]] = {}
        """Rule -> its truth, filled by `meet`; what Fired means."""
        self.cleared: dict[str, Formula] = {}
        """Rule -> is a clearance on record; made when first named, always known."""
        self._truths: dict[Node, Pair[Formula]] = {}
        self._logic: PairLogic[Formula] = PairLogic(_Formulas(self))
        for fact, kind in vocabulary.items():
            for place in [f"{fact}.{region}" for region in kind.regions] if kind.kind == "regions" else [fact]:
                self._add(place, kind, fully_known)

    def _add(self, fact: str, kind: FactType, fully_known: bool) -> None:
        self.known[fact] = z3.BoolVal(True) if fully_known else z3.Bool(f"{self.name}:{fact} known")
        if kind.kind in ("yes_no", "regions"):
            self.value[fact] = z3.Bool(f"{self.name}:{fact}")
            return
        number = self.value[fact] = z3.Int(f"{self.name}:{fact}")
        low = 0 if kind.kind == "choice" else None if kind.minimum is None else kind.count(kind.minimum)
        high = (
            len(kind.choices) - 1
            if kind.kind == "choice"
            else None
            if kind.maximum is None
            else kind.count(kind.maximum)
        )
        self.possible += [number >= low] if low is not None else []
        self.possible += [number <= high] if high is not None else []

    def truth(self, node: Node) -> Pair[Formula]:
        """(is true, is false) of a typechecked tree or an outcome tree, each different part built once.

        Raises CannotExpress for a fact that the vocabulary lacks and for a rule that `meet` was not given.
        """
        return fold(node, self._logic, self._truths)

    def meet(self, rules: Mapping[str, Node]) -> None:
        """Learn the rules, so that outcome trees can speak of them with Fired."""
        self.fired.update({rule: self.truth(node) for rule, node in rules.items()})

    def clearance(self, rule: str) -> Formula:
        """Is a clinician's clearance of this rule on record?"""
        return self.cleared.setdefault(rule, z3.Bool(f"{self.name}:{rule} cleared"))

    def has(self, answers: Mapping[str, bool | int | None]) -> Formula:
        """The person gave exactly these answers; facts not named are unknown."""
        parts: list[Formula] = []
        for fact, known in self.known.items():
            answer = answers.get(fact)
            parts += [z3.Not(known)] if answer is None else [known, self.value[fact] == answer]
        return z3.And(parts)

    def read(self, model: z3.ModelRef) -> dict[str, bool | int | None]:
        """The person that the solver found, fact by fact; None where it is not known."""
        answers: dict[str, bool | int | None] = {}
        for fact, known in self.known.items():
            found = model.eval(self.value[fact], model_completion=True)
            is_known = z3.is_true(model.eval(known, model_completion=True))
            answers[fact] = None if not is_known else found.as_long() if z3.is_int(found) else z3.is_true(found)
        return answers


class _Formulas:
    """What atoms and counts look like as formulas."""

    def __init__(self, person: PossiblePerson) -> None:
        self.person = person

    def atom(self, node: Node) -> Pair[Formula]:
        match node:
            case Fired(rule) if rule in self.person.fired:
                return self.person.fired[rule]
            case Cleared(rule):
                cleared = self.person.clearance(rule)
                return Pair(cleared, z3.Not(cleared))
            case Yes(fact) if z3.is_bool(self.person.value.get(fact)):
                return self.where_known(fact, self.person.value[fact])
            case Compare(fact, operator, int(count)) if z3.is_int(self.person.value.get(fact)):
                return self.where_known(fact, COMPARE[operator](self.person.value[fact], count))
            case OneOf(fact, values) if z3.is_int(self.person.value.get(fact)) and all(
                isinstance(v, int) for v in values
            ):
                return self.where_known(fact, z3.Or([self.person.value[fact] == value for value in values]))
        raise CannotExpress(f"{node} has no form for the solver: unknown fact or rule, or not typechecked")

    def where_known(self, fact: str, holds: Formula) -> Pair[Formula]:
        return Pair(self.both([self.person.known[fact], holds]), self.both([self.person.known[fact], z3.Not(holds)]))

    def both(self, parts: Sequence[Formula]) -> Formula:
        needed = [part for part in parts if not z3.is_true(part)]
        return needed[0] if len(needed) == 1 else z3.And(needed)

    def either(self, parts: Sequence[Formula]) -> Formula:
        needed = [part for part in parts if not z3.is_false(part)]
        return needed[0] if len(needed) == 1 else z3.Or(needed)

    def count(self, n: int, parts: Sequence[Formula]) -> Formula:
        """A long count is spelled out part by part: a solver that compares two people follows it step by step, and gets
        lost in one big constraint. The steps are the same for every `n`, so z3 keeps them once."""
        if len(parts) <= FEW:
            return z3.AtLeast(*parts, n)
        reached: list[Formula] = [z3.BoolVal(True), *(z3.BoolVal(False) for _ in range(n))]
        for _, group in groupby(parts, key=lambda part: part.get_id()):
            weight = len(same := list(group))
            reached = [
                reached[0],
                *(self._or(reached[j], self._and(same[0], reached[max(0, j - weight)])) for j in range(1, n + 1)),
            ]
        return reached[n]

    @staticmethod
    def _or(one: Formula, other: Formula) -> Formula:
        return other if z3.is_false(one) else one if z3.is_false(other) else z3.Or(one, other)

    @staticmethod
    def _and(part: Formula, rest: Formula) -> Formula:
        return part if z3.is_true(rest) else rest if z3.is_false(rest) else z3.And(part, rest)
