"""What may this person do today? The people of the tests, clearances, doubt, and what would change it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lib.people import BUDI, DEWI, MADE, RINA, SARI, facts_of, people
from unknot.knowledge.load import load
from unknot.knowledge.outcome import MASSAGES, MERGE, URGENCIES
from unknot.knowledge.shapes import Knowledge, Limits
from unknot.pathway import Assessment, follow
from unknot.pathway.answers import read_answers
from unknot.pathway.decision import CLEARANCE_DAYS, Clearance, Decision
from unknot.pathway.findings import findings_of
from unknot.pathway.would_change import would_change

KNOWLEDGE = load()


def walk(knowledge: Knowledge, said: dict[str, Any], now: datetime, **more: Any) -> Assessment:
    return follow(knowledge, read_answers(knowledge, said, now), now=now, assume_usual=True, **more)


def test_an_ordinary_ache_is_self_care_and_suitable_with_a_plan(knowledge: Knowledge, now: datetime) -> None:
    walked = walk(knowledge, DEWI, now)

    assert (walked.decision.so_far.urgency, walked.decision.so_far.massage) == ("self_care", "suitable")
    assert walked.decision.final
    assert walked.plan


def test_new_saddle_numbness_is_an_emergency_without_a_plan(knowledge: Knowledge, now: datetime) -> None:
    walked = walk(knowledge, SARI, now)

    assert (walked.decision.so_far.urgency, walked.decision.so_far.massage) == ("emergency", "avoid")
    assert walked.decision.so_far.limits is None
    assert walked.plan is None


def test_an_emergency_stands_before_anything_else_is_answered(knowledge: Knowledge, now: datetime) -> None:
    decision = follow(knowledge, read_answers(knowledge, {"saddle_change": True}, now), now=now).decision

    assert decision.so_far.urgency == "emergency"
    assert decision.final
    assert decision.needs == ()


def test_a_blood_thinner_means_light_strokes_only_and_says_why(knowledge: Knowledge, now: datetime) -> None:
    walked = walk(knowledge, BUDI, now)

    assert walked.decision.so_far.limits
    assert walked.decision.so_far.limits.max_pressure == 3
    assert walked.plan
    assert {step.technique for step in walked.plan.steps if step.touch} == {"effleurage"}
    assert any(finding.because == ("blood_thinner",) for finding in walked.decision.findings)


def test_ten_weeks_pregnant_is_sent_to_the_midwife_first(knowledge: Knowledge, now: datetime) -> None:
    walked = walk(knowledge, RINA, now)

    assert walked.decision.so_far.massage == "clearance"
    assert walked.decision.so_far.urgency == "self_care"
    assert any("midwife" in knowledge.rules[finding.id].ask for finding in walked.decision.findings)
    assert walked.plan is None


def test_a_well_gardener_of_sixty_gets_a_plan(knowledge: Knowledge, now: datetime) -> None:
    walked = walk(knowledge, MADE, now)

    assert (walked.decision.so_far.urgency, walked.decision.so_far.massage) == ("self_care", "suitable")
    assert walked.plan


def test_not_sure_about_the_bladder_is_treated_as_yes(knowledge: Knowledge, now: datetime) -> None:
    decision = walk(knowledge, {**DEWI, "bladder_change": "unsure"}, now).decision

    assert decision.so_far.urgency == "emergency"
    assert any("bladder_change" in finding.unsure_about for finding in decision.findings)


def test_the_same_input_gives_the_same_decision_byte_for_byte(knowledge: Knowledge, now: datetime) -> None:
    import msgspec

    assert msgspec.json.encode(walk(knowledge, BUDI, now).decision) == msgspec.json.encode(
        walk(knowledge, BUDI, now).decision
    )


@settings(max_examples=60, deadline=None)
@given(people(KNOWLEDGE))
def test_urgent_people_never_get_massage_limits_or_a_plan(said: dict[str, Any]) -> None:
    from tests.conftest import NOW

    walked = follow(KNOWLEDGE, read_answers(KNOWLEDGE, said, NOW), now=NOW)

    if walked.decision.so_far.urgency in ("same_day", "emergency"):
        assert walked.decision.so_far.massage == "avoid"
    if walked.decision.so_far.massage in ("avoid", "clearance"):
        assert walked.plan is None
    if walked.decision.so_far.massage == "avoid":
        assert walked.decision.so_far.limits is None


@settings(max_examples=60, deadline=None)
@given(people(KNOWLEDGE), st.data())
def test_answering_only_ever_raises_what_is_demanded(said: dict[str, Any], data: st.DataObject) -> None:
    some = data.draw(st.sets(st.sampled_from(sorted(said))))
    half = findings_of(KNOWLEDGE, facts_of(KNOWLEDGE, {id: said[id] for id in some}))
    whole = findings_of(KNOWLEDGE, facts_of(KNOWLEDGE, said))

    alarm_bits = sum(
        1 << bit
        for bit, name in enumerate(KNOWLEDGE.outcome_names)
        if name in ("urgency.same_day", "urgency.emergency")
    )
    assert half.lower & ~whole.lower == 0
    assert whole.lower & ~half.worst & ~alarm_bits == 0


def test_every_limit_has_a_way_of_merging() -> None:
    assert set(MERGE) == set(Limits.__struct_fields__)


def cancer_patient() -> dict[str, Any]:
    return {**DEWI, "cancer_history": True, "cancer_treatment_now": True, "cancer_pain_checked": True,
            "pain_history": "same_old_checked", "tumour_at": []}  # fmt: skip


def cleared_by(decision: Decision, on: date, knowledge: Knowledge) -> dict[str, Clearance]:
    present = tuple(finding.id for finding in decision.findings)
    return {
        id: Clearance(date=on, by="Dr Sari, oncology", findings=present)
        for id in present
        if knowledge.rules[id].massage == "clearance"
    }


def test_a_clearance_turns_asking_first_into_limits(knowledge: Knowledge, now: datetime) -> None:
    before = walk(knowledge, cancer_patient(), now)
    after = walk(knowledge, cancer_patient(), now, cleared=cleared_by(before.decision, now.date(), knowledge))

    assert before.decision.so_far.massage == "clearance"
    assert after.decision.so_far.massage == "modify"
    assert after.decision.so_far.limits
    assert after.decision.so_far.limits.max_pressure is not None
    assert after.plan


@pytest.mark.parametrize("age", [CLEARANCE_DAYS + 1, -1])
def test_a_clearance_that_is_too_old_or_from_the_future_does_not_count(
    knowledge: Knowledge, now: datetime, age: int
) -> None:
    before = walk(knowledge, cancer_patient(), now)
    old = cleared_by(before.decision, (now - timedelta(days=age)).date(), knowledge)

    assert walk(knowledge, cancer_patient(), now, cleared=old).decision.so_far.massage == "clearance"


def test_anything_new_ends_a_clearance(knowledge: Knowledge, now: datetime) -> None:
    before = walk(knowledge, cancer_patient(), now)
    cleared = cleared_by(before.decision, now.date(), knowledge)

    later = walk(knowledge, {**cancer_patient(), "blood_thinner": True}, now, cleared=cleared)

    assert later.decision.so_far.massage == "clearance"


def test_a_clearance_never_touches_an_urgency(knowledge: Knowledge, now: datetime) -> None:
    said = {**DEWI, "cancer_history": True, "pain_history": "first"}
    before = walk(knowledge, said, now).decision
    after = walk(knowledge, said, now, cleared=cleared_by(before, now.date(), knowledge)).decision

    assert before.so_far.urgency == after.so_far.urgency != "self_care"


def test_a_doubt_that_nothing_settles_counts_in_full_but_not_as_an_alarm(knowledge: Knowledge, now: datetime) -> None:
    """Weeks of pregnancy have no value for not sure: both the early and the late limits hold."""
    decision = walk(knowledge, {**RINA, "pregnancy_weeks": "unsure"}, now).decision

    assert decision.final
    assert decision.so_far.urgency in ("self_care", "clinician")
    assert decision.so_far.massage == "clearance"
    assert any(finding.doubt for finding in decision.findings)


def test_each_change_offered_is_true_when_tried(knowledge: Knowledge, now: datetime) -> None:
    walked = walk(knowledge, BUDI, now)
    changes = would_change(knowledge, walked.facts, walked.decision)

    assert any(change.fact == "blood_thinner" and change.looser for change in changes)
    assert len(changes) <= 10
    for change in changes:
        again = walk(knowledge, {**BUDI, change.fact: change.to}, now).decision
        assert (again.so_far.urgency, again.so_far.within_days, again.so_far.massage) == (
            change.urgency,
            change.within_days,
            change.massage,
        )


def test_nothing_fixed_or_private_is_offered_as_a_change(knowledge: Knowledge, now: datetime) -> None:
    walked = walk(knowledge, {**BUDI, "injected_drugs": "long_ago"}, now)

    offered = {change.fact for change in would_change(knowledge, walked.facts, walked.decision)}

    assert not any(knowledge.facts[fact].fixed or knowledge.facts[fact].private for fact in offered)


def test_no_change_is_offered_to_someone_who_needs_help_now(knowledge: Knowledge, now: datetime) -> None:
    walked = walk(knowledge, SARI, now)

    assert would_change(knowledge, walked.facts, walked.decision) == ()


def test_a_reason_for_stopping_a_session_is_a_fact_like_any_other(knowledge: Knowledge, now: datetime) -> None:
    decision = walk(knowledge, DEWI, now, reported={"stopped_chest_or_breath": True}).decision

    assert decision.so_far.urgency == "emergency"
    assert URGENCIES.index(decision.so_far.urgency) == 3
    assert MASSAGES.index(decision.so_far.massage) == 3
