"""Finds the single answers that would change the decision, by running the rules again with each.

Only answers a person can change, never for an emergency or a same day, at most ten.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from unknot.conditions.tree import Compare, OneOf, atoms
from unknot.knowledge.outcome import MASSAGES, Outcome
from unknot.knowledge.shapes import Knowledge, Massage, Urgency
from unknot.knowledge.values import Value
from unknot.pathway.decision import Decision, outcome_of
from unknot.pathway.facts import Facts
from unknot.pathway.findings import findings_of

MOST = 10


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """If this one fact were `to` (yes/no, a number in its unit, or a choice id), the outcome would be this."""

    fact: str
    to: bool | float | str
    looser: bool
    urgency: Urgency
    within_days: int | None
    massage: Massage


def would_change(
    knowledge: Knowledge, facts: Facts, decision: Decision, cleared: frozenset[str] = frozenset()
) -> tuple[Change, ...]:
    """Single-answer changes, loosening ones first, then those that change urgency or massage; () for none.

    While the decision is not final there is no answer yet that one of them could change.
    """
    answer = decision.answer
    if answer is None or answer.urgency in ("emergency", "same_day"):
        return ()
    now = (answer.urgency, answer.within_days, answer.massage)
    found: list[Change] = []
    for fact in (fact for fact in knowledge.facts.values() if fact.source == "asked" and not fact.fixed):
        if fact.id not in facts.known or fact.private:
            continue
        for to, value in _alternatives(knowledge, facts, fact.id):
            changed = msgspec.structs.replace(facts, by_fact={**facts.by_fact, fact.id: value})
            outcome = outcome_of(knowledge, findings_of(knowledge, changed, cleared).lower)
            if outcome.urgency in ("emergency", "same_day"):
                continue
            change = _change(fact.id, to, outcome, answer)
            level = (outcome.urgency, outcome.within_days, outcome.massage)
            if level != now or (change.looser and outcome.limits != answer.limits):
                found.append(change)
                break
    ranked = sorted(found, key=lambda change: (not change.looser, MASSAGES.index(change.massage)))
    return tuple(ranked[:MOST])


def _alternatives(knowledge: Knowledge, facts: Facts, fact: str) -> Iterator[tuple[bool | float | str, Value]]:
    """The other values worth trying, in words and as a value: the other yes/no, no region, each other choice, both
    sides of each bound a rule uses."""
    kind, now = knowledge.types[fact], facts.by_fact.get(fact)
    if kind.kind == "yes_no":
        yield not now, not now
    elif kind.kind == "regions" and facts.regions(fact) and fact != "site":
        yield False, 0
    elif kind.kind == "choice":
        for place, choice in enumerate(kind.choices):
            if place != now:
                yield choice, place
    elif kind.kind == "number":
        for count in sorted(_bounds(knowledge, fact), key=lambda count: abs(count - (now or 0))):
            if count != now:
                yield round(count * kind.step, 6), count


def _bounds(knowledge: Knowledge, fact: str) -> set[int]:
    """Both sides of each bound that a rule sets for a number, as counts of its step."""
    bounds: set[int] = set()
    for tree in knowledge.conditions.values():
        for atom in atoms(tree):
            if isinstance(atom, Compare) and atom.fact == fact and isinstance(atom.value, int):
                bounds |= {atom.value, atom.value - 1 if atom.operator in (">=", "<") else atom.value + 1}
            elif isinstance(atom, OneOf) and atom.fact == fact:
                bounds |= {value for value in atom.values if isinstance(value, int)}
    return bounds


def _change(fact: str, to: bool | float | str, outcome: Outcome, now: Outcome) -> Change:
    def strictness(urgency: Urgency, within: int | None, massage: Massage) -> tuple[int, int]:
        return ("self_care", "clinician").index(urgency) * (2 if within == 7 else 1), MASSAGES.index(massage)

    before = strictness(now.urgency, now.within_days, now.massage)
    after = strictness(outcome.urgency, outcome.within_days, outcome.massage)
    looser = after < before or (after == before and _limits_count(outcome) < _limits_count(now))
    return Change(
        fact=fact,
        to=to,
        looser=looser,
        urgency=outcome.urgency,
        within_days=outcome.within_days,
        massage=outcome.massage,
    )


def _limits_count(outcome: Outcome) -> int:
    """How many things are limited: enough to tell fewer limits from more when nothing else changed."""
    held = msgspec.structs.asdict(outcome.limits) if outcome.limits else {}
    return sum(len(field) if isinstance(field, tuple) else bool(field) for field in held.values())
