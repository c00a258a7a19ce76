"""What must still be asked? The facts inside unsettled branches of rules that could still alter the outcome.

The interview and the decision's `needs` both read this: maybe one question too many, never one too few.
"""

from __future__ import annotations

from collections.abc import Mapping

from unknot.conditions.tree import facts_named
from unknot.conditions.truth import waits_for
from unknot.knowledge.shapes import Knowledge
from unknot.pathway.facts import Facts
from unknot.pathway.findings import Effects, Findings, effects_of


class Waiting:
    """Which facts are still worth asking, worked out rule by rule as it is asked for."""

    def __init__(self, knowledge: Knowledge, facts: Facts, findings: Findings) -> None:
        self.knowledge = knowledge
        self.facts = facts
        self.effects: Effects = effects_of(knowledge)
        self.open = relevant_bits(knowledge, findings.lower) & ~findings.lower
        self.unsettled = frozenset(findings.unsettled)
        self.alive = self.unsettled.union(findings.fired, findings.doubtful)
        self.about = rules_about(knowledge)
        self.settles = settled_by(knowledge)
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
            found = named_by(self.knowledge)[rule]
            if not found.isdisjoint(self.facts.known):  # a rule of which nothing is known waits for all that it names
                slots = waits_for(self.knowledge.conditions[rule], self.facts.by_slot)
                found = frozenset([slot.partition(".")[0] for slot in slots])
        guards = self.effects.by_region.get(rule)
        if not guards:
            return found
        values, open = self.facts.by_slot, self.open
        return found.union(s.partition(".")[0] for s, bits in guards.items() if bits & open and values.get(s) is None)


def settled_by(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Fact -> what it may settle without asking: whoever might be asked about a pregnancy is asked their sex first."""
    kept: dict[str, tuple[str, ...]] | None = knowledge.__dict__.get("settled_by")
    if kept is None:
        kept = {}
        for row in knowledge.settled:
            for fact in facts_named(row.where):
                kept[fact] = (*kept.get(fact, ()), *row.values)
        knowledge.__dict__["settled_by"] = kept
    return kept


def needs(knowledge: Knowledge, facts: Facts, findings: Findings) -> tuple[str, ...]:
    """Every fact still worth asking, in the order of the screens."""
    waiting = Waiting(knowledge, facts, findings)
    waited = frozenset().union(*map(waiting.waits, waiting.alive))  # far quicker than asking fact by fact
    waited |= {fact for fact, others in settled_by(knowledge).items() if not waited.isdisjoint(others)}
    items = [
        item
        for screen in knowledge.screens
        for part in (screen.items, *(follow.items for follow in screen.follow_up))
        for item in part
    ]
    said = facts.known | facts.unsure
    return tuple(item for item in dict.fromkeys(items) if item in waited and item not in said)


def named_by(knowledge: Knowledge) -> Mapping[str, frozenset[str]]:
    """Rule -> the facts that its `when` names; kept with the knowledge it belongs to."""
    kept: Mapping[str, frozenset[str]] | None = knowledge.__dict__.get("named_by")
    if kept is None:
        from unknot.pathway.answers import facts_of

        kept = {rule: frozenset(facts_of(tree)) for rule, tree in knowledge.conditions.items()}
        knowledge.__dict__["named_by"] = kept
    return kept


def rules_about(knowledge: Knowledge) -> Mapping[str, tuple[str, ...]]:
    """Fact -> the rules that name it, in `when` or as the regions of a limit; kept with the knowledge it belongs to."""
    kept = knowledge.__dict__.get("rules_about")
    if kept is None:
        from unknot.pathway.answers import facts_of

        about: dict[str, list[str]] = {}
        for rule, tree in knowledge.conditions.items():
            guards = (slot.partition(".")[0] for slot in effects_of(knowledge).by_region.get(rule, {}))
            for fact in dict.fromkeys((*facts_of(tree), *guards)):
                about.setdefault(fact, []).append(rule)
        knowledge.__dict__["rules_about"] = kept = {fact: tuple(rules) for fact, rules in about.items()}
    found: Mapping[str, tuple[str, ...]] = kept
    return found


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
