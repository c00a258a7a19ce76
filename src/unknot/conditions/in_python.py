"""How does one person meet a whole rule set in microseconds? The text of one straight-line Python function.

Every rule is asked "is it known to be false?" first, because most are; only then "is it known to be true?". Rules that
share a conjunct stand together under it, so that one answer skips them all. What follows from a rule is a constant bit
mask, or-ed in when the rule fires.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from unknot.conditions.tree import And, Cleared, Compare, Fired, Node, Not, OneOf, Or, Yes, atoms, facts_named
from unknot.conditions.truth import CannotExpress, Pair, PairLogic, walk

BEYOND = 1_000_000_000
"""Stands for an unknown number: above (or, negated, below) every count of steps, so that no comparison is known."""


def source(name: str, facts: Sequence[str], rules: Mapping[str, Node], outcome: Mapping[str, Node]) -> str:
    """The text of `def name(v, cleared=frozenset())` -> `(fired, unsettled, lower, worst)`.

    `v` holds one value per fact, in the order of `facts`: True, False or None for yes/no, an int (steps or index of a
    choice, within +-10^9) or None otherwise. `fired` and `unsettled` are lists of indexes into `rules`, ascending.
    `lower` and `worst` are ints whose bit k stands for the k-th name of `outcome`: known true, and not known false.
    The trees are typechecked; each outcome is Fired(rule), And(Fired(rule), guards...) or an Or of these, a guard being
    Yes(fact), Cleared(rule) or Not(Cleared(rule)). Raises CannotExpress for anything else.
    """
    writer = _Writer(facts, rules, outcome)
    body = writer.body()
    return "\n".join([f"def {name}(v, cleared=frozenset()):", *(f"    {line}" for line in body), ""])


Guards = tuple[Node, ...]


def _effects(rules: Mapping[str, Node], outcome: Mapping[str, Node]) -> dict[str, dict[Guards, int]]:
    """Rule -> guards -> the outcome bits that follow where the guards hold; () guards nothing."""
    effects: dict[str, dict[Guards, int]] = {rule: {} for rule in rules}
    for bit, (name, tree) in enumerate(outcome.items()):
        for term in tree.children if isinstance(tree, Or) else (tree,):
            parts = term.children if isinstance(term, And) else (term,)
            fired = [part.rule for part in parts if isinstance(part, Fired)]
            guards = tuple(part for part in parts if not isinstance(part, Fired))
            if len(fired) != 1 or fired[0] not in effects or not all(_is_guard(guard) for guard in guards):
                raise CannotExpress(f"outcome `{name}`: {term} is not a rule with guards")
            masks = effects[fired[0]]
            masks[guards] = masks.get(guards, 0) | 1 << bit
    return effects


def _is_guard(node: Node) -> bool:
    return isinstance(node.child if isinstance(node, Not) else node, Cleared) or isinstance(node, Yes)


class _Text:
    """What an atom and a count look like as Python expressions over local names."""

    def __init__(self, place: Mapping[str, int]) -> None:
        self.place = place

    def atom(self, node: Node) -> Pair[str]:
        match node:
            case Yes(fact):
                local = self.local(fact)
                return Pair(local, f"n{local[1:]}")
            case Compare(fact, "=", int(value)):
                return Pair(f"{self.local(fact)} == {value}", f"{self.local(fact)} not in (None, {value})")
            case Compare(fact, "<>", int()):
                return self.atom(Compare(fact, "=", node.value)).swapped()
            case Compare(fact, operator, int(value)) if abs(value) < BEYOND and operator in _ORDER:
                low, high = (f"{letter}{self.local(fact)[1:]}" for letter in "lh")
                opposite, known_true, known_false = _ORDER[operator]
                sides = {"l": low, "h": high}
                return Pair(f"{sides[known_true]} {operator} {value}", f"{sides[known_false]} {opposite} {value}")
            case OneOf(fact, values) if all(isinstance(value, int) for value in values):
                listed = ", ".join(str(value) for value in values)
                return Pair(f"{self.local(fact)} in ({listed},)", f"{self.local(fact)} not in (None, {listed})")
        raise CannotExpress(f"{node} has no form in Python; was it typechecked?")
