"""What does the whole pathway say of published cases, beside the published answer?"""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from unknot.knowledge.outcome import URGENCIES
from unknot.knowledge.shapes import Knowledge
from unknot.pathway import Followed, follow
from unknot.pathway.answers import read_answers

CASES = tomllib.loads((Path(__file__).parent / "published.toml").read_text())["case"]
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
each_case = pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])


def walk(knowledge: Knowledge, case: dict[str, Any]) -> Followed:
    return follow(knowledge, read_answers(knowledge, case["answers"], NOW), now=NOW, assume_usual=True)


@each_case
def test_no_published_case_is_under_triaged(knowledge: Knowledge, case: dict[str, Any]) -> None:
    decision = walk(knowledge, case).decision

    assert URGENCIES.index(decision.urgency) >= URGENCIES.index(case["urgency_at_least"]), decision.findings


@each_case
def test_no_published_case_is_over_triaged(knowledge: Knowledge, case: dict[str, Any]) -> None:
    decision = walk(knowledge, case).decision

    assert URGENCIES.index(decision.urgency) <= URGENCIES.index(case["urgency_at_most"]), decision.findings


@each_case
def test_the_massage_answer_of_a_published_case_is_one_of_the_right_ones(knowledge: Knowledge, case: dict[str, Any]) -> None:
    decision = walk(knowledge, case).decision

    assert decision.massage in case["massage"], decision.findings


@each_case
def test_an_urgent_case_never_gets_a_plan(knowledge: Knowledge, case: dict[str, Any]) -> None:
    walked = walk(knowledge, case)

    assert not (case["urgency_at_least"] in ("same_day", "emergency") and walked.plan)


def test_every_class_of_case_is_answered_right_at_a_rate_that_is_reported(
    knowledge: Knowledge, capsys: pytest.CaptureFixture[str]
) -> None:
    """Prints the rate of fully right answers for each of the four classes."""
    right: dict[str, list[bool]] = {}
    for case in CASES:
        decision = walk(knowledge, case).decision
        place = URGENCIES.index(decision.urgency)
        low, high = URGENCIES.index(case["urgency_at_least"]), URGENCIES.index(case["urgency_at_most"])
        right.setdefault(case["class"], []).append(low <= place <= high and decision.massage in case["massage"])
    with capsys.disabled():
        for name, results in right.items():
            print(f"\n  {name}: {sum(results)} of {len(results)} right", end="")

    assert all(all(results) for results in right.values())
