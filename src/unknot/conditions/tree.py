"""Defines every node that a condition is made of; nothing here executes.

Every node is frozen, hashable and typed, so trees can be compared, counted, and stored in the compiled release.
Numbers are integer counts of the fact's declared step once `typecheck` has seen the tree.
"""

from __future__ import annotations

import msgspec


class Yes(msgspec.Struct, frozen=True, tag=True, gc=False):
    """A yes/no fact standing alone: true when the answer is yes. Region facts appear as `wound_at.low_back_left`."""

    fact: str


class Number(msgspec.Struct, frozen=True, tag=True, gc=False):
    """A number exactly as written, such as `38.0`. Only between `parse` and `typecheck`, which turns it into an int."""

    text: str


Literal = int | str | Number
"""After `typecheck` always an int: a count of the fact's steps, or the index of a choice. Before: a Number, or a
choice id as str. (An int before `typecheck` is a count already, so that a checked tree may be checked again.)"""


class Compare(msgspec.Struct, frozen=True, tag=True, gc=False):
    """A fact compared with one literal. `operator` is one of = <> < <= > >=."""

    fact: str
    operator: str
    value: Literal


class OneOf(msgspec.Struct, frozen=True, tag=True, gc=False):
    """A fact that equals one of several literals (`IN`); never empty."""

    fact: str
    values: tuple[Literal, ...]


class AnyRegion(msgspec.Struct, frozen=True, tag=True, gc=False):
    """`any(region_fact)`: at least one region of the fact is named. `typecheck` expands it into an Or of Yes."""

    fact: str


class Not(msgspec.Struct, frozen=True, tag=True, gc=False):
    """The pair swapped: known true becomes known false, unknown stays unknown."""

    child: Node


class And(msgspec.Struct, frozen=True, tag=True, gc=False):
    """True when all children are; false as soon as one child is false, whatever the others."""

    children: tuple[Node, ...]


class Or(msgspec.Struct, frozen=True, tag=True, gc=False):
    """True as soon as one child is; false when all children are false. Or(()) is never true."""

    children: tuple[Node, ...]


class AtLeast(msgspec.Struct, frozen=True, tag=True, gc=False):
    """True when `n` children are known true, false when more than `len(children) - n` are known false."""

    n: int
    children: tuple[Node, ...]


class Fired(msgspec.Struct, frozen=True, tag=True, gc=False):
    """Only in outcome trees, never in a `when`: the truth of the rule with this id."""

    rule: str


class Cleared(msgspec.Struct, frozen=True, tag=True, gc=False):
    """Only in outcome trees: a clinician's valid clearance of this rule is on record. Always known."""

    rule: str


Node = Yes | Compare | OneOf | AnyRegion | Not | And | Or | AtLeast | Fired | Cleared


def children(node: Node) -> tuple[Node, ...]:
    """The direct parts of a node, in order of appearance; empty for atoms."""
    if isinstance(node, And | Or | AtLeast):
        return node.children
    if isinstance(node, Not):
        return (node.child,)
    return ()


def atoms(node: Node) -> tuple[Node, ...]:
    """Every atom of the tree in order of appearance, duplicates kept."""
    parts = children(node)
    return (
        (node,) if not parts and not isinstance(node, And | Or | AtLeast) else tuple(a for p in parts for a in atoms(p))
    )


def facts_named(node: Node) -> tuple[str, ...]:
    """The ids of all facts that the tree names, each once, in order of appearance."""
    named = (atom.fact for atom in atoms(node) if isinstance(atom, Yes | Compare | OneOf | AnyRegion))
    return tuple(dict.fromkeys(named))
