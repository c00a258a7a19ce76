"""How long does a person wait? The next screen after an answer, and the plan after the last.

Every step of whole interviews of two people: the first screen with nothing answered, then each screen answered in turn.
The time for a screen includes finding out what the new answer changes.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.table import Row, limit_row
from benchmarks.timing import interleaved, median
from unknot.knowledge.shapes import Knowledge
from unknot.pathway import follow
from unknot.pathway.answers import read_answers
from unknot.pathway.diary.history import History
from unknot.pathway.facts import Facts, facts_from
from unknot.pathway.findings import findings_of
from unknot.pathway.interview import Page, next_page
from unknot.pathway.plan.planner import safe_plan
from unknot.pathway.request import Request, read_request

NOW = datetime(2026, 1, 1, tzinfo=UTC)
MOST_SECONDS = 0.001
EXAMPLES = Path(__file__).parent.parent / "examples"


def after_answer(knowledge: Knowledge, facts: Facts) -> Page | None:
    """What a face does after each answer."""
    return next_page(knowledge, facts, findings_of(knowledge, facts))


def steps(knowledge: Knowledge, given: dict[str, Any]) -> list[Facts]:
    """What is known before each screen of this person's interview."""
    said: dict[str, Any] = {}
    found: list[Facts] = []
    while True:
        facts = facts_from(knowledge, read_answers(knowledge, said, NOW), NOW)
        found.append(facts)
        page = after_answer(knowledge, facts)
        if page is None:
            return found
        said |= {item: given.get(item, knowledge.facts[item].usual) for item in page.items}


def measure(knowledge: Knowledge, rounds: int) -> list[Row]:
    """The slowest step of any interview, and the slowest plan, each over its own median."""
    rows = []
    people = {name: json.loads((EXAMPLES / f"{name}.json").read_text()) for name in ("desk_ache", "warfarin")}
    asked = [facts for case in people.values() for facts in steps(knowledge, case["answers"])]
    times = interleaved(
        {str(place): (lambda facts: after_answer(knowledge, facts), [facts]) for place, facts in enumerate(asked)},
        rounds,
    )
    slowest = max(median(times, name) for name in times)
    typical = sorted(median(times, name) for name in times)[len(times) // 2]
    rows.append(limit_row("next screen after an answer", f"median of {len(times)} screens", typical, MOST_SECONDS))
    rows.append(limit_row("next screen after an answer", "slowest screen", slowest, MOST_SECONDS))
    for name, case in people.items():
        request = read_request(case.get("request", {}), knowledge)
        rows.append(limit_row("plan", name, _plan(knowledge, case["answers"], request, rounds), MOST_SECONDS))
    return rows


def _plan(knowledge: Knowledge, given: dict[str, Any], request: Request, rounds: int) -> float:
    walked = follow(knowledge, read_answers(knowledge, given, NOW), request, now=NOW, assume_usual=True)
    assert walked.plan is not None, "this person gets no plan, so there is nothing to measure"
    sore, history = walked.facts.regions("site"), History()

    def plan(_: object) -> object:
        return safe_plan(knowledge, walked.decision, request, sore=sore, history=history)

    return median(interleaved({"plan": (plan, [None])}, rounds), "plan")
