"""The diary carries every word, says which line it could not read, and never picks between two truths in silence."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unknot.pathway.diary import entries as diary
from unknot.pathway.diary.course import course_facts, history, trend
from unknot.pathway.diary.entries import Entry, Note, Pain, Session, merge, read, write

scales = st.integers(0, 10)
ids = st.uuids().map(str)
moments = st.datetimes(
    min_value=datetime(1970, 1, 2),
    max_value=datetime(2199, 1, 1),
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
texts = st.text(st.characters(codec="utf-8"), max_size=30)
words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)
minutes = st.floats(0, 1440)
helpers = st.sampled_from(["alone", "partner", "professional"])

work = st.builds(
    diary.Work,
    technique=words,
    region=texts,
    side=st.sampled_from(["left", "right", "both", ""]),
    minutes=minutes,
    touch=st.booleans(),
    pressure=scales,
)
every = {"id": ids, "at": moments, "note": texts}
sessions = st.builds(
    lambda ended, **rest: Session(finished=ended is True, stopped=ended if isinstance(ended, tuple) else (), **rest),
    ended=st.booleans() | st.tuples(words),
    helper=helpers,
    minutes=minutes,
    work=st.lists(work, max_size=3).map(tuple),
    ache_before=st.none() | scales,
    ache_after=st.none() | scales,
    **every,
)
entries = st.one_of(
    st.builds(Pain, score=scales, **every),
    sessions,
    st.builds(diary.Soreness, score=scales, bruise=st.sampled_from(["none", "small", "larger_than_palm"]), **every),
    st.builds(diary.Peg, pain=scales, enjoyment=scales, activity=scales, **every),
    st.builds(
        diary.Psfs,
        activities=st.lists(st.builds(diary.Activity, name=words, score=scales), min_size=1, max_size=5).map(tuple),
        **every,
    ),
    st.builds(diary.Pgic, grade=st.integers(1, 7), **every),
    st.builds(diary.Rmdq, score=st.integers(0, 24), **every),
    st.builds(diary.Flare, over=st.booleans(), **every),
    st.builds(Note, **every),
)
diaries = st.lists(entries, max_size=6, unique_by=lambda entry: entry.id)

ID = "0b2c1f3e-1111-4222-8333-123456789abc"
AT = "2026-03-01T08:30:00+07:00"
PAIN = f'{{"kind":"pain","format":1,"id":"{ID}","at":"{AT}","score":4}}'


def pain(score: int, number: int = 1) -> Pain:
    return Pain(id=f"00000000-0000-4000-8000-{number:012d}", at=datetime(2026, 3, number, tzinfo=UTC), score=score)


@settings(max_examples=100, deadline=None)
@given(diaries)
def test_what_is_exported_comes_back_exactly(written: list[Entry]) -> None:
    reading = read(write(written))

    assert reading.entries == tuple(written)
    assert reading.broken == ()


@settings(max_examples=50, deadline=None)
@given(diaries)
def test_the_offset_of_the_clock_survives_the_journey(written: list[Entry]) -> None:
    back = read(write(written)).entries

    assert [entry.at.utcoffset() for entry in back] == [entry.at.utcoffset() for entry in written]
    assert write(back) == write(written)


def test_a_note_with_odd_line_separators_stays_one_line() -> None:
    note = Note(id=ID, at=datetime(2026, 3, 1, tzinfo=UTC), note="one\u2028two\x85three\nfour\r\x0bfive")

    assert write([note]).count("\n") == 1
    assert read(write([note])).entries == (note,)


def test_every_kind_of_entry_is_tried_by_the_round_trip() -> None:
    tags = {kind.__struct_config__.tag for kind in diary.Known.__args__}

    assert tags == {"pain", "session", "soreness", "peg", "psfs", "pgic", "rmdq", "flare", "note"}


def test_a_line_that_cannot_be_read_is_reported_with_its_number_and_the_others_are_kept() -> None:
    reading = read("\n".join([write([pain(3)]).strip(), '{"kind":"pain","for', write([pain(5, 2)]).strip()]))

    assert [entry.id[-1] for entry in reading.entries] == ["1", "2"]
    assert [(broken.line, broken.text) for broken in reading.broken] == [(2, '{"kind":"pain","for')]
    assert "line 2" in reading.broken[0].problem and "hint:" in reading.broken[0].problem


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (PAIN.replace("4}", "11}"), "<= 10"),
        (PAIN.replace("4}", "4.5}"), "int"),
        (PAIN.replace("4}", "true}"), "int"),
        (PAIN.replace('"score":4', '"score":4,"score":5'), "twice"),
        (PAIN.replace('"score":4', '"score":4,"mood":5'), "unknown field"),
        (PAIN.replace("+07:00", ""), "timezone"),
        (PAIN.replace('"format":1,', ""), 'no "format"'),
        (PAIN.replace('"format":1', '"format":2').replace(ID, "1"), "newer unknot"),
        (PAIN.replace('"format":1', '"format":2').replace("+07:00", ""), "newer unknot"),
        (PAIN.replace('"pain"', '"Pain killer; rm"'), "kind"),
        (PAIN.replace('"pain"', "7"), "kind"),
        (PAIN.replace("08:30:00+", "08:30:00.123456789+"), "microsecond"),
        (PAIN.replace(ID, "1"), "id"),
        ("[]", "object"),
        ("[" * 100_000, "JSON"),
        (PAIN.replace("4}", "4}" + " " * diary.MAX_LINE), "longer than"),
    ],
)
def test_a_line_outside_the_format_is_set_aside_with_the_reason(line: str, problem: str) -> None:
    reading = read([line])

    assert reading.entries == ()
    assert problem in reading.broken[0].problem
    assert "hint:" in reading.broken[0].problem


def test_a_session_is_never_both_finished_and_stopped() -> None:
    line = f'{{"kind":"session","format":1,"id":"{ID}","at":"{AT}","helper":"alone","minutes":5,"finished":true,'

    assert "finished and stopped" in read([line + '"stopped":["stopped_dizzy"]}']).broken[0].problem


def test_the_same_entry_twice_counts_once() -> None:
    assert merge([pain(3)], [pain(3), pain(4, 2), pain(4, 2)]).entries == (pain(3), pain(4, 2))
    assert read(write([pain(3), pain(3)])).entries == (pain(3),)


def test_the_same_id_with_other_content_keeps_ours_and_says_so() -> None:
    merged = merge([pain(3)], [pain(7)])

    assert merged.entries == (pain(3),)
    assert merged.added == ()
    assert pain(3).id in merged.refused[0] and "hint:" in merged.refused[0]


def test_two_contents_under_one_id_inside_one_file_are_reported_too() -> None:
    reading = read(write([pain(3), pain(7)]))

    assert reading.entries == (pain(3),)
    assert reading.broken[0].line == 2


@settings(max_examples=50, deadline=None)
@given(diaries, diaries)
def test_merging_twice_changes_nothing_more(ours: list[Entry], theirs: list[Entry]) -> None:
    once = merge(ours, theirs)

    assert merge(once.entries, theirs).added == ()
    assert {entry.id for entry in once.entries} == {entry.id for entry in [*ours, *theirs]}


def test_nothing_a_person_wrote_shows_in_a_repr() -> None:
    note = Note(id=ID, at=datetime(2026, 3, 1, tzinfo=UTC), note="private words")
    broken = read(['{"private words"']).broken[0]

    assert "private" not in repr(note) + repr([note]) + repr(broken)
    assert msgspec.json.decode(write([note]))["note"] == "private words"


def test_two_moments_of_one_zone_are_compared_as_instants() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before, after = datetime(2026, 10, 25, 2, 30, tzinfo=berlin), datetime(2026, 10, 25, 2, 15, fold=1, tzinfo=berlin)
    first, second = (diary.Pain(id=diary.new_id(), at=at, score=4) for at in (before, after))

    assert second.at - first.at == timedelta(minutes=45)
    assert diary.read(diary.write([second])).entries == (second,)


FOREIGN = [
    PAIN.replace('"format":1', '"format":2'),
    PAIN.replace('"pain"', '"sleep"'),
    f'{{ "at" :"{AT}", "h":  7.50,"kind":"sleep","id":"{ID}","format":1, "deep":[{{}}],"note":"\\u00e9 é"}}',
    PAIN.replace('"format":1', '"format":3').replace("08:30:00+", "08:30:00.123456789+"),
]


@pytest.mark.parametrize("line", FOREIGN)
def test_a_line_of_a_later_kind_or_format_is_kept_byte_for_byte(line: str) -> None:
    (entry,) = read(line + "\r\n").entries

    assert isinstance(entry, diary.Foreign)
    assert (entry.id, entry.at.isoformat()[:16]) == (ID, AT[:16])
    assert write([entry]) == line + "\n"
    assert read(write([entry])).entries == (entry,)
    assert merge([entry], read(line).entries).added == ()


def test_a_line_of_a_later_kind_does_not_take_the_place_of_another_entry() -> None:
    reading = read([PAIN, FOREIGN[0]])

    assert reading.entries == read(PAIN).entries
    assert "already in the diary with other content" in reading.broken[0].problem
    assert len(merge(read(FOREIGN[0]).entries, read(PAIN).entries).refused) == 1


def test_no_rule_reads_a_line_of_a_later_kind() -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    told, more = [pain(4)], [pain(4), *read(FOREIGN[0].replace('"pain"', '"session"')).entries]

    assert course_facts(more, now) == course_facts(told, now)
    assert history(more, now) == history(told, now)
    assert trend(more, now) == trend(told, now)


def test_digits_after_the_microsecond_that_say_nothing_are_no_fault() -> None:
    (entry,) = read(PAIN.replace("08:30:00+", "08:30:00.123456000+")).entries

    assert entry.at.microsecond == 123456
