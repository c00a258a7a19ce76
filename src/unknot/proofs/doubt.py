"""Is doubt cautious? What counts as fired because somebody was not sure, beside what the answers turn out to be."""

from __future__ import annotations

import z3  # type: ignore[import-untyped, unused-ignore]

from unknot.conditions.in_z3 import Formula
from unknot.proofs.people import World
from unknot.proofs.question import ALARMS, MASSAGE_NAMES, URGENCY_NAMES, Question, has, is_final
from unknot.proofs.terms import terms


def doubt_is_cautious(world: World) -> Question:
    """A final decision with doubts, beside the decision once every answer is known.

    A rule that waits only for facts without a value for "not sure" counts as fired: massage and limits in full, urgency
    as `clinician` within 7 days at most. Which unsettled rules those are is left open, so more is proved than happens.
    """
    half, full = world.half_known.person, world.everyone
    doubt = {rule: z3.Bool(f"doubt:{rule}") for rule in world.knowledge.rules}
    open_ = {rule: z3.Not(z3.Or(pair.is_false, doubt[rule])) for rule, pair in half.fired.items()}
    ways = {name: terms(tree) for name, tree in world.knowledge.outcome.items()}
    lower: dict[str, Formula] = {}
    worst: dict[str, Formula] = {}
    for name, found in ways.items():
        fired = [_with(term.guard(half), half.fired[term.rule].is_true) for term in found]
        doubted = [] if name in ALARMS else [_with(term.not_barred(half), doubt[term.rule]) for term in found]
        week = [doubt[term.rule] for term in ways["urgency.same_day"]] if name == "within_days.7" else []
        lower[name] = z3.Or([*fired, *doubted, *week])
        worst[name] = z3.Or([_with(term.not_barred(half), open_[term.rule]) for term in found])
    broken = {}
    for name, after in full.lower.items():
        if name in URGENCY_NAMES:
            told = [_with(term.not_barred(half), doubt[term.rule]) for term in ways[name]]
            broken[f"{name}, which nothing had left open"] = z3.And(after, z3.Not(z3.Or([lower[name], *told])))
        elif name != "within_days.7":
            hidden = z3.BoolVal(False) if name in MASSAGE_NAMES else has(lower, "massage.avoid")
            broken[f"{name} is stricter than the final decision"] = z3.And(after, z3.Not(hidden), z3.Not(lower[name]))
    slots = world.slots_of(world.knowledge.outcome.values())
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
        wishes=[*(z3.Not(d) for d in doubt.values()), *world.ordinary(full.person, slots)],
    )


def _with(guard: Formula, fires: Formula) -> Formula:
    """The rule fires and its guard holds; most rules have none."""
    return fires if z3.is_true(guard) else z3.And(fires, guard)
