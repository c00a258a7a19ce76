"""What does the pathway say to people of the kinds that exam banks publish, when little more is told than the story?"""

from __future__ import annotations

from typing import Any

import pytest

from tests.lib.cases import NOW, Case, each, is_massage_right, is_over_triaged, is_under_triaged, load_cases, walk
from unknot.knowledge.shapes import Knowledge
from unknot.pathway import follow
from unknot.pathway.answers import InputRefused, read_answers

CASES = load_cases("kinds.toml")
DETAILS: list[dict[str, Any]] = [
    {"bladder_new_leak": True},
    {"hands_and_feet_tingle": True},
    {"leg_weak_rapid": True},
    {"pregnancy_weeks": 30, "pregnancy_belly_hard": True},
    {"birth_problem_signs": True},
    {"sepsis_signs": True},
    {"belly_pulsing": True},
    {"dark_pee_after_effort": True},
    {"testicle_sudden": True},
    {"pelvic_sudden_vomiting": True},
    {"injury_serious": True},
    {"breath_pain_sudden": True},
    {"spinal_leg_signs": True},
    {"infection_blood": True},
    {"steroids_not_kept_down": True},
    {"clot_now": True},
    {"sickle_crisis_signs": True},
    {"suicidal_plan": "yes"},
    {"overdose_meant_or_ill": True},
    {"dengue_bleeding": True},
    {"sight_lost": True},
    {"eye_red_painful": True},
    {"headache_upright": True},
    {"foot_infected": True},
    {"fit_now": True},
    {"swallow_or_breathe_hard": True},
]
"""A detail that carries an alarm, told without the question it hangs under."""
LIMITS: list[dict[str, Any]] = [
    {"haemophilia_mild": True},
    {"antiplatelet_two": True},
    {"seizure_24_hours": True},
    {"stroke_under_3_months": True},
    {"operation_under_6_weeks": True},
    {"autoimmune_flare": True},
    {"flare_now": True},
    {"vascular_eds": True},
    {"disc_confirmed_numb": True},
    {"wide_bruises": True},
    {"pacemaker": True},
    {"pump_or_stimulator": True},
    {"patch_opioid": True},
]
"""A detail that limits massage, told without the question it hangs under."""


@each(CASES)
def test_nobody_is_sent_too_late(knowledge: Knowledge, case: Case) -> None:
    assert not is_under_triaged(knowledge, case), walk(knowledge, case).decision.findings


@each(CASES)
def test_nobody_is_alarmed_without_need(knowledge: Knowledge, case: Case) -> None:
    assert not is_over_triaged(knowledge, case), walk(knowledge, case).decision.findings


@each(CASES)
def test_the_answer_about_massage_is_one_of_the_right_ones(knowledge: Knowledge, case: Case) -> None:
    assert is_massage_right(knowledge, case), walk(knowledge, case).decision.findings


@each(CASES)
def test_whoever_needs_help_today_gets_no_plan(knowledge: Knowledge, case: Case) -> None:
    assert case["urgency_at_least"] not in ("same_day", "emergency") or walk(knowledge, case).plan is None


@pytest.mark.parametrize("detail", DETAILS, ids=["+".join(detail) for detail in DETAILS])
def test_an_alarming_detail_told_alone_never_ends_in_all_clear(knowledge: Knowledge, detail: dict[str, Any]) -> None:
    said = {"age": 40, "sex": "not_said", "site": ["low_back_left"], "pain_now": 5, **detail}

    decision = follow(knowledge, read_answers(knowledge, said, NOW), now=NOW, assume_usual=True).decision

    assert decision.so_far.urgency in ("same_day", "emergency") or not decision.final


@pytest.mark.parametrize("detail", LIMITS, ids=["+".join(detail) for detail in LIMITS])
def test_a_limiting_detail_told_alone_never_ends_in_all_clear(knowledge: Knowledge, detail: dict[str, Any]) -> None:
    said = {"age": 40, "sex": "not_said", "site": ["low_back_left"], "pain_now": 5, **detail}

    decision = follow(knowledge, read_answers(knowledge, said, NOW), now=NOW, assume_usual=True).decision

    assert decision.so_far.massage != "suitable" or not decision.final


@pytest.mark.parametrize(
    "detail", [{"leg_weak": False, "leg_weak_rapid": True}, {"clot_past": False, "clot_now": True}]
)
def test_a_detail_that_contradicts_its_question_is_refused_with_a_hint(
    knowledge: Knowledge, detail: dict[str, Any]
) -> None:
    with pytest.raises(InputRefused) as refused:
        read_answers(knowledge, detail, NOW)

    assert "answer yes" in refused.value.problems[0].hint
