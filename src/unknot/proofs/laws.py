"""Which laws hold between two people, or between what is known and what is not?

Each law is one question to the solver: could its premise hold and its conclusion fail? The witness beside it is someone
of whom the premise holds. Outcome names are compared one by one, so nothing is traded for something else.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import z3  # type: ignore[import-untyped, unused-ignore]

from unknot.conditions.in_z3 import Formula
from unknot.conditions.tree import Node, Or
from unknot.knowledge.outcome import MASSAGES, URGENCIES, demands
from unknot.knowledge.shapes import Fact, Knowledge
from unknot.knowledge.values import UNSURE, values_of
from unknot.proofs.people import Someone, World, like, new_solver, simplest
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
    solver = new_solver()
    solver.add(question.people)
    solver.add(question.premise)
    witness, counterexample = "", ""
    if solver.check() != z3.sat:
        counterexample = "empty: nobody possible meets its premise"
    else:
        witness = question.tell(solver.model())
        anew = new_solver()  # from scratch is several times faster than going on from the witness
        anew.add(*question.people, question.premise, z3.Or(list(question.broken.values())))
        if anew.check() != z3.unsat:
            model = simplest(anew, question.wishes)
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
    someone, outcome = world.half_known, world.knowledge.outcome
    half = someone.person
    broken: dict[str, Formula] = {}
    for word, holds in (("known", someone.lower), ("at worst", someone.worst)):
        for stronger, weaker in _orders(outcome):
            broken[f"{stronger} without {weaker} ({word})"] = z3.And(holds[stronger], z3.Not(_has(holds, weaker)))
    for rule in world.knowledge.rules.values():
        for demand in demands(rule, world.knowledge.facts):
            guard = Term(rule.id, demand.region, demand.unless_cleared).guard(half)
            what = f"the rule `{rule.id}` fires and {demand.name} does not follow"
            broken[what] = z3.And(half.fired[rule.id].is_true, guard, z3.Not(_has(someone.lower, demand.name)))
    slots = world.slots_of([outcome.get("urgency.same_day", NEVER), outcome.get("massage.avoid", NEVER)])
    return Question(
        people=world.everyone.possible,
        premise=_has(someone.lower, "urgency.same_day"),
        broken=broken,
        tell=lambda model: world.portrait(half, model, slots),
        wishes=world.ordinary(half, slots),
    )


def _has(outcome: Mapping[str, Formula], name: str) -> Formula:
    """The name holds; one that no rule demands never does."""
    return outcome.get(name, z3.BoolVal(False))


def _orders(outcome: Mapping[str, Node]) -> list[tuple[str, str]]:
    """(stronger, weaker) pairs of outcome names: whoever has the first must have the second."""
    levels = [
        *zip(URGENCY_NAMES[1:], URGENCY_NAMES, strict=False),
        *zip(MASSAGE_NAMES[1:], MASSAGE_NAMES, strict=False),
    ]
    pairs = [("urgency.same_day", "massage.avoid"), ("within_days.7", "urgency.clinician"), *levels]
    pairs.remove(("massage.clearance", "massage.modify"))
    pairs.remove(("massage.avoid", "massage.clearance"))
    pairs += [("massage.clearance", "massage.modify"), ("massage.avoid", "massage.clearance")]
    for word in ("max_pressure", "max_minutes", "max_minutes_per_region", "recheck_days"):
        bounds = sorted((int(name.partition(".")[2]), name) for name in outcome if name.partition(".")[0] == word)
        pairs += [(tight, loose) for (_, tight), (_, loose) in pairwise(bounds)]
    pairs += [("heat.none", name) for name in outcome if name.startswith("heat_not_at.")]
    return [(stronger, weaker) for stronger, weaker in pairs if stronger in outcome]


def risk_never_loosens(world: World) -> Question:
    """Two fully known people, the second the same or riskier in every fact that has a direction."""
    return _two_people(world, riskier(world), "only the less risky one has {}")


def riskier(world: World) -> Someone:
    """Someone like `everyone` with the same or more risk in each fact that has a direction, the same elsewhere."""
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
    """What not being sure counts as, beside what the true answers would have been, in any number of facts at once."""
    return _two_people(world, not_sure(world), "the true answer would bring {}, not sure does not")


def not_sure(world: World) -> Someone:
    """Someone like `everyone` who was not sure of some answers; a fact as a whole is sure or not."""
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
    """Not sure counts as the less cautious answer here, and a reason is written."""
    against = (fact.risk == "yes" and fact.unsure is False) or (fact.risk == "no" and fact.unsure is True)
    return against and bool(fact.unsure_because)


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
    slots = world.slots_of(world.knowledge.outcome.values())
    pairs = [(first.person.value[slot], second.person.value[slot]) for slot in slots]
    differ = [one != two for one, two in pairs if not one.eq(two)]

    def tell(model: z3.ModelRef) -> str:
        one, two = first.person.read(model), second.person.read(model)
        told = world.portrait(first.person, model, slots) or "nothing out of the usual"
        other = ", ".join(world.said(slot, two[slot]) for slot in slots if one[slot] != two[slot])
        return f"one: {told}; the other the same but for {other}"

    return Question(
        people=[*first.possible, *second.possible],
        premise=z3.Or(differ),
        broken=broken,
        tell=tell,
        wishes=[*(z3.Not(d) for d in differ), *world.ordinary(first.person, slots)],
    )


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
            hidden = z3.BoolVal(False) if name in MASSAGE_NAMES else _has(lower, "massage.avoid")
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


def is_final(lower: Mapping[str, Formula], worst: Mapping[str, Formula]) -> Formula:
    """No outcome name is open that could still alter the decision.

    After an emergency none can, after a same-day finding only the emergency, where massage is out only the urgency.
    """
    settled = []
    for name in lower:
        alters = [z3.Not(_has(lower, "urgency.emergency"))]
        if name != "urgency.emergency":
            alters.append(z3.Not(_has(lower, "urgency.same_day")))
        if name not in (*URGENCY_NAMES, "within_days.7"):
            alters.append(z3.Not(_has(lower, "massage.avoid")))
        settled.append(z3.Not(z3.And(worst[name], z3.Not(lower[name]), *alters)))
    return z3.And(settled)


def shown(outcome: Mapping[str, Formula]) -> dict[str, Formula]:
    """What a decision shows: limits only while massage is not out, days only while nothing is more urgent."""

    def seen(name: str, holds: Formula) -> Formula:
        if name in URGENCY_NAMES or name in MASSAGE_NAMES:
            return holds
        return z3.And(holds, z3.Not(_has(outcome, "urgency.same_day" if name == "within_days.7" else "massage.avoid")))

    return {name: seen(name, holds) for name, holds in outcome.items()}


def short_interview_equals_long(world: World) -> Question:
    """A final decision of someone half-known, beside the decision once everything is known."""
    before, after = shown(world.half_known.lower), shown(world.everyone.lower)
    return _later(
        world, world.everyone, {f"{name} changes after it was final": before[name] != after[name] for name in before}
    )


def final_stays_final(world: World) -> Question:
    """A final decision of someone half-known, beside the decision when some more answers are given, not all.

    What `unknown_never_no` proves is used here: it makes the question four times faster to answer.
    """
    later = answered_more(world)
    before, after = shown(world.half_known.lower), shown(later.lower)
    broken = {f"{name} changes after it was final": before[name] != after[name] for name in before}
    broken["the decision is open again"] = z3.Not(is_final(later.lower, later.worst))
    question = _later(world, later, broken)
    question.people += [z3.Not(dropped) for dropped in unknown_never_no(world).broken.values()]
    return question


def unknown_never_no(world: World) -> Question:
    """Answering more: what was demanded stays demanded, and nothing appears that `at_worst` had not shown."""
    half, later = world.half_known, answered_more(world)
    broken: dict[str, Formula] = {}
    for name, before in half.outcome.items():
        after = later.outcome[name]
        broken[f"{name} was demanded and is dropped"] = z3.And(before.is_true, z3.Not(after.is_true))
        broken[f"{name} was ruled out and appears"] = z3.And(before.is_false, z3.Not(after.is_false))
    return _later(world, later, broken, final=False)


def answered_more(world: World) -> Someone:
    """The half-known person after some more answers."""
    known = world.half_known.person.known.items()
    return like(world.half_known, {is_known: z3.Or(is_known, z3.Bool(f"later:{slot}")) for slot, is_known in known})


def _later(world: World, later: Someone, broken: dict[str, Formula], *, final: bool = True) -> Question:
    """The half-known person, whose decision may have to be final, and the same person of whom more is known later."""
    half = world.half_known
    slots = world.slots_of(world.knowledge.outcome.values())
    more = [z3.And(z3.Not(half.person.known[slot]), later.person.known[slot]) for slot in slots]

    def tell(model: z3.ModelRef) -> str:
        before, after = half.person.read(model), later.person.read(model)
        new = [slot for slot in slots if before[slot] is None and after[slot] is not None]
        told = [world.said(slot, after[slot]) for slot in new if after[slot] != world.usual(slot)]
        first = world.portrait(half.person, model, slots) or "nothing out of the usual"
        return f"first: {first}; then also: {', '.join(told) or f'{len(new)} usual answers'}"

    fewer = [z3.Not(known) for known in later.person.known.values() if not z3.is_true(known)]
    return Question(
        people=[*world.everyone.possible],
        premise=z3.And(is_final(half.lower, half.worst) if final else z3.BoolVal(True), z3.Or(more)),
        broken=broken,
        tell=tell,
        wishes=[*fewer, *world.ordinary(half.person, slots)],
    )


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
    broken["massage.clearance is not what the other findings ask for"] = _has(
        after.lower, "massage.clearance"
    ) != z3.Or(asking)
    slots = world.slots_of([world.knowledge.outcome.get("massage.clearance", NEVER)])
    return Question(
        people=[*before.possible, z3.AtMost(*new.values(), 1)] if new else before.possible,
        premise=z3.Or([z3.And(new[rule], z3.Not(old[rule]), fired[rule].is_true) for rule in new]),
        broken=broken,
        tell=lambda model: (
            f"newly cleared: {', '.join(rule for rule in new if z3.is_true(model.eval(new[rule])))}; "
            + world.portrait(before.person, model, slots)
        ),
        wishes=[*(z3.Not(cleared) for cleared in old.values()), *world.ordinary(before.person, slots)],
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
    Law(
        "final_stays_final",
        "A final decision stays final and the same, however many more answers come.",
        final_stays_final,
    ),
    Law(
        "unknown_never_no",
        "Unknown is never read as no: answers to come can only add to what is demanded.",
        unknown_never_no,
    ),
    Law("clearing_touches_one", "Clearing one finding changes that finding only.", clearing_touches_one),
)
