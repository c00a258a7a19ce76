"""Finds what is written in vain: a rule that cannot fire, a question that changes nothing, a technique of no plan.

A rule that depends on a fact makes the interview ask for it: with everything else known as in the model found here, the
rule waits for that fact. So a fact that some rule depends on can be asked.
"""

from __future__ import annotations

from collections.abc import Iterator

import z3  # type: ignore[import-untyped, unused-ignore]

from unknot.conditions.in_z3 import Formula
from unknot.conditions.tree import Yes, atoms, facts_named
from unknot.knowledge.outcome import Outcome
from unknot.knowledge.refused import Problem
from unknot.knowledge.regions import PLANNED, both
from unknot.knowledge.shapes import Helper, Knowledge, Limits, Massage, Tool
from unknot.pathway.decision import Decision
from unknot.pathway.diary.history import History, Used
from unknot.pathway.plan.broken_limits import broken_limits
from unknot.pathway.plan.planner import make_plan
from unknot.pathway.request import Request
from unknot.proofs.people import World

HELPERS: tuple[Helper, ...] = ("alone", "partner", "professional")
TOOLS: tuple[Tool, ...] = ("ball", "roller", "gun", "cane", "heat_pack", "oil", "cups_scraper")
NEW = History()
PRACTISED = History(
    sessions=8,
    visits=3,
    days_since_last=3,
    good_in_a_row=8,
    soreness_last=0,
    last_pressure=5,
    last_minutes=30.0,
    used=tuple(Used(technique="effleurage", region=region, days_ago=3, minutes=5.0) for region in PLANNED)
    + tuple(
        Used(technique="foam_rolling", region=region, days_ago=days, minutes=3.0)
        for region in PLANNED
        for days in (5, 8)
    ),
)
"""Someone who has had good sessions for weeks: what opens with practice is open."""


def silent_rules(world: World) -> list[Problem]:
    """Rules that fire for nobody possible."""
    return [
        Problem(
            f"rules/{rule.concern}.toml",
            rule.id,
            "when",
            "can never fire",
            "no possible person meets it: see [[never]]",
        )
        for rule in world.knowledge.rules.values()
        if not _can_be(world, world.everyone.person.fired[rule.id].is_true)
    ]


def idle_facts(world: World) -> list[Problem]:
    """Asked facts that rules name, but whose answer changes no rule and no region of a limit."""
    knowledge, value = world.knowledge, world.everyone.person.value
    guards = {atom.fact for tree in knowledge.outcome.values() for atom in atoms(tree) if isinstance(atom, Yes)}
    needed = {slot.partition(".")[0] for slot in guards}
    bounds = _bounds(world)
    named: set[str] = set()
    for rule, tree in knowledge.conditions.items():
        for slot in facts_named(tree):
            fact = slot.partition(".")[0]
            named.add(fact)
            if fact in needed:
                continue
            fires = world.everyone.person.fired[rule].is_true
            other = z3.Const(f"otherwise:{slot}", value[slot].sort())
            possible = [z3.substitute(part, (value[slot], other)) for part in bounds.get(slot, ())]
            if _can_be(world, *possible, fires != z3.substitute(fires, (value[slot], other))):
                needed.add(fact)
    return [
        Problem(
            "facts.toml", fact.id, "", "no answer to it changes any rule", "mend the rule that names it, or drop it"
        )
        for fact in knowledge.facts.values()
        if fact.source == "asked" and fact.id in named - needed
    ]


def _bounds(world: World) -> dict[str, list[Formula]]:
    """The range of each number and choice."""
    person = world.half_known.person
    found: dict[str, list[Formula]] = {}
    for bound in person.possible:
        found.setdefault(bound.arg(0).decl().name().partition(":")[2], []).append(bound)
    return found


def _can_be(world: World, *formulas: Formula) -> bool:
    world.solver.push()
    world.solver.add(*formulas)
    found: bool = world.solver.check() == z3.sat
    world.solver.pop()
    return found


def plans(knowledge: Knowledge, technique: str) -> Iterator[tuple[Request, History, Decision]]:
    """People who would like this technique, in every way of having it, the most likely first."""
    others = tuple(id for id in knowledge.techniques if id != technique)
    for limits in (
        Limits(),
        Limits(max_pressure=2, no_technique=tuple(o for o in others if knowledge.techniques[o].touch)),
    ):
        for helper in HELPERS:
            for region in PLANNED:
                for history, floor in ((PRACTISED, True), (PRACTISED, False), (NEW, False)):
                    style = technique if technique in ("swedish", "deep_tissue") else None
                    request = Request(
                        helper=helper,
                        minutes=60 if helper == "professional" else 30,
                        tools=TOOLS,
                        regions=both(region),
                        floor=floor,
                        wants=(technique,),
                        style=style,
                    )
                    yield request, history, _decided(limits)


def _decided(limits: Limits | None, massage: Massage = "modify", *, final: bool = True) -> Decision:
    """A decision with nothing found but these limits."""
    outcome = Outcome(urgency="self_care", within_days=None, massage=massage, limits=limits, recheck_days=None)
    return Decision(release="", so_far=outcome, at_worst=outcome, final=final, needs=(), assumed=(), findings=())


class Tried:
    """Plans made to reach every technique: which were never reached, how many plans, and what any of them broke."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.made = 0
        self.broken: list[str] = []
        self.forbidden = [
            f"{decision.so_far.massage}, {'final' if decision.final else 'not final'}, {helper}"
            for decision in (_decided(None, "avoid"), _decided(Limits(), "clearance"), _decided(Limits(), final=False))
            for helper in HELPERS
            if make_plan(knowledge, decision, Request(helper=helper, tools=TOOLS), history=PRACTISED) is not None
        ]
        """Decisions that must not have a plan and got one."""
        self.unreached = [id for id in knowledge.techniques if not self._reaches(knowledge, id)]

    def _reaches(self, knowledge: Knowledge, technique: str) -> bool:
        for request, history, decision in plans(knowledge, technique):
            plan = make_plan(knowledge, decision, request, history=history)
            if plan is None:
                continue
            self.made += 1
            broken = broken_limits(knowledge, plan, decision, history)
            self.broken += [f"{technique}, {request.helper}: {sentence}" for sentence in broken]
            if not broken and technique in (plan.routine, *(step.technique for step in plan.steps)):
                return True
        return False

    def problems(self) -> list[Problem]:
        """Techniques that no plan holds."""
        hint = "see who, positions, tools and dose; or drop the technique"
        return [Problem(f"techniques/{id}.toml", id, "", "no plan ever holds it", hint) for id in self.unreached]
