"""What did the person say? Every answer is checked, every problem is named, nothing is dropped."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.lib.people import DEWI
from unknot.knowledge.index import facts_of
from unknot.knowledge.shapes import Knowledge
from unknot.pathway.answers import InputRefused, Problem, days_ago, read_answers, still_good
from unknot.pathway.facts import facts_from


def refusal(knowledge: Knowledge, now: datetime, said: dict[str, Any]) -> str:
    with pytest.raises(InputRefused) as refused:
        read_answers(knowledge, said, now)
    return str(refused.value)


def test_an_unknown_fact_is_refused_with_the_nearest_name(knowledge: Knowledge, now: datetime) -> None:
    assert "hint: did you mean `fever`?" in refusal(knowledge, now, {"fewer": True})


@pytest.mark.parametrize(
    ("fact", "answer"),
    [("fever", "yes"), ("fever", 1), ("age", "forty"), ("age", True), ("age", 200), ("age", 40.5),
     ("temperature", 36.85), ("sex", "woman"), ("fever", None),
     ("site", "low_back"), ("site", ["lowback"]), ("site", ["neck", "neck"])],
)  # fmt: skip
def test_a_wrong_answer_is_refused_and_not_repeated(
    knowledge: Knowledge, now: datetime, fact: str, answer: Any
) -> None:
    said = refusal(knowledge, now, {fact: answer})

    assert said.startswith(f"{fact}: ")
    assert "hint: " in said
    assert repr(answer) not in said


def test_all_problems_are_named_at_once(knowledge: Knowledge, now: datetime) -> None:
    said = refusal(knowledge, now, {"fewer": True, "age": 200, "fever": "perhaps"})

    assert said.count("hint: ") == 3


def test_a_whole_number_with_a_point_is_taken(knowledge: Knowledge, now: datetime) -> None:
    assert facts_from(knowledge, read_answers(knowledge, {"age": 40.0}, now), now).by_slot["age"] == 40


def test_an_impossible_person_is_refused_with_the_reason(knowledge: Knowledge, now: datetime) -> None:
    said = refusal(knowledge, now, {"sex": "male", "pregnancy_state": "pregnant"})

    assert "cannot both be right" in said
    assert "rather not say" in said


@pytest.mark.parametrize("worst", range(11))
def test_the_worst_ache_is_never_below_that_of_now(knowledge: Knowledge, now: datetime, worst: int) -> None:
    for ache in range(11):
        said = {"pain_now": ache, "pain_worst": worst}
        if worst >= ache:
            assert read_answers(knowledge, said, now)
        else:
            assert "Change whichever of the two is wrong" in refusal(knowledge, now, said)


@pytest.mark.parametrize("ache", range(11))
def test_a_worst_ache_that_is_assumed_is_at_least_that_of_now(knowledge: Knowledge, now: datetime, ache: int) -> None:
    facts = facts_from(knowledge, read_answers(knowledge, {"pain_now": ache}, now), now, assume_usual=True)

    assert facts.by_fact["pain_worst"] == max(ache, 4)


def test_an_event_can_be_given_as_a_date(knowledge: Knowledge, now: datetime) -> None:
    answers = read_answers(knowledge, {"duration_days": "2026-11-12"}, now)

    assert facts_from(knowledge, answers, now).by_slot["duration_days"] == 10


def test_an_event_moves_into_the_past_as_time_goes_by(knowledge: Knowledge, now: datetime) -> None:
    answers = read_answers(knowledge, {"duration_days": 3}, now)

    assert facts_from(knowledge, answers, now + timedelta(days=4)).by_slot["duration_days"] == 7


def test_a_date_in_the_future_is_refused(knowledge: Knowledge, now: datetime) -> None:
    assert "in the future" in refusal(knowledge, now, {"duration_days": "2027-01-01"})


def test_an_alarm_answer_is_asked_again_the_next_day_and_a_birth_date_never(
    knowledge: Knowledge, now: datetime
) -> None:
    answers = read_answers(knowledge, {**DEWI, "saddle_change": False, "cancer_history": False}, now)

    tomorrow = still_good(knowledge, answers, now + timedelta(days=1))
    next_month = still_good(knowledge, answers, now + timedelta(days=29))

    assert "saddle_change" not in tomorrow.given
    assert "cancer_history" in tomorrow.given
    assert "cancer_history" not in next_month.given
    assert {"age", "sex"} <= set(next_month.given)


def test_answers_never_show_in_a_repr(knowledge: Knowledge, now: datetime) -> None:
    answers = read_answers(knowledge, DEWI, now)

    assert "38" not in repr(answers) + repr(facts_from(knowledge, answers, now))


def test_usual_answers_are_assumed_only_on_request_and_never_over_not_sure(knowledge: Knowledge, now: datetime) -> None:
    answers = read_answers(knowledge, {**DEWI, "fever": "unsure"}, now)

    assert "cancer_history" not in facts_from(knowledge, answers, now).known
    assumed = facts_from(knowledge, answers, now, assume_usual=True)
    assert assumed.by_slot["cancer_history"] is False
    assert "fever" not in assumed.assumed
    assert assumed.by_slot["fever"] is True


def test_an_assumption_that_contradicts_what_was_said_gives_way(knowledge: Knowledge, now: datetime) -> None:
    """A temperature of 38.6 is a fever, whatever is usual."""
    answers = read_answers(knowledge, {**DEWI, "temperature": 38.6}, now)

    assert facts_from(knowledge, answers, now, assume_usual=True).by_slot["fever"] is True


def test_a_detail_told_without_its_item_still_raises_the_alarm(knowledge: Knowledge, now: datetime) -> None:
    answers = read_answers(knowledge, {**DEWI, "leg_weak_rapid": True}, now)

    assert facts_from(knowledge, answers, now, assume_usual=True).by_slot["leg_weak"] is True


def test_today_said_before_midnight_is_yesterday_after_it(knowledge: Knowledge) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before, after = datetime(2026, 10, 24, 23, 50, tzinfo=berlin), datetime(2026, 10, 25, 0, 10, tzinfo=berlin)
    fact = knowledge.facts["duration_days"]

    assert days_ago(fact, 0, before, after) == days_ago(fact, "2026-10-24", before, after) == 1
    assert days_ago(fact, 0, after, datetime(2026, 10, 25, 23, 59, tzinfo=berlin)) == 0


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "9999-12-31"])
def test_a_date_that_nobody_can_mean_is_refused(knowledge: Knowledge, now: datetime, day: str) -> None:
    assert "hint: write the day it began" in refusal(knowledge, now, {"duration_days": day})


def test_answers_that_cannot_all_be_true_are_all_named(knowledge: Knowledge) -> None:
    for never in knowledge.never_conditions:
        ids = facts_of(never)
        where = " and ".join(ids)

        assert Problem(where, "cannot be", "mend").where == where
