"""Learn in a browser: every page fits, says what it rests on, and leads to its source."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.web.accessible import assert_accessible, assert_fits
from tests.web.conftest import BOTH, BOTH_IDS, PHONE
from tests.web.steps import ORDINARY, begin, go_through, see_result
from unknot.knowledge.load import load

OpenBrowser = Callable[..., BrowserContext]
KNOWLEDGE = load()
PAGES = (
    "/learn/",
    "/learn/techniques/",
    "/learn/techniques/effleurage/",
    "/learn/techniques/trigger_point/",
    "/learn/techniques/slow_breathing/",
    "/learn/techniques/swedish/",
    "/learn/evidence/",
    "/learn/sources/",
    "/learn/sources/E01/",
    "/learn/rules/",
    "/learn/rules/anticoagulant/",
    "/learn/promises/",
    "/learn/privacy/",
)


@pytest.mark.parametrize(("language", "size"), BOTH, ids=BOTH_IDS)
def test_every_page_of_learn_is_accessible_and_fits(open_browser: OpenBrowser, language: str, size: Any) -> None:
    page = open_browser(language, size).new_page()
    for address in PAGES:
        page.goto(address)
        page.evaluate(
            "[...document.querySelectorAll('main details')].slice(0, 3).forEach((each) => (each.open = true))"
        )

        expect(page.locator("html")).to_have_attribute("lang", language)
        assert_fits(page)
        if (language == "en") == (size == PHONE):  # every page twice, which is enough for axe
            assert_accessible(page)


def test_every_technique_source_and_rule_has_a_page(page: Page) -> None:
    page.goto("/learn/")
    for list_of_them, below in (("techniques", "techniques"), ("sources", "sources"), ("rules", "rules")):
        page.goto(f"/learn/{list_of_them}/")
        links = page.locator(f'main a[href^="/learn/{below}/"]').evaluate_all("all => all.map(a => a.pathname)")
        broken = [link for link in links if page.request.get(link).status != 200]
        assert links and broken == []


def test_what_people_say_about_toxins_is_shown_as_contradicted(page: Page) -> None:
    page.goto("/learn/evidence/")
    page.get_by_role("link", name="Contradicted").click()
    claim = page.locator("#flushes_toxins")

    expect(claim.locator(".grade")).to_have_text("Contradicted")
    expect(page.locator(".claim")).to_have_count(
        sum(claim.grade == "contradicted" for claim in KNOWLEDGE.claims.values())
    )
    claim.locator("summary").click()
    claim.locator(".sources a").first.click()
    expect(page.locator("h1")).to_contain_text("water and toxins")


def test_a_grade_that_nobody_has_shows_every_claim(page: Page) -> None:
    page.goto("/learn/evidence/?grade=%3Cscript%3E")

    expect(page.locator(".claim")).to_have_count(len(KNOWLEDGE.claims))


def test_the_keyboard_leads_from_the_first_page_to_a_source(page: Page) -> None:
    page.goto("/")
    _press_until(page, "Learn")
    _press_until(page, "What people say about massage")
    summary = page.locator(".claim summary").first
    summary.focus()
    page.keyboard.press("Enter")
    _press_until(page, KNOWLEDGE.sources["E11"].title)

    expect(page.locator("h1")).to_have_text(KNOWLEDGE.sources["E11"].title)


def _press_until(page: Page, name: str) -> None:
    """Tab to the link of this name and follow it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText").strip().startswith(name):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"no way by keyboard to {name}")


def test_a_reason_of_the_result_opens_its_source_and_its_rule_beside_it(page: Page) -> None:
    begin(page)
    go_through(page, {**ORDINARY, "blood_thinner": True})
    see_result(page)
    page.locator(".source summary").first.click()

    for link, leads in ((".source li a", "/learn/sources/"), (".source p a", "/learn/rules/")):
        with page.expect_popup() as opened:
            page.locator(link).first.click()
        expect(opened.value).to_have_url(re.compile(leads))
        opened.value.close()
    expect(page.locator(".band")).to_be_visible()


def test_what_only_the_person_may_know_has_no_page(page: Page) -> None:
    private = [id for id in KNOWLEDGE.rules if "someone_hurt_me" in KNOWLEDGE.rules[id].when]
    page.goto("/learn/rules/")

    assert private
    for id in private:
        assert page.request.get(f"/learn/rules/{id}/").status == 404
        assert page.locator(f'a[href="/learn/rules/{id}/"]').count() == 0


@pytest.mark.parametrize("address", PAGES)
def test_a_page_can_be_found_and_named(page: Page, address: str) -> None:
    page.goto(address)

    assert len(page.title()) > len("unknot") + 3
    assert 40 < len(page.locator('meta[name="description"]').get_attribute("content") or "") < 400
    assert (page.locator('link[rel="canonical"]').get_attribute("href") or "").endswith(address)
    assert page.locator("h1").count() == 1
