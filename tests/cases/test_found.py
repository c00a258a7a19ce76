"""Is what others found mended for good? Danger told in mild answers is heard, and nobody is sent on too far."""

from __future__ import annotations

from tests.lib.cases import Case, each, is_massage_right, is_over_triaged, is_under_triaged, load_cases, walk
from unknot.knowledge.shapes import Knowledge

CASES = load_cases("found.toml")


@each(CASES)
def test_danger_in_mild_answers_is_heard(knowledge: Knowledge, case: Case) -> None:
    assert not is_under_triaged(knowledge, case), walk(knowledge, case).decision.findings


@each(CASES)
def test_nobody_is_sent_on_too_far(knowledge: Knowledge, case: Case) -> None:
    assert not is_over_triaged(knowledge, case), walk(knowledge, case).decision.findings


@each(CASES)
def test_the_answer_about_massage_is_right(knowledge: Knowledge, case: Case) -> None:
    assert is_massage_right(knowledge, case), walk(knowledge, case).decision.findings
