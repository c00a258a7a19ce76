"""Laws of the pain chart: all stands inside its frame, nothing untold is drawn, every score is where it belongs."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unknot.pathway.diary.entries import Entry, Pain, Session, new_id
from unknot.web.self_care.diary.chart import LETTER, PHONE, RADIUS, WIDE, Chart, Frame, chart

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
frames = st.sampled_from([PHONE, WIDE, LETTER])
told = st.lists(st.tuples(st.floats(0, 380), st.integers(0, 10)), min_size=1, max_size=60)
massages = st.lists(st.floats(0, 380), max_size=30)


def pain(days: float, score: int) -> Pain:
    return Pain(id=new_id(), at=NOW - timedelta(days=days), score=score)


def massage(days: float) -> Session:
    return Session(id=new_id(), at=NOW - timedelta(days=days), helper="alone", minutes=5, finished=True)


def drawn(entries: list[Entry], frame: Frame, weeks: int = 60) -> Chart:
    made = chart(entries, frame, since=NOW - timedelta(weeks=weeks), now=NOW)
    assert made is not None
    return made


def places(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.-]+) ([\d.-]+)", path)]


@settings(deadline=None)
@given(told, massages, frames)
def test_everything_stands_inside_the_frame(
    scores: list[tuple[float, int]], sessions: list[float], frame: Frame
) -> None:
    made = drawn([*(pain(*each) for each in scores), *map(massage, sessions)], frame)

    assert all(frame.left <= x - RADIUS + 0.1 and x + RADIUS <= frame.end + 0.1 for x, _ in places(made.pain))
    assert all(frame.top <= y <= frame.floor for _, y in places(made.pain))
    assert all(frame.left <= x <= frame.end - frame.curl for x in made.curls)
    assert all(frame.left < gap.left < gap.right < frame.width for gap in made.gaps)
    for value in filter(None, (made.first, made.last)):
        assert 10 <= value.y <= frame.floor + 12 and frame.left <= value.x <= frame.end


@settings(deadline=None)
@given(told, frames)
def test_every_score_is_one_dot_at_its_height_and_later_is_never_further_left(
    scores: list[tuple[float, int]], frame: Frame
) -> None:
    made = drawn([pain(*each) for each in scores], frame)
    in_order = [score for _, score in sorted(((NOW - timedelta(days=days)), score) for days, score in scores)]
    heights = [round(frame.floor - score / 10 * (frame.floor - frame.top), 1) for score in in_order]

    assert [y for _, y in places(made.pain)] == heights
    assert made.dots.count("M") == len(scores)
    assert [x for x, _ in places(made.pain)] == sorted(x for x, _ in places(made.pain))


@settings(deadline=None)
@given(told)
def test_no_line_crosses_days_without_a_score(scores: list[tuple[float, int]]) -> None:
    made = drawn([pain(*each) for each in scores], WIDE)
    days = sorted((days for days, _ in scores), reverse=True)
    longest = 2 if days[0] < 27 else 8 if days[0] > 28 else None
    if longest is not None:
        pieces = 1 + sum(before - after > longest for before, after in pairwise(days))
        assert made.pain.count("M") == pieces


def test_a_gap_has_a_bracket_and_a_missing_day_has_none() -> None:
    with_gap = drawn([pain(9, 6), pain(6, 4), pain(0.1, 3), pain(1, 3), pain(2, 3), pain(4, 3)], WIDE)
    without = drawn([pain(2, 6), pain(0.1, 4)], WIDE)

    assert len(with_gap.gaps) == 1 and with_gap.gaps[0].has_words
    assert without.gaps == ()


def test_several_entries_a_day_are_several_dots() -> None:
    assert drawn([pain(0.1, 3), pain(0.2, 4), pain(0.3, 5)], PHONE).dots.count("M") == 3


def test_weeks_without_news_end_in_a_gap_not_in_a_line() -> None:
    made = drawn([pain(12, 5), pain(11, 4)], PHONE)

    assert len(made.gaps) == 1
    assert max(x for x, _ in places(made.pain)) < PHONE.width / 2


def test_without_a_score_there_is_no_chart() -> None:
    assert chart([massage(1)], PHONE, since=NOW - timedelta(weeks=4), now=NOW) is None
    assert chart([pain(40, 4)], PHONE, since=NOW - timedelta(weeks=4), now=NOW) is None


@pytest.mark.parametrize("frame", [PHONE, WIDE])
def test_five_hundred_scores_make_a_small_drawing(frame: Frame) -> None:
    many = drawn([pain(days * 0.7, days % 11) for days in range(500)], frame)

    assert many.is_dense
    assert len(many.dots) + len(many.pain) < 50_000
