"""Terminal, browser and pathway live in the same day of the same zone, at every hour, also when the clocks change."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import override_settings

from tests.faces.test_faces_agree import KNOWLEDGE, ORDINARY, by_the_pathway, household, massage
from unknot.cli.check.person import person_of
from unknot.cli.check.show_decision import decision_text
from unknot.cli.diary import command as diary_command
from unknot.cli.plan import command as plan
from unknot.cli.plan.show_plan import plan_text
from unknot.cli.session import guide as session_guide
from unknot.pathway.diary.entries import Entry, new_id
from unknot.pathway.journey import Answered, Journey
from unknot.web.kept import actions, rows
from unknot.web.site import moment

pytestmark = pytest.mark.django_db
ORDINARY_DAY = datetime(2026, 11, 22)
PLACES = [
    ("Etc/GMT+12", ORDINARY_DAY),
    ("Pacific/Kiritimati", ORDINARY_DAY),
    ("WIB-7", ORDINARY_DAY),
    ("America/St_Johns", ORDINARY_DAY),
    ("Europe/Berlin", datetime(2026, 3, 29)),
    ("Europe/Berlin", datetime(2026, 10, 25)),
    ("Australia/Lord_Howe", datetime(2026, 4, 5)),
]
"""Zones from one end of the earth to the other, and days on which the clocks change by an hour or by half of one."""
HOURS = [(0, 40), (3, 10), (11, 0), (22, 41), (23, 59)]


def answered(now: datetime) -> Journey:
    """A finished check of an ordinary ache, answered at this moment."""
    usual = {id: fact.usual for id, fact in KNOWLEDGE.facts.items() if fact.source == "asked"}
    given = {**{id: said for id, said in usual.items() if said is not None}, **ORDINARY}
    given = {id: list(said) if isinstance(said, tuple) else said for id, said in given.items()}
    return Journey(id=new_id(), pages=(Answered(screen="you", items=tuple(given), given=given, at=now),), country="GB")


def every_face(client: Any, terminal: Any, entries: tuple[Entry, ...], now: datetime) -> Any:
    """Where the pathway leads at this moment, after both faces were seen to say the same."""
    walked = by_the_pathway(ORDINARY, entries, now)
    said = terminal(plan.plan, []).strip()
    shown = client.get("/plan/")
    if walked.plan is None:
        assert said == decision_text(KNOWLEDGE, walked, "GB", now)
        assert shown.status_code == 302
    else:
        assert said == plan_text(walked.plan)
        assert shown.context["plan"] == walked.plan
    return walked


@pytest.mark.parametrize(("zone", "day"), PLACES, ids=lambda each: each if isinstance(each, str) else f"{each:%d%b}")
def test_a_massage_just_after_midnight_is_today_s_until_midnight_and_yesterday_s_after_it(
    zone: str, day: datetime, terminal: Any, at_moment: Any
) -> None:
    with at_moment(zone, day.replace(minute=30)) as began:
        entries: tuple[Entry, ...] = (massage(began, minutes=25),)
        profile, client = household(entries)
    same_day = [(day.replace(hour=hour, minute=minute), 0) for hour, minute in HOURS]
    for wall, days in [*same_day, (day + timedelta(days=1, minutes=10), 1)]:
        with at_moment(zone, wall) as now:
            actions.keep_journey(answered(now), by=profile)
            walked = every_face(client, terminal, entries, now)

            assert walked.history.days_since_last == days
            assert (walked.history.minutes_today > 0) is (days == 0)


@pytest.mark.parametrize("minutes", [30, 90])
def test_a_clock_set_back_hides_no_stop(minutes: int, terminal: Any, at_moment: Any) -> None:
    with at_moment("Europe/Berlin", ORDINARY_DAY.replace(hour=14)) as now:
        entries = (massage(now + timedelta(minutes=minutes), "stopped_numb_or_weak"),)
        profile, client = household(entries)
        actions.keep_journey(answered(now), by=profile)
        walked = every_face(client, terminal, entries, now)

        assert walked.decision.so_far.urgency == "emergency"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2026-07-01T09:00", "2026-07-01T09:00:00+02:00"),
        ("2026-11-01T09:00", "2026-11-01T09:00:00+01:00"),
        ("2026-03-29T02:30", "2026-03-29T03:30:00+02:00"),
        ("2026-07-01T09:00+07:00", "2026-07-01T09:00:00+07:00"),
    ],
)
def test_a_moment_typed_without_an_offset_has_that_of_its_own_date(
    typed: str, kept: str, terminal: Any, at_moment: Any
) -> None:
    with at_moment("Europe/Berlin", ORDINARY_DAY.replace(hour=21)):
        profile, client = household(())
        terminal(lambda: diary_command.add("pain", ["4"], note="", bruise="", at=typed), [])
        day, _, time = typed[:16].partition("T")
        sent = {"id": new_id(), "score": "5", "day": day, "time": time, "go": "save"}
        client.post("/diary/add/pain/", sent)
        in_terminal, in_browser = sorted(rows.entries_of(profile), key=lambda entry: entry.score)
        shown = terminal(diary_command.show, [])

        assert in_terminal.at.isoformat() == kept
        assert in_browser.at.isoformat()[:16] == kept[:16] or "+07" in kept
        assert f"{in_browser.at:%Y-%m-%d %H:%M}  pain 5" in shown


def test_an_hour_ago_has_been_wherever_the_computer_is(terminal: Any, at_moment: Any) -> None:
    for zone in ("Asia/Jakarta", "Pacific/Honolulu"):
        with at_moment(zone, ORDINARY_DAY.replace(hour=12)):
            _, client = household(())
            day = f"{ORDINARY_DAY:%Y-%m-%d}"
            sent = {"id": new_id(), "score": "5", "day": day, "time": "11:00", "go": "save"}

            assert client.post("/diary/add/pain/", sent).status_code == 302
            assert f"{day} 11:00  pain 5" in terminal(diary_command.show, [])
            assert "Today, 11:00" in client.get("/diary/").content.decode()


@pytest.mark.parametrize(
    ("cookie", "offset"), [("Asia/Jakarta", 7), ("+05:30", 5.5), ("America", 0), ("x" * 300, 0), ("é\0", 0), ("", 0)]
)
def test_for_many_people_the_zone_is_the_one_that_the_page_told(cookie: str, offset: float) -> None:
    request = HttpRequest()
    request.COOKIES["unknot_zone"] = cookie
    with override_settings(HOME=False):
        assert moment.now(request).utcoffset() == timedelta(hours=offset)


def test_a_session_played_for_a_file_heeds_the_stop_of_an_hour_ago_on_this_computer(
    terminal: Any, at_moment: Any, tmp_path: Any
) -> None:
    import msgspec

    with at_moment("UTC", ORDINARY_DAY.replace(hour=12)) as now:
        household((massage(now - timedelta(hours=1), "stopped_numb_or_weak"),))
        file = tmp_path / "person.json"
        file.write_bytes(msgspec.json.encode({"answers": answered(now).given}))
        person = person_of(str(file), {}, plays=True)

        assert "EMERGENCY" in terminal(lambda: session_guide.show_or_play(person, keep=False), [])


@pytest.mark.parametrize("start", ["9999-12-31", "0001-01-01", "1899-12-31", "2037-01-01", "tomorrow", "2" * 100_000])
@pytest.mark.parametrize("path", ["/plan/", "/plan/calendar/"])
def test_a_first_day_that_nobody_can_plan_for_is_said_at_its_field(path: str, start: str, at_moment: Any) -> None:
    with at_moment("Pacific/Kiritimati", ORDINARY_DAY.replace(hour=12)) as now:
        profile, client = household(())
        actions.keep_journey(answered(now), by=profile)
        shown = client.post(path, {"go": "stay", "start": start, "at": "19:00"})

        assert shown.status_code == 200
        assert shown.context["days"].errors["start"].startswith("Give a day")
        assert len(shown.content) < 200_000
