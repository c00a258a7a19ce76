"""What does the whole pathway say of published cases, beside the published answer?"""

from __future__ import annotations

import pytest

from tests.lib.cases import Case, each, is_massage_right, is_over_triaged, is_under_triaged, load_cases, walk
from unknot.knowledge.shapes import Knowledge

CASES = load_cases("published.toml")


@each(CASES)
def test_no_published_case_is_under_triaged(knowledge: Knowledge, case: Case) -> None:
    assert not is_under_triaged(knowledge, case), walk(knowledge, case).decision.findings


@each(CASES)
def test_no_published_case_is_over_triaged(knowledge: Knowledge, case: Case) -> None:
    assert not is_over_triaged(knowledge, case), walk(knowledge, case).decision.findings


@each(CASES)
def test_the_massage_answer_of_a_published_case_is_one_of_the_right_ones(knowledge: Knowledge, case: Case) -> None:
    assert is_massage_right(knowledge, case), walk(knowledge, case).decision.findings


@each(CASES)
def test_an_urgent_case_never_gets_a_plan(knowledge: Knowledge, case: Case) -> None:
    walked = walk(knowledge, case)

    assert not (case["urgency_at_least"] in ("same_day", "emergency") and walked.plan)


def test_every_class_of_case_is_answered_right_at_a_rate_that_is_reported(
    knowledge: Knowledge, capsys: pytest.CaptureFixture[str]
) -> None:
    """Prints the rate of fully right answers for each of the four classes."""
    right: dict[str, list[bool]] = {}
    for case in CASES:
        wrong = is_under_triaged(knowledge, case) or is_over_triaged(knowledge, case)
        right.setdefault(case["class"], []).append(not wrong and is_massage_right(knowledge, case))
    with capsys.disabled():
        for name, results in right.items():
            print(f"\n  {name}: {sum(results)} of {len(results)} right", end="")

    assert all(all(results) for results in right.values())
