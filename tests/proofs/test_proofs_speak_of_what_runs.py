"""The formulas of the laws and the pathway that people meet agree, person by person."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
import z3

from unknot.conditions.in_z3 import Formula
from unknot.knowledge.shapes import Knowledge
from unknot.knowledge.values import packed
from unknot.pathway.facts import Facts
from unknot.pathway.findings import Findings, findings_of
from unknot.pathway.waiting import relevant_bits
from unknot.proofs.doubt import outcome_in_doubt
from unknot.proofs.people import World, replaced
from unknot.proofs.question import is_final

PEOPLE = 25


def people(knowledge: Knowledge, seed: int, missing: float) -> Iterator[Facts]:
    """People with a few things out of the usual, some answers missing and some of those not sure."""
    chance, world = random.Random(seed), World(knowledge)
    for _ in range(PEOPLE):
        values: dict[str, bool | int | None] = dict.fromkeys(knowledge.slots)
        doubted = set()
        for fact, kind in knowledge.types.items():
            if chance.random() < missing:
                doubted |= {fact} if chance.random() < 0.5 else set()
                continue
            for slot in [f"{fact}.{region}" for region in kind.regions] or [fact]:
                values[slot] = world.usual(slot)
                if kind.kind == "choice" and (values[slot] is None or chance.random() < 0.1):
                    values[slot] = chance.randrange(len(kind.choices))
                elif kind.kind == "number" and (values[slot] is None or chance.random() < 0.1):
                    values[slot] = chance.randint(kind.count(kind.minimum or 0), kind.count(kind.maximum or 0))
                elif kind.kind in ("yes_no", "regions") and chance.random() < 0.01:
                    values[slot] = not values[slot]
        worth = dict(zip(knowledge.types, packed(knowledge.types, values), strict=True))
        yield Facts(knowledge.types, worth, frozenset(doubted), frozenset(doubted), ())


def held(formulas: dict[str, Formula], world: World, facts: Facts, more: dict[Formula, bool]) -> dict[str, bool]:
    """Which formulas hold of this person."""
    person = world.half_known.person
    values = {slot: value for slot, value in facts.by_slot.items() if value is not None}
    instead = {person.known[slot]: z3.BoolVal(slot in values) for slot in person.known}
    instead |= {
        person.value[slot]: z3.BoolVal(v) if isinstance(v, bool) else z3.IntVal(v) for slot, v in values.items()
    }
    instead |= {constant: z3.BoolVal(False) for constant in person.cleared.values()}
    instead |= {constant: z3.BoolVal(value) for constant, value in more.items()}
    return dict(zip(formulas, map(z3.is_true, replaced(list(formulas.values()), instead)), strict=True))


def named(knowledge: Knowledge, bits: int) -> set[str]:
    return {name for bit, name in enumerate(knowledge.outcome_names) if bits >> bit & 1}


def is_final_there(knowledge: Knowledge, findings: Findings) -> bool:
    return not findings.worst & ~findings.lower & relevant_bits(knowledge, findings.lower)


@pytest.mark.parametrize(("seed", "missing"), [(1, 0.0), (2, 0.03), (3, 0.3)])
def test_outcome_and_finality_are_those_of_the_pathway(world: World, seed: int, missing: float) -> None:
    knowledge = world.knowledge
    rules = {rule: z3.Bool(f"doubt:{rule}") for rule in knowledge.rules}
    lower, worst = outcome_in_doubt(world, rules)
    asked = {f"lower {name}": formula for name, formula in lower.items()}
    asked |= {f"worst {name}": formula for name, formula in worst.items()}
    asked["final"] = is_final(lower, worst)
    for facts in people(knowledge, seed, missing):
        findings = findings_of(knowledge, facts)
        found = held(asked, world, facts, {rules[rule]: rule in findings.doubtful for rule in rules})
        assert {name for name in lower if found[f"lower {name}"]} == named(knowledge, findings.lower)
        assert {name for name in worst if found[f"worst {name}"]} == named(knowledge, findings.worst)
        assert found["final"] == is_final_there(knowledge, findings)
