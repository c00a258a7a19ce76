"""The diary on the command line: nothing is lost on the way, nothing bad half-enters, and worsening is said."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.terminal import piped, written
from unknot.cli.diary.show_diary import advice_text, chart, diary_text
from unknot.cli.diary.typed_entry import entry_of
from unknot.pathway.answers import InputRefused
from unknot.pathway.diary.entries import Entry, Note, Pain, Peg, Session, new_id, write

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)


def pains(*scores: int) -> list[Entry]:
    """One score a day, the last one today."""
    days = range(len(scores) - 1, -1, -1)
    return [
        Pain(id=new_id(), at=NOW - timedelta(days=day), score=score) for day, score in zip(days, scores, strict=True)
    ]


def test_each_kind_of_entry_can_be_written_down(tmp_path: Path) -> None:
    words = {
        "pain": ["4"], "soreness": ["2"], "peg": ["4", "3", "5"], "psfs": ["climb stairs=6", "sit=4"], "pgic": ["3"],
        "rmdq": ["9"], "flare": ["begun"], "note": ["walked", "far"],
    }  # fmt: skip
    for kind, values in words.items():
        bruise = "small" if kind == "soreness" else ""
        entry = entry_of(kind, values, note="by the sea", bruise=bruise, at="", now=NOW)
        assert write([entry]).startswith(f'{{"kind":"{kind}"')
        assert entry.note.endswith("by the sea")
    done = piped(tmp_path, "diary", "add", "peg", "4", "3", "5", "--note", "rainy")

    (peg,) = written(tmp_path)
    assert done.returncode == 0
    assert isinstance(peg, Peg)
    assert (peg.pain, peg.enjoyment, peg.activity, peg.note) == (4, 3, 5, "rainy")


def test_bad_values_are_all_named_and_nothing_is_written(tmp_path: Path) -> None:
    refused = piped(tmp_path, "diary", "add", "peg", "44", "3", "many", "--bruise", "huge", "--at", "tomorrowish")

    assert refused.returncode == 2
    for named in ("peg, pain", "peg, activity", "--bruise", "--at"):
        assert named in refused.stderr
    assert refused.stderr.count("hint:") == 4
    assert "Traceback" not in refused.stderr
    assert "44" not in refused.stderr
    assert written(tmp_path) == ()


@pytest.mark.parametrize(
    ("kind", "values"),
    [("pain", []), ("pain", ["4", "5"]), ("pain", ["4.5"]), ("pain", ["-3"]), ("pain", ["4", "--bruse"]),
     ("psfs", ["stairs"]), ("psfs", []), ("flare", []),
     ("note", []), ("pgic", ["0"]), ("rmdq", ["25"]), ("pian", ["4"])],
)  # fmt: skip
def test_an_entry_that_makes_no_sense_is_refused_with_a_hint(kind: str, values: list[str]) -> None:
    with pytest.raises(InputRefused, match="hint: "):
        entry_of(kind, values, note="", bruise="", at="", now=NOW)


def test_export_and_import_lose_nothing(tmp_path: Path) -> None:
    odd = 'climb "stairs" \u2028 sözde'
    mine: list[Entry] = [*pains(4, 3), Note(id=new_id(), at=NOW, note=odd)]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    piped(tmp_path / "a", "diary", "import", "-", typed=write(mine))

    exported = piped(tmp_path / "a", "diary", "export")
    first = piped(tmp_path / "b", "diary", "import", "-", typed=exported.stdout)
    second = piped(tmp_path / "b", "diary", "import", "-", typed=exported.stdout)

    assert set(written(tmp_path / "b")) == set(mine)
    assert "3 added, 0 already there, 0 refused" in first.stdout
    assert "0 added, 3 already there, 0 refused" in second.stdout


def test_one_bad_line_stops_an_import_unless_it_is_told_to_skip(tmp_path: Path) -> None:
    good, *_ = pains(4)
    file = tmp_path / "theirs.jsonl"
    file.write_text(write([good]) + '{"format": 1, "kind": "pain", "score": 99}\n')

    stopped = piped(tmp_path, "diary", "import", str(file))
    nothing = written(tmp_path)
    skipped = piped(tmp_path, "diary", "import", str(file), "--skip-bad")

    assert stopped.returncode == 2
    assert "line 2" in stopped.stderr
    assert nothing == ()
    assert "1 added, 0 already there, 1 refused" in skipped.stdout
    assert written(tmp_path) == (good,)


def test_a_table_for_spreadsheets_comes_back_whole(tmp_path: Path) -> None:
    mine: list[Entry] = [*pains(4, 3), Note(id=new_id(), at=NOW, note='=SUM(A1) \n, "quoted"')]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    piped(tmp_path / "a", "diary", "import", "-", typed=write(mine))

    table = piped(tmp_path / "a", "diary", "export", "--csv").stdout
    piped(tmp_path / "b", "diary", "import", "-", typed=table)

    assert "'=SUM" in table
    assert set(written(tmp_path / "b")) == set(mine)


def test_export_never_overwrites_a_file(tmp_path: Path) -> None:
    file = tmp_path / "there.jsonl"
    file.write_text("mine")

    refused = piped(tmp_path, "diary", "export", str(file))

    assert refused.returncode == 2
    assert "hint: name a file that is not there yet" in refused.stderr
    assert file.read_text() == "mine"


def test_the_diary_as_json_is_one_object(tmp_path: Path) -> None:
    piped(tmp_path, "diary", "import", "-", typed=write(pains(4, 3)))

    shown = json.loads(piped(tmp_path, "diary", "show", "--format", "json").stdout)

    assert shown["format"] == 1
    assert [entry["kind"] for entry in shown["entries"]] == ["pain", "pain"]
    assert shown["course"]["diary_worsening"] is False


def test_a_worsening_diary_asks_for_a_clinician() -> None:
    advice = advice_text(pains(3, 3, 5, 6), NOW)

    assert "See a clinician in the next 7 days" in advice
    assert "Pause massage" in advice
    assert advice_text(pains(5, 4, 3), NOW) == ""


def test_the_chart_leaves_days_without_an_entry_empty() -> None:
    told: list[Entry] = [
        Pain(id=new_id(), at=NOW - timedelta(days=4), score=6),
        Session(id=new_id(), at=NOW - timedelta(days=1), helper="alone", minutes=5, finished=True),
        Pain(id=new_id(), at=NOW, score=3),
    ]
    lines = chart(told, NOW)

    rows = {level: line.partition("|")[2] for level, line in zip(range(10, -1, -1), lines[1:], strict=False)}
    assert rows[6] == "o"
    assert rows[3] == "    o"
    assert lines[-2].endswith("   s")


def test_an_empty_diary_says_how_to_begin() -> None:
    assert "unknot diary add pain" in diary_text([], NOW)


def test_a_note_cannot_move_the_cursor() -> None:
    assert "\x1b" not in diary_text([Note(id=new_id(), at=NOW, note="\x1b[2Jgone")], NOW)
