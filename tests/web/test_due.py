"""What is asked when: soreness 12 to 60 hours after a massage, the week's numbers weekly, the change after four."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from unknot.pathway.diary.entries import Activity, Entry, Pain, Peg, Pgic, Psfs, Session, Soreness, new_id
from unknot.web.self_care.diary.due import due

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def ago(hours: float) -> datetime:
    return NOW - timedelta(hours=hours)


def massage(hours: float, minutes: float = 8) -> Session:
    return Session(id=new_id(), at=ago(hours), helper="alone", minutes=minutes, finished=True)


def pain(hours: float) -> Pain:
    return Pain(id=new_id(), at=ago(hours), score=4)


@pytest.mark.parametrize(("hours", "asked"), [(11.9, False), (12, True), (24, True), (60, True), (60.1, False)])
def test_soreness_is_asked_the_day_after(hours: float, asked: bool) -> None:
    assert ("soreness" in due([massage(hours)], NOW)) is asked


def test_soreness_once_told_is_not_asked_again_until_the_next_massage() -> None:
    told = [massage(40), Soreness(id=new_id(), at=ago(20), score=1)]

    assert "soreness" not in due(told, NOW)
    assert "soreness" in due([*told, massage(13)], NOW)
    assert "soreness" not in due([massage(24, minutes=0)], NOW)


def test_the_weeks_numbers_come_weekly_and_own_activities_only_once_named() -> None:
    peg = Peg(id=new_id(), at=ago(24 * 6), pain=4, enjoyment=3, activity=2)
    old = Peg(id=new_id(), at=ago(24 * 7), pain=4, enjoyment=3, activity=2)
    own = Psfs(id=new_id(), at=ago(24 * 8), activities=(Activity(name="stairs", score=3),))

    assert due([pain(1), peg], NOW) == ()
    assert due([pain(1), old], NOW) == ("peg",)
    assert due([pain(1), peg, own], NOW) == ("psfs",)


def test_the_change_is_asked_after_four_weeks() -> None:
    peg = Peg(id=new_id(), at=ago(1), pain=4, enjoyment=3, activity=2)
    weeks: list[Entry] = [pain(24 * 28), pain(1), peg]

    assert due(weeks, NOW) == ("pgic",)
    assert due([*weeks, Pgic(id=new_id(), at=ago(24), grade=3)], NOW) == ()
    assert due([pain(24 * 27), pain(1), peg], NOW) == ()


def test_a_diary_that_has_not_begun_or_rests_asks_nothing() -> None:
    assert due([], NOW) == ()
    assert due([pain(24 * 29)], NOW) == ()
