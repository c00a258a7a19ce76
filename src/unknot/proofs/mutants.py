"""Counts which mistakes in a rule the proofs and examples notice: `python -m unknot.proofs.mutants [--sample N]`.

Every mutant of every rule (`mutations.py`) is tried. One that the solver shows to leave the whole outcome of every
possible person unchanged is equivalent and not counted. The others should die: by an example of any rule that no
longer holds, a law that fails, or a promise that fails. A promise whose `given` is the rule's own `when` kills none of
its mutants: it says the rule again. Those that live are listed.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import z3  # type: ignore[import-untyped, unused-ignore]

from unknot.conditions.in_z3 import Formula
from unknot.conditions.tree import And, AtLeast, Node, Not, Or
from unknot.conditions.truth import Pair
from unknot.knowledge.load import load
from unknot.knowledge.shapes import Knowledge
from unknot.proofs.cliffs import jumps, one_step, stepped, stepping
from unknot.proofs.mutant_examples import Examples, others, tree_of, ways_of
from unknot.proofs.mutations import Mutant, mutants
from unknot.proofs.people import Someone, World, new_solver
from unknot.proofs.promises import Checked, checked, truth_of
from unknot.proofs.question import MASSAGE_NAMES, URGENCY_NAMES, shown
from unknot.proofs.soft_exits import differing, fallen
from unknot.proofs.stops import orders
from unknot.proofs.terms import Term, terms
from unknot.proofs.two_people import not_sure, riskier

LEVELS = (*URGENCY_NAMES, *MASSAGE_NAMES)
Apart = Callable[[Mapping[str, Formula], Mapping[str, Formula]], dict[str, Formula]]
"""What must not lie between the levels of two people."""
EQUIVALENT, ALIVE = "equivalent", "alive"


class Fate(NamedTuple):
    """What became of a mutant: equivalent, alive, or what killed it."""

    mutant: Mutant
    fate: str


Ways = Mapping[str, Sequence[Term]]
"""Outcome name -> the ways in which one rule makes it true; none where it does not any more."""


class Solved:
    """One person, or two, and every rule's truth of them as one literal, so that a mutant costs little to ask about."""

    def __init__(self, world: World, *people: Someone) -> None:
        self.world = world
        self.people = people
        self.solver = new_solver()
        self.fires: list[dict[str, Formula]] = []
        self.solver.add(world.nobody_cleared)
        for n, someone in enumerate(people):
            literals = {rule: z3.Bool(f"fires:{n}:{rule}") for rule in world.knowledge.rules}
            self.solver.add(*someone.possible)
            self.solver.add([literals[rule] == pair.is_true for rule, pair in someone.person.fired.items()])
            self.fires.append(literals)
        self._others: dict[tuple[str, str, int], Formula] = {}

    def others(self, name: str, rule: str, n: int = 0) -> Formula:
        """The name comes true without this rule."""
        key = (name, rule, n)
        if key not in self._others:
            self._others[key] = self.any_of(others(name, rule, self.world.knowledge.outcome), self.fires[n], n)
        return self._others[key]

    def can_be(self, *formulas: Formula) -> bool:
        """Is there such a person? Raises RuntimeError where the solver cannot tell."""
        self.solver.push()
        self.solver.add(*formulas)
        answer = self.solver.check()
        if answer == z3.unknown:
            raise RuntimeError(f"the solver gave up: {self.solver.reason_unknown()}")
        self.solver.pop()
        return bool(answer == z3.sat)

    def any_of(self, ways: Iterable[Term], fires: Mapping[str, Formula], n: int = 0) -> Formula:
        """One of the ways in which an outcome name comes true."""
        guarded = [(fires[way.rule], self._guard(way, n)) for way in ways]
        return z3.Or([fired if guard is None else z3.And(fired, guard) for fired, guard in guarded])

    def _guard(self, way: Term, n: int) -> Formula | None:
        return self.people[n].person.value[way.region] if way.region else None


class Trial:
    """Tries mutants against everything that should notice them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.world = World(knowledge)
        self.examples = Examples(knowledge)
        self.promises = checked(knowledge)[0]
        self.one = Solved(self.world, self.world.everyone)
        self.pairs = {
            "risk_never_loosens": Solved(self.world, self.world.everyone, riskier(self.world)),
            "unsure_is_cautious": Solved(self.world, self.world.everyone, not_sure(self.world)),
        }
        steps = {fact: z3.Bool(f"step:{fact}") for fact in stepping(self.world)}
        judged, felt = (
            differing(self.world, ("own_view",), "judged"),
            differing(self.world, ("own_view", "tested", "described"), "felt"),
        )
        self.apart: dict[str, tuple[Solved, Apart]] = {
            "no_cliff": (
                Solved(self.world, self.world.everyone, stepped(self.world, steps)),
                lambda one, two: {**jumps(one, two, "up"), **jumps(two, one, "down")},
            ),
            "no_soft_exit": (
                Solved(self.world, self.world.everyone, judged),
                lambda one, two: fallen(one, two, 1, "a view"),
            ),
            "no_soft_exit by what is felt": (
                Solved(self.world, self.world.everyone, felt),
                lambda one, two: fallen(one, two, 2, "what is felt"),
            ),
        }
        self.apart["no_cliff"][0].solver.add(one_step(self.world, steps))
        self.outcome = {
            name: Pair(holds, z3.Not(holds))
            for name, tree in knowledge.outcome.items()
            for holds in [z3.Bool(f"outcome:{name}")]
        }
        self.one.solver.add(
            [
                pair.is_true == self.one.any_of(terms(knowledge.outcome[n]), self.one.fires[0])
                for n, pair in self.outcome.items()
            ]
        )
        self.given = {p.promise.id: self.world.everyone.person.truth(p.given).is_true for p in self.promises}
        self.failing = [law for law, pair in self.pairs.items() if pair.can_be(self._looser(pair))]
        self.failing += [p.promise.id for p in self.promises if self.one.can_be(self.broken(p, self.outcome))]
        """Laws and promises that do not hold as it is: they kill nothing."""

    def all(self, chosen: Iterable[Mutant]) -> Iterator[Fate]:
        """The fate of every mutant, in order."""
        for rule, group in groupby(chosen, key=lambda mutant: mutant.rule):
            watching: list[Checked] | None = None
            for mutant in group:
                changed = ways_of(self.knowledge, mutant)
                if self.is_equivalent(mutant, changed):
                    yield Fate(mutant, EQUIVALENT)
                elif self.examples.kills(mutant):
                    yield Fate(mutant, "an example")
                else:
                    watching = self.depending_on(rule) if watching is None else watching
                    yield Fate(mutant, self.noticed(mutant, changed, watching))

    def _looser(self, pair: Solved) -> Formula:
        """The first of the two has what the second has not."""
        trees = {name: terms(tree) for name, tree in self.knowledge.outcome.items() if not name.startswith("notes.")}
        first, second = ({name: pair.any_of(t, pair.fires[n], n) for name, t in trees.items()} for n in (0, 1))
        return z3.Or([z3.And(first[name], z3.Not(second[name])) for name in trees])

    def mutated(self, mutant: Mutant, changed: Ways, solved: Solved, n: int = 0) -> dict[str, Formula]:
        """The outcome names that change, as they are with the mutant."""
        person = solved.people[n].person
        now = {mutant.rule: person.truth(mutant.when).is_true}
        return {
            name: z3.Or(solved.others(name, mutant.rule, n), solved.any_of(mine, now, n))
            for name, mine in changed.items()
        }

    def levels(self, pair: Solved, n: int) -> dict[str, Formula]:
        """How urgent, and how much of a massage, for one of two people, as it is."""
        trees = {name: tree for name, tree in self.knowledge.outcome.items() if name in LEVELS}
        return {name: pair.any_of(terms(tree), pair.fires[n], n) for name, tree in trees.items()}

    def is_equivalent(self, mutant: Mutant, changed: Ways) -> bool:
        """No possible person has another outcome, as far as a decision shows it."""
        was = {name: self.outcome[name].is_true for name in self.outcome}
        was |= {
            name: self.one.any_of(terms(tree_of(name, self.knowledge.outcome)), self.one.fires[0])
            for name in changed
            if name not in was
        }
        now = {**was, **self.mutated(mutant, changed, self.one)}
        kept = {
            name: was[name] for name in dict.fromkeys((*changed, "urgency.same_day", "massage.avoid")) if name in was
        }
        before, after = shown(kept), shown({name: now[name] for name in kept})
        return not self.one.can_be(z3.Or([before[name] != after[name] for name in changed]))

    def depending_on(self, rule: str) -> list[Checked]:
        """The promises that would fail if this rule demanded anything else, but for those that repeat its `when`."""
        mine = {name for name, tree in self.knowledge.outcome.items() if any(t.rule == rule for t in terms(tree))}
        loose = dict(self.outcome)
        for name in mine:
            holds = z3.Or(self.one.others(name, rule), z3.Bool(f"loose:{name}"))
            loose[name] = Pair(holds, z3.Not(holds))
        own = canonical(self.knowledge.conditions[rule])
        candidates = [p for p in self.promises if canonical(p.given) != own and p.promise.id not in self.failing]
        broken = {p.promise.id: self.broken(p, loose) for p in candidates}
        if not self.one.can_be(z3.Or(list(broken.values()))):
            return []
        return [p for p in candidates if self.one.can_be(broken[p.promise.id])]

    def broken(self, promise: Checked, outcome: Mapping[str, Pair[Formula]]) -> Formula:
        """Somebody meets `given` and not `then`."""
        return z3.And(self.given[promise.promise.id], z3.Not(truth_of(promise.then, outcome).is_true))

    def noticed(self, mutant: Mutant, changed: Ways, watching: list[Checked]) -> str:
        """Which law or promise fails, or that none does."""
        now = self.mutated(mutant, changed, self.one)
        outcome = {**self.outcome, **{name: Pair(holds, z3.Not(holds)) for name, holds in now.items()}}
        stops = [
            z3.And(outcome[strong].is_true, z3.Not(outcome[weak].is_true if weak in outcome else z3.BoolVal(False)))
            for strong, weak in orders(outcome)
            if strong in now or weak in now
        ]
        if self.one.can_be(z3.Or(stops)):
            return "stop_cannot_be_outvoted"
        for promise in watching:
            if self.one.can_be(self.broken(promise, outcome)):
                return f"the promise {promise.promise.id}"
        for law, pair in self.pairs.items():
            if law in self.failing:
                continue
            first, second = (self.mutated(mutant, changed, pair, n) for n in (0, 1))
            if pair.can_be(z3.Or([z3.And(first[n], z3.Not(second[n])) for n in changed if not n.startswith("notes.")])):
                return law
        if any(name in LEVELS for name in changed):
            for law, (pair, breaks) in self.apart.items():
                levels = [self.levels(pair, n) | self.mutated(mutant, changed, pair, n) for n in (0, 1)]
                if pair.can_be(z3.Or(list(breaks(levels[0], levels[1]).values()))):
                    return law.partition(" by ")[0]
        return ALIVE


def canonical(node: Node) -> Node:
    """The same condition whatever the order in which it was written."""
    match node:
        case Not(child):
            return Not(canonical(child))
        case And(parts) | Or(parts):
            return type(node)(tuple(sorted(map(canonical, parts), key=repr)))
        case AtLeast(n, parts):
            return AtLeast(n, tuple(sorted(map(canonical, parts), key=repr)))
    return node


def main() -> int:
    """Print what killed the mutants and which of them live; 0 when at least 95 % died."""
    parser = argparse.ArgumentParser(prog="python -m unknot.proofs.mutants", description=__doc__.splitlines()[0])
    parser.add_argument("--sample", type=int, help="so many mutants, drawn at random")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    start = time.perf_counter()
    knowledge = load()
    chosen = list(mutants(knowledge))
    made = len(chosen)
    if options.sample is not None and options.sample < made:
        chosen = [chosen[n] for n in sorted(random.Random(options.seed).sample(range(made), options.sample))]
    trial = Trial(knowledge)
    fates = list(trial.all(chosen))
    counts = Counter("a promise" if fate.startswith("the promise") else fate for _, fate in fates)
    living = [mutant for mutant, fate in fates if fate == ALIVE]
    counted = len(fates) - counts[EQUIVALENT]
    killed = counted - len(living)
    print(f"{made} mutants of {len(knowledge.rules)} rules, {len(fates)} tried, {counts[EQUIVALENT]} change nothing")
    for law in trial.failing:
        print(f"  note: {law} does not hold as it is, so it kills nothing")
    for killer, number in counts.most_common():
        if killer not in (EQUIVALENT, ALIVE):
            print(f"  {number:5} killed by {killer}")
    share = killed / counted if counted else 1.0
    print(f"{killed} of {counted} killed, {share:.1%}, in {time.perf_counter() - start:.0f} s")
    if living:
        print("\nStill alive:")
        for mutant in living:
            print(f"  rules/{knowledge.rules[mutant.rule].concern}.toml, {mutant}")
    return 0 if share >= 0.95 else 1


if __name__ == "__main__":
    sys.exit(main())
