"""Widens a condition: by a few steps in its numbers, or by taking some answers at their worst.

Both only widen: whoever meets the tree meets what is made of it. `knowledge/derived.py` rests on that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import msgspec

from unknot.conditions.tree import And, AtLeast, Compare, Node, Not, OneOf, Or, Yes

ALWAYS, NEVER = And(()), Or(())
Rewrite = Callable[[Node, bool], Node]
"""(atom, does it stand without NOT) -> what takes its place."""


def relaxed(tree: Node, steps: int, numbers: Collection[str], kept: Collection[tuple[str, int]] = ()) -> Node:
    """The tree met by everyone whose `numbers` are each within `steps` of someone who meets it.

    `kept`: (fact, the count below the step) of bounds that stay where they are.
    """

    def wider(atom: Node, positive: bool) -> Node:
        match atom:
            case Compare(fact, operator, int(bound)) if fact in numbers:
                moved = steps if positive else -steps
                match operator:
                    case ">=" | ">":
                        below = bound - 1 if operator == ">=" else bound
                        return atom if (fact, below) in kept else Compare(fact, operator, bound - moved)
                    case "<=" | "<":
                        below = bound if operator == "<=" else bound - 1
                        return atom if (fact, below) in kept else Compare(fact, operator, bound + moved)
                    case "=" if positive:
                        return And((Compare(fact, ">=", bound - moved), Compare(fact, "<=", bound + moved)))
                    case "<>" if not positive:
                        return Or((Compare(fact, "<", bound + moved), Compare(fact, ">", bound - moved)))
                return ALWAYS if positive else NEVER
            case OneOf(fact, _) if fact in numbers:
                return ALWAYS if positive else NEVER
        return atom

    return _rewritten(tree, wider)


class Trust(msgspec.Struct, frozen=True):
    """For one fact, the condition under which its softening answer is believed; elsewhere it counts as the opposite."""

    where: Node
    """NEVER: nowhere."""
    risk: str
    """`no`: its yes softens; `yes`: its no does."""
    open: frozenset[int] = frozenset()
    """Of a choice: the answers that may stand for each other."""


def at_worst(tree: Node, trust: Mapping[str, Trust]) -> Node:
    """The tree with these answers at their worst, but for where they are to be trusted."""

    def assumed(atom: Node, positive: bool) -> Node:
        match atom:
            case Yes(fact) if fact in trust:
                where = trust[fact].where
                if trust[fact].risk == "no":
                    return NEVER if where == NEVER else And((atom, where))
                return ALWAYS if where == NEVER else Or((atom, Not(where)))
            case Compare(fact, "=", int(one)) if fact in trust and trust[fact].open:
                return _one_of(fact, frozenset({one}), trust[fact].open, positive, atom)
            case OneOf(fact, some) if fact in trust and trust[fact].open:
                met = frozenset(n for n in some if isinstance(n, int))
                return _one_of(fact, met, trust[fact].open, positive, atom)
        return atom

    return _rewritten(tree, assumed)


def _one_of(fact: str, met: frozenset[int], open: frozenset[int], positive: bool, atom: Node) -> Node:
    """A choice whose `open` answers may stand for each other."""
    if not met & open or open <= met:
        return atom
    answers = met | open if positive else met - open
    return OneOf(fact, tuple(sorted(answers))) if answers else NEVER


def _rewritten(node: Node, rewrite: Rewrite, positive: bool = True) -> Node:
    """The tree with its atoms rewritten, and without the parts that then always or never hold."""
    match node:
        case Not(child):
            new = _rewritten(child, rewrite, not positive)
            return NEVER if new == ALWAYS else ALWAYS if new == NEVER else Not(new)
        case And(parts) | Or(parts):
            settles, adds_nothing = (NEVER, ALWAYS) if isinstance(node, And) else (ALWAYS, NEVER)
            news = tuple(new for part in parts if (new := _rewritten(part, rewrite, positive)) != adds_nothing)
            if settles in news:
                return settles
            return news[0] if len(news) == 1 else type(node)(news)
        case AtLeast(n, parts):
            news = tuple(_rewritten(part, rewrite, positive) for part in parts)
            left = n - sum(new == ALWAYS for new in news)
            rest = tuple(new for new in news if new not in (ALWAYS, NEVER))
            if left <= 0:
                return ALWAYS
            if left > len(rest):
                return NEVER
            return AtLeast(left, rest) if len(rest) > 1 else rest[0]
    return rewrite(node, positive)
