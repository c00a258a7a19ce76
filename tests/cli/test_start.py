"""`unknot start` walks the whole way, and each example person ends where they should."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.terminal import EXAMPLES, at_terminal, code_of, piped, written
from unknot.knowledge.load import load
from unknot.pathway import Assessment
from unknot.pathway.contract import answer_case, read_case

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)


def example(name: str) -> Assessment:
    knowledge = load()
    case = read_case(knowledge, json.loads((EXAMPLES / f"{name}.json").read_text()), NOW)
    assessment, _ = answer_case(knowledge, case)
    return assessment


def test_without_a_terminal_it_decides_plans_and_plays_the_desk_ache(tmp_path: Path) -> None:
    done = piped(tmp_path, "start")

    assert done.returncode == 0
    assert "Massage suits you" in done.stdout
    assert "Your plan, on your own" in done.stdout
    assert "finished" in done.stdout
    assert written(tmp_path) == ()


def test_at_a_terminal_a_file_leads_through_the_plan_into_a_session_and_the_diary(tmp_path: Path) -> None:
    child = at_terminal(tmp_path, "start", str(EXAMPLES / "warfarin.json"), "--speed", "600")
    child.expect("Massage with limits")
    child.expect("Start the session now")
    child.sendline("y")
    child.expect("How strong is the ache now")
    child.sendline("4")
    child.expect("Enter begins")
    child.sendline("")
    child.expect("The session is finished")
    child.expect("How strong is the ache now")
    child.sendline("3")

    assert code_of(child) == 0
    assert len(written(tmp_path)) == 1


def test_at_a_terminal_without_a_file_it_begins_with_the_interview(tmp_path: Path) -> None:
    child = at_terminal(tmp_path, "start")
    child.expect("part 1 of 5")
    child.sendline("q")
    child.expect("Nothing was decided")

    assert code_of(child) == 0


@pytest.mark.parametrize(
    ("name", "urgency", "massage", "finding"),
    [
        ("desk_ache", "self_care", "suitable", None),
        ("gardener_60", "self_care", "suitable", None),
        ("warfarin", "self_care", "modify", "anticoagulant"),
        ("pregnant_10_weeks", "self_care", "clearance", "pregnancy_under_14_weeks"),
        ("saddle_numbness", "emergency", "avoid", "saddle_numb"),
        ("not_sure_bladder", "emergency", "avoid", "bladder_any_change"),
    ],
)
def test_each_example_ends_where_it_should(name: str, urgency: str, massage: str, finding: str | None) -> None:
    assessment = example(name)
    decision = assessment.decision

    assert decision.final, f"examples/{name}.json does not answer: {', '.join(decision.needs)}"
    assert (decision.so_far.urgency, decision.so_far.massage) == (urgency, massage)
    assert finding is None or finding in [each.id for each in decision.findings]
    assert (assessment.plan is not None) == (massage in ("suitable", "modify"))


def test_on_warfarin_the_plan_stays_light() -> None:
    plan = example("warfarin").plan

    assert plan is not None
    assert plan.max_pressure <= 3
    assert not {step.tool for step in plan.steps} & {"ball", "roller", "gun"}
