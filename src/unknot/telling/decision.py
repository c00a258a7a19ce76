"""Tells a decision: the one thing to do, then why, then the limits; an emergency is told alone.

The wording is `content/wording.toml` (docs/clinical/telling.md); this fills its gaps.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Literal

import msgspec
from msgspec.structs import replace

from unknot.knowledge.outcome import Outcome
from unknot.knowledge.places import ENGLISH, SENTENCES
from unknot.knowledge.sentences import day_and_month, listed, sentence, worded
from unknot.knowledge.shapes import Basis, EmergencyNumber, Knowledge, Massage, Urgency
from unknot.knowledge.words import Words, read_words
from unknot.pathway import Assessment
from unknot.pathway.decision import Decision, Finding
from unknot.pathway.facts import Facts
from unknot.telling.findings import findings_told, goes_first
from unknot.telling.limits import limit_phrases, short_phrases
from unknot.telling.no_answer_yet import clear_already, no_answer_yet
from unknot.telling.own_words import UNSAID, own_words

URGENCY_WORDS: dict[Urgency, str] = {
    "self_care": worded("Self-care"),
    "clinician": worded("See a clinician"),
    "same_day": worded("See a clinician today"),
    "emergency": worded("Emergency"),
}
MASSAGE_WORDS: dict[Massage, str] = {
    "suitable": worded("Massage suits you"),
    "modify": worded("Massage with limits"),
    "clearance": worded("Massage after they agree"),
    "avoid": worded("No massage today"),
}
QUOTE = worded("back pain, and {answers}")
"""What to tell the operator."""
NOBODY_TAKES_YOU = worded('If nobody can take you, call {number}. Tell them: "{why}".')
IF_SO = worded("If you find that it is so: {advice}")
"""The advice of an alarm that counts only because the person was not sure."""
NO_GAIN_DAYS = 14
"""When to look again if nothing else says sooner (day 7 or 14, docs/clinical/deciding.md; proposal)."""


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One finding in words."""

    finding: str
    title: str
    said: str
    """The person's own answers; `` where they are private."""
    why: str
    advice: str
    not_sure: tuple[str, ...]
    """A sentence for each "not sure" that counted as yes."""
    basis: Basis
    sources: tuple[str, ...]
    goes_first: str = ""
    """The finding that outranks this one, and what it asks for, as a sentence."""


class DecisionText(msgspec.Struct, frozen=True, kw_only=True):
    """A whole decision in words."""

    urgency: Urgency | None
    massage: Massage | None
    """Both None while a question that matters is open: then there is no answer, and `at_least` says what is clear."""
    act: Literal["", "call", "go", "crisis"]
    """For an emergency: call, go, or a crisis line. Then `why` is told, and no `reasons`, `limits` or `notes`."""
    lead: str
    """The one thing to do: one sentence, shown strong."""
    rest: str
    call: str
    """The number to call, in words."""
    no_answer: str
    """What to do when nobody answers; may be empty."""
    quote: str
    """What to tell the operator."""
    why: tuple[str, ...]
    """For an emergency: why it is one."""
    reasons: tuple[Reason, ...]
    limits: tuple[str, ...]
    notes: tuple[str, ...]
    still_open: tuple[str, ...]
    """Labels of the facts that still matter; empty when the decision is final."""
    recheck: str
    safety_net: str
    not_a_diagnosis: str
    at_least: Urgency | None = None
    """While there is no answer: what the answers so far already ask for. A lower bound, and never shown as more."""
    english: DecisionText | None = None
    """The same in English, to stand beside an emergency whose words in this language nobody has reviewed yet."""


@cache
def _words(language: str) -> Words:
    return read_words(language=language)


def words(knowledge: Knowledge) -> Words:
    """The wording of this release in the language of the knowledge, read once."""
    return _words(knowledge.language)


@cache
def _english(stamp: str) -> Knowledge | None:
    """The same knowledge in English; None when what is installed is another one."""
    from unknot.knowledge.load import load

    english = load()
    return english if english.stamp == stamp else None


def number_of(knowledge: Knowledge, country: str) -> EmergencyNumber:
    """Whom to call in a country; 112 where we do not know better."""
    return knowledge.numbers.get(country.upper(), knowledge.numbers[""])


def tell(knowledge: Knowledge, assessment: Assessment, country: str, now: datetime) -> DecisionText:
    """The decision in words for someone in this country, today, in the language of the knowledge."""
    decision, number = assessment.decision, number_of(knowledge, country)
    if decision.is_emergency:
        told = _emergency(knowledge, assessment, number)
        english = _english(knowledge.stamp) if knowledge.language != ENGLISH else None
        if english is None or _is_reviewed(knowledge, assessment, number, told.act):
            return told
        return replace(told, english=_emergency(english, assessment, number_of(english, country)))
    wording, answer = words(knowledge).wording, decision.answer
    lead, rest = _lead(knowledge, assessment, answer, number, now) if answer else no_answer_yet(knowledge, decision)
    spoken = [finding for finding in findings_told(knowledge, decision) if not _is_silent(knowledge, finding)]
    reasons = [_reason(knowledge, assessment.facts, finding) for finding in spoken]
    if answer is None:
        behind = {finding.id for finding in clear_already(knowledge, spoken)}
        reasons = [replace(reason, advice="") for reason in reasons if reason.finding in behind]
    limits = answer.limits if answer else None
    recheck = answer.recheck_days if answer else None
    return DecisionText(
        urgency=answer.urgency if answer else None,
        massage=answer.massage if answer else None,
        act="",
        lead=lead,
        rest=rest,
        call=listed(knowledge, number.emergency, "or"),
        no_answer="",
        quote="",
        why=(),
        reasons=tuple(reasons),
        limits=tuple(sentence(phrase) for phrase in limit_phrases(knowledge, limits)) if limits else (),
        notes=limits.notes if limits else (),
        still_open=() if answer else tuple(knowledge.facts[id].label for id in decision.needs),
        recheck=wording["recheck"].said(days=str(recheck)) if recheck else "",
        safety_net=wording["safety_net"].said(),
        not_a_diagnosis=wording["not_a_diagnosis"].said(),
        at_least=None if answer else decision.so_far.urgency,
    )


def _is_silent(knowledge: Knowledge, finding: Finding) -> bool:
    """A private finding that only shapes the plan is not spoken of (docs/clinical/people.md, RF-VIOLENCE)."""
    rule = knowledge.rules[finding.id]
    private = all(knowledge.facts[fact].private for fact in finding.because)
    return private and rule.urgency is None and rule.massage is None


def _emergency(knowledge: Knowledge, assessment: Assessment, number: EmergencyNumber) -> DecisionText:
    """Nothing but what to do now: no limits, no plan (promise 1)."""
    decision = assessment.decision
    alarms = _alarms(knowledge, decision)
    acts = {knowledge.rules[finding.id].act for finding in alarms}
    act: Literal["call", "go", "crisis"] = "crisis" if "crisis" in acts else "go" if acts == {"go"} else "call"
    quote = knowledge.say(QUOTE, answers=answers_behind(knowledge, assessment.facts, alarms))
    call = listed(knowledge, number.emergency, "or")
    wording = words(knowledge).wording[f"emergency_{act}"]
    lead, rest = wording.lead_and_rest(number=call, why=quote, line=number.crisis or call)
    if act == "go":
        rest = f"{rest} {knowledge.say(NOBODY_TAKES_YOU, number=call, why=quote)}"
    return DecisionText(
        urgency="emergency",
        massage="avoid",
        act=act,
        lead=lead,
        rest=rest,
        call=call,
        no_answer=number.no_answer if act != "crisis" else "",
        quote=quote if act != "crisis" else "",
        why=tuple(dict.fromkeys(knowledge.rules[finding.id].why for finding in alarms)) if act != "crisis" else (),
        reasons=(),
        limits=(),
        notes=(),
        still_open=(),
        recheck="",
        safety_net="",
        not_a_diagnosis="",
    )


def _alarms(knowledge: Knowledge, decision: Decision) -> list[Finding]:
    return [finding for finding in decision.findings if knowledge.rules[finding.id].urgency == "emergency"]


def _is_reviewed(knowledge: Knowledge, assessment: Assessment, number: EmergencyNumber, act: str) -> bool:
    """Whether someone has reviewed every translated sentence of this emergency."""
    said = {f"wording.toml:wording:emergency_{act}:text", f"{SENTENCES}:{QUOTE}"}
    if act == "go":
        said.add(f"{SENTENCES}:{NOBODY_TAKES_YOU}")
    if act != "crisis":
        if number.no_answer:
            said.add(f"numbers.toml:number.{number.country}:no_answer")
        for finding in _alarms(knowledge, assessment.decision):
            said.add(f"rules/{knowledge.rules[finding.id].concern}.toml:rule.{finding.id}:why")
            said.update(f"facts.toml:fact.{fact}:label" for fact in finding.because)
    return said <= knowledge.reviewed


def answers_behind(knowledge: Knowledge, facts: Facts, findings: list[Finding]) -> str:
    """The person's own answers behind several findings, each once."""
    return own_words(knowledge, facts, (fact for finding in findings for fact in finding.because))


def _lead(
    knowledge: Knowledge, assessment: Assessment, answer: Outcome, number: EmergencyNumber, now: datetime
) -> tuple[str, str]:
    """The one thing to do, and the sentences about massage where they say another."""
    decision, wording = assessment.decision, words(knowledge).wording
    said: list[tuple[str, str]] = []
    if answer.urgency == "same_day":
        maternity = any({"pregnancy_state", "gave_birth_recently"} & set(f.because) for f in decision.findings)
        signs = knowledge.say("you notice numbness between the legs or a weak leg")
        key = "same_day_maternity" if maternity else "same_day"
        return wording[key].lead_and_rest(number=listed(knowledge, number.emergency, "or"), signs=signs)
    if answer.urgency == "clinician":
        said.append(_clinician(knowledge, assessment, answer))
    said += _massage(knowledge, assessment, answer, now)
    lead, rest = said[0] if said else ("", "")
    return lead, " ".join(filter(None, (rest, *(text for pair in said[1:] for text in pair))))


def _clinician(knowledge: Knowledge, assessment: Assessment, answer: Outcome) -> tuple[str, str]:
    """See a clinician, and when."""
    decision, wording = assessment.decision, words(knowledge).wording
    light = answer.massage in ("suitable", "modify")
    if answer.within_days == 28:
        lead, rest = wording["clinician_28"].lead_and_rest()
        return lead, rest if light else ""
    grave = [finding for finding in decision.findings if knowledge.rules[finding.id].within_days == 7]
    why = answers_behind(knowledge, assessment.facts, grave)
    return wording["clinician_7_light" if light else "clinician_7_no_massage"].lead_and_rest(why=why)


def _massage(knowledge: Knowledge, assessment: Assessment, answer: Outcome, now: datetime) -> list[tuple[str, str]]:
    """What today's massage may be, where it is not said by the urgency."""
    decision, wording = assessment.decision, words(knowledge).wording
    rules = [knowledge.rules[finding.id] for finding in findings_told(knowledge, decision)]
    if answer.massage == "avoid" and answer.urgency == "self_care":
        again = next((rule.try_again for rule in rules if rule.massage == "avoid" and rule.try_again), "")
        return [wording["not_today"].lead_and_rest(again=again or knowledge.say("when this is over"))]
    if answer.massage == "clearance":
        asks = dict.fromkeys(rule.ask for rule in rules if rule.massage == "clearance" and rule.ask)
        ask = "; ".join(one for one in asks if not any(one in other and one != other for other in asks))
        return [wording["clearance"].lead_and_rest(ask=ask or knowledge.say("your doctor"))]
    if answer.massage == "modify" and answer.limits:
        phrases = "; ".join(short_phrases(knowledge, answer.limits))
        limits = sentence(phrases) or knowledge.say("There are a few things to mind")
        limiting = [finding for finding in decision.findings if knowledge.rules[finding.id].massage]
        why = knowledge.say("of {answers}", answers=answers_behind(knowledge, assessment.facts, limiting))
        return [wording["modify"].lead_and_rest(limits=limits, why=why)]
    if answer.massage == "suitable":
        until = now + timedelta(days=answer.recheck_days or NO_GAIN_DAYS)
        return [wording["suitable"].lead_and_rest(date=day_and_month(knowledge, until))]
    return []


def _advice(knowledge: Knowledge, finding: Finding) -> str:
    """What to do; out of doubt an alarm asks for a visit in 7 days, so its "now" stands under an if."""
    alarm = finding.not_ruled_out in ("same_day", "emergency")
    return knowledge.say(IF_SO, advice=finding.advice) if alarm and finding.advice else finding.advice


def _reason(knowledge: Knowledge, facts: Facts, finding: Finding) -> Reason:
    said = own_words(knowledge, facts, finding.because)
    unsure = (knowledge.facts[fact] for fact in finding.unsure_about if not knowledge.facts[fact].private)
    return Reason(
        finding=finding.id,
        title=finding.title,
        said="" if said == knowledge.say(UNSAID) else said,
        why=finding.why,
        advice=_advice(knowledge, finding),
        not_sure=tuple(words(knowledge).wording["unsure_line"].said(item=fact.label) for fact in unsure),
        basis=finding.basis,
        sources=finding.sources,
        goes_first=goes_first(knowledge, finding),
    )


def still_open(knowledge: Knowledge, told: DecisionText, most: int = 12) -> str:
    """The open questions as one phrase, at most `most` named."""
    named, more = ", ".join(told.still_open[:most]), len(told.still_open) - most
    return knowledge.say("{questions}, and {count} more.", questions=named, count=more) if more > 0 else f"{named}."
