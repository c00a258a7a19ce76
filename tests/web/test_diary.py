"""The diary in a real browser: the first number, the chart, soreness asked the next day, a course that worsens."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.web.accessible import assert_accessible, assert_fits
from tests.web.conftest import BOTH, BOTH_IDS, DESKTOP, PHONE
from tests.web.diaries import cookie_of, easing, entries_in, new_profile
from unknot.pathway.diary.entries import Entry, Pain, Session, new_id
from unknot.web.serving.serve import Server

NARROW = {"width": 320, "height": 568}
Person = Callable[..., Page]


def now() -> datetime:
    return datetime.now().astimezone()


def pain(days: float, score: int) -> Pain:
    return Pain(id=new_id(), at=now() - timedelta(days=days), score=score)


def massage(hours: float) -> Session:
    return Session(id=new_id(), at=now() - timedelta(hours=hours), helper="alone", minutes=8, finished=True)


@pytest.fixture
def person(open_browser: Callable[..., BrowserContext], server: Server) -> Person:
    """`person([...entries], language="id", size=DESKTOP)`: a window of somebody with this diary."""

    def opened(entries: list[Entry], **how: Any) -> Page:
        profile = new_profile(server.data_folder, entries)  # type: ignore[attr-defined]
        context = open_browser(**how)
        context.add_cookies([cookie_of(profile, server.address)])
        page = context.new_page()
        page.profile = profile  # type: ignore[attr-defined]
        return page

    return opened


def kept(page: Page, server: Server) -> list[dict[str, Any]]:
    return entries_in(server.data_folder, page.profile)  # type: ignore[attr-defined]


def assert_good(page: Page) -> None:
    assert_fits(page)
    assert_accessible(page)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_first_number_by_keyboard_alone(person: Person, server: Server, size: Any) -> None:
    page = person([], size=size)
    page.goto("/diary/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your diary starts with one number.")
    assert_good(page)

    page.get_by_role("link", name="Add the first number").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("How strong is the pain now?")
    expect(page.locator("input:checked")).to_have_count(0)
    assert_good(page)
    page.get_by_role("radio", name="0, no pain").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.type("after the garden")
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("The first number: pain 4 of 10.")
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert_good(page)
    (entry,) = kept(page, server)
    assert (entry["score"], entry["note"]) == (4, "after the garden")
    assert "4" not in page.url.partition("/diary/")[2]


@pytest.mark.parametrize(("language", "size"), [*BOTH, ("id", NARROW)], ids=[*BOTH_IDS, "id-narrow"])
def test_the_chart_has_words_a_key_a_table_and_one_size_of_letters(person: Person, language: str, size: Any) -> None:
    page = person(easing(now()), language=language, size=size)
    page.goto("/diary/")

    heading = {"en": "Your pain is easing: from 7 to 3.", "id": "Nyeri Anda mereda: dari 7 menjadi 3."}[language]
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    expect(page.get_by_role("img", name=heading)).to_have_count(1)
    for letters in page.locator("figure.chart > svg:visible text").all():
        box = letters.bounding_box()
        assert box and box["height"] >= 12
    assert_good(page)

    page.locator("header").get_by_role("link", name={"en": "Show as table", "id": "Lihat tabel"}[language]).click()
    assert page.get_by_role("row").count() == 20
    assert_good(page)


FORMS = ["pain", "soreness", "peg", "psfs", "pgic", "flare", "note"]


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("kind", FORMS)
def test_each_form_can_be_used_by_everybody_empty_and_with_errors(person: Person, kind: str, language: str) -> None:
    for size in (PHONE, DESKTOP):
        page = person([massage(20)], language=language, size=size)
        page.goto(f"/diary/add/{kind}/")
        assert_good(page)
        page.locator("form.entry-form .button").click()
        expect(page.get_by_role("alert")).to_be_visible()
        page.get_by_role("alert").get_by_role("link").first.click()
        assert page.locator(":target").count() == 1
        assert_good(page)


def test_soreness_is_asked_the_next_day_and_only_until_it_is_told(person: Person, server: Server) -> None:
    page = person([pain(1, 5), massage(20)])
    page.goto("/")
    page.get_by_role("link", name="How sore are you after the massage?").click()
    assert_good(page)
    page.get_by_text("2", exact=True).click()
    page.get_by_text("A small one").click()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_role("link", name="How sore are you after the massage?")).to_have_count(0)
    assert kept(page, server)[-1]["bruise"] == "small"
    page.goto("/")
    expect(page.get_by_role("link", name="How sore are you after the massage?")).to_have_count(0)


@pytest.mark.parametrize(("language", "size"), BOTH, ids=BOTH_IDS)
def test_a_worsening_course_says_whom_to_see_why_and_by_which_rule(person: Person, language: str, size: Any) -> None:
    page = person([pain(3, 3), pain(2, 3), pain(1.2, 5), pain(0.1, 6)], language=language, size=size)
    page.goto("/diary/")

    finding = page.locator(".course-finding.clinician")
    expect(finding).to_be_visible()
    finding.locator("summary").click()
    expect(finding.locator(".sources li").first).to_be_visible()
    assert finding.bounding_box()["y"] < page.locator("figure.chart").bounding_box()["y"]  # type: ignore[index]
    assert_good(page)


def test_pain_that_rises_fast_says_today(person: Person) -> None:
    page = person([pain(3, 3), pain(1.2, 7), pain(0.1, 8)])
    page.goto("/diary/")

    expect(page.locator(".course-finding.same_day").get_by_text("See a clinician today")).to_be_visible()
    assert_good(page)


def test_one_entry_is_deleted_after_it_was_shown_once_more(person: Person, server: Server) -> None:
    page = person([pain(2, 5), pain(1, 4)])
    other_tab = page.context.new_page()
    for tab in (page, other_tab):
        tab.goto("/diary/table/")
        tab.get_by_role("button", name="Delete:").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Delete this entry?")
    assert_good(page)
    page.get_by_role("button", name="Delete this entry").click()

    expect(page.get_by_text("Deleted.")).to_be_visible()
    assert [entry["score"] for entry in kept(page, server)] == [5]
    other_tab.get_by_role("button", name="Delete this entry").click()
    expect(other_tab.get_by_text("Deleted.")).to_be_visible()
    assert [entry["score"] for entry in kept(page, server)] == [5]


def test_without_scripts_the_diary_works_as_well(person: Person, server: Server) -> None:
    page = person([], java_script_enabled=False)
    page.goto("/diary/add/pain/")
    page.get_by_text("7", exact=True).click()
    page.get_by_text("It was earlier").click()
    page.get_by_label("Day").fill("2026-01-02")
    page.get_by_role("button", name="Save").click()

    (entry,) = kept(page, server)
    assert entry["at"].startswith("2026-01-02T12:00")


def test_a_long_diary_shows_the_range_that_is_asked_for(person: Person) -> None:
    page = person([pain(day * 2, 5) for day in range(60)])
    page.goto("/diary/")
    page.get_by_role("link", name="4 weeks").click()

    expect(page.get_by_role("link", name="4 weeks")).to_have_attribute("aria-current", "true")
    assert_good(page)


def test_no_word_or_number_of_the_diary_reaches_the_log(person: Person, home: Any) -> None:
    page = person([])
    page.goto("/diary/add/note/")
    page.get_by_label("Your words").fill("marker-in-no-log")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile(r"/diary/\?saved$"))
    page.goto("/diary/add/pain/?score=7")

    assert "marker-in-no-log" not in home.log


@pytest.mark.parametrize("address", ["diary/", "diary/table/", "diary/add/pain/", "diary/files/", "diary/export.csv",
                                     "diary/export.jsonl", "diary/letter/", "diary/letter.pdf"])  # fmt: skip
def test_a_stranger_reads_why_there_is_no_diary(visitor: Callable[..., Page], address: str) -> None:
    page = visitor()
    page.goto(address)

    expect(page.get_by_role("heading", level=1)).to_have_text("A diary needs a place of its own.")
    expect(page.locator("main").get_by_role("link", name="Sign in")).to_be_visible()
    assert_good(page)
