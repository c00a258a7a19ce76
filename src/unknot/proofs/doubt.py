"""Asks whether doubt is cautious: what counts as fired out of doubt, beside what the answers turn out to be."""

from __future__ import annotations

from collections.abc import Mapping

import z3  # type: ignore[import-untyped, unused-ignore]

from unknot.conditions.in_z3 import Formula
from unknot.proofs.people import World
from unknot.proofs.question import ALARMS, MASSAGE_NAMES, NEVER, URGENCY_NAMES, Question, has, is_final
from unknot.proofs.terms import terms


def doubt_is_cautious(world: World) -> Question:
    """A final decision that rests on doubts is never milder than the one once every answer is known.

    A rule that waits only for facts without a value for "not sure" counts as fired: massage and limits in full, urgency
    as `clinician` within 7 days at most. Which unsettled rules those are is left open, so more is proved than happens.
    """
    half, full = world.half_known.person, world.everyone
    doubt = {rule: z3.Bool(f"doubt:{rule}") for rule in world.knowledge.rules}
    lower, worst = outcome_in_doubt(world, doubt)
    broken = {}
    for name, after in full.lower.items():
        if name in URGENCY_NAMES:
            told = [_with(way.not_barred(half), doubt[way.rule]) for way in terms(world.knowledge.outcome[name])]
            broken[f"{name}, which nothing had left open"] = z3.And(after, z3.Not(z3.Or([lower[name], *told])))
        elif name != "within_days.7":
            hidden = z3.BoolVal(False) if name in MASSAGE_NAMES else has(lower, "massage.avoid")
            broken[f"{name} is stricter than the final decision"] = z3.And(after, z3.Not(hidden), z3.Not(lower[name]))
    slots = world.decisive
    return Question(
        people=[
            *full.possible,
            *(z3.Not(z3.And(doubt[rule], z3.Or(pair.is_true, pair.is_false))) for rule, pair in half.fired.items()),
        ],
        premise=z3.And(is_final(lower, worst), z3.Or(list(doubt.values()))),
        broken=broken,
        tell=lambda model: (
            f"in doubt: {', '.join(rule for rule in doubt if z3.is_true(model.eval(doubt[rule])))}; "
            + world.portrait(full.person, model, slots)
        ),
        wishes=lambda: [*(z3.Not(d) for d in doubt.values()), *world.ordinary(full.person, slots)],
    )


def outcome_in_doubt(world: World, doubt: Mapping[str, Formula]) -> tuple[dict[str, Formula], dict[str, Formula]]:
    """What is demanded of the half-known person, and what would be at worst, when these rules count as fired."""
    half = world.half_known.person
    open_ = {rule: z3.Not(z3.Or(pair.is_false, doubt[rule])) for rule, pair in half.fired.items()}
    lower: dict[str, Formula] = {}
    worst: dict[str, Formula] = {}
    for name, tree in world.knowledge.outcome.items():
        ways = terms(tree)
        fired = [_with(way.guard(half), half.fired[way.rule].is_true) for way in ways]
        doubted = [] if name in ALARMS else [_with(way.not_barred(half), doubt[way.rule]) for way in ways]
        if name == "within_days.7":
            doubted += [doubt[way.rule] for way in terms(world.knowledge.outcome.get("urgency.same_day", NEVER))]
        lower[name] = z3.Or([*fired, *doubted])
        worst[name] = z3.Or([lower[name], *(_with(way.not_barred(half), open_[way.rule]) for way in ways)])
    return lower, worst


def _with(guard: Formula, fires: Formula) -> Formula:
    """The rule fires and its guard holds; most rules have none."""
    return fires if z3.is_true(guard) else z3.And(fires, guard)
