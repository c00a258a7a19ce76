"""A diary from outside: moments that can have been, words in every note, and little work for much that is wrong."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from time import process_time
from typing import Any

import pytest

from unknot.pathway.diary import entries as diary
from unknot.pathway.diary.entries import MOST_BROKEN, MOST_ENTRIES, STOPPED, TOO_MANY, read, write
from unknot.pathway.diary.spreadsheet import read_csv, write_csv

NOW = datetime(2026, 10, 31, 9, 0, tzinfo=UTC)


def line(at: str = "2026-10-01T09:00:00+00:00", **fields: Any) -> str:
    return json.dumps({"format": 1, "id": str(uuid.uuid4()), "at": at, "kind": "pain", "score": 4, **fields})


def both(lines: list[str]) -> Iterator[diary.Reading]:
    """The same read as JSON Lines and as a table."""
    yield read("\n".join(lines), NOW)
    rows = [json.loads(each) for each in lines]
    cells = ("format", "id", "at", "kind", "score", "note")
    table = [",".join(cells), *(",".join(str(row.get(cell, "")) for cell in cells) for row in rows)]
    yield read_csv("\r\n".join(table), NOW)


@pytest.mark.parametrize(
    ("at", "because"),
    [
        ("0001-01-01T00:00:00+14:00", "before the year 1900"),
        ("0001-01-01T00:00:00+00:00", "before the year 1900"),
        ("1899-12-31T23:59:59+00:00", "before the year 1900"),
        ("2026-10-31T10:00:01+00:00", "lies in the future"),
        ("2027-10-31T09:00:00+00:00", "lies in the future"),
        ("9999-12-31T23:59:59-12:00", "end of the calendar"),
    ],
)
def test_an_entry_that_cannot_have_been_is_refused_by_its_line(at: str, because: str) -> None:
    for place, reading in zip(("line 2", "row 3"), both([line(), line(at)]), strict=True):
        (broken,) = reading.broken
        assert broken.problem.startswith(f"{place}: ")
        assert because in broken.problem
        assert "hint: " in broken.problem


@pytest.mark.parametrize("at", ["1900-01-01T00:00:00+00:00", "2026-10-31T10:00:00+00:00", "2026-10-31T16:30:00+07:00"])
def test_clocks_may_differ_by_an_hour_and_people_are_old(at: str) -> None:
    for reading in both([line(at)]):
        assert not reading.broken


def test_rows_at_the_ends_of_the_calendar_that_were_kept_before_break_nothing() -> None:
    kept = [line(), line("0001-01-01T00:00:00+00:00"), line("9999-12-31T23:59:59+00:00"), line("2099-01-01T00:00:00Z")]
    reading = read("\n".join(kept))

    assert len(reading.entries) == 2
    assert [broken.text for broken in reading.broken] == kept[1:3]
    assert all(entry.at.astimezone(UTC) for entry in reading.entries)


@pytest.mark.parametrize("blank", ["", " ", "\u200b", "\u3164"])
def test_a_note_or_an_activity_without_words_is_no_entry(blank: str) -> None:
    base = {"format": 1, "at": NOW.isoformat()}
    note = json.dumps({**base, "id": str(uuid.uuid4()), "kind": "note", "note": blank})
    done = [{"name": blank or " ", "score": 4}]
    activity = json.dumps({**base, "id": str(uuid.uuid4()), "kind": "psfs", "activities": done})

    assert all("has no words" in broken.problem for broken in read(f"{note}\n{activity}", NOW).broken)
    assert len(read(f"{note}\n{activity}", NOW).broken) == 2


def test_a_hundred_bad_lines_are_enough() -> None:
    for reading in (read("x\n" * 500, NOW), read_csv("id,at,kind\r\n" + "x\r\n" * 500, NOW)):
        assert len(reading.broken) == MOST_BROKEN
        assert (reading.entries, reading.ended) == ((), STOPPED)


def test_reading_ends_at_twenty_thousand_entries() -> None:
    def endless() -> Iterator[str]:
        while True:
            yield line() + "\n"

    reading = read(endless(), NOW)
    assert (reading.entries, reading.broken, reading.ended) == ((), (), TOO_MANY)
    whole = read("\n".join(line() for _ in range(MOST_ENTRIES)), NOW)
    assert (len(whole.entries), whole.ended) == (MOST_ENTRIES, "")
    assert read_csv(write_csv(whole.entries), NOW) == whole


ENTRY = line(note="Walked to work.")
BAD = {
    "bad lines": "x\n" * 450_000,
    "blank lines": "\n" * 900_000,
    "blank rows": "id,at,kind\r\n" + "\r\n" * 450_000,
    "bad rows": "id,at,kind\r\n" + "x,y,z\r\n" * 130_000,
    "many columns": "id,at,kind," * 80_000 + "\r\n",
    "one entry again and again": (ENTRY + "\n") * (900_000 // len(ENTRY)),
    "one id with other content": "\n".join(ENTRY.replace("work", f"{each}") for each in range(900_000 // len(ENTRY))),
    "unordered entries": "\n".join(line(note="x", format=1)[:-1] + " }" for _ in range(5_000)),
    "unknown fields": ENTRY[:-1] + "".join(f', "f{each}": 1' for each in range(60_000)) + "}",
    "one field again and again": ENTRY[:-1] + ', "score": 1' * 60_000 + "}",
    "a long kind": line(kind="x" * 900_000),
    "deep": "[" * 900_000,
    "an open quote": 'id,at,kind\r\n"' + "x\r\n" * 250_000,
    "long numbers": line(score=10**4000) + "\n" + line().replace('"score": 4', '"score": ' + "9" * 800_000),
}


@pytest.mark.parametrize("what", BAD)
def test_no_million_bytes_of_a_diary_cost_a_second(what: str) -> None:
    text = BAD[what]
    assert len(text) <= 1_000_000
    start = process_time()
    for _ in range(30):
        [json.loads(ENTRY) for _ in range(10_000)]
    reference = process_time() - start
    start = process_time()
    reading = read_csv(text, NOW) if text.startswith("id,") else read(text, NOW)
    assert process_time() - start < max(1, reference)
    assert all(len(broken.problem) < 500 for broken in reading.broken)


def test_our_own_rows_are_read_whole_however_many() -> None:
    entries = read("\n".join(line("2099-01-01T00:00:00Z") for _ in range(300))).entries

    assert len(read(write(entries)).entries) == 300
    assert len(read("x\n" * 300 + write(entries)).broken) == 300
