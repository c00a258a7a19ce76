"""Puts the law *no soft exit* to the solver: how far an answer that lowers the outcome can be trusted.

Two people alike but for what they think, feel or tried themselves. Their own views together may lower urgency by one
level and never turn "no massage" into a massage; what they plainly feel or tested by at most two. What a clinician
checked protects in full while nothing contradicts it; after that it counts as a view.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import z3  # type: ignore[import-untyped, unused-ignore]

from unknot.conditions.in_z3 import Formula
from unknot.knowledge.derived import trusted
from unknot.knowledge.shapes import EstablishedBy
from unknot.proofs.people import Someone, World, answers_of, like
from unknot.proofs.question import MASSAGE_NAMES, URGENCY_NAMES, Question, has


def no_soft_exit(world: World) -> Question:
    """Two fully known people who differ in views alone, or in what is felt and tested too."""
    first = world.everyone
    judged = differing(world, ("own_view",), "judged")
    felt = differing(world, ("own_view", "tested", "described"), "felt")
    slots = world.decisive

    def tell(model: z3.ModelRef) -> str:
        one = answers_of(first.person, model, slots)
        told = world.portrait(first.person, model, slots) or "nothing out of the usual"
        others = []
        for name, second in (("views", judged), ("what is felt", felt)):
            two = answers_of(second.person, model, slots)
            told_two = ", ".join(world.said(slot, two[slot]) for slot in slots if one[slot] != two[slot])
            others.append(f"with other {name}: {told_two or 'the same'}")
        return f"one: {told}; {'; '.join(others)}"

    value = first.person.value
    different = [
        value[slot] != second.person.value[slot]
        for second in (judged, felt)
        for slot in slots
        if not value[slot].eq(second.person.value[slot])
    ]
    return Question(
        people=[*first.possible, *judged.possible, *felt.possible],
        premise=z3.And(world.nobody_cleared, z3.Or(different)),
        broken={
            **fallen(first.lower, judged.lower, 1, "a view"),
            **fallen(first.lower, felt.lower, 2, "what is felt or tried"),
        },
        tell=tell,
        wishes=lambda: world.ordinary(first.person, slots),
    )


def differing(world: World, established_by: tuple[EstablishedBy, ...], name: str) -> Someone:
    """A copy of `everyone` that may differ in each answer established by one of these, and in contradicted checks."""
    knowledge, person = world.knowledge, world.everyone.person
    exemptions = zip(knowledge.exemptions, knowledge.exemption_conditions, strict=True)
    instead: dict[Formula, Formula] = {}
    bounds: list[Formula] = []
    for fact, trust in trusted(knowledge.facts, established_by, exemptions, knowledge.contradictions).items():
        value = person.value[fact]
        if trust.open:
            instead[value] = other = z3.Int(f"{name}:{fact}")
            bounds.append(z3.Or(other == value, z3.And(_among(value, trust.open), _among(other, trust.open))))
        else:
            instead[value] = z3.If(person.truth(trust.where).is_true, value, z3.Bool(f"{name}:{fact}"))
    second = like(world.everyone, instead)
    second.possible.extend(bounds)
    return second


def _among(value: Formula, open: Iterable[int]) -> Formula:
    return z3.Or([value == n for n in sorted(open)])


def fallen(low: Mapping[str, Formula], high: Mapping[str, Formula], levels: int, what: str) -> dict[str, Formula]:
    """What is broken where `high` is more than `levels` of urgency, or of massage, above `low`."""
    names = {}
    for n, level in enumerate(URGENCY_NAMES):
        if n >= levels:
            names[f"{what} takes {level} below {URGENCY_NAMES[n - levels]}"] = (level, URGENCY_NAMES[n - levels])
    least = MASSAGE_NAMES[-1 - levels]
    names[f"{what} turns massage.avoid into less than {least}"] = (MASSAGE_NAMES[-1], least)
    return {name: z3.And(has(high, above), z3.Not(has(low, below))) for name, (above, below) in names.items()}


def suitable_is_free(world: World) -> Question:
    """Nobody is limited in anything (a note limits nothing) who is not told that the massage is modified."""
    first = world.everyone
    slots = world.decisive
    limits = {
        name: holds
        for name, holds in first.lower.items()
        if name.partition(".")[0] not in ("urgency", "within_days", "massage", "notes", "recheck_days")
    }
    return Question(
        people=first.possible,
        premise=z3.Or(list(limits.values())),
        broken={
            f"{name} while massage is suitable": z3.And(holds, z3.Not(has(first.lower, MASSAGE_NAMES[0])))
            for name, holds in limits.items()
        },
        tell=lambda model: world.portrait(first.person, model, slots) or "nothing out of the usual",
        wishes=lambda: world.ordinary(first.person, slots),
    )
