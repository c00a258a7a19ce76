"""Picks the findings a person reads: none that another says better, none that contradicts the one thing to do.

The JSON has them all, each with what outranks it; the limits of every finding are merged and shown whatever is told.
"""

from __future__ import annotations

from unknot.knowledge.outcome import URGENCIES
from unknot.knowledge.sentences import worded
from unknot.knowledge.shapes import Knowledge, Rule
from unknot.pathway.decision import Decision, Finding

GOES_FIRST = {
    "emergency": worded("“{title}” goes first: get help now."),
    "same_day": worded("“{title}” goes first: speak to a doctor today."),
    "clinician": worded("“{title}” goes first: no massage until a clinician has looked at it."),
    "clearance": worded("“{title}” goes first: ask before any massage."),
    "avoid": worded("“{title}” goes first: no massage today."),
}
"""What is said of a finding beside the one that outranks it, by what that one asks for."""


def findings_told(knowledge: Knowledge, decision: Decision) -> list[Finding]:
    """The findings to tell, gravest first; of several with the same words only the first."""
    spoken = [
        finding
        for finding in decision.findings
        if _says_something(knowledge.rules[finding.id]) and not is_left_out(knowledge, decision, finding)
    ]
    first = {(finding.title, finding.why, finding.advice): finding for finding in reversed(spoken)}
    return [finding for finding in spoken if first[finding.title, finding.why, finding.advice] is finding]


def is_left_out(knowledge: Knowledge, decision: Decision, finding: Finding) -> bool:
    """Whether an outranked finding goes untold: it asks for no visit, or for a later one than what outranks it."""
    if finding.outranked_by is None:
        return False
    first = next(each for each in decision.findings if each.id == finding.outranked_by)
    visit = _visit(knowledge.rules[finding.id], finding)
    return visit == 0 or visit < _visit(knowledge.rules[first.id], first)


def goes_first(knowledge: Knowledge, finding: Finding) -> str:
    """The sentence about the finding that outranks this one; empty where none does."""
    if finding.outranked_by is None:
        return ""
    first = knowledge.rules[finding.outranked_by]
    asks = first.urgency or ("avoid" if first.massage == "avoid" else "clearance")
    return knowledge.say(GOES_FIRST[asks], title=first.title)


def _says_something(rule: Rule) -> bool:
    """A rule that only adds a note, and advises nothing, is said by its note."""
    return bool(rule.urgency or rule.massage or rule.advice)


def _visit(rule: Rule, finding: Finding) -> float:
    """How soon somebody looks at it, more being sooner: 28 days stand below 7, and a doubt is seen in 7."""
    soon = URGENCIES.index(rule.urgency or "self_care") - (0.5 if rule.within_days == 28 else 0)
    return min(soon, 1) if finding.doubt else soon
