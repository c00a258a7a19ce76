"""The diary as a table: every entry comes back, a formula stays words, and what cannot be read is named by its row."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unknot.pathway.diary.entries import (  # fmt: skip
    Activity,
    Entry,
    Flare,
    Note,
    Pain,
    Peg,
    Pgic,
    Psfs,
    Rmdq,
    Session,
    Soreness,
    Work,
    new_id,
    read,
    write,
)
from unknot.pathway.diary.spreadsheet import COLUMNS, looks_like_csv, read_csv, write_csv

scale = st.integers(0, 10)
traps = st.text("=+-@;\t\r\n '\"a", max_size=12)
words = st.text(max_size=60) | traps
names = st.text(min_size=1, max_size=30) | traps.filter(bool)
moments = st.builds(
    lambda at, hours: at.replace(tzinfo=timezone(timedelta(hours=hours))),
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),
    st.integers(-11, 13),
)
who = {"id": st.builds(new_id), "at": moments, "note": words}
activities = st.builds(Activity, name=names, score=scale)
works = st.builds(Work, technique=names, region=words, minutes=st.integers(0, 60), touch=st.booleans(), pressure=scale)


def foreign_line(id: str, at: datetime, note: str) -> str:
    """A line that a later version might write."""
    return json.dumps({"format": 2, "kind": "sleep", "id": id, "at": at.isoformat(), "note": note})


entries = st.one_of(
    st.builds(Pain, **who, score=scale),
    st.builds(Soreness, **who, score=scale, bruise=st.sampled_from(["none", "small", "larger_than_palm"])),
    st.builds(Peg, **who, pain=scale, enjoyment=scale, activity=scale),
    st.builds(Psfs, **who, activities=st.lists(activities, min_size=1, max_size=5).map(tuple)),
    st.builds(Pgic, **who, grade=st.integers(1, 7)),
    st.builds(Rmdq, **who, score=st.integers(0, 24)),
    st.builds(Flare, **who, over=st.booleans()),
    st.builds(Note, **who),
    st.builds(lambda id, at, note: read(foreign_line(id, at, note)).entries[0], **who),
    st.builds(
        Session, **who, helper=st.sampled_from(["alone", "partner", "professional"]), minutes=st.floats(0, 100),
        finished=st.just(False), stopped=st.lists(names, max_size=3).map(tuple),
        work=st.lists(works, max_size=3).map(tuple), ache_before=st.none() | scale, ache_after=st.none() | scale,
    ),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(entries, max_size=8))
def test_export_and_import_lose_nothing_in_either_form(told: list[Entry]) -> None:
    assert read_csv(write_csv(told)).entries == tuple(told)
    assert read_csv(write_csv(told)).broken == ()
    assert read(write(read_csv(write_csv(told)).entries)).entries == tuple(told)


@settings(deadline=None)
@given(words.map("={}".format) | words.map("+{}".format) | words.map("@{}".format) | words.map("-{}".format))
def test_no_cell_of_words_is_a_formula(note: str) -> None:
    table = write_csv([Note(id=new_id(), at=datetime(2026, 1, 1, tzinfo=UTC), note=note)])

    (_, row) = csv.reader(io.StringIO(table, newline=""))
    assert row[COLUMNS.index("note")].startswith("'")


@settings(deadline=None)
@given(traps, traps)
def test_no_cell_is_a_formula_where_tables_are_parted_by_semicolons(note: str, name: str) -> None:
    who = {"at": datetime(2026, 1, 1, tzinfo=UTC), "note": note}
    told = [Note(id=new_id(), **who), Psfs(id=new_id(), activities=(Activity(name=f"x{name}", score=1),), **who)]
    table = write_csv(told)

    for row in csv.reader(io.StringIO(table.removeprefix("\ufeff"), newline=""), delimiter=";"):
        assert not any(cell.lstrip(" ").startswith(tuple("=+-@")) for cell in row)
    assert read_csv(table).entries == tuple(told)


def test_a_spreadsheet_sees_that_the_table_is_utf_8() -> None:
    assert write_csv([]).encode().startswith(b"\xef\xbb\xbfformat,")


def test_a_line_of_a_later_version_whose_cells_were_changed_is_named() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    table = write_csv(read(foreign_line(new_id(), at, "")).entries).replace(",sleep,", ",pain,")

    (broken,) = read_csv(table).broken
    assert "row 2: the cells of `id` and `kind`" in broken.problem


@settings(deadline=None)
@given(st.text(max_size=400) | st.text(max_size=200).map(lambda text: ",".join(COLUMNS) + "\n" + text))
def test_no_text_whatever_raises(text: str) -> None:
    assert all(broken.problem for broken in read_csv(text).broken)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("name,score\nx,4\n", "row 1: not the columns of a diary"),
        ("id,at,kind,score\nx,2026-01-01T00:00:00Z,pain,4\n", "row 2: "),
        ("id,at,kind,score\n3c9d3f0e-6a3e-4d0b-9a53-0d9f0f6a1c01,2026-01-01T00:00:00Z,pain\n", "row 2: has 3 cells"),
        ("id,at,kind,score\n3c9d3f0e-6a3e-4d0b-9a53-0d9f0f6a1c01,2026-01-01T00:00:00Z,pain,=1+1\n", "cell of `score`"),
        ('id,at,kind,note\n"abc', "after row"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_row(table: str, said: str) -> None:
    reading = read_csv(table)

    assert said in reading.broken[0].problem
    assert reading.entries == ()


def test_a_table_is_told_from_lines() -> None:
    assert looks_like_csv(write_csv([]))
    assert looks_like_csv("\ufeff" + write_csv([]))
    assert not looks_like_csv('{"kind":"pain","a":1}')
    assert not looks_like_csv("")
