"""Coming back: the running check, the short re-screen, earlier answers as they were, and what stays private."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.web.accessible import assert_accessible, assert_fits
from tests.web.steps import ORDINARY, answer_page, begin, go_through, see_result, where


def test_a_check_left_in_the_middle_goes_on_where_it_was(page: Page) -> None:
    begin(page)
    answer_page(page, ORDINARY)
    here = where(page)
    page.get_by_role("link", name="Save and leave").click()
    page.get_by_role("button", name="Go on with the check").click()
    page.wait_for_selector("form.check")

    assert where(page) == here


def test_an_earlier_answer_stands_as_it_was(page: Page) -> None:
    begin(page)
    go_through(page, {**ORDINARY, "blood_thinner": True})
    see_result(page)
    lead = page.locator("h1").inner_text()
    page.goto("/earlier/")
    assert_accessible(page)
    page.locator(".earlier a").first.click()

    expect(page.locator("h1")).to_have_text(lead)
    expect(page.get_by_text("Nothing that matters would be different.")).to_be_visible()
    assert_fits(page)
    assert_accessible(page)


def test_a_person_who_comes_back_is_asked_only_what_may_have_changed(page: Page) -> None:
    begin(page)
    go_through(page, ORDINARY)
    see_result(page)
    page.goto("/")
    page.get_by_role("button", name="Checked before").click()

    expect(page.locator(".read-back, form.check").first).to_be_visible()
    assert where(page) == ""  # all was answered a moment ago: nothing has expired


def test_who_does_not_feel_safe_is_helped_and_it_stands_on_no_page(
    open_browser: Callable[..., BrowserContext],
) -> None:
    page = open_browser().new_page()
    begin(page)
    person = {**ORDINARY, "someone_hurt_me": True}
    while where(page) and where(page) != "today":
        answer_page(page, person)
    answer_page(page, person)

    expect(page.get_by_role("link", name="Leave this page now")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Go on").click()
    go_through(page, person)
    assert "feel safe" not in page.locator("main").inner_text()
    see_result(page)
    assert "safe" not in page.locator(".result-body").inner_text()
    page.goto("/earlier/")
    page.locator(".earlier a").first.click()
    assert "partner" not in page.locator("main").inner_text()
