"""Defines a question to the solver, and the formulas about an outcome that all laws share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import z3  # type: ignore[import-untyped, unused-ignore]

from unknot.conditions.in_z3 import Formula
from unknot.conditions.tree import Node, Or
from unknot.knowledge.outcome import MASSAGES, URGENCIES

NEVER: Node = Or(())
"""The tree of an outcome name that no rule demands."""
MASSAGE_NAMES = tuple(f"massage.{level}" for level in MASSAGES[1:])
URGENCY_NAMES = tuple(f"urgency.{level}" for level in URGENCIES[1:])
ALARMS = ("urgency.same_day", "urgency.emergency")


@dataclass
class Question:
    """One law, asked: of `people` of whom `premise` holds, can any of `broken` hold?"""

    people: list[Formula]
    premise: Formula
    broken: dict[str, Formula]
    """What must not happen, each by a name that says what it would be."""
    tell: Callable[[z3.ModelRef], str]
    """The people of a model, in words."""
    wishes: Callable[[], list[Formula]] = list
    """What makes them easier to picture; asked only of a law that is broken."""


def has(outcome: Mapping[str, Formula], name: str) -> Formula:
    """The name holds; one that no rule demands never does."""
    return outcome.get(name, z3.BoolVal(False))


def is_final(lower: Mapping[str, Formula], worst: Mapping[str, Formula]) -> Formula:
    """No outcome name is open that could still alter the decision.

    After an emergency none can, after a same-day finding only the emergency, where massage is out only the urgency.
    """
    settled = []
    for name in lower:
        alters = [z3.Not(has(lower, "urgency.emergency"))]
        if name != "urgency.emergency":
            alters.append(z3.Not(has(lower, "urgency.same_day")))
        if name not in (*URGENCY_NAMES, "within_days.7"):
            alters.append(z3.Not(has(lower, "massage.avoid")))
        settled.append(z3.Not(z3.And(worst[name], z3.Not(lower[name]), *alters)))
    return z3.And(settled)


def shown(outcome: Mapping[str, Formula]) -> dict[str, Formula]:
    """What a decision shows: limits only while massage is not out, days only while nothing is more urgent."""

    def seen(name: str, holds: Formula) -> Formula:
        if name in URGENCY_NAMES or name in MASSAGE_NAMES:
            return holds
        return z3.And(holds, z3.Not(has(outcome, "urgency.same_day" if name == "within_days.7" else "massage.avoid")))

    return {name: seen(name, holds) for name, holds in outcome.items()}
