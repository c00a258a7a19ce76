"""Puts the law *no cliff* to the solver: one step in one number never moves the outcome by more than one level.

Two people alike but for one step in one number: a year of age, a point of pain, a day. Two levels of urgency or of
massage between them would hang a life, or a needless alarm, on a line that no body knows. What is defended all the
same stands in `exemptions.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import z3  # type: ignore[import-untyped, unused-ignore]

from unknot.conditions.in_z3 import Formula
from unknot.conditions.tree import facts_named
from unknot.proofs.people import Someone, World, answers_of, like
from unknot.proofs.question import MASSAGE_NAMES, URGENCY_NAMES, Question, has


def no_cliff(world: World) -> Question:
    """Two fully known people, one step apart in one number."""
    numbers = stepping(world)
    steps = {fact: z3.Bool(f"step:{fact}") for fact in numbers}
    second = stepped(world, steps)
    first = world.everyone

    def tell(model: z3.ModelRef) -> str:
        slots = world.decisive
        told = world.portrait(first.person, model, slots) or "nothing out of the usual"
        two = answers_of(second.person, model, slots)
        fact = next(fact for fact, taken in steps.items() if z3.is_true(model.eval(taken, True)))
        return f"one: {told}; the other the same but for {world.said(fact, two[fact])}"

    return Question(
        people=[*first.possible, *second.possible],
        premise=z3.And(world.nobody_cleared, one_step(world, steps)),
        broken={
            **jumps(first.lower, second.lower, "one step up"),
            **jumps(second.lower, first.lower, "one step down"),
        },
        tell=tell,
        wishes=lambda: world.ordinary(first.person, world.decisive),
    )


def stepping(world: World) -> tuple[str, ...]:
    """The numbers that any rule reads."""
    read = {fact for tree in world.knowledge.conditions.values() for fact in facts_named(tree)}
    return tuple(fact for fact, kind in world.knowledge.types.items() if kind.kind == "number" and fact in read)


def one_step(world: World, steps: dict[str, Formula]) -> Formula:
    """Exactly one number steps, and not where that is excepted."""
    return z3.And(z3.PbEq([(taken, 1) for taken in steps.values()], 1), z3.Not(excepted(world, steps)))


def stepped(world: World, steps: dict[str, Formula]) -> Someone:
    """`everyone` with one step more in the number whose literal of `steps` is true."""
    value = world.everyone.person.value
    up = {fact: z3.Int(f"stepped:{fact}") for fact in steps}
    second = like(world.everyone, {value[fact]: number for fact, number in up.items()})
    second.possible.extend(number == value[fact] + z3.If(steps[fact], 1, 0) for fact, number in up.items())
    return second


def excepted(world: World, steps: dict[str, Formula]) -> Formula:
    """The step is one that `exemptions.toml` defends."""
    person = world.everyone.person
    return z3.Or(
        [
            z3.And(
                steps[row.fact],
                person.value[row.fact] == world.knowledge.types[row.fact].count(row.below),
                person.truth(condition).is_true,
            )
            for row, condition in zip(world.knowledge.exemptions, world.knowledge.exemption_conditions, strict=True)
            if row.law == "no_cliff" and row.below is not None
        ]
    )


def jumps(low: Mapping[str, Formula], high: Mapping[str, Formula], how: str) -> dict[str, Formula]:
    """The outcome `high` is two levels or more above `low`, of urgency or of massage."""
    found = {}
    for levels in (URGENCY_NAMES, MASSAGE_NAMES):
        for below, level in pairwise(levels):
            apart = z3.And(has(high, level), z3.Not(has(low, below)))
            found[f"{how} brings {level}, without it not even {below}"] = apart
    return found
