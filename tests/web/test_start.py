"""The first page: what it does, one button."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.web.accessible import assert_accessible, assert_fits


def test_the_first_page_says_what_it_does_and_offers_one_button(page: Page) -> None:
    page.goto("/")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Check my back")).to_be_in_viewport()
    assert_fits(page)
    assert_accessible(page)
