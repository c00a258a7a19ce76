"""Checks that a condition fits its facts (names, literals, steps, ranges), and turns its literals into ints.

After `typecheck` a tree holds only Yes, Compare and OneOf over integers, Not, And, Or and AtLeast: numbers are counts
of the fact's step, choices are indexes in the order of the list, `any(...)` is spelled out, names inlined.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Literal as OneOfWords

import msgspec

from unknot.conditions.refused import ConditionRefused, Problem, near_miss
from unknot.conditions.tree import And, AnyRegion, AtLeast, Compare, Literal, Node, Not, Number, OneOf, Or, Yes

__all__ = ["ConditionRefused", "FactType", "Problem", "typecheck"]


class FactType(msgspec.Struct, frozen=True, kw_only=True):
    """What a condition may say about a fact: the part of the vocabulary that the language needs."""

    kind: OneOfWords["yes_no", "number", "choice", "regions"]
    minimum: int | float | None = None
    maximum: int | float | None = None
    step: int | float = 1
    """The finest difference a number can have: 0.1 for a temperature in tenths of a degree."""
    choices: tuple[str, ...] = ()
    ordered: bool = False
    """The choices stand from least to most, so that < and > mean something."""
    regions: tuple[str, ...] = ()

    def count(self, value: float | str) -> int:
        """A number as a count of steps, exactly: 38.5 with step 0.1 is 385. Read as written in decimal digits.

        Raises ValueError with a sentence when it is no number, finer than the step or out of range.
        """
        try:
            exact = _exact(value)
        except (ValueError, ZeroDivisionError):
            raise ValueError(f"{value} is not a number") from None
        steps = exact if self.step == 1 else Fraction(exact) / _exact(self.step)
        if steps.denominator != 1:
            raise ValueError(f"{value} is finer than the step of {self.step}")
        if self.minimum is not None and exact < _exact(self.minimum):
            raise ValueError(f"{value} is below the lowest value, {self.minimum}")
        if self.maximum is not None and exact > _exact(self.maximum):
            raise ValueError(f"{value} is above the highest value, {self.maximum}")
        return int(steps)


def _exact(value: float | str) -> int | Fraction:
    """The number that the decimal digits say: 0.1 is one tenth. Whole numbers stay int, which is much faster."""
    written = str(value)
    return int(written) if written.isdigit() else Fraction(written)


def typecheck(
    node: Node, vocabulary: Mapping[str, FactType], named: Mapping[str, Node] | None = None, *, text: str = ""
) -> Node:
    """The tree with every literal an int and every name resolved.

    `named` holds the computed yes/no facts as parsed conditions. `text` is what the tree was parsed from: with it,
    problems point to the first place where the fact is named, without it to column 1. Raises ConditionRefused with
    every problem found. Checking a checked tree again changes nothing.
    """
    checker = _Checker(vocabulary, named or {}, text)
    checked = checker.node(node)
    if checker.problems:
        raise ConditionRefused(checker.problems)
    return checked


class _Checker:
    """Checks one tree from the root down, collecting problems."""

    def __init__(self, vocabulary: Mapping[str, FactType], named: Mapping[str, Node], text: str) -> None:
        self.vocabulary = vocabulary
        self.named = named
        self.text = text
        self.problems: list[Problem] = []
        self.inside: list[str] = []
        """The named conditions being inlined, outermost first."""

    def refuse(self, fact: str, message: str, hint: str) -> None:
        where = f"in the named condition `{self.inside[-1]}`: " if self.inside else ""
        self.problems.append(
            Problem(where + message, _column(self.text, self.inside[0] if self.inside else fact), hint)
        )

    def node(self, node: Node) -> Node:
        match node:
            case Yes(fact):
                return self.yes(fact)
            case Compare(fact, comparison, value):
                kind = self.literal_fact(fact)
                return Compare(fact, comparison, self.literal(fact, kind, comparison, value)) if kind else node
            case OneOf(fact, values):
                kind = self.literal_fact(fact)
                return OneOf(fact, tuple(self.literal(fact, kind, "=", value) for value in values)) if kind else node
            case AnyRegion(fact):
                return self.any_region(fact)
            case Not(child):
                return Not(self.node(child))
            case And(parts):
                return And(tuple(self.node(part) for part in parts))
            case Or(parts):
                return Or(tuple(self.node(part) for part in parts))
            case AtLeast(n, parts):
                return AtLeast(n, tuple(self.node(part) for part in parts))
            case _:
                raise TypeError(f"{type(node).__name__} has no place in a condition, only in the compiled outcome")

    def unknown(self, name: str) -> None:
        regions = (f"{fact}.{region}" for fact, kind in self.vocabulary.items() for region in kind.regions)
        known = [*self.vocabulary, *self.named, *regions]
        self.refuse(name, f"unknown fact `{name}`", near_miss(name, known, "every fact is listed in facts.toml"))

    def yes(self, name: str) -> Node:
        if name in self.named:
            return self.inlined(name)
        kind = self.vocabulary.get(name)
        if kind and kind.kind == "yes_no":
            return Yes(name)
        fact, _, region = name.partition(".")
        whole = self.vocabulary.get(fact)
        if kind and kind.kind == "regions":
            near = f"`any({name})`, or one region: `{name}.{kind.regions[0]}`" if kind.regions else f"`any({name})`"
            self.refuse(name, f"`{name}` names regions and cannot stand alone", f"write {near}")
        elif kind:
            example = "an answer in quotes" if kind.kind == "choice" else "a number"
            self.refuse(name, f"`{name}` is not a yes/no fact", f"compare it with {example}")
        elif region and whole and region in whole.regions:
            return Yes(name)
        elif region and whole and whole.kind == "regions":
            hint = near_miss(region, whole.regions, f"one of {', '.join(whole.regions)}")
            self.refuse(name, f"`{fact}` has no region `{region}`", hint)
        else:
            self.unknown(name)
        return Yes(name)

    def inlined(self, name: str) -> Node:
        if name in self.inside:
            self.refuse(name, f"`{name}` is defined by itself", "a named condition rests on other facts only")
            return Yes(name)
        self.inside.append(name)
        checked = self.node(self.named[name])
        self.inside.pop()
        return checked

    def any_region(self, name: str) -> Node:
        kind = self.vocabulary.get(name)
        if kind is None:
            self.unknown(name)
        elif kind.kind != "regions":
            self.refuse(name, f"`{name}` is not a region fact", "any() asks whether any region of a fact is named")
        else:
            return Or(tuple(Yes(f"{name}.{region}") for region in kind.regions))
        return Or(())

    def literal_fact(self, name: str) -> FactType | None:
        """The type of a fact that can be compared with a literal; None after refusing."""
        kind = self.vocabulary.get(name)
        if name in self.named or (kind and kind.kind == "yes_no"):
            self.refuse(name, f"`{name}` is a yes/no fact", f"write `{name}` or `NOT {name}`")
        elif kind and kind.kind == "regions":
            self.refuse(name, f"`{name}` names regions", f"write `any({name})` or one region: `{name}.REGION`")
        elif kind is None:
            self.unknown(name)
        else:
            return kind
        return None

    def literal(self, fact: str, kind: FactType, comparison: str, value: Literal) -> int:
        """The literal as a count of steps or the index of a choice; 0 after refusing."""
        if kind.kind == "choice" and comparison not in ("=", "<>") and not kind.ordered:
            self.refuse(fact, f"the choices of `{fact}` have no order", "use =, <> or IN")
        if isinstance(value, int):
            return self.counted(fact, kind, value)
        written = value.text if isinstance(value, Number) else f"'{value}'"
        if kind.kind == "choice":
            if isinstance(value, str) and value in kind.choices:
                return kind.choices.index(value)
            word = value.text if isinstance(value, Number) else value
            hint = near_miss(word, kind.choices, f"one of {', '.join(kind.choices)}")
            self.refuse(fact, f"{written} is no choice of `{fact}`", hint)
        elif isinstance(value, Number):
            try:
                return kind.count(value.text)
            except ValueError as error:
                self.refuse(fact, f"`{fact}`: {error}", _range(kind))
        else:
            self.refuse(fact, f"`{fact}` is a number, {written} is not", "write the number without quotes")
        return 0

    def counted(self, fact: str, kind: FactType, count: int) -> int:
        """An int is a count already, from a tree that was checked before."""
        if kind.kind == "choice" and not 0 <= count < len(kind.choices):
            self.refuse(fact, f"`{fact}` has no choice number {count}", f"0 to {len(kind.choices) - 1}")
        return count


def _range(kind: FactType) -> str:
    low = "any number" if kind.minimum is None else f"{kind.minimum} or more"
    high = "" if kind.maximum is None else f", at most {kind.maximum}"
    return f"{low}{high}, in steps of {kind.step}"


def _column(text: str, name: str) -> int:
    """Where the name first stands as a whole word, outside quotes."""
    bare = re.sub(r"'[^']*'", lambda quoted: " " * len(quoted.group()), text)
    found = re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.])", bare)
    return found.start() + 1 if found else 1
