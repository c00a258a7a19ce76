"""Which laws hold between two people, or between what is known and what is not?

Each law is one question to the solver: could its premise hold and its conclusion fail? The witness beside it is someone
of whom the premise holds. Outcome names are compared one by one, so nothing is traded for something else.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import z3  # type: ignore[import-untyped, unused-ignore]

from unknot.conditions.in_z3 import Formula, Person
from unknot.conditions.tree import Node, Or
from unknot.knowledge.outcome import MASSAGES, URGENCIES, demands
from unknot.knowledge.shapes import Fact
from unknot.knowledge.values import values_of
from unknot.proofs.people import World, simplest
from unknot.proofs.terms import Term, terms
from unknot.proofs.verdict import Verdict

NEVER: Node = Or(())
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
    wishes: list[Formula] = field(default_factory=list)
    """What makes them easier to picture."""


def prove(world: World, law: Law) -> Verdict:
    """Proved, or people for whom the law does not hold; an empty premise is a failure."""
    start = time.perf_counter()
    question = law.ask(world)
    solver = z3.Solver()
    solver.add(question.people)
    solver.add(question.premise)
    witness, counterexample = "", ""
    if solver.check() != z3.sat:
        counterexample = "empty: nobody possible meets its premise"
    else:
        witness = question.tell(solver.model())
        solver.add(z3.Or(list(question.broken.values())))
        if solver.check() != z3.unsat:
            model = simplest(solver, question.wishes)
            what = next(name for name, broken in question.broken.items() if z3.is_true(model.eval(broken, True)))
            counterexample = f"{what}; {question.tell(model)}"
    return Verdict(
        id=law.id,
        says=law.says,
        holds=not counterexample,
        witness=witness,
        counterexample=counterexample,
        seconds=time.perf_counter() - start,
    )


@dataclass(frozen=True)
class Law:
    """A sentence that holds for every possible person, and how to ask for someone for whom it does not."""

    id: str
    says: str
    ask: Callable[[World], Question]


def stop_cannot_be_outvoted(world: World) -> Question:
    """Whatever else is true: what one rule demands stands, and an emergency or same-day finding means no massage."""
    half = world.person(known=False, cleared={})
    outcome = world.knowledge.outcome
    broken: dict[str, Formula] = {}
    for word, at_worst in (("known", False), ("at worst", True)):

        def holds(name: str, at_worst: bool = at_worst) -> Formula:
            pair = half.truth(outcome.get(name, NEVER))
            return z3.Not(pair.is_false) if at_worst else pair.is_true

        for stronger, weaker in _orders(outcome):
            broken[f"{stronger} without {weaker} ({word})"] = z3.And(holds(stronger), z3.Not(holds(weaker)))
    for rule in world.knowledge.rules.values():
        for demand in demands(rule, world.knowledge.facts):
            told = half.truth(outcome.get(demand.name, NEVER)).is_true
            guard = Term(rule.id, demand.region, demand.unless_cleared).guard(half)
            what = f"the rule `{rule.id}` fires and {demand.name} does not follow"
            broken[what] = z3.And(half.fired[rule.id].is_true, guard, z3.Not(told))
    alarm = half.truth(outcome.get("urgency.same_day", NEVER)).is_true
    slots = world.slots_of([outcome.get("urgency.same_day", NEVER), outcome.get("massage.avoid", NEVER)])
    return Question(
        people=world.possible(world.everyone),
        premise=alarm,
        broken=broken,
        tell=lambda model: world.portrait(half, model, slots),
        wishes=world.ordinary(half, slots),
    )


def _orders(outcome: Mapping[str, Node]) -> list[tuple[str, str]]:
    """(stronger, weaker) pairs of outcome names: whoever has the first must have the second."""
    levels = [*zip(URGENCY_NAMES[1:], URGENCY_NAMES, strict=False), *zip(MASSAGE_NAMES[1:], MASSAGE_NAMES, strict=False)]
    pairs = [("urgency.same_day", "massage.avoid"), ("within_days.7", "urgency.clinician"), *levels]
    pairs.remove(("massage.clearance", "massage.modify"))
    pairs.remove(("massage.avoid", "massage.clearance"))
    pairs += [("massage.clearance", "massage.modify"), ("massage.avoid", "massage.clearance")]
    for word in ("max_pressure", "max_minutes", "max_minutes_per_region", "recheck_days"):
        bounds = sorted((int(name.partition(".")[2]), name) for name in outcome if name.partition(".")[0] == word)
        pairs += [(tight, loose) for (_, tight), (_, loose) in zip(bounds, bounds[1:], strict=False)]
    pairs += [("heat.none", name) for name in outcome if name.startswith("heat_not_at.")]
    return [(stronger, weaker) for stronger, weaker in pairs if stronger in outcome]


def risk_never_loosens(world: World) -> Question:
    """Two fully known people, the second the same or riskier in every fact that has a direction."""
    first = world.everyone
    second = riskier(world)
    return _two_people(world, first, second, z3.BoolVal(True), "only the less risky one has {}")


def riskier(world: World) -> Person:
    """Someone like `everyone` with the same or more risk in each fact that has a direction, the same elsewhere."""
    first, values, bounds = world.everyone, {}, []
    for slot, value in first.value.items():
        values[slot], more = value, z3.Bool(f"more:{slot}")
        match world.risk[slot]:
            case "yes":
                values[slot] = z3.Or(value, more)
            case "no":
                values[slot] = z3.And(value, z3.Not(more))
            case "up" | "down" as direction:
                values[slot] = z3.Int(f"riskier:{slot}")
                bounds.append(values[slot] >= value if direction == "up" else values[slot] <= value)
    second = world.person(name="riskier", values=values)
    second.possible += bounds
    return second


def unsure_is_cautious(world: World) -> Question:
    """Someone who was not sure of some answers, taken as those facts say, beside what the true answers would have been."""
    true = world.everyone
    unsure = not_sure(world)
    return _two_people(world, true, unsure, z3.BoolVal(True), "the true answer would bring {}, not sure does not")


def not_sure(world: World) -> Person:
    """Someone like `everyone` who was not sure of some answers; a fact as a whole is sure or not."""
    values = dict(world.everyone.value)
    for slot, counted in unsure_values(world).items():
        values[slot] = z3.If(z3.Bool(f"unsure:{slot.partition('.')[0]}"), counted, values[slot])
    return world.person(name="unsure", values=values)


def unsure_values(world: World) -> dict[str, bool | int]:
    """Slot -> what not sure counts as, where it counts as the cautious answer.

    Left out: facts where it counts as the other one, for a reason written there (`unsure_because`), and facts without.
    """
    found: dict[str, bool | int] = {}
    for fact in world.knowledge.facts.values():
        if fact.unsure is not None and not is_excepted(fact):
            values = values_of(fact, world.knowledge.types[fact.id], "unsure")
            found |= {slot: value for slot, value in values.items() if value is not None}
    return found


def is_excepted(fact: Fact) -> bool:
    """Not sure counts as the less cautious answer here, and a reason is written."""
    against = (fact.risk == "yes" and fact.unsure is False) or (fact.risk == "no" and fact.unsure is True)
    return against and bool(fact.unsure_because)


def _two_people(world: World, first: Person, second: Person, premise: Formula, what: str) -> Question:
    """No outcome name may be true of the first and false of the second; the premise makes them differ."""
    outcome = world.knowledge.outcome
    broken = {
        what.format(name): z3.And(first.truth(tree).is_true, z3.Not(second.truth(tree).is_true))
        for name, tree in outcome.items()
    }
    slots = world.slots_of(outcome.values())
    differ = [first.value[slot] != second.value[slot] for slot in slots if first.value[slot] is not second.value[slot]]

    def tell(model: z3.ModelRef) -> str:
        one, two = first.read(model), second.read(model)
        told = world.portrait(first, model, slots) or "nothing out of the usual"
        other = ", ".join(world.said(slot, two[slot]) for slot in slots if one[slot] != two[slot])
        return f"one: {told}; the other the same but for {other}"

    return Question(
        people=[*world.possible(first), *world.possible(second)],
        premise=z3.And(premise, z3.Or(differ)),
        broken=broken,
        tell=tell,
        wishes=[*(z3.Not(d) for d in differ), *world.ordinary(first, slots)],
    )


def doubt_is_cautious(world: World) -> Question:
    """A final decision with doubts, beside the decision once every answer is known.

    A rule that waits only for facts without a value for "not sure" counts as fired: massage and limits in full, urgency
    as `clinician` within 7 days at most. Which unsettled rules those are is left open, so more is proved than happens.
    """
    half, full = world.half_known, world.everyone
    doubt = {rule: z3.Bool(f"doubt:{rule}") for rule in world.knowledge.rules}
    settled = {rule: z3.Or(pair.is_true, pair.is_false) for rule, pair in half.fired.items()}
    lower: dict[str, Formula] = {}
    worst: dict[str, Formula] = {}
    for name, tree in world.knowledge.outcome.items():
        found, may = [], []
        for term in terms(tree):
            pair, open_ = half.fired[term.rule], term.not_barred(half)
            found.append(z3.And(pair.is_true, term.guard(half)))
            if name not in ALARMS:
                found.append(z3.And(doubt[term.rule], open_))
            may.append(z3.And(z3.Not(pair.is_false), z3.Not(doubt[term.rule]), open_))
        if name == "within_days.7":
            alarming = terms(world.knowledge.outcome.get("urgency.same_day", NEVER))
            found += [doubt[term.rule] for term in alarming]
        lower[name], worst[name] = z3.Or(found), z3.Or(may)
    final = is_final(lower, worst)
    hidden = lower.get("massage.avoid", z3.BoolVal(False))
    broken = {}
    for name, tree in world.knowledge.outcome.items():
        after = full.truth(tree).is_true
        if name in URGENCY_NAMES:
            told = [z3.And(doubt[term.rule], term.not_barred(half)) for term in terms(tree)]
            broken[f"{name}, which nothing had left open"] = z3.And(after, z3.Not(z3.Or([lower[name], *told])))
        elif name != "within_days.7":
            shown = z3.BoolVal(True) if name in MASSAGE_NAMES else z3.Not(hidden)
            broken[f"{name} is stricter than the final decision"] = z3.And(after, shown, z3.Not(lower[name]))
    slots = world.slots_of(world.knowledge.outcome.values())
    return Question(
        people=[*world.possible(full), *(z3.Implies(doubt[rule], z3.Not(settled[rule])) for rule in doubt)],
        premise=z3.And(final, z3.Or(list(doubt.values()))),
        broken=broken,
        tell=lambda model: (
            f"doubt left {', '.join(rule for rule in doubt if z3.is_true(model.eval(doubt[rule])))} unsettled; "
            + world.portrait(full, model, slots)
        ),
        wishes=[*(z3.Not(d) for d in doubt.values()), *world.ordinary(full, slots)],
    )


def is_final(lower: Mapping[str, Formula], worst: Mapping[str, Formula]) -> Formula:
    """No outcome name is open that could still alter the decision.

    After an emergency none can, after a same-day finding only the emergency, where massage is out only the urgency.
    """
    urgent = (*URGENCY_NAMES, "within_days.7")

    def has(name: str) -> Formula:
        return lower.get(name, z3.BoolVal(False))

    settled = []
    for name in lower:
        alters = [z3.Not(has("urgency.emergency"))]
        if name != "urgency.emergency":
            alters.append(z3.Not(has("urgency.same_day")))
        if name not in urgent:
            alters.append(z3.Not(has("massage.avoid")))
        settled.append(z3.Not(z3.And(worst[name], z3.Not(lower[name]), *alters)))
    return z3.And(settled)


def shown(outcome: Mapping[str, Formula]) -> dict[str, Formula]:
    """What a decision shows: limits only while massage is not out, days only while nothing is more urgent."""

    def has(name: str) -> Formula:
        return outcome.get(name, z3.BoolVal(False))

    def seen(name: str, holds: Formula) -> Formula:
        if name in URGENCY_NAMES or name in MASSAGE_NAMES:
            return holds
        return z3.And(holds, z3.Not(has("urgency.same_day" if name == "within_days.7" else "massage.avoid")))

    return {name: seen(name, holds) for name, holds in outcome.items()}


def short_interview_equals_long(world: World) -> Question:
    """A final decision of someone half-known, beside the decision once everything is known."""
    full = {name: world.everyone.truth(tree).is_true for name, tree in world.knowledge.outcome.items()}
    return _finished(world, world.everyone, shown(full), {})


def final_stays_final(world: World) -> Question:
    """A final decision of someone half-known, beside the decision when some more answers are given, not all."""
    later = answered_more(world)
    lower, worst = bounds(world, later)
    return _finished(world, later, shown(lower), {"the decision is open again": z3.Not(is_final(lower, worst))})


def _finished(world: World, later: Person, after: Mapping[str, Formula], more: Mapping[str, Formula]) -> Question:
    half = world.half_known
    lower, worst = bounds(world, half)
    before = shown(lower)
    slots = world.slots_of(world.knowledge.outcome.values())
    return Question(
        people=world.possible(world.everyone),
        premise=z3.And(
            is_final(lower, worst), z3.Or([z3.And(z3.Not(half.known[slot]), later.known[slot]) for slot in slots])
        ),
        broken={**{f"{name} changes after it was final": before[name] != after[name] for name in before}, **more},
        tell=lambda model: (
            f"first: {world.portrait(half, model, slots)}; later also: {_added(world, half, later, model, slots)}"
        ),
        wishes=[*world.ordinary(half, slots), *(z3.Not(later.known[s]) for s in slots if not z3.is_true(later.known[s]))],
    )


def _added(world: World, half: Person, later: Person, model: z3.ModelRef, slots: Iterable[str]) -> str:
    before, after = half.read(model), later.read(model)
    new = [slot for slot in slots if before[slot] is None and after[slot] is not None]
    return ", ".join(world.said(slot, after[slot]) for slot in new if after[slot] != world.usual(slot)) or (
        f"{len(new)} usual answers"
    )


def bounds(world: World, person: Person) -> tuple[dict[str, Formula], dict[str, Formula]]:
    """What is demanded already, and what would be at worst: outcome name -> formula."""
    pairs = {name: person.truth(tree) for name, tree in world.knowledge.outcome.items()}
    return {n: p.is_true for n, p in pairs.items()}, {n: z3.Not(p.is_false) for n, p in pairs.items()}


def answered_more(world: World) -> Person:
    """The half-known person after some more answers."""
    known = {slot: z3.Or(known, z3.Bool(f"later:{slot}")) for slot, known in world.half_known.known.items()}
    return world.person(known=known)


def unknown_never_no(world: World) -> Question:
    """Answering more: what was demanded stays demanded, and nothing appears that `at_worst` had not shown."""
    half, later = world.half_known, answered_more(world)
    broken: dict[str, Formula] = {}
    for name, tree in world.knowledge.outcome.items():
        before, after = half.truth(tree), later.truth(tree)
        broken[f"{name} was demanded and is dropped"] = z3.And(before.is_true, z3.Not(after.is_true))
        broken[f"{name} was ruled out and appears"] = z3.And(before.is_false, z3.Not(after.is_false))
    slots = world.slots_of(world.knowledge.outcome.values())
    return Question(
        people=world.possible(world.everyone),
        premise=z3.Or([z3.And(z3.Not(half.known[slot]), later.known[slot]) for slot in slots]),
        broken=broken,
        tell=lambda model: (
            f"first: {world.portrait(half, model, slots)}; later also: {_added(world, half, later, model, slots)}"
        ),
        wishes=[*(z3.Not(z3.Bool(f"later:{slot}")) for slot in slots), *world.ordinary(half, slots)],
    )


def clearing_touches_one(world: World) -> Question:
    """The same person before and after one more finding is cleared.

    Only `massage.clearance` may change, and only so far as this one finding was what asked for it.
    """
    rules = [rule for rule in world.knowledge.rules.values()]
    now = {rule.id: z3.Bool(f"cleared:{rule.id}") for rule in rules}
    new = {rule.id: z3.Bool(f"newly cleared:{rule.id}") for rule in rules}
    before = world.person(cleared=now)
    after = world.person(cleared={rule: z3.Or(now[rule], new[rule]) for rule in now})
    asks = [
        z3.And(after.fired[rule.id].is_true, z3.Not(after.cleared[rule.id]) if rule.massage == "clearance" else True)
        for rule in rules
        if rule.massage in ("clearance", "avoid")
    ]
    broken = {}
    for name, tree in world.knowledge.outcome.items():
        was, is_ = before.truth(tree).is_true, after.truth(tree).is_true
        if name == "massage.clearance":
            broken["a clearance that another finding still asks for is gone"] = is_ != z3.Or(asks)
        else:
            broken[f"{name} changes with a clearance"] = was != is_
    slots = world.slots_of([world.knowledge.outcome.get("massage.clearance", NEVER)])
    wanting = [z3.And(new[r.id], z3.Not(now[r.id]), before.fired[r.id].is_true) for r in rules if r.massage == "clearance"]
    return Question(
        people=[*world.possible(before), z3.AtMost(*new.values(), 1)] if new else world.possible(before),
        premise=z3.Or(wanting),
        broken=broken,
        tell=lambda model: (
            f"newly cleared: {', '.join(r for r in new if z3.is_true(model.eval(new[r])))}; "
            + world.portrait(before, model, slots)
        ),
        wishes=[*(z3.Not(c) for c in now.values()), *world.ordinary(before, slots)],
    )


LAWS = (
    Law(
        "stop_cannot_be_outvoted",
        "A stop cannot be outvoted: an emergency or same-day finding always means no massage, whatever else is true.",
        stop_cannot_be_outvoted,
    ),
    Law(
        "risk_never_loosens",
        "Between two people who differ only in risk, the one with more risk never has a looser outcome in any field.",
        risk_never_loosens,
    ),
    Law(
        "unsure_is_cautious",
        "Whatever the true answer is, not being sure never gave a looser outcome than it.",
        unsure_is_cautious,
    ),
    Law(
        "doubt_is_cautious",
        "However doubts are later answered, massage and limits of a final decision never get stricter, and urgency rises "
        "only to what the person was told could not be ruled out.",
        doubt_is_cautious,
    ),
    Law(
        "short_interview_equals_long",
        "The short interview gives the same urgency, days, massage and limits as the full one.",
        short_interview_equals_long,
    ),
    Law("final_stays_final", "A final decision stays final and the same, however many more answers come.", final_stays_final),
    Law("unknown_never_no", "Unknown is never read as no: answers to come can only add to what is demanded.", unknown_never_no),
    Law("clearing_touches_one", "Clearing one finding changes that finding only.", clearing_touches_one),
)
