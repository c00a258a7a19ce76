"""Builds every possible person as formulas for the solver, and puts any one of them in words.

A half-known person shares the values of a fully known one: what is not known yet has a value all the same. So every
completion of every half-known person is spoken of at once, and no half-known person is left whom nobody could be.

For each slot there are two constants that the solver may choose: `k`, is it known, and `v`, what is it. All formulas
(which rules fire, what is demanded) are built over these once, for `half_known`. Everybody else has the same formulas
with some constants replaced (`like`). With two facts, and a rule whose condition is `fever`:

                  fever             age               the rule is known to be true when
    half_known    k1, v1            k2, v2            k1 and v1
    everyone      true, v1          true, v2          v1
    later         k1 or l1, v1      k2 or l2, v2      (k1 or l1) and v1

The `v` are shared, so these are one person at three moments: l1 and l2 say what is answered in between. The second
person of a law about two has some `v` replaced by constants of their own, and the law says how those lie to the first
person's: w2 = v2 + 1 is somebody a year older.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import z3  # type: ignore[import-untyped, unused-ignore]

from unknot.conditions.in_z3 import Formula, PossiblePerson
from unknot.conditions.tree import Cleared, Fired, Node, atoms, facts_named
from unknot.conditions.truth import Pair
from unknot.conditions.typecheck import FactType
from unknot.knowledge.shapes import Fact, Knowledge
from unknot.knowledge.values import values_of

Carrier = Callable[..., PossiblePerson]
"""How conditions become formulas: `PossiblePerson`, or in the tests one that is wrong on purpose."""


class World:
    """Everyone who could come, for one knowledge; formulas are built once and shared by all proofs.

    A proof adds to them what it is about; a second person is `like` one of them.
    """

    def __init__(self, knowledge: Knowledge, carrier: Carrier = PossiblePerson) -> None:
        self.knowledge = knowledge
        self.carrier = carrier
        self.risk = {slot: self.fact_of(slot).risk for slot in knowledge.slots}

    def fact_of(self, slot: str) -> Fact:
        """The fact that a slot belongs to: `wound_at` for `wound_at.low_back_left`."""
        return self.knowledge.facts[slot.partition(".")[0]]

    @cached_property
    def half_known(self) -> Someone:
        """Anyone, with any answers missing and any clearances on record."""
        person = self.carrier(self.knowledge.types, name="person")
        person.meet(self.knowledge.conditions)
        outcome = {name: person.truth(tree) for name, tree in self.knowledge.outcome.items()}
        nevers = [z3.Not(person.truth(never).is_true) for never in self.knowledge.never_conditions]
        return Someone(person, outcome, [*person.possible, *nevers])

    @cached_property
    def everyone(self) -> Someone:
        """Anyone, fully known: `half_known` with nothing missing."""
        return like(self.half_known, dict.fromkeys(self.half_known.person.known.values(), z3.BoolVal(True)))

    @cached_property
    def later(self) -> Someone:
        """The half-known person after any more answers."""
        known = self.half_known.person.known.items()
        return like(self.half_known, {is_known: z3.Or(is_known, z3.Bool(f"later:{slot}")) for slot, is_known in known})

    @cached_property
    def nobody_cleared(self) -> Formula:
        """No clearance is on record."""
        return z3.And([z3.Not(cleared) for cleared in self.everyone.person.cleared.values()])

    @cached_property
    def solver(self) -> z3.Solver:
        """Asks about `everyone` and `half_known`; leave it as it was found (push and pop)."""
        solver = new_solver()
        solver.add(self.everyone.possible)
        return solver

    @cached_property
    def outcome_solver(self) -> z3.Solver:
        """Asks about outcomes of the two, by the names of `Someone.named`, while nobody is cleared."""
        solver = new_solver()
        solver.add(*self.everyone.possible, self.nobody_cleared, *self.everyone.meaning, *self.half_known.meaning)
        return solver

    @cached_property
    def rests_on(self) -> dict[str, tuple[str, ...]]:
        """Rule -> every slot that it names."""
        return {rule: facts_named(tree) for rule, tree in self.knowledge.conditions.items()}

    @cached_property
    def decisive(self) -> tuple[str, ...]:
        """Every slot that any outcome rests on."""
        return self.slots_of(self.knowledge.outcome.values())

    def slots_of(self, nodes: Iterable[Node]) -> tuple[str, ...]:
        """Every slot that the trees rest on, through the rules they name, in the order of the vocabulary."""
        rested: set[str] = set()
        for node in nodes:
            rested.update(facts_named(node))
            for rule in rules_named(node):
                rested.update(self.rests_on[rule])
        return tuple(slot for slot in self.knowledge.slots if slot in rested)

    def usual(self, slot: str) -> bool | int | None:
        """The value of a person who has nothing to report; None where there is no usual one."""
        fact = self.fact_of(slot)
        if fact.usual is None:
            return None
        usual = list(fact.usual) if isinstance(fact.usual, tuple) else fact.usual
        return values_of(fact, self.knowledge.types[fact.id], usual)[slot]

    def ordinary(self, person: PossiblePerson, slots: Iterable[str]) -> list[Formula]:
        """What would make the person easier to picture: unknown answers missing, known ones the usual ones."""
        wishes = []
        for slot in slots:
            usual = self.usual(slot) if self.fact_of(slot).usual is not None else self._middling(slot)
            if not z3.is_true(person.known[slot]):
                wishes.append(z3.Not(person.known[slot]))
            if usual is not None:
                wishes.append(person.value[slot] == usual)
        return wishes

    def _middling(self, slot: str) -> int | None:
        """Somewhere in the middle of a number's range, for facts without a usual value."""
        kind = self.knowledge.types[self.fact_of(slot).id]
        if kind.kind != "number" or kind.minimum is None or kind.maximum is None:
            return None
        return (kind.count(kind.minimum) + kind.count(kind.maximum)) // 2

    def portrait(self, person: PossiblePerson, model: z3.ModelRef, slots: Sequence[str]) -> str:
        """The person in words, only these slots, and of those only what is known and out of the usual.

        As in "age: 72 years; blood thinners: yes; wound: low back, left". Empty: nothing out of the usual.
        """
        found = answers_of(person, model, slots)
        told: dict[str, list[str]] = {}
        for slot in slots:
            value = found[slot]
            if value is not None and value != self.usual(slot):
                fact = self.fact_of(slot)
                told.setdefault(fact.label, []).append(
                    words(fact, self.knowledge.types[fact.id], value, slot.partition(".")[2])
                )
        return "; ".join(f"{label}: {' and '.join(answers)}" for label, answers in told.items())

    def said(self, slot: str, value: bool | int | None) -> str:
        """One answer in words: "age: 72 years"."""
        fact = self.fact_of(slot)
        if value is None:
            return f"{fact.label}: not known"
        return f"{fact.label}: {words(fact, self.knowledge.types[fact.id], value, slot.partition('.')[2])}"


@dataclass(frozen=True)
class Someone:
    """A person, and the outcome that follows from what is known of them."""

    person: PossiblePerson
    outcome: dict[str, Pair[Formula]]
    """Outcome name -> (known true, known false)."""
    possible: list[Formula]

    @cached_property
    def named(self) -> dict[str, Pair[Formula]]:
        """The outcome as constants that stand for it where `meaning` is asserted.

        A solver that is asked about many outcomes in turn then takes each apart once: four times faster.
        """
        return {name: Pair(z3.FreshBool(name), z3.FreshBool(f"not {name}")) for name in self.outcome}

    @cached_property
    def meaning(self) -> list[Formula]:
        """What the constants of `named` stand for."""
        pairs = [(self.named[name], pair) for name, pair in self.outcome.items()]
        return [
            part for named, pair in pairs for part in (named.is_true == pair.is_true, named.is_false == pair.is_false)
        ]

    @cached_property
    def lower(self) -> dict[str, Formula]:
        """What is demanded already."""
        return {name: pair.is_true for name, pair in self.outcome.items()}

    @cached_property
    def worst(self) -> dict[str, Formula]:
        """What would be demanded at worst."""
        return {name: z3.Not(pair.is_false) for name, pair in self.outcome.items()}


def new_solver() -> z3.Solver:
    """Every answer has finitely many values, so the solver for finite domains does: several times faster here."""
    return z3.SolverFor("QF_FD")


def like(other: Someone, instead: Mapping[Formula, Formula]) -> Someone:
    """A copy of `other` with some z3 constants replaced, each by what `instead` has for it."""
    old, rules = other.person, list(other.person.fired)
    parts = iter(
        replaced(
            [
                *old.known.values(),
                *old.value.values(),
                *old.cleared.values(),
                *(part for pair in old.fired.values() for part in (pair.is_true, pair.is_false)),
                *(part for pair in other.outcome.values() for part in (pair.is_true, pair.is_false)),
                *other.possible,
            ],
            instead,
        )
    )
    person = PossiblePerson({})  # of no vocabulary: it takes over what was replaced, and no formula is built again
    person.known = {slot: next(parts) for slot in old.known}
    person.value = {slot: next(parts) for slot in old.value}
    person.cleared = {rule: next(parts) for rule in old.cleared}
    person.fired = {rule: Pair(next(parts), next(parts)) for rule in rules}
    outcome = {name: Pair(next(parts), next(parts)) for name in other.outcome}
    return Someone(person, outcome, list(parts))


def replaced(parts: list[Formula], instead: Mapping[Formula, Formula]) -> list[Formula]:
    """Every formula with constants replaced, all in one go: one by one is slow."""
    bundle = z3.Function("all of", *(part.sort() for part in parts), z3.BoolSort())(parts)
    new: list[Formula] = z3.simplify(z3.substitute(bundle, *instead.items())).children()
    return new


def answers_of(person: PossiblePerson, model: z3.ModelRef, slots: Iterable[str]) -> dict[str, bool | int | None]:
    """What the person of a model answers to these slots; None where it is not known."""
    few = PossiblePerson({})
    few.known = {slot: person.known[slot] for slot in slots}
    few.value = {slot: person.value[slot] for slot in slots}
    return few.read(model)


def words(fact: Fact, kind: FactType, value: bool | int, region: str = "") -> str:
    """A typed value as a person would say it: "yes", "38.5 C", the label of a choice, the name of a region."""
    if isinstance(value, bool):
        yes = "yes" if value else "no"
        return yes if not region else region.replace("_", " ") if value else f"not {region.replace('_', ' ')}"
    if kind.kind == "choice":
        return next(choice.label for choice in fact.choices if choice.id == kind.choices[value])
    return f"{round(value * kind.step, 6):g} {fact.unit}".strip()


def simplest(solver: z3.Solver, wishes: Iterable[Formula]) -> z3.ModelRef:
    """A model of a satisfiable solver that grants as many wishes as fit, in order; the solver is left as it was."""
    solver.push()
    assert solver.check() == z3.sat, "only what can be satisfied has a simplest model"
    model = solver.model()
    for wish in wishes:
        if z3.is_true(model.eval(wish, model_completion=True)):
            solver.add(wish)
            continue
        solver.push()
        solver.add(wish)
        if solver.check() == z3.sat:
            model = solver.model()
            solver.pop()
            solver.add(wish)
        else:
            solver.pop()
    solver.pop()
    return model


def rules_named(node: Node) -> tuple[str, ...]:
    """The rules that an outcome tree speaks of, each once."""
    return tuple(dict.fromkeys(atom.rule for atom in atoms(node) if isinstance(atom, Fired | Cleared)))
