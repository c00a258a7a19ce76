"""The plan leaves the page: days in the person's own zone, a sheet of paper, and nothing that tells of health."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.web.conftest import PHONE
from tests.web.diaries import cookie_of
from tests.web.plans import new_journey, weeks_of_sessions
from unknot import clock
from unknot.pathway.diary.schedule import Schedule
from unknot.web.self_care.plan.calendar_file import calendar_of

JOURNEY = "5b0c9c2e-2f06-4f3e-9f55-0b6a1d6e6a01"
ZONES = ("Asia/Jakarta", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe")


def coming(*days: date) -> Schedule:
    return Schedule(days=days, check_on=days[-1] + timedelta(days=4), done=0, most=8, rests=())


@pytest.mark.parametrize("zone", ZONES)
def test_every_day_stands_at_the_hour_of_the_person_s_own_zone_also_after_the_clocks_change(zone: str) -> None:
    days = tuple(date(2026, 10, 20) + timedelta(days=4 * n) for n in range(6))
    now = datetime(2026, 10, 19, 12, tzinfo=UTC)
    at = datetime(2026, 1, 1, 19, 30).time()
    ics = calendar_of(coming(*days), journey=JOURNEY, at=at, zone=ZoneInfo(zone), minutes=12.5, now=now)
    events = Calendar.from_ical(ics).walk("VEVENT")
    assert [event.decoded("dtstart").date() for event in events] == [*days, days[-1] + timedelta(days=4)]
    for event in events:
        start = event.decoded("dtstart")
        assert (start.hour, start.minute) == (19, 30)
        assert start.utcoffset() == datetime.combine(start.date(), at, tzinfo=ZoneInfo(zone)).utcoffset()
        assert event.walk("VALARM")
    assert events[0].decoded("duration") == timedelta(minutes=12.5)


def test_titles_say_nothing_unless_the_person_wishes_it() -> None:
    days, now, at = coming(date(2026, 12, 1)), datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 1, 1, 19).time()
    quiet = calendar_of(days, journey=JOURNEY, at=at, zone=None, minutes=12, now=now).decode()
    said = calendar_of(days, journey=JOURNEY, at=at, zone=None, minutes=12, now=now, says="12 minutes for it").decode()
    assert "unknot: a quiet time" in quiet and "minutes for" not in quiet and "check" not in quiet
    assert "unknot: 12 minutes for it" in said


def test_the_same_days_again_replace_those_of_before() -> None:
    days, now, at = coming(date(2026, 12, 1)), datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 1, 1, 19).time()

    def uids(hour: int) -> list[str]:
        ics = calendar_of(days, journey=JOURNEY, at=at.replace(hour=hour), zone=None, minutes=12, now=now)
        return [str(event["uid"]) for event in Calendar.from_ical(ics).walk("VEVENT")]

    assert uids(19) == uids(20)


@pytest.fixture
def ready(open_browser: Callable[..., object], server: Any) -> Callable[..., Page]:
    def opened(language: str = "en", **journey: object) -> Page:
        profile = new_journey(server.data_folder, **journey)  # type: ignore[arg-type]
        context = open_browser(language, PHONE, timezone_id="Asia/Jakarta", accept_downloads=True)
        context.add_cookies([cookie_of(profile, server.address)])  # type: ignore[attr-defined]
        page: Page = context.new_page()  # type: ignore[attr-defined]
        page.goto("/plan/")
        return page

    return opened


def test_the_person_s_start_and_hour_are_in_the_file(ready: Callable[..., Page]) -> None:
    page = ready()
    start = clock.today() + timedelta(days=3)
    page.get_by_label("First day").fill(start.isoformat())
    page.get_by_label("Time of day").fill("06:45")
    page.get_by_role("button", name="Show these days").click()
    assert page.locator(".days-list time").first.get_attribute("datetime") == start.isoformat()
    with page.expect_download() as download:
        page.get_by_role("button", name="Add to my calendar").click()

    (first, *_) = Calendar.from_ical(Path(download.value.path()).read_bytes()).walk("VEVENT")
    assert first.decoded("dtstart") == datetime.combine(start, datetime.min.time(), clock.zone()).replace(
        hour=6, minute=45
    )
    assert "?" not in download.value.url and "back" not in str(first)


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_plan_is_a_sheet_of_paper(ready: Callable[..., Page], language: str) -> None:
    page = ready(language, entries=weeks_of_sessions(datetime.now(UTC)), minutes=30, tools=["ball"])
    with page.expect_download() as download:
        page.locator('button[formaction="/plan/sheet/"]').click()

    sheet = PdfReader(BytesIO(Path(download.value.path()).read_bytes()))
    text = "".join(each.extract_text() for each in sheet.pages)
    heading = page.get_by_role("heading", level=1).inner_text()
    assert heading.split(".")[0][:20] in text and 2 <= len(sheet.pages) <= 6
