"""Proves the promises of promises.toml for every possible person.

A promise says `then` of everyone of whom `given` holds. `given` speaks of facts, in the language of `when`; `then` of
the outcome: `urgency`, `massage` and `heat` as ordered choices; `max_pressure`, `max_minutes`,
`max_minutes_per_region`, `recheck_days` and `within_days` as numbers that only `<=` may ask about ("held to at most");
`no_technique.X`, `no_tool.X`, `no_position.X`, `no_helper.X`, `keep_off.REGION`, `heat_not_at.REGION`,
`needs_helper` as yes/no. A promise never names a rule: what a limit rests on is the rules' business.

Proved of each promise, over everyone with no clearance on record (`laws.clearing_touches_one` says what one changes):
- whoever is fully known and meets `given` has an outcome that meets `then`;
- whoever is half-known and already surely meets `given` has an outcome of which `then` is not known to be false: it
  holds in `at_worst`, and so in every decision that is final, which is all that is ever shown as one.
And, so that no promise is empty: someone possible meets `given`.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence

import msgspec
import z3  # type: ignore[import-untyped, unused-ignore]
from z3 import z3util  # type: ignore[import-untyped, unused-ignore]

from unknot.conditions.in_z3 import Formula
from unknot.conditions.parse import parse
from unknot.conditions.refused import ConditionRefused
from unknot.conditions.tree import Compare, Node, OneOf, Or, Yes, atoms
from unknot.conditions.truth import CannotExpress, Pair, PairLogic, fold
from unknot.conditions.typecheck import FactType, typecheck
from unknot.knowledge.outcome import MASSAGES, URGENCIES
from unknot.knowledge.refused import Problem
from unknot.knowledge.regions import REGIONS
from unknot.knowledge.shapes import Knowledge, Promise
from unknot.proofs.people import World, simplest
from unknot.proofs.verdict import Verdict

NUMBERS = ("max_pressure", "max_minutes", "max_minutes_per_region", "recheck_days", "within_days")
LEVELS: dict[str, tuple[str, ...]] = {
    "urgency": URGENCIES,
    "massage": MASSAGES,
    "heat": ("ok", "not_at", "none"),
}
FILE = "promises.toml"


class Checked(msgspec.Struct, frozen=True):
    """A promise that can be asked about: both sides typechecked."""

    promise: Promise
    given: Node
    then: Node
    """Over the words of the outcome."""


def vocabulary(knowledge: Knowledge) -> dict[str, FactType]:
    """The words of `then`, typed like facts."""
    from typing import get_args

    from unknot.knowledge.shapes import Helper, Position, Tool

    named = {
        "no_technique": tuple(knowledge.techniques),
        "no_tool": get_args(Tool),
        "no_position": get_args(Position),
        "no_helper": get_args(Helper),
        "keep_off": REGIONS,
        "heat_not_at": REGIONS,
    }
    return {
        **{word: FactType(kind="choice", choices=levels, ordered=True) for word, levels in LEVELS.items()},
        **{word: FactType(kind="number", minimum=0) for word in NUMBERS},
        **{word: FactType(kind="regions", regions=names) for word, names in named.items()},
        "needs_helper": FactType(kind="yes_no"),
    }


def checked(knowledge: Knowledge) -> tuple[list[Checked], list[Problem]]:
    """Every promise that can be asked about, and what is wrong with the others."""
    named = {fact.id: parse(fact.when) for fact in knowledge.facts.values() if fact.source == "computed"}
    words = vocabulary(knowledge)
    found: list[Checked] = []
    problems: list[Problem] = []
    for promise in knowledge.promises:
        before = len(problems)
        given = _read(promise, "given", knowledge.types, named, knowledge, problems)
        said = _read(promise, "then", words, {}, knowledge, problems)
        problems += [Problem(FILE, promise.id, "`then`", *fault) for fault in _faults(said)]
        if len(problems) == before:
            found.append(Checked(promise, given, said))
    return found, problems


def _read(
    promise: Promise,
    key: str,
    types: Mapping[str, FactType],
    named: Mapping[str, Node],
    knowledge: Knowledge,
    problems: list[Problem],
) -> Node:
    text: str = getattr(promise, key)
    try:
        return typecheck(parse(text), types, named, text=text)
    except ConditionRefused as refused:
        for problem in refused.problems:
            rule = next((rule for rule in knowledge.rules if f"unknown fact `{rule}`" in problem.message), None)
            message = f"names the rule `{rule}`" if rule else problem.message
            hint = "a promise speaks of facts and of the outcome, never of a rule" if rule else problem.hint
            problems.append(Problem(FILE, promise.id, f"`{key}`, column {problem.column}", message, hint))
        return Or(())


def _faults(said: Node) -> list[tuple[str, str]]:
    """Numbers that are asked about otherwise than with `<=`."""
    return [
        (f"`{atom.fact}` is a bound and takes only <=", f"write `{atom.fact} <= N`: held to N or less")
        for atom in atoms(said)
        if isinstance(atom, Compare | OneOf) and atom.fact in NUMBERS
        if isinstance(atom, OneOf) or atom.operator != "<="
    ]


Outcome = Mapping[str, Pair[Formula]]
"""Outcome name -> (known true, known false)."""


class _Words:
    """What the words of `then` mean, given the truth of each outcome name."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome

    def named(self, name: str) -> Pair[Formula]:
        """A name that no rule ever demands is false."""
        return self.outcome.get(name, Pair(z3.BoolVal(False), z3.BoolVal(True)))

    def atom(self, node: Node) -> Pair[Formula]:
        match node:
            case Yes(name):
                return self.named(name)
            case Compare(word, "<=", int(bound)) if word in NUMBERS:
                return self.any_of(held_to(word, bound, self.outcome))
            case Compare(word, operator, int(level)):
                return self.compared(word, operator, level)
            case OneOf(word, levels):
                return LOGIC(self).disjunction([self.compared(word, "=", n) for n in levels if isinstance(n, int)])
        raise CannotExpress(f"{node} has no place in `then`")

    def any_of(self, names: Iterable[str]) -> Pair[Formula]:
        return LOGIC(self).disjunction([self.named(name) for name in names])

    def compared(self, word: str, operator: str, level: int) -> Pair[Formula]:
        """An ordered word against one of its levels, made of "at least this level"."""
        logic = LOGIC(self)
        if operator in ("<", "<=", "<>"):
            return logic.negation(self.compared(word, {"<": ">=", "<=": ">", "<>": "="}[operator], level))
        if operator == "=":
            return logic.conjunction([self.at_least(word, level), logic.negation(self.at_least(word, level + 1))])
        return self.at_least(word, level + 1 if operator == ">" else level)

    def at_least(self, word: str, level: int) -> Pair[Formula]:
        if level <= 0:
            return LOGIC(self).conjunction([])
        return self.any_of(reaching(word, level, self.outcome))

    def both(self, parts: Sequence[Formula]) -> Formula:
        return parts[0] if len(parts) == 1 else z3.And(list(parts))

    def either(self, parts: Sequence[Formula]) -> Formula:
        return parts[0] if len(parts) == 1 else z3.Or(list(parts))

    def count(self, n: int, parts: Sequence[Formula]) -> Formula:
        return z3.AtLeast(*parts, n)


LOGIC = PairLogic[Formula]


def held_to(word: str, bound: int, outcome: Iterable[str]) -> list[str]:
    """The names that hold a number to `bound` or less. "Within 7 days" is also kept by being seen the same day."""
    found = [name for name in outcome if name.startswith(f"{word}.") and int(name.partition(".")[2]) <= bound]
    if word == "within_days":
        found += ["urgency.clinician" if bound >= 28 else "urgency.same_day"]
    return found


def reaching(word: str, level: int, outcome: Iterable[str]) -> list[str]:
    """The names that make an ordered word at least this level; none beyond the last."""
    if word == "heat" and level == LEVELS["heat"].index("not_at"):
        return [name for name in outcome if name.partition(".")[0] in ("heat", "heat_not_at")]
    return [f"{word}.{LEVELS[word][level]}"] if level < len(LEVELS[word]) else []


def names_in(then: Node, outcome: Iterable[str]) -> frozenset[str]:
    """The outcome names that `then` speaks of."""
    recorded: dict[str, Pair[Formula]] = {name: Pair(z3.Bool(name), z3.Not(z3.Bool(name))) for name in outcome}
    pair = truth_of(then, recorded)
    return frozenset(str(part) for part in z3util.get_vars(pair.is_true))


def truth_of(then: Node, outcome: Outcome) -> Pair[Formula]:
    """(known true, known false) of `then` in an outcome."""
    return fold(then, PairLogic(_Words(outcome)))


def prove(world: World, promise: Checked) -> Verdict:
    """Proved, or a person for whom it does not hold; an empty `given` is a failure."""
    start = time.perf_counter()
    id, says = promise.promise.id, promise.promise.says
    solver, everyone = world.solver, world.everyone.person
    premise = everyone.truth(promise.given).is_true
    solver.push()
    solver.add(premise)
    shown = world.slots_of([promise.given])
    if solver.check() != z3.sat:
        solver.pop()
        fault = "empty: nobody possible meets `given`"
        return Verdict(id=id, says=says, holds=False, counterexample=fault, seconds=time.perf_counter() - start)
    witness = world.portrait(everyone, simplest(solver, world.ordinary(everyone, shown)), shown)
    solver.pop()
    return Verdict(
        id=id,
        says=says,
        holds=not (counterexample := _broken(world, promise)),
        witness=witness or "a person with nothing out of the usual",
        counterexample=counterexample,
        seconds=time.perf_counter() - start,
    )


def violations(world: World, promise: Checked) -> dict[str, Formula]:
    """The two ways in which the promise could be broken: by someone fully known, and by someone half-known."""
    everyone, half = world.everyone, world.half_known
    kept, not_kept = truth_of(promise.then, everyone.named).is_true, truth_of(promise.then, half.named).is_false
    return {
        "fully known": z3.And(everyone.person.truth(promise.given).is_true, z3.Not(kept)),
        "half-known": z3.And(half.person.truth(promise.given).is_true, not_kept),
    }


def _broken(world: World, promise: Checked) -> str:
    """A person for whom the promise does not hold, in words; empty when there is none."""
    solver = world.outcome_solver
    for kind, violation in violations(world, promise).items():
        person = world.everyone.person if kind == "fully known" else world.half_known.person
        solver.push()
        solver.add(violation)
        found, answer = "", solver.check()
        if answer == z3.unknown:
            found = f"the solver gave up: {solver.reason_unknown()}"
        if answer == z3.sat:
            names = names_in(promise.then, world.knowledge.outcome)
            slots = world.slots_of([promise.given, *(world.knowledge.outcome[name] for name in names)])
            model = simplest(solver, world.ordinary(person, slots))
            told = world.portrait(person, model, slots) or "nothing out of the usual"
            found = f"{told} ({kind}); not kept: {promise.promise.then}"
        solver.pop()
        if found:
            return found
    return ""
