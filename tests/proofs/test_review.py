"""`unknot prove` says of each sentence how it is known, and finds what is written in vain."""

from __future__ import annotations

import pytest

from tests.proofs.conftest import Toy
from unknot.knowledge.shapes import Knowledge
from unknot.proofs.people import World
from unknot.proofs.reachability import Tried, idle_facts, silent_rules
from unknot.proofs.review import KEPT, NO_PLAN, problems, report


def test_every_rule_can_fire_and_every_question_matters(world: World) -> None:
    assert silent_rules(world) == []
    assert idle_facts(world) == []


def test_every_technique_can_be_part_of_a_plan(knowledge: Knowledge) -> None:
    tried = Tried(knowledge)
    assert tried.unreached == []
    assert tried.broken == []
    assert tried.forbidden == []


def test_report_says_proved_or_checked(toy: Toy, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(toy())
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("proved") and "Nobody works on broken skin." in line for line in lines)
    assert any(line.startswith("proved") and "A stop cannot be outvoted" in line for line in lines)
    assert next(line for line in lines if KEPT in line).startswith("checked on every plan")
    assert next(line for line in lines if NO_PLAN in line).startswith("checked on every plan")


def test_report_shows_who_breaks_a_promise(toy: Toy, capsys: pytest.CaptureFixture[str]) -> None:
    assert not report(toy(("rules/light.toml", '["wound_at"]', '["neck"]')))
    told = capsys.readouterr().out
    assert "FAILED" in told
    assert "counterexample: a wound: low back left" in told


def test_rule_that_cannot_fire_is_found(toy: Toy) -> None:
    silent = toy(("rules/light.toml", '"blood_thinner AND age >= 80"', '"cancer AND age = 0"'))
    assert [(p.id, p.message) for p in silent_rules(World(silent))] == [("old_thinner", "can never fire")]


def test_question_that_changes_nothing_is_found(toy: Toy) -> None:
    idle = toy(("rules/light.toml", '"NOT can_rise"', '"fever AND (can_rise OR NOT can_rise)"'))
    assert [p.id for p in idle_facts(World(idle))] == ["can_rise"]


def test_problems_name_the_promise_and_its_counterexample(toy: Toy) -> None:
    found = problems(toy(("rules/light.toml", '["wound_at"]', '["neck"]')))
    assert [(p.file, p.id) for p in found] == [("promises.toml", "wounds_are_left_alone")]
    assert "a wound: low back left" in found[0].hint
