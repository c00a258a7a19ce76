"""Reads the decision off the findings: what this person may do today, and within which limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from unknot.knowledge.outcome import Outcome, read
from unknot.knowledge.shapes import Basis, Knowledge, Urgency
from unknot.outside_text import has_words
from unknot.pathway.facts import Facts
from unknot.pathway.findings import Findings, because, gravity, told
from unknot.pathway.outranked import outranked, weighed
from unknot.pathway.waiting import needs, relevant_bits


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One rule that fired, with the answers that made it so."""

    id: str
    title: str
    because: tuple[str, ...]
    """Asked facts of the true support, in order of appearance."""
    why: str
    advice: str
    sources: tuple[str, ...]
    basis: Basis
    doubt: bool = False
    """It counts as fired only because the person was not sure."""
    unsure_about: tuple[str, ...] = ()
    """Those of `because` that the person was not sure about and that count as yes."""
    not_ruled_out: Urgency = "self_care"
    """For a doubt: the urgency that could not be ruled out."""
    outranked_by: str | None = None
    """The finding that goes first where the advice of both cannot be followed (`outranked.py`)."""


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What the findings so far demand, what they could still come to, and so the answer, once both are the same.

    There is no urgency and no massage of its own: whoever reads one says whether it is the answer or a bound.
    """

    release: str
    so_far: Outcome
    """What the answers so far demand at least: a lower bound that answering can only raise."""
    at_worst: Outcome
    """The same if every unsettled rule fired."""
    final: bool
    """No open question could alter the outcome any more; an emergency is final at once."""
    needs: tuple[str, ...]
    """Asked facts that could still alter the outcome, in the order of the screens."""
    assumed: tuple[str, ...]
    """Facts filled from `usual` on request."""
    findings: tuple[Finding, ...]

    @property
    def answer(self) -> Outcome | None:
        """What may be done today; None while a question that matters is open."""
        return self.so_far if self.final else None

    @property
    def is_emergency(self) -> bool:
        """Whether this needs help now, whatever is still open."""
        return self.so_far.urgency == "emergency"


class Clearance(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A clinician said yes to one finding."""

    date: date
    by: str
    """Who said so, in words: "Dr Sari, oncology"."""
    findings: tuple[str, ...] = ()
    """Every finding present on that day; a finding that was absent then ends the clearance."""


CLEARANCE_DAYS = 84
"""A clearance stands for 12 weeks (docs/clinical/deciding.md; proposal)."""


def valid_clearances(
    knowledge: Knowledge, cleared: Mapping[str, Clearance], fired: Iterable[str], today: date
) -> frozenset[str]:
    """The rules whose clearance holds today: of class clearance, not over 84 days old, nothing new since."""
    now_fired = set(told(knowledge, fired))

    def holds(rule: str, clearance: Clearance) -> bool:
        age = (today - clearance.date).days
        known_then = {rule, *clearance.findings} if clearance.findings else now_fired
        if not has_words(clearance.by):  # kept before blank names were refused: nobody said yes
            return False
        return knowledge.rules[rule].massage == "clearance" and 0 <= age <= CLEARANCE_DAYS and now_fired <= known_then

    return frozenset(rule for rule, clearance in cleared.items() if rule in knowledge.rules and holds(rule, clearance))


def decide(knowledge: Knowledge, facts: Facts, findings: Findings, cleared: frozenset[str] = frozenset()) -> Decision:
    """Read the outcome off the findings. Nothing is weighed here: the outcome trees already say what is strictest."""
    lower = outcome_of(knowledge, findings.lower)
    worst = outcome_of(knowledge, findings.worst)
    open_bits = findings.worst & ~findings.lower & relevant_bits(knowledge, findings.lower)
    return Decision(
        release=f"{knowledge.release.version}+{knowledge.stamp[:12]}",
        so_far=lower,
        at_worst=worst,
        final=not open_bits,
        needs=needs(knowledge, facts, findings) if open_bits else (),
        assumed=facts.assumed,
        findings=_said(knowledge, facts, findings, cleared),
    )


def outcome_of(knowledge: Knowledge, mask: int) -> Outcome:
    """The outcome that these bits stand for."""
    return read([name for bit, name in enumerate(knowledge.outcome_names) if mask >> bit & 1], knowledge.rules)


def _said(knowledge: Knowledge, facts: Facts, findings: Findings, cleared: frozenset[str]) -> tuple[Finding, ...]:
    """The findings in words, gravest first, then in the order of the rules."""

    doubtful = set(findings.doubtful)
    spoken = told(knowledge, (*findings.fired, *doubtful))
    gravest_first = sorted(spoken, key=lambda id: gravity(knowledge.rules[id]), reverse=True)
    first = outranked(weighed(knowledge.rules[id], doubt=id in doubtful, cleared=id in cleared) for id in spoken)
    return tuple(_finding(knowledge, facts, id, id in doubtful, first.get(id)) for id in gravest_first)


def _finding(knowledge: Knowledge, facts: Facts, id: str, doubt: bool, outranked_by: str | None) -> Finding:
    rule = knowledge.rules[id]
    reasons = because(knowledge, facts, id)
    return Finding(
        id=id,
        title=rule.title,
        because=reasons,
        why=rule.why,
        advice=rule.advice,
        sources=rule.sources,
        basis=rule.basis or "proposal",
        doubt=doubt,
        unsure_about=tuple(fact for fact in reasons if fact in facts.unsure),
        not_ruled_out=rule.urgency or "self_care" if doubt else "self_care",
        outranked_by=outranked_by,
    )
