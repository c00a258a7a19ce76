"""Asks whether a stop can be outvoted, and whether a clearance touches anything but its own finding."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import z3  # type: ignore[import-untyped, unused-ignore]

from unknot.conditions.in_z3 import Formula
from unknot.knowledge.outcome import demands
from unknot.proofs.people import World, like
from unknot.proofs.question import MASSAGE_NAMES, NEVER, URGENCY_NAMES, Question, has
from unknot.proofs.terms import Term


def stop_cannot_be_outvoted(world: World) -> Question:
    """Whatever else is true: what one rule demands stands, and an emergency or same-day finding means no massage."""
    someone, outcome = world.half_known, world.knowledge.outcome
    half = someone.person
    broken: dict[str, Formula] = {}
    for word, holds in (("known", someone.lower), ("at worst", someone.worst)):
        for stronger, weaker in orders(outcome):
            broken[f"{stronger} without {weaker} ({word})"] = z3.And(holds[stronger], z3.Not(has(holds, weaker)))
    for rule in world.knowledge.rules.values():
        lost: dict[Term, list[Formula]] = {}
        for demand in demands(rule, world.knowledge.facts):
            way = Term(rule.id, demand.region, demand.unless_cleared)
            lost.setdefault(way, []).append(has(someone.lower, demand.name))
        broken[f"the rule `{rule.id}` fires and something that it demands does not follow"] = z3.And(
            half.fired[rule.id].is_true, z3.Or([z3.And(way.guard(half), z3.Not(z3.And(n))) for way, n in lost.items()])
        )
    slots = world.slots_of([outcome.get("urgency.same_day", NEVER), outcome.get("massage.avoid", NEVER)])
    return Question(
        people=world.everyone.possible,
        premise=has(someone.lower, "urgency.same_day"),
        broken=broken,
        tell=lambda model: world.portrait(half, model, slots),
        wishes=lambda: world.ordinary(half, slots),
    )


def orders(outcome: Iterable[str]) -> list[tuple[str, str]]:
    """(stronger, weaker) pairs of outcome names: whoever has the first must have the second."""
    pairs = [("urgency.same_day", "massage.avoid"), ("within_days.7", "urgency.clinician")]
    pairs += [(stronger, weaker) for weaker, stronger in (*pairwise(URGENCY_NAMES), *pairwise(MASSAGE_NAMES))]
    for word in ("max_pressure", "max_minutes", "max_minutes_per_region", "recheck_days"):
        bounds = sorted((int(name.partition(".")[2]), name) for name in outcome if name.partition(".")[0] == word)
        pairs += [(tight, loose) for (_, tight), (_, loose) in pairwise(bounds)]
    pairs += [("heat.none", name) for name in outcome if name.startswith("heat_not_at.")]
    return [(stronger, weaker) for stronger, weaker in pairs if stronger in outcome]


def clearing_touches_one(world: World) -> Question:
    """The same person before and after one more finding is cleared.

    Only `massage.clearance` may change, and only so far as this one finding was what asked for it.
    """
    before, fired, old = world.everyone, world.everyone.person.fired, world.everyone.person.cleared
    new = {rule: z3.Bool(f"newly cleared:{rule}") for rule in old}
    after = like(world.everyone, {cleared: z3.Or(cleared, new[rule]) for rule, cleared in old.items()})
    asking = [
        z3.And(fired[rule.id].is_true, z3.Not(z3.Or(old[rule.id], new[rule.id])))
        if rule.massage == "clearance" and rule.id in old
        else fired[rule.id].is_true
        for rule in world.knowledge.rules.values()
        if rule.massage in ("clearance", "avoid")
    ]
    broken = {
        f"{name} changes with a clearance": before.outcome[name].is_true != after.outcome[name].is_true
        for name in before.outcome
        if name != "massage.clearance"
    }
    asked_for = has(after.lower, "massage.clearance")
    broken["massage.clearance is not what the other findings ask for"] = asked_for != z3.Or(asking)
    slots = world.slots_of([world.knowledge.outcome.get("massage.clearance", NEVER)])
    return Question(
        people=[*before.possible, z3.AtMost(*new.values(), 1)] if new else before.possible,
        premise=z3.Or([z3.And(new[rule], z3.Not(old[rule]), fired[rule].is_true) for rule in new]),
        broken=broken,
        tell=lambda model: (
            f"newly cleared: {', '.join(rule for rule in new if z3.is_true(model.eval(new[rule])))}; "
            + world.portrait(before.person, model, slots)
        ),
        wishes=lambda: [*(z3.Not(cleared) for cleared in old.values()), *world.ordinary(before.person, slots)],
    )
