"""A visitor without an account changes a plan and prepares a visit, and nothing of it is kept on the server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.web.accessible import assert_accessible
from tests.web.conftest import PHONE
from tests.web.serving import Serving, serving_shared
from tests.web.steps import ORDINARY, begin, go_through, see_result
from tests.web.test_session_visitor import kept_rows


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with serving_shared(tmp_path_factory.mktemp("public")) as running:
        yield running


@pytest.fixture
def stranger(browser: Browser, public: Serving) -> Iterator[Page]:
    context = browser.new_context(base_url=public.address, viewport=PHONE, locale="en", accept_downloads=True)
    page = context.new_page()
    begin(page)
    go_through(page, ORDINARY)
    see_result(page)
    page.get_by_role("button", name="Make my plan").click()
    yield page
    context.close()


def file_of(page: Page, button: str) -> bytes:
    with page.expect_download() as download:
        page.locator(button).click()
    return Path(download.value.path()).read_bytes()


def test_a_visitor_changes_the_plan_takes_it_along_and_leaves_nothing(stranger: Page, public: Serving) -> None:
    page = stranger
    expect(page.get_by_role("heading", level=1)).to_contain_text("minutes for your low back")
    assert page.get_by_role("button", name="Keep this plan").count() == 0
    page.locator(".wish-chips summary").nth(1).click()
    page.get_by_label("At a professional's").check(force=True)
    page.locator(".wish-panel:visible .button").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("at a professional's")
    assert_accessible(page)

    assert Calendar.from_ical(file_of(page, 'button[formaction="/plan/calendar/"]')).walk("VEVENT")
    page.get_by_role("button", name="Prepare the visit").click()
    assert len(PdfReader(BytesIO(file_of(page, 'button[formaction="/visit/brief/"]'))).pages) == 1
    page.get_by_role("button", name="Bahasa Indonesia").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Minta pijat Swedia.")
    assert kept_rows(public) == 0


def test_without_its_page_a_visitor_s_plan_is_gone(stranger: Page) -> None:
    stranger.goto("/plan/")
    expect(stranger).to_have_url(re.compile(r"/$"))
    stranger.goto("/visit/")
    expect(stranger).to_have_url(re.compile(r"/$"))
