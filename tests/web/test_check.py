"""The check in a browser: one page at a time, nothing lost, nothing passed unseen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.web.accessible import assert_accessible, assert_fits
from tests.web.conftest import BOTH, BOTH_IDS
from tests.web.steps import ORDINARY, answer_page, begin, go_through, see_result, where

OpenBrowser = Callable[..., BrowserContext]


@pytest.mark.parametrize(("language", "size"), BOTH, ids=BOTH_IDS)
def test_an_ordinary_ache_goes_from_the_first_question_to_an_answer(
    open_browser: OpenBrowser, language: str, size: Any
) -> None:
    page = open_browser(language, size).new_page()
    begin(page)
    for _ in range(40):
        if not where(page):
            break
        assert_fits(page)
        assert_accessible(page)
        answer_page(page, ORDINARY)
    expect(page.locator(".read-back")).to_be_visible()
    assert_accessible(page)

    see_result(page)

    expect(page.locator(".band.self_care")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert_fits(page)
    assert_accessible(page)


def test_new_numbness_between_the_legs_ends_the_check_at_once(page: Page) -> None:
    begin(page)
    answer_page(page, ORDINARY)
    answer_page(page, {**ORDINARY, "saddle_change": True})

    expect(page.locator(".alarm h1")).to_be_visible()
    expect(page).to_have_title(re.compile("^Emergency:"))
    assert page.locator("a.call").get_attribute("href") == "tel:112"
    assert page.get_by_text("plan", exact=False).count() == 0
    assert_fits(page)
    assert_accessible(page)


def test_a_wrong_tap_on_an_alarm_can_be_changed(page: Page) -> None:
    begin(page)
    answer_page(page, {**ORDINARY, "coughing_blood": True})
    page.get_by_role("button", name="Change it").click()

    expect(page.locator('input[value="coughing_blood"]')).to_be_checked()


def test_not_sure_about_the_bladder_counts_as_yes(page: Page) -> None:
    begin(page)
    answer_page(page, ORDINARY)
    for _ in range(6):
        if not where(page).startswith("nerves"):
            break
        answer_page(page, {**ORDINARY, "bladder_change": "unsure", "bladder_hard_or_numb": "unsure"})

    go_through(page, ORDINARY)
    if page.locator("form.dock .button").count():
        page.locator("form.dock .button").click()
    expect(page.locator(".band.same_day, .band.clinician, .alarm").first).to_be_visible()
    expect(page.get_by_text("not sure", exact=False).first).to_be_visible()


DOUBTS = ({"spread_thigh": "unsure"}, {"aneurysm": "relative"}, {"blood_thinner": "unsure"})
"""Items beside a question of its own (where it hurts, the blood pressure) that are asked about again on their page."""


@pytest.mark.parametrize("doubt", DOUBTS, ids=str)
def test_what_stands_beside_a_doubt_is_not_lost_while_it_is_asked_again(page: Page, doubt: dict[str, Any]) -> None:
    begin(page)
    go_through(page, {**ORDINARY, **doubt})
    expect(page.locator(".errors")).to_have_count(0)
    see_result(page)


def test_back_shows_the_page_before_as_it_was_answered(page: Page) -> None:
    begin(page)
    go_on = {**ORDINARY, "blood_thinner": True}
    while where(page) != "blood":
        answer_page(page, go_on)
    answer_page(page, go_on)
    page.get_by_role("button", name="Back").click()

    expect(page.locator('form.check input[name="page"]')).to_have_value("blood")
    expect(page.locator('input[value="blood_thinner"]')).to_be_checked()


def test_an_answer_changed_in_the_read_back_changes_the_result_and_loses_no_other(page: Page) -> None:
    begin(page)
    go_through(page, ORDINARY)
    before = page.locator(".said").count()
    page.locator(".said", has_text="Bones").get_by_role("button").click()
    page.wait_for_selector("form.check")
    answer_page(page, {**ORDINARY, "thin_bones": True})
    go_through(page, ORDINARY)

    assert page.locator(".said").count() >= before
    see_result(page)
    expect(page.get_by_text("2 of 10").first).to_be_visible()


def test_nothing_chosen_is_asked_for_in_a_sentence_that_can_be_followed(page: Page) -> None:
    begin(page)
    page.locator("form.check .actions .button").click()

    expect(page.locator(".errors a")).to_have_text("Choose all that apply, or “None of these”.")
    expect(page).to_have_title(re.compile("^Error:"))
    assert_accessible(page)


def test_without_javascript_a_contradiction_is_named(open_browser: OpenBrowser) -> None:
    page = open_browser(java_script_enabled=False).new_page()
    begin(page)
    page.locator('input[value="coughing_blood"]').check()
    page.locator('input[name="none"]').check()
    page.locator("form.check .actions .button").click()

    expect(page.locator(".errors")).to_contain_text("Coughing up blood")


def test_without_javascript_the_whole_check_works(open_browser: OpenBrowser) -> None:
    page = open_browser(java_script_enabled=False).new_page()
    begin(page)
    go_through(page, ORDINARY)
    see_result(page)

    expect(page.locator(".band h1")).to_be_visible()


def test_the_language_can_change_in_the_middle_and_keeps_the_place(page: Page) -> None:
    begin(page)
    answer_page(page, ORDINARY)
    answer_page(page, ORDINARY)
    page.get_by_role("button", name="Bahasa Indonesia").click()

    expect(page.locator("html")).to_have_attribute("lang", "id")
    expect(page.locator('form.check input[name="page"]')).to_have_value("about_you")


def test_the_drawing_and_the_list_say_the_same(page: Page) -> None:
    begin(page)
    while where(page) != "where":
        answer_page(page, ORDINARY)
    page.locator('.map-drawing [data-region="low_back_right"]').first.click()

    expect(page.locator('input[name="f_site"][value="low_back_right"]')).to_be_checked()
    expect(page.locator('.map-drawing [data-region="low_back_right"]').first).to_have_class(re.compile("chosen"))


def test_the_keyboard_alone_answers_a_page(page: Page) -> None:
    begin(page)
    page.locator('input[name="none"]').focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    expect(page.locator('form.check input[name="page"]')).to_have_value("nerves")


def test_what_would_change_the_answer_is_shown_when_asked(page: Page) -> None:
    begin(page)
    go_through(page, {**ORDINARY, "blood_thinner": True})
    see_result(page)
    page.get_by_role("button", name="Show what would change it").click()

    expect(page.locator(".changes li").first).to_be_visible()
    assert_accessible(page)


def test_every_reason_opens_its_source(page: Page) -> None:
    begin(page)
    go_through(page, {**ORDINARY, "blood_thinner": True})
    see_result(page)
    page.locator(".source summary").first.click()

    expect(page.locator(".source li").first).to_be_visible()
    assert_accessible(page)


def test_someone_who_reads_indonesian_and_chose_no_country_sees_119(open_browser: OpenBrowser) -> None:
    page = open_browser("id").new_page()
    begin(page)
    answer_page(page, {**ORDINARY, "coughing_blood": True})

    assert page.locator("a.call").first.get_attribute("href") == "tel:119"
