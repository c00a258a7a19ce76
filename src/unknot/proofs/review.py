"""Runs every proof and trial plan over the whole knowledge; its report is what `unknot prove` prints."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from unknot.knowledge.examples import failures
from unknot.knowledge.refused import Problem
from unknot.knowledge.shapes import Knowledge
from unknot.proofs import laws, promises
from unknot.proofs.people import World
from unknot.proofs.reachability import Tried, idle_facts, silent_rules
from unknot.proofs.two_people import is_excepted
from unknot.proofs.verdict import Verdict

KEPT = "Nothing in a plan goes beyond the limits of its decision: pressure, minutes, places, tools, positions, company."
NO_PLAN = "An emergency, a same-day finding, a finding not cleared or an unfinished interview never gets a plan."


def problems(knowledge: Knowledge) -> list[Problem]:
    """Everything that proofs and trial plans find wrong, sorted by file; examples are in `knowledge.check.problems`."""
    world = World(knowledge)
    found = [*promises.checked(knowledge)[1], *silent_rules(world), *idle_facts(world), *Tried(knowledge).problems()]
    for verdict in (*proved_promises(world), *proved_laws(world)):
        if not verdict.holds:
            file = promises.FILE if any(promise.id == verdict.id for promise in knowledge.promises) else "laws"
            found.append(Problem(file, verdict.id, "", f"not proved: {verdict.says}", verdict.counterexample))
    return sorted(set(found))


def proved_promises(world: World) -> Iterator[Verdict]:
    """Every promise that can be asked about, in the order of promises.toml."""
    for promise in promises.checked(world.knowledge)[0]:
        yield promises.prove(world, promise)


def proved_laws(world: World) -> Iterator[Verdict]:
    """Every law about two people and about what is unknown."""
    for law in laws.LAWS:
        yield laws.prove(world, law)


def report(knowledge: Knowledge) -> bool:
    """Print each sentence with how we know it; True when everything holds."""
    print(
        f"Of every possible person, known or half-known ({len(knowledge.facts)} facts, "
        f"{len(knowledge.written)} rules and {len(knowledge.rules) - len(knowledge.written)} that follow from them):\n"
    )
    start = time.perf_counter()
    world = World(knowledge)
    proved = [*_printed(proved_laws(world)), *_printed(proved_promises(world))]
    print(f"\n{len(proved)} proofs, each with a witness: {time.perf_counter() - start:.1f} s\n")
    print("Of every plan that is made (no face shows one that breaks this), tried on a few here:\n")
    tried = Tried(knowledge)
    checked = list(_printed(_on_plans(tried)))
    vain = [*promises.checked(knowledge)[1], *failures(knowledge)]
    vain += [*silent_rules(world), *idle_facts(world), *tried.problems()]
    for problem in vain:
        print(f"\n{problem}")
    examples = sum(map(len, knowledge.examples.values()))
    if not vain:
        print(f"\nAll {examples} examples hold, every rule can fire, every technique can be part of a plan.")
    exceptions = [fact for fact in knowledge.facts.values() if is_excepted(fact)]
    if exceptions:
        print(f"\nNot sure counts as less than the worst for {len(exceptions)} facts, each for a written reason:")
        for reason in dict.fromkeys(fact.unsure_because for fact in exceptions):
            print(f"  {', '.join(f.id for f in exceptions if f.unsure_because == reason)}: {reason}")
    if knowledge.exemptions:
        print(f"\nThe laws about two people have {len(knowledge.exemptions)} exceptions, each for a written reason:")
        for row in knowledge.exemptions:
            place = f"{row.fact}, from {row.below:g}" if row.below is not None else row.fact
            print(f"  {row.law}, {place}{f' where {row.when}' if row.when else ''}: {row.because}")
    return all(verdict.holds for verdict in (*proved, *checked)) and not vain


def _on_plans(tried: Tried) -> Iterator[Verdict]:
    for id, says, broken in (("no_plan", NO_PLAN, tried.forbidden), ("plans_keep_limits", KEPT, tried.broken)):
        told = "; ".join(broken[:3])
        yield Verdict(id=id, says=says, holds=not broken, how="checked on every plan", counterexample=told)


def _printed(verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    for verdict in verdicts:
        print(verdict, flush=True)
        yield verdict
