"""What does the pathway say to people of the kinds that exam banks and forums ask about?"""

from __future__ import annotations

from tests.lib.cases import Case, each, is_massage_right, is_over_triaged, is_under_triaged, load_cases, walk
from unknot.knowledge.shapes import Knowledge

CASES = load_cases("massage_kinds.toml")


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
def test_whoever_may_be_massaged_gets_a_plan_that_has_something_to_do(knowledge: Knowledge, case: Case) -> None:
    walked = walk(knowledge, case)

    assert walked.decision.so_far.massage not in ("suitable", "modify") or (walked.plan and walked.plan.steps)
