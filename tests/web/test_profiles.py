"""People of one household: each has a check and a diary of their own, and the page says that it is no wall."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.web.accessible import assert_accessible, assert_fits
from tests.web.conftest import BOTH, BOTH_IDS
from tests.web.journeys import write

Opened = Callable[..., BrowserContext]


def add(page: Page, name: str) -> None:
    """A new person, who is used at once."""
    page.goto("/profiles/")
    page.locator("#name").fill(name)
    page.locator("main form .button").click()
    page.wait_for_url(re.compile(r":\d+/$"))


@pytest.mark.parametrize(("language", "size"), BOTH, ids=BOTH_IDS)
def test_each_page_of_the_household_is_accessible(open_browser: Opened, language: str, size: dict[str, int]) -> None:
    page = open_browser(language=language, size=size).new_page()
    add(page, "Sri 🌺")
    for path in ("/profiles/", "/country/"):
        page.goto(path)
        assert_fits(page)
        assert_accessible(page)
    for link in ("name", "delete"):
        page.goto("/profiles/")
        page.locator(f'a[href$="/{link}/"]').last.click()
        expect(page.locator("h1")).to_contain_text("Sri 🌺")
        assert_fits(page)
        assert_accessible(page)


def test_each_person_has_a_diary_of_their_own(open_browser: Opened) -> None:
    page = open_browser().new_page()
    add(page, "Ann")
    write(page, "note", note="of Ann alone")
    add(page, "Ben")
    page.goto("/diary/table/")
    expect(page.get_by_text("of Ann alone")).to_have_count(0)

    page.goto("/profiles/")
    expect(page.get_by_text("not a wall")).to_be_visible()
    page.get_by_role("button", name="Use Ann").click()
    page.goto("/diary/table/")
    expect(page.get_by_text("of Ann alone")).to_be_visible()


def test_a_name_is_asked_for_and_can_be_mended(open_browser: Opened) -> None:
    page = open_browser().new_page()
    page.goto("/profiles/")
    page.locator("#name").fill("  ")
    page.locator("main form .button").click()

    expect(page.get_by_role("alert")).to_contain_text("Write a name, or a letter.")
    expect(page).to_have_title(re.compile("^Error:"))
    assert_accessible(page)
    page.locator("#name").fill("Cid")
    page.locator("main form .button").click()
    page.goto("/profiles/")
    page.get_by_role("link", name="Rename Cid").click()
    page.locator("#name").fill("Cyd")
    page.get_by_role("button", name="Save the name").click()
    expect(page.get_by_role("link", name="Rename Cyd")).to_be_visible()
    expect(page.get_by_text("Cid", exact=True)).to_have_count(0)


def test_deleting_a_person_says_what_goes_and_takes_it(open_browser: Opened) -> None:
    page = open_browser().new_page()
    add(page, "Dee")
    write(page, "note", note="of Dee")
    page.goto("/profiles/")
    page.get_by_role("link", name="Delete Dee").click()
    expect(page.locator("main")).to_contain_text("This goes: 1 entry of the diary, 0 sessions. There is no other copy.")
    page.get_by_role("button", name="Delete for good").click()

    expect(page.get_by_text("Dee", exact=True)).to_have_count(0)
    page.goto("/diary/table/")
    expect(page.get_by_text("of Dee")).to_have_count(0)


def test_the_country_is_kept_with_the_person_and_leads_back(open_browser: Opened) -> None:
    page = open_browser().new_page()
    add(page, "Eve")
    page.get_by_role("link", name="Emergency number").click()
    page.get_by_label(re.compile("United Kingdom")).check(force=True)
    page.get_by_role("button", name="Save").click()
    page.goto("/country/?back=/diary/")
    expect(page.get_by_label(re.compile("United Kingdom"))).to_be_checked()
    page.get_by_label(re.compile("Elsewhere")).check(force=True)
    page.get_by_role("button", name="Save").click()

    expect(page).to_have_url(re.compile("/diary/$"))


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_the_way_back_never_leads_elsewhere(open_browser: Opened, back: str) -> None:
    page = open_browser().new_page()
    page.goto("/")
    page.goto("/country/?" + "back=" + back)
    page.get_by_label(re.compile("Elsewhere")).check(force=True)
    page.get_by_role("button", name="Save").click()

    expect(page).to_have_url(re.compile(r"^http://127\.0\.0\.1:\d+/$"))
