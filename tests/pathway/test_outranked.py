"""Advice that cannot be followed together never stands together: what asks for less says which finding goes first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings

from tests.lib.people import DEWI, people
from unknot.knowledge.load import load
from unknot.knowledge.outcome import MASSAGES, URGENCIES
from unknot.pathway import Assessment, follow
from unknot.pathway.answers import read_answers
from unknot.pathway.decision import Finding
from unknot.pathway.outranked import outranked, weighed
from unknot.telling.decision import tell
from unknot.telling.findings import findings_told

KNOWLEDGE = load()
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def walked(said: dict[str, Any], **reported: bool) -> Assessment:
    answers = read_answers(KNOWLEDGE, {**DEWI, **said}, NOW)
    return follow(KNOWLEDGE, answers, now=NOW, reported=reported, assume_usual=True)


def found(assessment: Assessment) -> dict[str, Finding]:
    return {finding.id: finding for finding in assessment.decision.findings}


def told(assessment: Assessment) -> list[str]:
    return [finding.id for finding in findings_told(KNOWLEDGE, assessment.decision)]


EFFORT = {"age": 62, "pain_on_effort": True, "site": ["between_blades_left"]}


def test_new_pain_on_effort_goes_before_what_is_said_of_a_known_one() -> None:
    assessment = walked(EFFORT)
    findings = found(assessment)

    assert "gentle session" in findings["effort_pain_stable"].advice
    assert findings["effort_pain_stable"].outranked_by == "effort_pain"
    assert findings["effort_pain"].outranked_by is None
    assert "effort_pain_stable" not in told(assessment)


def test_a_long_known_pain_on_effort_is_outranked_by_nothing() -> None:
    findings = found(walked({**EFFORT, "effort_pain_long_known": True}))

    assert findings["effort_pain_stable"].outranked_by is None


def test_thin_bones_are_told_once_in_the_stricter_words() -> None:
    assessment = walked({"age": 68, "thin_bones": True})
    findings = found(assessment)

    assert findings["osteopenia"].outranked_by == "osteoporosis"
    assert findings["osteoporosis"].outranked_by is None
    assert "osteopenia" not in told(assessment)


def test_look_again_in_some_days_stands_beside_no_emergency_and_no_visit_today() -> None:
    alarm = found(walked({"pain_breathing_in": True, "breathless_new": True, "clot_past": True}))
    today = found(walked({"pain_breathing_in": True, "breath_pain_mechanical": False}))

    assert alarm["breath_pain_again"].outranked_by == "breathless_clot_risk"
    assert KNOWLEDGE.rules[today["breath_pain_again"].outranked_by or ""].urgency == "same_day"


def test_half_the_massage_time_is_not_said_beside_a_pause() -> None:
    assessment = walked({}, diary_worsening=True, diary_flare=True)
    findings = found(assessment)

    assert findings["course_flare"].outranked_by == "course_worsening"
    assert "course_flare" not in told(assessment)


def test_a_visit_of_its_own_is_told_and_says_which_finding_keeps_hands_off() -> None:
    """Sciatica that lets hands work meanwhile, beside a seizure of yesterday that does not."""
    assessment = walked(
        {"spread_below_knee": True, "leg_pain_stops_sleep": True, "seizure_24_hours": True, "epilepsy": True}
    )
    reasons = {reason.finding: reason for reason in tell(KNOWLEDGE, assessment, "GB", NOW).reasons}

    assert found(assessment)["leg_pain_and_no_sleep"].outranked_by == "seizure_24_hours"
    assert "goes first: no massage today" in reasons["leg_pain_and_no_sleep"].goes_first
    assert reasons["seizure_24_hours"].goes_first == ""


def test_a_condition_that_only_limits_is_told_beside_a_question_for_the_doctor() -> None:
    assessment = walked({"blood_thinner": True, "pregnancy_state": "pregnant", "pregnancy_weeks": 10})

    assert found(assessment)["anticoagulant"].outranked_by is None
    assert found(assessment)["pregnancy"].outranked_by == "pregnancy_under_14_weeks"


def test_an_alarm_out_of_doubt_says_its_now_under_an_if() -> None:
    """ "Call for an ambulance now" and "book a check-up in 7 days" cannot both be followed."""
    assessment = walked({"onset": "unsure", "injury_serious": True})
    told_of = tell(KNOWLEDGE, assessment, "GB", NOW)
    (reason,) = [each for each in told_of.reasons if each.finding == "injury_major"]

    assert told_of.urgency == "clinician"
    assert reason.advice.startswith("If you find that it is so: Call for an ambulance now.")


def test_once_cleared_a_finding_outranks_no_gentle_session() -> None:
    ask, light = KNOWLEDGE.rules["cancer_ask_first"], KNOWLEDGE.rules["leg_pain_six_weeks"]

    assert outranked([weighed(ask), weighed(light)]) == {light.id: ask.id}
    assert outranked([weighed(ask, cleared=True), weighed(light)]) == {}


@settings(max_examples=150, deadline=None)
@given(people(KNOWLEDGE, most_unusual=12))
def test_what_outranks_is_there_is_told_and_asks_for_no_less(said: dict[str, Any]) -> None:
    assessment = follow(KNOWLEDGE, read_answers(KNOWLEDGE, said, NOW), now=NOW, assume_usual=True)
    findings, rules = found(assessment), KNOWLEDGE.rules

    for finding in findings.values():
        if finding.outranked_by:
            high, low = rules[finding.outranked_by], rules[finding.id]
            assert findings[high.id].outranked_by is None
            assert MASSAGES.index(high.massage or "suitable") >= MASSAGES.index(low.massage or "suitable")


@settings(max_examples=150, deadline=None)
@given(people(KNOWLEDGE, most_unusual=12))
def test_nobody_reads_of_a_later_visit_or_a_gentle_session_beside_a_visit_today(said: dict[str, Any]) -> None:
    assessment = follow(KNOWLEDGE, read_answers(KNOWLEDGE, said, NOW), now=NOW, assume_usual=True)
    answer, spoken = assessment.decision.answer, findings_told(KNOWLEDGE, assessment.decision)
    levels = {KNOWLEDGE.rules[finding.id].urgency or "self_care" for finding in spoken if not finding.doubt}

    assert answer
    if answer.urgency in ("same_day", "emergency"):
        assert levels == {answer.urgency}
    if answer.urgency != "self_care" and not any(finding.doubt for finding in spoken):
        assert max(levels, key=URGENCIES.index) == answer.urgency


def test_every_order_in_the_rules_is_from_graver_to_milder(knowledge: Any) -> None:
    """`unknot knowledge check` refuses an unknown rule and one that asks for as much."""
    from msgspec.structs import replace

    from unknot.knowledge.check import _order_faults

    rule = knowledge.rules["osteopenia"]

    assert [fault for each in knowledge.written for fault in _order_faults(knowledge, each)] == []
    assert list(_order_faults(knowledge, replace(rule, outranks=("osteoporosis",))))
    (unknown,) = _order_faults(knowledge, replace(rule, outranks=("osteoporosi",)))
    assert unknown[2] == "did you mean `osteoporosis`?"
