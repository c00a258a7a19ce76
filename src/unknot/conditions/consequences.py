"""Inverts the outcome trees: for each rule, the outcome bits it sets.

Some bits follow at once, some only beside a guard ("unless cleared"). Bits that follow region by region ("keep off
where it is numb") are told apart: the regions of a fact are the bits of one number, and become outcome bits by a shift.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

import msgspec

from unknot.conditions.tree import And, Cleared, Fired, Node, Not, Or, Yes
from unknot.conditions.truth import CannotExpress

Guards = tuple[Node, ...]
"""What must hold beside the rule for an outcome to follow: Yes(fact), Cleared(rule) or Not(Cleared(rule))."""

Moves = dict[int, int]
"""By how many bits to the left (below zero: to the right) -> which regions of a fact, as bits, move there."""


class Consequences(msgspec.Struct, frozen=True):
    """Bit k stands for the k-th name of the outcome."""

    masks: dict[str, dict[Guards, int]]
    """Rule -> guards -> the outcome bits that follow where the guards hold; () guards nothing."""
    moves: dict[str, dict[str, Moves]]
    """Rule -> regions fact -> how the regions that are named become outcome bits."""


def consequences(
    rules: Iterable[str], outcome: Mapping[str, Node], region: Mapping[str, tuple[str, int]]
) -> Consequences:
    """What follows from each of `rules`. `region`: `wound_at.neck` -> (`wound_at`, the bit of the neck).

    Raises CannotExpress for an outcome that is not Fired(rule), And(Fired(rule), guards...) or an Or of these.
    """
    found = Consequences({rule: {} for rule in rules}, {})
    found.moves.update({rule: {} for rule in found.masks})
    for bit, (name, tree) in enumerate(outcome.items()):
        for term in tree.children if isinstance(tree, Or) else (tree,):
            parts = term.children if isinstance(term, And) else (term,)
            fired = [part.rule for part in parts if isinstance(part, Fired)]
            guards = tuple(part for part in parts if not isinstance(part, Fired))
            if len(fired) != 1 or fired[0] not in found.masks or not all(map(_is_guard, guards)):
                raise CannotExpress(f"outcome `{name}`: {term} is not a rule with guards")
            alone = guards[0] if len(guards) == 1 else None
            if isinstance(alone, Yes) and alone.fact in region:
                fact, place = region[alone.fact]
                moves = found.moves[fired[0]].setdefault(fact, {})
                moves[bit - place] = moves.get(bit - place, 0) | 1 << place
            else:
                masks = found.masks[fired[0]]
                masks[guards] = masks.get(guards, 0) | 1 << bit
    return found


def moved_all(moves: Moves) -> int:
    """The outcome bits if every region were named."""
    return reduce(or_, (places << by if by >= 0 else places >> -by for by, places in moves.items()))


def _is_guard(node: Node) -> bool:
    return isinstance(node, Yes) or isinstance(node.child if isinstance(node, Not) else node, Cleared)
