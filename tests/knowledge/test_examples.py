"""Does the knowledge do what its own examples and rows say? The same checks as `unknot knowledge check`."""

from __future__ import annotations

import pytest

from unknot.knowledge.check import problems
from unknot.knowledge.examples import failures
from unknot.knowledge.load import load
from unknot.knowledge.shapes import Knowledge

CONCERNS = sorted({rule.concern for rule in load().rules.values()})


@pytest.fixture(scope="module")
def failed(knowledge: Knowledge) -> dict[str, list[str]]:
    """File -> the examples that do not hold; all are run once."""
    found: dict[str, list[str]] = {}
    for problem in failures(knowledge):
        found.setdefault(problem.file, []).append(str(problem))
    return found


@pytest.mark.parametrize("concern", CONCERNS)
def test_the_examples_of_a_concern_hold(failed: dict[str, list[str]], concern: str) -> None:
    assert failed.get(f"rules/{concern}.toml", []) == []


def test_every_failing_example_is_one_of_a_concern(failed: dict[str, list[str]]) -> None:
    assert set(failed) <= {f"rules/{concern}.toml" for concern in CONCERNS}


def test_the_knowledge_is_in_order(knowledge: Knowledge) -> None:
    assert [str(problem) for problem in problems(knowledge)] == []
