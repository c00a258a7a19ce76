"""Reads the compiled outcome trees back, rule by rule, as the ways in which each outcome name comes true."""

from __future__ import annotations

import msgspec
import z3  # type: ignore[import-untyped, unused-ignore]

from unknot.conditions.in_z3 import Formula, PossiblePerson
from unknot.conditions.tree import And, Cleared, Fired, Node, Not, Or, Yes


class Term(msgspec.Struct, frozen=True):
    """One way: the rule fires; with `region` only where that region was named; perhaps not once it is cleared."""

    rule: str
    region: str = ""
    unless_cleared: bool = False

    def guard(self, person: PossiblePerson) -> Formula:
        """What must hold beside the rule is known true."""
        return person.truth(self.condition).is_true if self.region or self.unless_cleared else z3.BoolVal(True)

    def not_barred(self, person: PossiblePerson) -> Formula:
        """What must hold beside the rule is not known false."""
        return z3.Not(person.truth(self.condition).is_false) if self.region else self.guard(person)

    @property
    def condition(self) -> And:
        """What must hold beside the rule."""
        region: list[Node] = [Yes(self.region)] if self.region else []
        cleared: list[Node] = [Not(Cleared(self.rule))] if self.unless_cleared else []
        return And((*region, *cleared))

    @property
    def node(self) -> Node:
        """The term as it stands in the tree."""
        return And((Fired(self.rule), *self.condition.children))


def terms(tree: Node) -> tuple[Term, ...]:
    """Every way in which an outcome tree comes true. Raises ValueError for one that `compile_outcome` does not make."""
    return tuple(_term(part) for part in (tree.children if isinstance(tree, Or) else (tree,)))


def _term(node: Node) -> Term:
    rule, region, unless_cleared = "", "", False
    for part in node.children if isinstance(node, And) else (node,):
        match part:
            case Fired(id):
                rule = id
            case Yes(slot):
                region = slot
            case Not(Cleared()):
                unless_cleared = True
            case _:
                raise ValueError(f"{part} has no place in an outcome tree")
    if not rule:
        raise ValueError(f"{node} speaks of no rule")
    return Term(rule, region, unless_cleared)
