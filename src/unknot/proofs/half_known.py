"""Asks whether later answers can change what was said to someone half-known: the four laws about what is missing.

One person at three moments, all built from the same constants (`people.py` draws how):

    half_known  ---- some more answers --->  later  ---- all the others --->  everyone
       said                                  still said?                      still said?

`rules_never_forget` is proved of every rule, `unknown_never_no` on it of every outcome name, and the two laws about
final decisions on that. What is proved already is given to the solver as known: each step is small.
"""

from __future__ import annotations

import z3  # type: ignore[import-untyped, unused-ignore]

from unknot.conditions.in_z3 import Formula
from unknot.proofs.people import Someone, World, answers_of
from unknot.proofs.question import Question, is_final, shown


def short_interview_equals_long(world: World) -> Question:
    """A final decision of someone half-known is the one that they get once everything is known.

    What `unknown_never_no` proves of every later answer is used here: the question is answered several times faster.
    """
    before, after = shown(world.half_known.lower), shown(world.everyone.lower)
    broken = {f"{name} changes after it was final": before[name] != after[name] for name in before}
    question = _later(world, world.everyone, broken)
    question.people += [z3.Not(dropped) for dropped in _dropped(world.half_known, world.everyone).values()]
    return question


def final_stays_final(world: World) -> Question:
    """A final decision of someone half-known stays final and the same when some more answers are given, not all.

    What `unknown_never_no` proves is used here: it makes the question four times faster to answer.
    """
    later = world.later
    before, after = shown(world.half_known.lower), shown(later.lower)
    broken = {f"{name} changes after it was final": before[name] != after[name] for name in before}
    broken["the decision is open again"] = z3.Not(is_final(later.lower, later.worst))
    question = _later(world, later, broken)
    question.people += [z3.Not(dropped) for dropped in unknown_never_no(world).broken.values()]
    return question


def rules_never_forget(world: World) -> Question:
    """Answering more: what a rule found it still finds, what it ruled out stays ruled out, and it never says both."""
    return _later(world, world.later, _forgotten(world.half_known, world.later), final=False)


def unknown_never_no(world: World) -> Question:
    """Answering more: what was demanded stays demanded, and nothing appears that `at_worst` had not shown.

    What `rules_never_forget` proves is used here, and this in the two questions above: step by step the solver needs a
    quarter of the time.
    """
    question = _later(world, world.later, _dropped(world.half_known, world.later), final=False)
    question.people += [z3.Not(forgotten) for forgotten in _forgotten(world.half_known, world.later).values()]
    return question


def _forgotten(half: Someone, later: Someone) -> dict[str, Formula]:
    broken: dict[str, Formula] = {}
    for rule, before in half.person.fired.items():
        after = later.person.fired[rule]
        broken[f"the rule {rule} found something and does not any more"] = z3.And(before.is_true, z3.Not(after.is_true))
        broken[f"the rule {rule} was ruled out and is not any more"] = z3.And(before.is_false, z3.Not(after.is_false))
        broken[f"the rule {rule} says both"] = z3.And(after.is_true, after.is_false)
    return broken


def _dropped(half: Someone, later: Someone) -> dict[str, Formula]:
    """What was demanded or ruled out of the half-known person, and is not later."""
    broken: dict[str, Formula] = {}
    for name, before in half.outcome.items():
        after = later.outcome[name]
        broken[f"{name} was demanded and is dropped"] = z3.And(before.is_true, z3.Not(after.is_true))
        broken[f"{name} was ruled out and appears"] = z3.And(before.is_false, z3.Not(after.is_false))
        broken[f"{name} is demanded and ruled out at once"] = z3.And(after.is_true, after.is_false)
    return broken


def _later(world: World, later: Someone, broken: dict[str, Formula], *, final: bool = True) -> Question:
    """The half-known person, whose decision may have to be final, and the same person of whom more is known later."""
    half = world.half_known
    slots = world.decisive
    more = [z3.And(z3.Not(half.person.known[slot]), later.person.known[slot]) for slot in slots]

    def tell(model: z3.ModelRef) -> str:
        before, after = answers_of(half.person, model, slots), answers_of(later.person, model, slots)
        new = [slot for slot in slots if before[slot] is None and after[slot] is not None]
        told = [world.said(slot, after[slot]) for slot in new if after[slot] != world.usual(slot)]
        first = world.portrait(half.person, model, slots) or "nothing out of the usual"
        return f"first: {first}; then also: {', '.join(told) or f'{len(new)} usual answers'}"

    def wishes() -> list[Formula]:
        fewer = [z3.Not(known) for known in later.person.known.values() if not z3.is_true(known)]
        return [*fewer, *world.ordinary(half.person, slots)]

    return Question(
        people=[*world.everyone.possible],
        premise=z3.And(is_final(half.lower, half.worst) if final else z3.BoolVal(True), z3.Or(more)),
        broken=broken,
        tell=tell,
        wishes=wishes,
    )
