"""Are the promises of promises.toml kept, for every possible person?

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
from collections.abc import Mapping

import msgspec
import z3  # type: ignore[import-untyped, unused-ignore]

from unknot.conditions.in_z3 import Formula
from unknot.conditions.parse import parse
from unknot.conditions.refused import ConditionRefused
from unknot.conditions.tree import And, AtLeast, Compare, Fired, Node, Not, OneOf, Or, Yes, atoms
from unknot.conditions.typecheck import FactType, typecheck
from unknot.knowledge.outcome import MASSAGES, URGENCIES
from unknot.knowledge.refused import Problem
from unknot.knowledge.regions import REGIONS
from unknot.knowledge.shapes import Knowledge, Promise
from unknot.proofs.people import World, rules_named, simplest
from unknot.proofs.verdict import Verdict

NUMBERS = ("max_pressure", "max_minutes", "max_minutes_per_region", "recheck_days", "within_days")
LEVELS: dict[str, tuple[str, ...]] = {
    "urgency": URGENCIES,
    "massage": MASSAGES,
    "heat": ("ok", "not_at", "none"),
}
FILE = "promises.toml"


class Checked(msgspec.Struct, frozen=True):
    """A promise that can be asked about: both sides typechecked, `then` spelled out over the rules."""

    promise: Promise
    given: Node
    said: Node
    """`then` over outcome words, as written."""
    then: Node
    """`then` over Fired."""

    @property
    def cone(self) -> tuple[str, ...]:
        """The rules that the promise can depend on."""
        return rules_named(self.then)


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
            found.append(Checked(promise, given, said, over_rules(said, knowledge.outcome)))
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


def over_rules(said: Node, outcome: Mapping[str, Node]) -> Node:
    """`then` with every word replaced by the tree of the rules that demand it; what no rule demands is false."""
    match said:
        case Not(child):
            return Not(over_rules(child, outcome))
        case And(parts):
            return And(tuple(over_rules(part, outcome) for part in parts))
        case Or(parts):
            return Or(tuple(over_rules(part, outcome) for part in parts))
        case AtLeast(n, parts):
            return AtLeast(n, tuple(over_rules(part, outcome) for part in parts))
        case Yes(name):
            return outcome.get(name, Or(()))
        case Compare(word, "<=", int(bound)) if word in NUMBERS:
            return _held_to(word, bound, outcome)
        case Compare(word, operator, int(level)):
            return _compared(word, operator, level, outcome)
        case OneOf(word, levels):
            return Or(tuple(_compared(word, "=", level, outcome) for level in levels if isinstance(level, int)))
    raise TypeError(f"{said} has no place in `then`")


def _held_to(word: str, bound: int, outcome: Mapping[str, Node]) -> Node:
    """Some rule holds it to `bound` or less. "Within 7 days" is also kept by being seen the same day."""
    found = [name for name in outcome if name.startswith(f"{word}.") and int(name.partition(".")[2]) <= bound]
    if word == "within_days":
        found += ["urgency.same_day"]
        found += ["urgency.clinician"] if bound >= 28 else []
    return Or(tuple(outcome[name] for name in found if name in outcome))


def _compared(word: str, operator: str, level: int, outcome: Mapping[str, Node]) -> Node:
    """An ordered word against one of its levels, from "at least this level"."""

    def least(at: int) -> Node:
        if at <= 0:
            return And(())
        if at >= len(LEVELS[word]):
            return Or(())
        if word == "heat" and LEVELS[word][at] == "not_at":
            return Or(tuple(tree for name, tree in outcome.items() if name.partition(".")[0] in ("heat", "heat_not_at")))
        return outcome.get(f"{word}.{LEVELS[word][at]}", Or(()))

    match operator:
        case ">=":
            return least(level)
        case ">":
            return least(level + 1)
        case "<":
            return Not(least(level))
        case "<=":
            return Not(least(level + 1))
        case "=":
            return And((least(level), Not(least(level + 1))))
        case _:
            return Not(And((least(level), Not(least(level + 1)))))


def prove(world: World, promise: Checked) -> Verdict:
    """Proved, or a person for whom it does not hold; an empty `given` is a failure."""
    start = time.perf_counter()
    id, says = promise.promise.id, promise.promise.says
    solver, everyone = world.solver, world.everyone
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
    """What must not be possible: for the fully known, and for the half-known."""
    everyone, half = world.everyone, world.half_known
    return {
        "fully known": z3.And(everyone.truth(promise.given).is_true, z3.Not(everyone.truth(promise.then).is_true)),
        "half-known": z3.And(half.truth(promise.given).is_true, half.truth(promise.then).is_false),
    }


def _broken(world: World, promise: Checked) -> str:
    """A person for whom the promise does not hold, in words; empty when there is none."""
    for kind, violation in violations(world, promise).items():
        person = world.everyone if kind == "fully known" else world.half_known
        world.solver.push()
        world.solver.add(violation)
        found = ""
        if world.solver.check() != z3.unsat:
            slots = world.slots_of([promise.given, promise.then])
            model = simplest(world.solver, world.ordinary(person, slots))
            told = world.portrait(person, model, slots) or "nothing out of the usual"
            found = f"{told} ({kind}); not kept: {promise.promise.then}"
        world.solver.pop()
        if found:
            return found
    return ""
