"""How is a decision told to a person? What to do, then why, then one comfort; plain text that needs no colour."""

from __future__ import annotations

import textwrap
from datetime import datetime, timedelta

from unknot.cli.findings_told import findings_told
from unknot.cli.limits_text import limit_phrases, short_phrases
from unknot.knowledge.release import CONTENT
from unknot.knowledge.shapes import Knowledge, Number
from unknot.knowledge.words import Words, read_words
from unknot.pathway import Followed
from unknot.pathway.decision import Decision, Finding
from unknot.pathway.facts import Facts
from unknot.pathway.own_words import UNSAID, own_words
from unknot.pathway.would_change import Change, would_change

WIDTH = 80
URGENCY_WORDS = {
    "self_care": "(v) Self-care",
    "clinician": "[+] See a clinician",
    "same_day": "/!\\ See a clinician today",
    "emergency": "<!> EMERGENCY",
}
MASSAGE_WORDS = {
    "suitable": "Massage suits you",
    "modify": "Massage with limits",
    "clearance": "Massage after they agree",
    "avoid": "No massage today",
}
NO_GAIN_DAYS = 14
"""When to look again if nothing else says sooner (addendum 0.1: re-check at day 7 or 14; proposal)."""


def number_of(knowledge: Knowledge, country: str) -> Number:
    """Whom to call in a country; 112 where we do not know better."""
    return knowledge.numbers.get(country.upper(), knowledge.numbers[""])


def decision_text(
    knowledge: Knowledge, followed: Followed, country: str, now: datetime, *, explain: bool = False
) -> str:
    """The whole answer as text, at most 80 columns."""
    decision, words = followed.decision, read_words(CONTENT)
    number = number_of(knowledge, country)
    if decision.urgency == "emergency":
        return _emergency(knowledge, followed, words, number)
    if not decision.final and decision.urgency == "self_care":
        return _not_yet(knowledge, decision)
    lines = [f"{URGENCY_WORDS[decision.urgency]}  |  {MASSAGE_WORDS[decision.massage]}", ""]
    lines += _wrap(_lead(knowledge, followed, words, number, now))
    told = [finding for finding in findings_told(knowledge, decision) if not _is_silent(knowledge, finding)]
    if told:
        lines += ["", "Why"]
        for finding in told:
            lines += _reason(knowledge, followed.facts, finding, words)
    if decision.limits:
        phrases = [_sentence(phrase) for phrase in limit_phrases(knowledge, decision.limits)]
        if phrases or decision.limits.notes:
            lines += ["", "Limits" if phrases else "To mind"]
        lines += [line for said in (*phrases, *decision.limits.notes) for line in _wrap(said, "  - ")]
    if not decision.final:
        lines += ["", *_wrap("Not all is settled yet; still to answer: " + _asked(knowledge, decision.needs))]
    if explain:
        lines += _changes(knowledge, would_change(knowledge, followed.facts, decision, followed.cleared))
    lines += ["", *_wrap(words.wording["safety_net"].said())]
    if decision.recheck_days:
        lines += _wrap(words.wording["recheck"].said(days=str(decision.recheck_days)))
    lines += _wrap(words.wording["not_a_diagnosis"].said())
    return "\n".join(lines)


def _is_silent(knowledge: Knowledge, finding: Finding) -> bool:
    """A private finding that only shapes the plan is not spoken of (addendum 1d, RF-VIOLENCE)."""
    rule = knowledge.rules[finding.id]
    private = all(knowledge.facts[fact].private for fact in finding.because)
    return private and rule.urgency is None and rule.massage is None


def _emergency(knowledge: Knowledge, followed: Followed, words: Words, number: Number) -> str:
    """Nothing but what to do now: no limits, no plan (promise 1)."""
    decision = followed.decision
    alarms = [finding for finding in decision.findings if knowledge.rules[finding.id].urgency == "emergency"]
    acts = {knowledge.rules[finding.id].act for finding in alarms}
    act = "crisis" if "crisis" in acts else "call" if "call" in acts or not acts else "go"
    why = "back pain, and " + _answers(knowledge, followed.facts, alarms)
    call = " or ".join(number.emergency)
    said = words.wording[f"emergency_{act}"].said(number=call, why=why, line=number.crisis or call)
    lines = [URGENCY_WORDS["emergency"], "", *_wrap(said)]
    if act == "go":
        lines += _wrap(f'If nobody can take you, call {call}. Tell them: "{why}".')
    if number.no_answer and act != "crisis":
        lines += _wrap(number.no_answer)
    if act != "crisis":
        lines += ["", "Why", *(line for finding in alarms for line in _wrap(finding.why, "  - "))]
        lines += ["", *_wrap("You did right to check first.")]
    return "\n".join(lines)


def _not_yet(knowledge: Knowledge, decision: Decision) -> str:
    first = "There is no answer yet: some questions that matter are still open."
    return "\n".join([*_wrap(first), *_wrap("Still to answer: " + _asked(knowledge, decision.needs))])


def _asked(knowledge: Knowledge, needs: tuple[str, ...], most: int = 12) -> str:
    shown = ", ".join(knowledge.facts[id].label for id in needs[:most])
    return shown + (f", and {len(needs) - most} more." if len(needs) > most else ".")


def _answers(knowledge: Knowledge, facts: Facts, findings: list[Finding]) -> str:
    """The person's own answers behind several findings, each once."""
    return own_words(knowledge, facts, (fact for finding in findings for fact in finding.because))


def _lead(knowledge: Knowledge, followed: Followed, words: Words, number: Number, now: datetime) -> str:
    """The one thing to do, and the sentence about massage where it is another."""
    decision, facts = followed.decision, followed.facts
    rules = [knowledge.rules[finding.id] for finding in findings_told(knowledge, decision)]
    call = " or ".join(number.emergency)
    asks = dict.fromkeys(rule.ask for rule in rules if rule.massage == "clearance" and rule.ask)
    ask = "; ".join(one for one in asks if not any(one in other and one != other for other in asks))
    signs = "you notice numbness between the legs or a weak leg"
    again = next((rule.try_again for rule in rules if rule.massage == "avoid" and rule.try_again), "when this is over")
    phrases = short_phrases(decision.limits) if decision.limits else []
    limits = _sentence("; ".join(phrases)) or "There are a few things to mind"
    until = now + timedelta(days=decision.recheck_days or NO_GAIN_DAYS)
    said: list[str] = []
    if decision.urgency == "same_day":
        maternity = any(finding.because and _about_pregnancy(finding) for finding in decision.findings)
        said.append(words.wording["same_day_maternity" if maternity else "same_day"].said(number=call, signs=signs))
        return " ".join(said)
    if decision.urgency == "clinician" and decision.within_days == 7:
        key = "clinician_7_light" if decision.massage in ("suitable", "modify") else "clinician_7_no_massage"
        grave = [finding for finding in decision.findings if knowledge.rules[finding.id].within_days == 7]
        said.append(words.wording[key].said(why=_answers(knowledge, facts, grave)))
    if decision.urgency == "clinician" and decision.within_days == 28:
        lead, rest = words.wording["clinician_28"].lead_and_rest()
        said.append(f"{lead} {rest}" if decision.massage in ("suitable", "modify") else lead)
    if decision.massage == "avoid" and decision.urgency == "self_care":
        said.append(words.wording["not_today"].said(again=again))
    elif decision.massage == "clearance":
        said.append(words.wording["clearance"].said(ask=ask or "your doctor"))
    elif decision.massage == "modify":
        limiting = [finding for finding in decision.findings if knowledge.rules[finding.id].massage]
        said.append(words.wording["modify"].said(limits=limits, why=f"of {_answers(knowledge, facts, limiting)}"))
    elif decision.massage == "suitable" and decision.final:
        said.append(words.wording["suitable"].said(date=f"{until.day} {until:%B}"))
    return " ".join(said)


def _sentence(words: str) -> str:
    """With a capital first letter, the rest as it is."""
    return words[:1].upper() + words[1:]


def _about_pregnancy(finding: Finding) -> bool:
    return bool({"pregnancy_state", "gave_birth_recently"} & set(finding.because))


def _reason(knowledge: Knowledge, facts: Facts, finding: Finding, words: Words) -> list[str]:
    """One finding: title, the person's own answers, why, what to do, how sure."""
    said = own_words(knowledge, facts, finding.because)
    lines = _wrap(finding.title if said == UNSAID else f"{finding.title} (you said: {said})", "  - ")
    lines += _wrap(finding.why, "    ") + (_wrap(finding.advice, "    ") if finding.advice else [])
    for fact in finding.unsure_about:
        if not knowledge.facts[fact].private:
            lines += _wrap(words.wording["unsure_line"].said(item=knowledge.facts[fact].label), "    ")
    lines += _wrap(f"[{finding.basis}; {', '.join(finding.sources)}; unknot explain {finding.id}]", "    ")
    return lines


def _changes(knowledge: Knowledge, changes: tuple[Change, ...]) -> list[str]:
    if not changes:
        return ["", *_wrap("No single answer would change this.")]
    lines = ["", "What would change it"]
    for change in changes:
        fact = knowledge.facts[change.fact]
        to = (
            {True: "yes", False: "no"}.get(change.to, str(change.to)) if isinstance(change.to, bool) else str(change.to)
        )
        choice = next((choice.label.lower() for choice in fact.choices if choice.id == change.to), to)
        urgency, massage = URGENCY_WORDS[change.urgency][4:], MASSAGE_WORDS[change.massage].lower()
        lines += _wrap(f"{fact.label}: {choice} -> {urgency.lower()}, {massage}", "  - ")
    return lines


def _wrap(text: str, indent: str = "") -> list[str]:
    rest = " " * len(indent)
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=rest) or [indent]
