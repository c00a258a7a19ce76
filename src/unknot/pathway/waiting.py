"""Finds what must still be asked: facts in unsettled branches of rules that could still alter the outcome.

The interview and the decision's `needs` both read this: maybe one question too many, never one too few.
"""

from __future__ import annotations

from unknot.conditions.truth import waits_for
from unknot.knowledge.index import Effects, index_of
from unknot.knowledge.shapes import Knowledge
from unknot.pathway.facts import Facts
from unknot.pathway.findings import Findings


class Waiting:
    """Which facts are still worth asking, worked out rule by rule as it is asked for."""

    def __init__(self, knowledge: Knowledge, facts: Facts, findings: Findings) -> None:
        self.knowledge = knowledge
        self.facts = facts
        index = index_of(knowledge)
        self.effects: Effects = index.effects
        self.named_by = index.named_by
        self.open = relevant_bits(knowledge, findings.lower) & ~findings.lower
        self.unsettled = frozenset(findings.unsettled)
        self.alive = self.unsettled.union(findings.fired, findings.doubtful)
        self.about = index.rules_about
        self.settles = index.settled_by
        self.seen: dict[str, frozenset[str]] = {}

    def worth_asking(self, fact: str) -> bool:
        """Not asked yet, and inside an unsettled branch of a rule that could still alter the outcome."""
        if fact in self.facts.known or fact in self.facts.unsure:
            return False
        if any(fact in self.waits(rule) for rule in self.about.get(fact, ())):
            return True
        return any(self.worth_asking(other) for other in self.settles.get(fact, ()))

    def waits(self, rule: str) -> frozenset[str]:
        """The facts that this rule waits for, none when it cannot alter anything any more."""
        found = self.seen.get(rule)
        if found is None:
            self.seen[rule] = found = self._waits(rule)
        return found

    def _waits(self, rule: str) -> frozenset[str]:
        if rule not in self.alive or not self.effects.all_bits(rule) & self.open:
            return frozenset()
        found: frozenset[str] = frozenset()
        if rule in self.unsettled:
            found = self.named_by[rule]
            if not found.isdisjoint(self.facts.known):  # a rule of which nothing is known waits for all that it names
                slots = waits_for(self.knowledge.conditions[rule], self.facts.by_slot)
                found = frozenset([slot.partition(".")[0] for slot in slots])
        guards = self.effects.by_region.get(rule)
        if not guards:
            return found
        values, open = self.facts.by_slot, self.open
        return found.union(s.partition(".")[0] for s, bits in guards.items() if bits & open and values.get(s) is None)


def needs(knowledge: Knowledge, facts: Facts, findings: Findings) -> tuple[str, ...]:
    """Every fact still worth asking, in the order of the screens."""
    waiting = Waiting(knowledge, facts, findings)
    waited = frozenset().union(*map(waiting.waits, waiting.alive))  # far quicker than asking fact by fact
    waited |= {fact for fact, others in index_of(knowledge).settled_by.items() if not waited.isdisjoint(others)}
    items = [
        item
        for screen in knowledge.screens
        for part in (screen.items, *(follow.items for follow in screen.follow_up))
        for item in part
    ]
    said = facts.known | facts.unsure
    return tuple(item for item in dict.fromkeys(items) if item in waited and item not in said)


def relevant_bits(knowledge: Knowledge, lower: int) -> int:
    """The outcome bits that can still alter the decision: none after an emergency, only the emergency after a same day,
    only the urgency once massage is out."""
    names = knowledge.outcome_names

    def bits(*wanted: str) -> int:
        return sum(1 << place for place, name in enumerate(names) if name in wanted)

    if lower & bits("urgency.emergency"):
        return 0
    if lower & bits("urgency.same_day"):
        return bits("urgency.emergency")
    if lower & bits("massage.avoid"):
        return bits("urgency.clinician", "within_days.7", "urgency.same_day", "urgency.emergency")
    return (1 << len(names)) - 1
