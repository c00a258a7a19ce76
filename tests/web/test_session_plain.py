"""A session without JavaScript: forms, a step at a time, the same limits and the same words for a stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.web.accessible import assert_fits
from tests.web.diaries import cookie_of, entries_in
from tests.web.sessions import new_session, state_in
from unknot.web.serving.serve import Server


@pytest.fixture
def plain(open_browser: Callable[..., BrowserContext], server: Server) -> Callable[[], Page]:
    """`plain()`: the page of a ready session in a browser that runs no scripts."""

    def opened() -> Page:
        profile, session = new_session(server.data_folder)  # type: ignore[attr-defined]
        context = open_browser(java_script_enabled=False)
        context.add_cookies([cookie_of(profile, server.address)])
        page: Any = context.new_page()
        page.goto(f"/session/{session}/")
        page.unknot_profile, page.unknot_session = profile, session
        return page  # type: ignore[no-any-return]

    return opened


def test_a_whole_session_is_played_by_forms(plain: Callable[[], Page], server: Server) -> None:
    page: Any = plain()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Slow breathing")
    expect(page.locator("main")).to_contain_text("Step 1 of 3")
    page.get_by_role("button", name="Done, next step").click()
    expect(page.locator("main")).to_contain_text("Step 2 of 3")
    page.get_by_role("button", name="Done, next step").click()
    page.get_by_role("button", name="Done, next step").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("The session is finished.")
    page.locator('[name=ache][value="3"]').check(force=True)
    page.get_by_role("button", name="Write it into the diary").click()

    expect(page.locator("main")).to_contain_text("This session is in your diary.")
    (entry,) = entries_in(server.data_folder, page.unknot_profile)  # type: ignore[attr-defined]
    assert entry["finished"] and entry["ache_after"] == 3
    assert_fits_plain(page)


def test_too_much_by_a_form(plain: Callable[[], Page], server: Server) -> None:
    page: Any = plain()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="Done, next step").click()
    before = state_in(server.data_folder, page.unknot_session)  # type: ignore[attr-defined]
    page.get_by_role("button", name="Too much").click()

    after = state_in(server.data_folder, page.unknot_session)  # type: ignore[attr-defined]
    assert after["cap"] == before["pressures"][before["here"]] - 1
    expect(page.locator("main")).to_contain_text(f"up to {after['cap']} of 10")


def test_a_stop_by_a_form_shows_the_emergency(plain: Callable[[], Page], server: Server) -> None:
    page: Any = plain()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="Numbness or weakness, or tingling that stays when I move").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Go to an emergency department now")
    expect(page.get_by_role("link", name="119")).to_be_visible()
    (entry,) = entries_in(server.data_folder, page.unknot_profile)  # type: ignore[attr-defined]
    assert entry["stopped"] == ["stopped_numb_or_weak"]


def test_a_press_on_a_page_that_is_behind_changes_nothing(plain: Callable[[], Page], server: Server) -> None:
    page: Any = plain()
    page.get_by_role("button", name="Begin").click()
    other = page.context.new_page()
    other.goto(page.url)
    page.get_by_role("button", name="Done, next step").click()
    other.get_by_role("button", name="Done, next step").click()

    assert state_in(server.data_folder, page.unknot_session)["here"] == 1  # type: ignore[attr-defined]


def assert_fits_plain(page: Page) -> None:
    """Without scripts there is no axe either; at least nothing is too wide."""
    assert_fits(page)
