"""Does the knowledge do what its own examples and rows say? The same checks as `unknot knowledge check`."""

from __future__ import annotations

import pytest

from unknot.knowledge.check import problems
from unknot.knowledge.examples import failures
from unknot.knowledge.load import load
from unknot.knowledge.shapes import Knowledge

CONCERNS = sorted({rule.concern for rule in load().rules.values()})


@pytest.mark.parametrize("concern", CONCERNS)
def test_the_examples_of_a_concern_hold(knowledge: Knowledge, concern: str) -> None:
    assert [problem for problem in failures(knowledge) if problem.file == f"rules/{concern}.toml"] == []


def test_the_knowledge_is_in_order(knowledge: Knowledge) -> None:
    assert [str(problem) for problem in problems(knowledge)] == []
