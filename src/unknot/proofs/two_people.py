"""Asks whether more risk, or not being sure, ever gives the looser outcome of two fully known people."""

from __future__ import annotations

import z3  # type: ignore[import-untyped, unused-ignore]

from unknot.conditions.in_z3 import Formula
from unknot.knowledge.shapes import Fact, Knowledge
from unknot.knowledge.values import UNSURE, values_of
from unknot.proofs.people import Someone, World, answers_of, like
from unknot.proofs.question import Question


def risk_never_loosens(world: World) -> Question:
    """Two fully known people, the second the same or riskier in every fact that has a direction."""
    return _two_people(world, riskier(world), "only the less risky one has {}")


def riskier(world: World) -> Someone:
    """A copy of `everyone` with the same or more risk in each fact that has a direction, the same elsewhere."""
    instead: dict[Formula, Formula] = {}
    bounds: list[Formula] = []
    for slot, value in world.everyone.person.value.items():
        match world.risk[slot]:
            case "yes":
                instead[value] = z3.Or(value, z3.Bool(f"more:{slot}"))
            case "no":
                instead[value] = z3.And(value, z3.Bool(f"more:{slot}"))
            case "up" | "down" as direction:
                instead[value] = more = z3.Int(f"more:{slot}")
                bounds.append(more >= value if direction == "up" else more <= value)
    second = like(world.everyone, instead)
    second.possible.extend(bounds)
    return second


def unsure_is_cautious(world: World) -> Question:
    """Not being sure, of any number of facts at once, brings all that the true answers would have brought."""
    return _two_people(world, not_sure(world), "the true answer would bring {}, not sure does not")


def not_sure(world: World) -> Someone:
    """A copy of `everyone` who was not sure of some answers; a fact is sure or not as a whole, all its regions."""
    true = world.everyone.person.value
    return like(
        world.everyone,
        {
            true[slot]: z3.If(z3.Bool(f"unsure:{slot.partition('.')[0]}"), counted, true[slot])
            for slot, counted in unsure_values(world.knowledge).items()
        },
    )


def unsure_values(knowledge: Knowledge) -> dict[str, bool | int]:
    """Slot -> what not sure counts as, where it counts as the cautious answer.

    Left out: facts where it counts as the other one, for a reason written there (`unsure_because`), and facts without.
    """
    found: dict[str, bool | int] = {}
    for fact in knowledge.facts.values():
        if fact.unsure is not None and not is_excepted(fact):
            values = values_of(fact, knowledge.types[fact.id], UNSURE)
            found |= {slot: value for slot, value in values.items() if value is not None}
    return found


def is_excepted(fact: Fact) -> bool:
    """Not sure counts as something else than the most cautious answer here, and a reason is written."""
    last = fact.choices[-1].id if fact.choices else fact.max
    most = {"yes": True, "no": False, "up": last, "down": fact.min}
    return bool(fact.unsure_because) and fact.unsure is not None and fact.unsure != most.get(fact.risk)


def _two_people(world: World, second: Someone, what: str) -> Question:
    """No outcome name may be true of `everyone` and false of the second; they differ in some answer.

    Notes are no strictness: one may belong to one answer alone, as "you would rather not say" does.
    """
    first = world.everyone
    broken = {
        what.format(name): z3.And(holds, z3.Not(second.outcome[name].is_true))
        for name, holds in first.lower.items()
        if not name.startswith("notes.")
    }
    slots = world.decisive
    pairs = [(first.person.value[slot], second.person.value[slot]) for slot in slots]
    differ = [one != two for one, two in pairs if not one.eq(two)]

    def tell(model: z3.ModelRef) -> str:
        one, two = answers_of(first.person, model, slots), answers_of(second.person, model, slots)
        told = world.portrait(first.person, model, slots) or "nothing out of the usual"
        other = ", ".join(world.said(slot, two[slot]) for slot in slots if one[slot] != two[slot])
        return f"one: {told}; the other the same but for {other}"

    return Question(
        people=[*first.possible, *second.possible],
        premise=z3.Or(differ),
        broken=broken,
        tell=tell,
        wishes=lambda: [*(z3.Not(d) for d in differ), *world.ordinary(first.person, slots)],
    )
