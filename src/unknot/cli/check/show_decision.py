"""Lays out a told decision as plain text of 80 columns that needs no colour."""

from __future__ import annotations

import textwrap
from datetime import datetime

from unknot.knowledge.outcome import Outcome
from unknot.knowledge.shapes import Knowledge
from unknot.pathway import Assessment
from unknot.pathway.interview import next_page
from unknot.pathway.would_change import Change, would_change
from unknot.telling.decision import MASSAGE_WORDS, URGENCY_WORDS, DecisionText, Reason, still_open, tell

WIDTH = 80
SIGNS = {"self_care": "(v)", "clinician": "[+]", "same_day": "/!\\", "emergency": "<!>"}


def decision_text(
    knowledge: Knowledge, assessment: Assessment, country: str, now: datetime, *, explain: bool = False
) -> str:
    """The whole answer as text, at most 80 columns."""
    decision, told = assessment.decision, tell(knowledge, assessment, country, now)
    if told.act:
        return _emergency(told)
    if told.urgency is None or told.massage is None:
        return _open(knowledge, assessment, told)
    lines = [f"{SIGNS[told.urgency]} {URGENCY_WORDS[told.urgency]}  |  {MASSAGE_WORDS[told.massage]}", ""]
    lines += _wrap(f"{told.lead} {told.rest}".strip())
    if told.reasons:
        lines += ["", "Why", *(line for reason in told.reasons for line in _reason(reason))]
    if told.limits or told.notes:
        lines += ["", "Limits" if told.limits else "To mind"]
        lines += [line for said in (*told.limits, *told.notes) for line in _wrap(said, "  - ")]
    if explain:
        lines += _changes(knowledge, would_change(knowledge, assessment.facts, decision, assessment.cleared))
    lines += ["", *_wrap(told.safety_net)]
    lines += _wrap(told.recheck) if told.recheck else []
    return "\n".join([*lines, *_wrap(told.not_a_diagnosis)])


def _open(knowledge: Knowledge, assessment: Assessment, told: DecisionText) -> str:
    """No answer yet: what is clear already, how strict it can still become, and what to ask next."""
    decision = assessment.decision
    lines = ["(?) No answer yet", "", *_wrap(f"{told.lead} {told.rest}")]
    lines += ["", *_wrap(f"So far: {_level(decision.so_far)}. At worst: {_level(decision.at_worst)}.")]
    if told.reasons:
        lines += ["", "Why, so far", *(line for reason in told.reasons for line in _reason(reason))]
    page = next_page(knowledge, assessment.facts, assessment.findings)
    if page:
        asked = "; ".join(knowledge.facts[item].label for item in page.items)
        lines += ["", *_wrap(f"Ask next: {page.lead or page.title} {asked}.")]
    lines += ["", *_wrap("Still to answer: " + still_open(knowledge, told)), "", *_wrap(told.safety_net)]
    return "\n".join(lines)


def _level(bound: Outcome) -> str:
    """How far a bound goes, in words that no one takes for an answer; of massage there is nothing to say yet."""
    if bound.urgency == "self_care":
        return "nothing that calls for a clinician"
    days = f" within {bound.within_days} days" if bound.within_days else ""
    return f"{URGENCY_WORDS[bound.urgency]}{days}".lower()


def _emergency(told: DecisionText) -> str:
    lines = [f"{SIGNS['emergency']} EMERGENCY", "", *_wrap(f"{told.lead} {told.rest}".strip())]
    lines += _wrap(told.no_answer) if told.no_answer else []
    if told.why:
        lines += ["", "Why", *(line for why in told.why for line in _wrap(why, "  - "))]
        lines += ["", *_wrap("You did right to check first.")]
    return "\n".join(lines)


def _reason(reason: Reason) -> list[str]:
    """One finding: title, the person's own answers, why, what to do, how sure."""
    lines = _wrap(f"{reason.title} (you said: {reason.said})" if reason.said else reason.title, "  - ")
    for text in (reason.why, reason.advice, reason.goes_first, *reason.not_sure):
        lines += _wrap(text, "    ") if text else []
    return lines + _wrap(f"[{reason.basis}; {', '.join(reason.sources)}; unknot explain {reason.finding}]", "    ")


def _changes(knowledge: Knowledge, changes: tuple[Change, ...]) -> list[str]:
    if not changes:
        return ["", *_wrap("No single answer would change this.")]
    lines = ["", "What would change it"]
    for change in changes:
        fact = knowledge.facts[change.fact]
        said = ("yes" if change.to else "no") if isinstance(change.to, bool) else str(change.to)
        choice = next((choice.label.lower() for choice in fact.choices if choice.id == change.to), said)
        then = f"{URGENCY_WORDS[change.urgency]}, {MASSAGE_WORDS[change.massage]}".lower()
        lines += _wrap(f"{fact.label}: {choice} -> {then}", "  - ")
    return lines


def _wrap(text: str, indent: str = "") -> list[str]:
    rest = " " * len(indent)
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=rest) or [indent]
