"""Written cases: a story, the answers in it, and which urgency and which massage count as right."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from unknot.knowledge.outcome import URGENCIES
from unknot.knowledge.shapes import Knowledge
from unknot.pathway import Assessment, follow
from unknot.pathway.answers import read_answers

Case = dict[str, Any]
"""`id`, `class`, `source`, `story`, `urgency_at_least` and `_at_most`, `massage` (all that are right), `answers`."""
CASES = Path(__file__).parents[1] / "cases"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def load_cases(file: str) -> list[Case]:
    """The cases of one TOML file of tests/cases, in order."""
    cases: list[Case] = tomllib.loads((CASES / file).read_text())["case"]
    return cases


def each(cases: list[Case]) -> pytest.MarkDecorator:
    """Run a test once for each case, under its id."""
    return pytest.mark.parametrize("case", cases, ids=[case["id"] for case in cases])


def walk(knowledge: Knowledge, case: Case) -> Assessment:
    """The whole pathway for one case; what its story does not say is as usual."""
    return follow(knowledge, read_answers(knowledge, case["answers"], NOW), now=NOW, assume_usual=True)


def is_under_triaged(knowledge: Knowledge, case: Case) -> bool:
    """Whether the person is sent home although the case calls for more."""
    return _urgency(knowledge, case) < URGENCIES.index(case["urgency_at_least"])


def is_over_triaged(knowledge: Knowledge, case: Case) -> bool:
    """Whether the person is sent further or sooner than the case calls for."""
    return _urgency(knowledge, case) > URGENCIES.index(case["urgency_at_most"])


def is_massage_right(knowledge: Knowledge, case: Case) -> bool:
    """Whether the answer about massage is one of those that count as right."""
    return walk(knowledge, case).decision.so_far.massage in case["massage"]


def _urgency(knowledge: Knowledge, case: Case) -> int:
    return URGENCIES.index(walk(knowledge, case).decision.so_far.urgency)
