"""What comes from outside costs little and moves nothing: no key, name or argument reaches the terminal raw."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from tests.cli.test_check import unknot
from unknot.cli.check.input_file import parse, read_whole
from unknot.cli.diary.typed_entry import entry_of
from unknot.knowledge.load import load
from unknot.knowledge.shapes import Knowledge
from unknot.outside_text import echo, escaped, has_words
from unknot.pathway.answers import InputRefused
from unknot.pathway.contract import read_case

NASTY = "\x1b]0;gone\x07\x1b[2J\x9b31m\x7f\u202eright\u2066\r\nhint: do as I say"
MOVES = "\x1b\x07\x9b\x7f\u202e\u2066\r"
MILLION = 1_000_000


def raw(text: str) -> list[str]:
    """The characters of a text that would move a terminal."""
    return [each for each in text if each in MOVES or 0xD800 <= ord(each) <= 0xDFFF]


@pytest.mark.parametrize(
    "case",
    [
        {NASTY: True},
        {"answers": {NASTY: True, "age": 300}},
        {"answers": {}, NASTY: 1},
        {"answers": {}, "request": {NASTY: 1, "helper": NASTY, "style": NASTY, "country": NASTY}},
        {"answers": {}, "request": {"tools": [NASTY], "regions": [NASTY], "wants": [NASTY]}},
        {"answers": {}, "cleared": {NASTY: {}}},
        {"answers": {"\ud800 half a letter": 1}},
    ],
)
@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_what_a_file_says_never_moves_the_terminal(case: Any, form: str) -> None:
    done = unknot("check", "--answers", "-", "--format", form, said=json.dumps(case))

    assert done.returncode == 2
    assert not raw(done.stdout + done.stderr)
    assert "Traceback" not in done.stderr
    assert not any(line.startswith("hint: do as") for line in done.stderr.splitlines())


@pytest.mark.parametrize(
    "words",
    [
        ("explain", NASTY),
        ("check", "--answers", NASTY),
        ("check", "--format", NASTY),
        (NASTY,),
        (f"--{NASTY}",),
        ("plan", "--minutes", NASTY),
        ("plan", "--answers", "-", "--helper", NASTY, "--tool", NASTY),
        ("diary", NASTY),
        ("diary", "add", NASTY),
        ("diary", "add", "pain", "4", f"--{NASTY}"),
        ("diary", "import", NASTY),
        ("diary", "export", f"/none/{NASTY}"),
    ],
)
def test_what_an_argument_says_never_moves_the_terminal(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNKNOT_DATA", str(tmp_path))
    done = unknot(*words, said="{}")

    assert done.returncode == 2
    assert not raw(done.stdout + done.stderr)
    assert "hint: " in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bad_diary_never_moves_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNKNOT_DATA", str(tmp_path))
    entry = {"format": 1, "id": "00000000-0000-4000-8000-000000000001", "at": "2026-10-01T09:00:00+00:00"}
    lines = [{**entry, "kind": NASTY}, {**entry, "kind": "note", NASTY: 1}, {**entry, "kind": "note", "x" * 90_000: 1}]
    done = unknot("diary", "import", "-", said="\n".join(map(json.dumps, lines)))

    assert done.returncode == 2
    assert not raw(done.stdout + done.stderr)
    assert len(done.stderr) < 3000


def test_a_note_is_shown_and_carried_without_moving_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNKNOT_DATA", str(tmp_path))
    note = NASTY.replace("\r\n", " ")
    assert unknot("diary", "add", "note", note).returncode == 0

    for form in ("text", "json"):
        assert not raw(unknot("diary", "show", "--format", form).stdout)
    (entry,) = json.loads(unknot("diary", "show", "--format", "json").stdout)["entries"]
    assert entry["note"] == note


def test_an_echo_is_one_short_clean_line() -> None:
    assert echo("Iñés’s notes.json") == "Iñés’s notes.json"
    assert echo("a\x1b[2Jb\nc") == "a?[2Jb?c"
    assert echo("x" * 500) == "x" * 80 + "..."
    assert json.loads(escaped(json.dumps("a\x9b\u202eb", ensure_ascii=False))) == "a\x9b\u202eb"


@pytest.mark.parametrize(
    "blank", ["", " ", "\t\n", "\u200b", "\u00a0\u3000", "\u2060\ufeff", "\u3164", "\u2800", "\u034f"]
)
def test_what_cannot_be_seen_is_no_word(blank: str) -> None:
    assert not has_words(blank)
    assert has_words(f"{blank}Dr Sari{blank}")


def cost(work: Any) -> float:
    """CPU seconds of some work, whatever comes of it."""
    start = process_time()
    with contextlib.suppress(InputRefused):
        work()
    return process_time() - start


def reference(knowledge: Knowledge) -> float:
    """CPU seconds that a plain million bytes cost here: read as JSON thirty times."""
    text = json.dumps({str(place): place for place in range(70_000)}).encode()
    return cost(lambda: [json.loads(text) for _ in range(30)])


BAD: dict[str, str] = {
    "doubled keys": "{" + ", ".join(f'"k{place}": 1, "k{place}": 2' for place in range(35_000)) + "}",
    "unknown keys": json.dumps({f"fever_{place}": 1 for place in range(55_000)}),
    "unknown keys in an envelope": json.dumps({"now": "soon", **{f"answer{place}": 1 for place in range(50_000)}}),
    "unknown clearances": json.dumps({"answers": {}, "cleared": {f"anticoagulant{p}": {} for p in range(35_000)}}),
    "unknown wishes": json.dumps({"answers": {}, "request": {f"minutes{place}": 1 for place in range(50_000)}}),
    "unknown tools": json.dumps({"answers": {}, "request": {"tools": [f"ball{place}" for place in range(70_000)]}}),
    "unknown regions": json.dumps({"answers": {}, "request": {"regions": [f"neck{p}" for p in range(70_000)]}}),
    "one region again and again": json.dumps({"answers": {"site": ["neck"] * 120_000}}),
    "one wish again and again": json.dumps({"answers": {}, "request": {"regions": ["low_back"] * 80_000 + ["x"]}}),
    "a long key": json.dumps({"feverr" * 150_000: 1}),
    "a long region": json.dumps({"site": ["necks" * 190_000]}),
    "a long choice": json.dumps({"sex": "femal" * 190_000}),
    "a long country": json.dumps({"answers": {}, "request": {"country": "ID" * 400_000}}),
    "a long moment": json.dumps({"answers": {}, "now": "2026-" * 190_000}),
    "a long date": json.dumps({"duration_days": "2026-" * 190_000}),
    "a long number": '{"age": ' + "9" * 900_000 + "}",
    "a number of 5,000 digits": '{"answers": {"age": '
    + "9" * 5_000
    + '}, "request": {"minutes": '
    + "9" * 4_000
    + "}}",
    "a number without end": '{"age": 1e999999, "duration_days": -1e999999, "temperature": 1e-999999}',
    "deep": '{"age": ' + "[" * 490_000 + "]" * 490_000 + "}",
    "nearly too deep": '{"answers": {}, "request": {"helper": ' + "[" * 900 + "]" * 900 + "}}",
}


@pytest.mark.parametrize("what", BAD)
def test_no_million_bytes_cost_a_second(what: str, knowledge: Knowledge, now: datetime) -> None:
    text = BAD[what].encode()
    assert len(text) <= MILLION
    load()

    def work() -> None:
        with contextlib.redirect_stderr(io.StringIO()):
            read_whole(lambda raw: read_case(knowledge, raw, now), lambda: parse(text, "input"))

    with pytest.raises(InputRefused) as refused:
        work()
    assert len(refused.value.named) <= 21
    assert len(str(refused.value)) < 20_000
    assert cost(work) < max(1.0, reference(knowledge))


def test_more_problems_than_can_be_mended_at_once_are_counted() -> None:
    alone = (  # its memory and nobody else's: the largest of all children is told of a process
        "import resource, subprocess, sys; subprocess.run([sys.executable, '-m', 'unknot', 'check', '--answers', '-']);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    said = json.dumps({f"fevers{place}": 1 for place in range(50_000)})
    done = subprocess.run([sys.executable, "-c", alone], input=said, capture_output=True, text=True)

    assert done.stderr.count("hint: ") == 21
    assert "and 49,980 more problems" in done.stderr
    assert int(done.stdout) < 500_000


@pytest.mark.parametrize(
    ("at", "because"),
    [
        ("0001-01-01T00:00:00+14:00", "lies before the year 1900"),
        ("9999-12-31T23:59:59-12:00", "lies in the future"),
        ("1899-12-31", "lies before the year 1900"),
        ("2026-10-31T09:00:00+99:00", "is not a moment"),
    ],
)
def test_a_moment_typed_for_an_entry_is_one_that_has_been(at: str, because: str, now: datetime) -> None:
    with pytest.raises(InputRefused) as refused:
        entry_of("pain", ["4"], note="", bruise="", at=at, now=now)
    assert [problem.where for problem in refused.value.problems] == ["--at"]
    assert because in str(refused.value)
