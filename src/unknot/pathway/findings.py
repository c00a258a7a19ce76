"""Evaluates every rule for one person: fired, counted as fired out of doubt, or not settled yet."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from unknot.conditions.truth import support, waits_for
from unknot.knowledge.index import Effects, index_of
from unknot.knowledge.outcome import MASSAGES, URGENCIES
from unknot.knowledge.shapes import Knowledge, Rule
from unknot.pathway.facts import Facts


class Findings(msgspec.Struct, frozen=True):
    """The rules by their truth, and the outcome bits (`knowledge.outcome_names`) that follow."""

    fired: tuple[str, ...]
    doubtful: tuple[str, ...]
    """Unsettled, waiting only for facts the person was not sure about: these count as fired."""
    unsettled: tuple[str, ...]
    """Waiting for at least one fact that was not asked."""
    lower: int
    """What is demanded already; answering can only add."""
    worst: int
    """What would be demanded if every unsettled rule fired."""


def findings_of(knowledge: Knowledge, facts: Facts, cleared: frozenset[str] = frozenset()) -> Findings:
    """Evaluate every rule once. `cleared`: ids of clearance rules with a valid clearance."""
    fired, unsettled, lower, worst = knowledge.evaluate(list(facts.by_fact.values()), cleared)
    ids = knowledge.rule_ids
    settled = tuple([ids[place] for place in fired])
    waiting = tuple([ids[place] for place in unsettled])
    if not facts.doubted:
        return Findings(settled, (), waiting, lower, worst)
    doubtful = tuple(rule for rule in waiting if _in_doubt(knowledge, facts, rule))
    return _with_doubt(knowledge, facts, settled, doubtful, waiting, lower, cleared)


def told(knowledge: Knowledge, fired: Iterable[str]) -> tuple[str, ...]:
    """The rules to be told: of a rule and those derived from it, a derived one only where none of them is graver."""
    rules = knowledge.rules
    gravest: dict[str, tuple[int, int]] = {}
    for id in (fired := tuple(fired)):
        family = rules[id].follows or id
        gravest[family] = max(gravest.get(family, (0, 0)), gravity(rules[id]))
    return tuple(id for id in fired if not rules[id].follows or gravity(rules[id]) == gravest[rules[id].follows])


def gravity(rule: Rule) -> tuple[int, int]:
    """How much the rule asks for: the place of its urgency, then of its massage; more is graver."""
    return URGENCIES.index(rule.urgency or "self_care"), MASSAGES.index(rule.massage or "suitable")


def _in_doubt(knowledge: Knowledge, facts: Facts, rule: str) -> bool:
    """Does the rule wait only for facts that the person was not sure about?"""
    return all(slot.partition(".")[0] in facts.doubted for slot in waits_for(knowledge.conditions[rule], facts.by_slot))


def _with_doubt(
    knowledge: Knowledge,
    facts: Facts,
    fired: tuple[str, ...],
    doubtful: tuple[str, ...],
    waiting: tuple[str, ...],
    lower: int,
    cleared: frozenset[str],
) -> Findings:
    """A rule that fires only because of "not sure" applies its massage class and limits in full.

    Its urgency is capped at clinician within 7 days.
    """
    effects, names = index_of(knowledge).effects, knowledge.outcome_names
    alarms = sum(1 << names.index(name) for name in ("urgency.same_day", "urgency.emergency") if name in names)
    within_7 = 1 << names.index("within_days.7") if "within_days.7" in names else 0
    clearance = 1 << names.index("massage.clearance") if "massage.clearance" in names else 0
    for rule in doubtful:
        bits = _possible_bits(effects, facts, rule)
        if bits & alarms:
            bits = bits & ~alarms | within_7
        if rule in cleared:
            bits &= ~clearance
        lower |= bits
    worst = lower
    rest = tuple(rule for rule in waiting if rule not in doubtful)
    for rule in (*rest, *fired):
        bits = _possible_bits(effects, facts, rule)
        worst |= bits & ~clearance if rule in cleared else bits
    return Findings(fired, doubtful, rest, lower, worst)


def _possible_bits(effects: Effects, facts: Facts, rule: str) -> int:
    """The bits a rule could add, without the regions known not to be named."""
    bits = effects.bits.get(rule, 0)
    for slot, extra in effects.by_region.get(rule, {}).items():
        if facts.by_slot.get(slot) is not False:
            bits |= extra
    return bits


def because(knowledge: Knowledge, facts: Facts, rule: str) -> tuple[str, ...]:
    """The asked facts that made the rule fire, in order of appearance; for a doubt, the facts it waits for."""
    tree = knowledge.conditions[rule]
    slots = support(tree, facts.by_slot) or waits_for(tree, facts.by_slot)
    return tuple(dict.fromkeys(slot.partition(".")[0] for slot in slots))
