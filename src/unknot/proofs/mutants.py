"""Would the promises, laws and examples notice a mistake in a rule? `python -m unknot.proofs.mutants [--sample N]`.

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
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

import z3  # type: ignore[import-untyped, unused-ignore]

from unknot.conditions.in_z3 import Formula
from unknot.conditions.tree import And, AtLeast, Node, Not, Or
from unknot.conditions.truth import Pair, value
from unknot.knowledge.examples import example_values
from unknot.knowledge.load import load
from unknot.knowledge.outcome import demands, read
from unknot.knowledge.shapes import Example, Knowledge
from unknot.proofs.mutations import Mutant, mutants
from unknot.proofs.people import Someone, World, new_solver
from unknot.proofs.promises import NUMBERS, Checked, checked, truth_of
from unknot.proofs.question import NEVER, shown
from unknot.proofs.stops import orders
from unknot.proofs.terms import Term, terms
from unknot.proofs.two_people import not_sure, riskier

EQUIVALENT, ALIVE = "equivalent", "alive"


class Fate(NamedTuple):
    """What became of a mutant: equivalent, alive, or what killed it."""

    mutant: Mutant
    fate: str


class Case(NamedTuple):
    """An example with what the rules as they are make of it."""

    rule: str
    example: Example
    values: dict[str, bool | int | None]
    fired: dict[str, bool | None]


def changed_names(knowledge: Knowledge, mutant: Mutant) -> dict[str, tuple[list[Term], list[Term]]]:
    """Outcome name -> (ways without the rule, the mutant's ways), for every name that either demands."""
    old, new = (demands(row, knowledge.facts) for row in (knowledge.rules[mutant.rule], mutant.row))
    found = {}
    for name in dict.fromkeys(demand.name for demand in (*old, *new)):
        for at_least in _and_looser(name, knowledge.outcome):
            others = [term for term in terms(_tree(at_least, knowledge.outcome)) if term.rule != mutant.rule]
            mine = [
                Term(mutant.rule, demand.region, demand.unless_cleared)
                for demand in new
                if at_least in (demand.name, *_and_looser(demand.name, [at_least]))
            ]
            found[at_least] = (others, mine)
    return found


def _and_looser(name: str, outcome: Iterable[str]) -> list[str]:
    """The name, and for a bound every looser bound of the same field, which it makes true too."""
    field, _, number = name.partition(".")
    if field not in NUMBERS or field == "within_days":
        return [name]
    same = [other for other in outcome if other.partition(".")[0] == field]
    return [name, *(other for other in same if int(other.partition(".")[2]) > int(number))]


def _tree(name: str, outcome: Mapping[str, Node]) -> Node:
    """The tree of a name; for a bound that no rule has, that of the next tighter one."""
    field, _, number = name.partition(".")
    if name in outcome or field not in NUMBERS:
        return outcome.get(name, NEVER)
    tighter = [int(other.partition(".")[2]) for other in outcome if other.partition(".")[0] == field]
    below = [bound for bound in tighter if bound < int(number)]
    return outcome[f"{field}.{max(below)}"] if below else NEVER


class Examples:
    """Kills by the examples of all rules, in plain Python."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.cases = [
            Case(rule.id, example, values, {r: value(tree, values) for r, tree in knowledge.conditions.items()})
            for rule in knowledge.rules.values()
            for example in rule.example
            for values in [example_values(knowledge, example)]
        ]

    def kills(self, mutant: Mutant) -> bool:
        """Some example of some rule no longer holds."""
        changed: dict[str, tuple[list[Term], list[Term]]] | None = None
        for case in self.cases:
            was, now = case.fired[mutant.rule], value(mutant.when, case.values)
            if was is not now and case.rule == mutant.rule:
                return True
            if (was is not now or mutant.row is not self.knowledge.rules[mutant.rule]) and (was or now):
                changed = changed or changed_names(self.knowledge, mutant)
                if self._expects_otherwise(case, {**case.fired, mutant.rule: now}, changed):
                    return True
        return False

    def _expects_otherwise(
        self,
        case: Case,
        fired: dict[str, bool | None],
        changed: dict[str, tuple[list[Term], list[Term]]],
    ) -> bool:
        example = case.example
        if example.urgency is None and example.massage is None and example.max_pressure is None:
            return False
        trees = {**self.knowledge.outcome}
        trees |= {name: Or(tuple(term.node for term in (*others, *mine))) for name, (others, mine) in changed.items()}
        relevant = [name for name in trees if name.partition(".")[0] in ("urgency", "massage", "max_pressure")]
        names = [name for name in relevant if value(trees[name], case.values, fired)]
        outcome = read(names, self.knowledge.rules)
        pressure = outcome.limits.max_pressure if outcome.limits else None
        return (
            (example.urgency is not None and example.urgency != outcome.urgency)
            or (example.massage is not None and example.massage != outcome.massage)
            or (example.max_pressure is not None and example.max_pressure != pressure)
        )


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
        self.solver.check()

    def can_be(self, *formulas: Formula) -> bool:
        """Is there such a person?"""
        self.solver.push()
        self.solver.add(*formulas)
        answer = self.solver.check()
        self.solver.pop()
        return bool(answer != z3.unsat)

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
        self.failing = [law for law, pair in self.pairs.items() if pair.can_be(self._looser(pair))]
        """Laws that do not hold as it is: they kill nothing."""
        self.given = {p.promise.id: self.world.everyone.person.truth(p.given).is_true for p in self.promises}

    def all(self, chosen: Iterable[Mutant]) -> Iterator[Fate]:
        """The fate of every mutant, in order."""
        for rule, group in groupby(chosen, key=lambda mutant: mutant.rule):
            watching: list[Checked] | None = None
            for mutant in group:
                changed = changed_names(self.knowledge, mutant)
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

    def mutated(
        self, mutant: Mutant, changed: Mapping[str, tuple[list[Term], list[Term]]], solved: Solved, n: int = 0
    ) -> dict[str, Formula]:
        """The outcome names that change, as they are with the mutant."""
        person = solved.people[n].person
        fires = {**solved.fires[n], mutant.rule: person.truth(mutant.when).is_true}
        return {name: solved.any_of((*others, *mine), fires, n) for name, (others, mine) in changed.items()}

    def is_equivalent(self, mutant: Mutant, changed: Mapping[str, tuple[list[Term], list[Term]]]) -> bool:
        """No possible person has another outcome, as far as a decision shows it."""
        was = {name: self.outcome[name].is_true for name in self.outcome}
        was |= {
            name: self.one.any_of(terms(_tree(name, self.knowledge.outcome)), self.one.fires[0])
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
            others = [term for term in terms(self.knowledge.outcome[name]) if term.rule != rule]
            holds = z3.Or(self.one.any_of(others, self.one.fires[0]), z3.Bool(f"loose:{name}"))
            loose[name] = Pair(holds, z3.Not(holds))
        own = canonical(self.knowledge.conditions[rule])
        candidates = [p for p in self.promises if canonical(p.given) != own]
        broken = {p.promise.id: self.broken(p, loose) for p in candidates}
        if not self.one.can_be(z3.Or(list(broken.values()))):
            return []
        return [p for p in candidates if self.one.can_be(broken[p.promise.id])]

    def broken(self, promise: Checked, outcome: Mapping[str, Pair[Formula]]) -> Formula:
        """Somebody meets `given` and not `then`."""
        return z3.And(self.given[promise.promise.id], z3.Not(truth_of(promise.then, outcome).is_true))

    def noticed(
        self, mutant: Mutant, changed: Mapping[str, tuple[list[Term], list[Term]]], watching: list[Checked]
    ) -> str:
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
