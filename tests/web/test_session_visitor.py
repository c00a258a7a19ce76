"""A visitor without an account plays a session, and nothing of it is kept: not on the server, not on the device."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.web.accessible import assert_accessible, assert_fits
from tests.web.conftest import PHONE
from tests.web.serving import Serving, serving_shared
from tests.web.steps import ORDINARY, begin, go_through, see_result


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with serving_shared(tmp_path_factory.mktemp("public")) as running:
        yield running


@pytest.fixture
def stranger(browser: Browser, public: Serving) -> Iterator[Callable[..., Page]]:
    """`stranger(scripts=True)`: somebody who has come to the page before a session, nothing being new."""
    contexts: list[BrowserContext] = []

    def opened(scripts: bool = True) -> Page:
        context = browser.new_context(base_url=public.address, viewport=PHONE, locale="en", java_script_enabled=scripts)
        contexts.append(context)
        page = context.new_page()
        begin(page)
        go_through(page, ORDINARY)
        see_result(page)
        page.get_by_role("button", name="Make my plan").click()
        page.get_by_role("button", name="Start the session").click()
        page.get_by_label("None of these").check()
        page.get_by_role("button", name="Continue").click()
        page.locator('[name=ache][value="4"]').check(force=True)
        page.get_by_role("button", name="To the session").click()
        return page

    yield opened
    for context in contexts:
        context.close()


def kept_rows(public: Serving) -> int:
    """How many rows of anybody's health there are."""
    tables = ("savedcheck", "savedplan", "savedsession", "savedentry", "savedjourney")
    with sqlite3.connect(public.folder / "unknot.sqlite3", timeout=20) as database:
        return sum(database.execute(f"SELECT COUNT(*) FROM self_care_{name}").fetchone()[0] for name in tables)


def test_a_visitor_s_session_plays_on_offline_in_its_open_page(stranger: Callable[..., Page], public: Serving) -> None:
    page = stranger()
    page.get_by_role("button", name="Begin").click()
    page.context.set_offline(True)
    while page.locator("#player").is_visible():
        page.click("#k-skip")

    expect(page.get_by_role("heading", level=1)).to_have_text("The session is finished.")
    page.locator('#p-ache [name=ache][value="3"]').check(force=True)
    page.get_by_role("button", name="Done", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Nothing of this session is kept.")).to_be_visible()
    assert page.evaluate("Object.keys(sessionStorage).filter((name) => name.startsWith('unknot'))") == []
    assert_fits(page)
    assert_accessible(page)
    assert kept_rows(public) == 0


def test_a_visitor_who_reloads_goes_on_where_it_was(stranger: Callable[..., Page]) -> None:
    page = stranger()
    page.get_by_role("button", name="Begin").click()
    page.click("#k-skip")
    expect(page.locator("#p-where")).to_contain_text("Step 2")
    page.wait_for_timeout(300)

    page.reload()

    expect(page.locator("#p-where")).to_contain_text("Step 2")


def test_a_visitor_s_stop_has_its_words(stranger: Callable[..., Page], public: Serving) -> None:
    page = stranger()
    page.get_by_role("button", name="Begin").click()
    page.click("#k-stop")
    page.get_by_role("button", name="Sharp, electric or burning pain").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Not today; try again tomorrow")
    assert_accessible(page)
    assert kept_rows(public) == 0


def test_a_visitor_without_scripts_plays_by_forms(stranger: Callable[..., Page], public: Serving) -> None:
    page = stranger(scripts=False)
    with page.expect_navigation():
        page.get_by_role("button", name="Begin").click()
    for _ in range(12):
        if not page.get_by_role("button", name="Done, next step").count():
            break
        with page.expect_navigation():
            page.get_by_role("button", name="Done, next step").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The session is finished.")
    page.locator('[name=ache][value="7"]').check(force=True)
    page.get_by_role("button", name="Done", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Not today; try again tomorrow")
    assert kept_rows(public) == 0
    assert "ache" not in public.log and "site" not in public.log  # what was answered is in no line of the server's log
