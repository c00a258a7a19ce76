"""The contract that others script against: one object in, one out; bad input named whole, nothing half-done."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.lib.people import BUDI, DEWI, SARI
from unknot.knowledge.shapes import Knowledge
from unknot.pathway.answers import InputRefused
from unknot.pathway.contract import read_case
from unknot.pathway.decision import Clearance, valid_clearances

BOUND = ["urgency", "within_days", "massage", "limits", "recheck_days"]
AFTER = ["ask_next", "needs", "assumed", "findings", "would_change", "plan"]
FINAL = ["format", "release", "final", *BOUND, *AFTER]
OPEN = ["format", "release", "final", "so_far", "at_worst", *AFTER]


def unknot(*words: str, said: str | bytes = b"") -> subprocess.CompletedProcess[str]:
    """Run the command line as a whole process."""
    given = said.encode() if isinstance(said, str) else said
    done = subprocess.run([sys.executable, "-m", "unknot", *words], input=given, capture_output=True, timeout=60)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def checked(case: Any, *words: str) -> dict[str, Any]:
    done = unknot("check", "--answers", "-", "--format", "json", *words, said=json.dumps(case))
    assert done.returncode == 0, done.stderr
    out: dict[str, Any] = json.loads(done.stdout)
    return out


def test_the_answer_has_every_part_of_the_contract_in_order() -> None:
    out = checked({"answers": DEWI}, "--assume-usual")

    assert list(out) == FINAL
    assert out["format"] == 2
    assert (out["urgency"], out["massage"], out["final"]) == ("self_care", "suitable", True)
    assert out["ask_next"] is None
    assert out["plan"]["steps"]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"age": 40},
        {**DEWI, "site": []},
        {"pregnancy_state": "pregnant"},
        {"age": 70, "walk_or_hands_clumsy": True},
        {"age": 40, "blood_thinner": True, "duration_days": 3},
    ],
    ids=["nothing", "an age", "half of it", "pregnant, age unknown", "same day", "limits"],
)
def test_while_a_question_is_open_no_bound_has_the_name_of_the_answer(said: dict[str, Any]) -> None:
    out = checked({"answers": said}, "--explain")
    bounds = {key: out.pop(key) for key in ("so_far", "at_worst")}

    assert [*out] == [key for key in OPEN if key not in bounds]
    assert out["final"] is False
    assert not named_in(out, {"urgency", "massage", "limits", "within_days"})
    assert all(list(bound) == BOUND for bound in bounds.values())
    assert out["plan"] is None
    assert out["would_change"] == []


def named_in(thing: Any, names: set[str]) -> set[str]:
    """Which of these keys stand anywhere in it."""
    if isinstance(thing, dict):
        return names.intersection(thing).union(*(named_in(each, names) for each in thing.values()))
    return set().union(*(named_in(each, names) for each in thing)) if isinstance(thing, list) else set()


def test_what_to_ask_next_is_the_page_of_the_interview() -> None:
    nothing = checked({})["ask_next"]
    out = checked(dict.fromkeys(nothing["facts"], False))

    assert nothing["screen"] == "alarm"
    assert nothing["title"]
    assert out["ask_next"]["facts"]
    assert not set(out["ask_next"]["facts"]) & set(nothing["facts"])
    assert set(out["ask_next"]["facts"]) <= set(out["needs"])


def test_an_emergency_is_final_after_one_answer() -> None:
    out = checked({"saddle_change": True})

    assert list(out) == FINAL
    assert (out["final"], out["urgency"], out["massage"]) == (True, "emergency", "avoid")
    assert (out["ask_next"], out["needs"], out["plan"]) == (None, [], None)


def test_a_same_day_that_may_still_be_an_emergency_is_not_final() -> None:
    out = checked({"age": 70, "walk_or_hands_clumsy": True})

    assert not out["final"]
    assert (out["so_far"]["urgency"], out["at_worst"]["urgency"]) == ("same_day", "emergency")


def test_the_text_of_an_open_check_names_no_bound_as_its_answer() -> None:
    for said in ({}, {"age": 70, "walk_or_hands_clumsy": True}, {"age": 40, "blood_thinner": True}):
        text = unknot("check", "--answers", "-", said=json.dumps(said)).stdout

        assert "no answer yet" in text
        assert "No massage before they are answered" in " ".join(text.split())
        assert not {"Massage suits you", "Massage with limits", "Self-care", "Limits"} & set(text.splitlines())
        assert "suits you" not in text
        assert "Ask next: " in text


@pytest.mark.parametrize(
    ("case", "message"),
    [
        ({"format": 1, "answers": {}}, "format: is 1; that format is gone"),
        ({"format": 1, "age": 40}, "format: is 1; that format is gone"),
        ({"format": 3, "answers": {}}, "format: is not the number of a format"),
        ({"format": "2"}, "format: is not the number of a format"),
        ({"format": True}, "format: is not the number of a format"),
    ],
)
def test_another_format_than_ours_is_refused(case: dict[str, Any], message: str) -> None:
    done = unknot("check", "--answers", "-", "--format", "json", said=json.dumps(case))

    assert done.returncode == 2
    assert message in done.stderr
    assert 'hint: write "format": 2' in done.stderr


def test_input_may_say_our_format_and_need_not() -> None:
    whole = {"format": 2, "answers": SARI}

    assert checked(whole) == checked({"answers": SARI}) == checked({"format": 2, **SARI}) == checked(SARI)


def test_a_bare_map_of_answers_is_enough() -> None:
    assert checked(SARI)["urgency"] == "emergency"


def test_a_finding_names_its_answers_source_and_mark() -> None:
    (finding,) = [f for f in checked({"answers": BUDI}, "--assume-no")["findings"] if f["id"] == "anticoagulant"]

    assert finding["because"] == ["blood_thinner"]
    assert finding["sources"]
    assert finding["basis"] in ("verified", "established", "proposal")
    assert finding["why"]
    assert finding["advice"]


def test_nothing_is_assumed_unless_asked_for() -> None:
    out = checked({"answers": DEWI})

    assert not out["final"]
    assert out["assumed"] == []
    assert "saddle_change" in out["needs"]
    assert out["plan"] is None
    assert out["at_worst"]["urgency"] == "emergency"
    assert out["ask_next"]["screen"]


def test_explain_says_which_single_answer_would_change_it() -> None:
    assert checked({"answers": BUDI}, "--assume-usual")["would_change"] == []
    changes = checked({"answers": BUDI}, "--assume-usual", "--explain")["would_change"]

    assert {"fact": "blood_thinner", "to": False}.items() <= changes[0].items()


def test_a_clearance_and_a_moment_can_be_part_of_the_input() -> None:
    said = {**DEWI, "pregnancy_state": "pregnant", "pregnancy_weeks": 10}
    cleared = {"pregnancy_under_14_weeks": {"date": "2026-10-01", "by": "Ibu Ani, midwife"}}

    now = checked({"answers": said, "cleared": cleared, "now": "2026-10-20T10:00:00+07:00"}, "--assume-usual")
    later = checked({"answers": said, "cleared": cleared, "now": "2027-02-20T10:00:00+07:00"}, "--assume-usual")

    assert now["massage"] == "modify"
    assert later["massage"] == "clearance"


@pytest.mark.parametrize(
    ("clearance", "message"),
    [
        ({"date": "2026-10-01", "by": ""}, "`by`: names nobody"),
        ({"date": "2026-10-01", "by": " \t\u00a0"}, "`by`: names nobody"),
        ({"date": "2026-10-01", "by": "\u200b\ufeff"}, "`by`: names nobody"),
        ({"date": "2026-10-01", "by": "x" * 201}, "`by`: is longer than"),
        ({"date": "2026-10-21", "by": "Ibu Ani"}, "`date`: lies in the future"),
        ({"date": "0001-01-01", "by": "Ibu Ani"}, "`date`: is before the year 1900"),
        ({"date": "9999-12-31", "by": "Ibu Ani"}, "`date`: lies in the future"),
        ({"date": "2026-10-01", "by": None}, "is not a clearance"),
        ({"date": "2026-10-01", "by": "Ibu Ani", "findings": ["x" * 900]}, "`findings`: names what is no finding"),
    ],
)
def test_a_clearance_needs_somebody_who_gave_it_on_a_day_that_has_been(
    knowledge: Knowledge, clearance: dict[str, Any], message: str
) -> None:
    said = {**DEWI, "pregnancy_state": "pregnant", "pregnancy_weeks": 10}
    case = {"answers": said, "cleared": {"pregnancy_under_14_weeks": clearance}}

    with pytest.raises(InputRefused) as refused:
        read_case(knowledge, case, datetime(2026, 10, 20, 10, 0, tzinfo=UTC))
    assert len(refused.value.problems) == 1
    assert message in str(refused.value)


def test_a_clearance_by_nobody_that_was_kept_before_counts_for_nothing(knowledge: Knowledge) -> None:
    kept = {"pregnancy_under_14_weeks": Clearance(date=date(2026, 10, 1), by="\u200b ")}
    told = {"pregnancy_under_14_weeks": Clearance(date=date(2026, 10, 1), by="Ibu Ani")}

    assert not valid_clearances(knowledge, kept, list(kept), date(2026, 10, 20))
    assert valid_clearances(knowledge, told, list(told), date(2026, 10, 20))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"fewer": true}', "fewer: no such fact\nhint: did you mean `fever`?"),
        ('{"fever": true, "fever": false}', "fever: is given twice"),
        ('{"age": "forty"}', "age: takes a number"),
        ('{"age": 300}', "age: is outside its range"),
        ('{"age": NaN}', "is not JSON"),
        ('{"sex": "male", "pregnancy_state": "pregnant"}', "cannot both be right"),
        ('{"pain_now": 9, "pain_worst": 2}', "pain_worst and pain_now: these answers cannot both be right"),
        ('{"pain_now": 1, "pain_worst": 0}', "hint: The worst of the last day counts the ache of now too"),
        ('{"answers": {"age": 40}, "helper": "alone"}', "helper: is not a part of the input"),
        ('{"answers": {}, "request": {"minutes": 3}}', "request, `minutes`"),
        ('{"answers": {}, "cleared": {"anticoagulant": {"date": "2026-01-01", "by": "x"}}}', "cannot be cleared"),
        ('{"answers": {}, "now": "soon"}', "now: is not a moment"),
        ('{"answers": {}, "now": "0001-01-01T00:00:00+14:00"}', "now: is out of range"),
        ('{"answers": {}, "now": "9999-12-31T23:59:59-12:00"}', "now: is out of range"),
        ('{"answers": {}, "cleared": []}', "cleared: is not a map"),
        ('{"answers": {}, "request": ""}', "request: must be an object"),
        ('{"age": 40', "is not JSON (line 1, column"),
        ("[1, 2]", "is not a JSON object"),
        ("", "is empty"),
        ("[" * 100_000, "is not JSON"),
        (" " * 1_000_001 + "{}", "is larger than 1 MB"),
    ],
)
def test_bad_input_is_named_with_a_hint_and_exit_2(text: str, message: str) -> None:
    done = unknot("check", "--answers", "-", "--format", "json", said=text)

    assert done.returncode == 2
    assert message in done.stderr
    assert "hint: " in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_every_problem_of_an_input_is_named_at_once() -> None:
    case = {"answers": {"fewer": True, "age": 300}, "request": {"helper": "cat"}, "cleared": {"nothing": {}}}
    done = unknot("check", "--answers", "-", "--format", "json", said=json.dumps(case))

    assert done.stderr.count("hint: ") == 4


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_fact_given_twice_does_not_hide_what_else_is_wrong(form: str) -> None:
    text = '{"fever": true, "fever": false, "age": 300, "fewer": 1, "sex": "male", "pregnancy_state": "pregnant"}'
    done = unknot("check", "--answers", "-", "--format", form, said=text)

    assert done.returncode == 2
    for message in ("is given twice", "is outside its range", "no such fact", "cannot both be right"):
        assert message in done.stdout + done.stderr


def test_no_answer_is_repeated_in_an_error() -> None:
    done = unknot("check", "--answers", "-", said='{"age": 4711, "sex": "my-secret-word", "site": ["hidden-place"]}')

    assert done.returncode == 2
    assert not any(secret in done.stderr for secret in ("4711", "my-secret-word", "hidden-place"))


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    assert "is a folder" in unknot("check", "--answers", str(tmp_path)).stderr
    assert "cannot be read" in unknot("check", "--answers", str(tmp_path / "none.json")).stderr


def test_lines_are_answered_in_order_and_a_bad_one_in_its_place() -> None:
    lines = [json.dumps({"answers": DEWI}), "{broken", json.dumps(SARI), '{"fewer": 1}', "x" * 1_100_000, ""]
    done = unknot("check", "--answers", "-", "--format", "jsonl", "--assume-usual", said="\n".join(lines) + "\n")
    out = [json.loads(line) for line in done.stdout.splitlines()]

    assert done.returncode == 2
    assert [answer.get("urgency") for answer in out] == ["self_care", None, "emergency", None, None, None]
    assert [answer.get("line") for answer in out] == [None, 2, None, 4, 5, 6]
    assert all(error["hint"] for answer in out if "errors" in answer for error in answer["errors"])


def test_good_lines_alone_exit_0() -> None:
    done = unknot("check", "--answers", "-", "--format", "jsonl", said=json.dumps(SARI) + "\n")

    assert done.returncode == 0


def test_the_text_of_an_emergency_says_whom_to_call_and_shows_no_plan() -> None:
    for country, number in (("GB", "999"), ("US", "911"), ("ID", "119 or 112"), ("", "112")):
        done = unknot("check", "--answers", "-", "--country", country, said=json.dumps({"chest_pressure": True}))

        assert f"Call {number} now." in done.stdout
        assert "chest pressure" in done.stdout
        assert "plan" not in done.stdout.lower()


def test_the_text_of_a_decision_fits_eighty_columns() -> None:
    for case in (DEWI, BUDI, SARI):
        done = unknot("check", "--answers", "-", "--assume-usual", "--explain", said=json.dumps(case))

        assert max(map(len, done.stdout.splitlines())) <= 80


def test_every_fact_is_listed_with_its_contract_keys() -> None:
    facts = json.loads(unknot("facts", "--format", "json").stdout)
    keys = {"id", "type", "unit", "min", "max", "step", "choices", "unsure", "usual", "risk", "source", "question"}

    assert len(facts) > 250
    assert all(keys <= set(fact) for fact in facts)


def test_without_a_terminal_or_a_file_it_says_what_to_do() -> None:
    done = unknot("check")

    assert done.returncode == 2
    assert "hint: --answers FILE" in done.stderr
