"""Before a professional's table: what to ask for and say, and one page that tells the limits and nothing private."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pypdf import PdfReader

from tests.web.accessible import assert_accessible, assert_fits
from tests.web.conftest import BOTH, BOTH_IDS, DESKTOP, PHONE
from tests.web.diaries import cookie_of
from tests.web.plans import new_journey
from tests.web.sessions import LOW_BACK, knowledge

MANY = {
    **LOW_BACK, "hypermobile": True, "prone_hard": True, "no_touch_at": ["buttock_left", "shoulder_top_left", "neck"],
    "antiplatelet": True, "diabetes": True, "fibromyalgia": True, "varicose_veins": True, "someone_hurt_me": True,
    "strong_painkiller": True, "thin_bones": True, "kidney_stone_or_stent": True, "epilepsy": True, "hernia": True,
    "slipped_disc": True, "stenosis_or_curve": True, "multiple_sclerosis": True, "heat_makes_worse": False,
    "cannot_lie_flat": True, "stroke_past": True,
    "site": [*LOW_BACK["site"], "between_blades_left", "between_blades_right"],
}  # fmt: skip
"""Somebody with as many limits as still leave a massage, one of them private; the slipped disc bars the low back."""
THINNER = {**LOW_BACK, "blood_thinner": True, "someone_hurt_me": True}
Person = Callable[..., Page]


@pytest.fixture
def person(open_browser: Callable[..., BrowserContext], server: Any) -> Person:
    def opened(language: str = "en", size: Any = PHONE, answers: Any = LOW_BACK, **request: Any) -> Page:
        profile = new_journey(server.data_folder, answers, **request)
        context = open_browser(language, size)
        context.add_cookies([cookie_of(profile, server.address)])
        page = context.new_page()
        page.goto("/visit/")
        return page

    return opened


def saved(page: Page) -> PdfReader:
    with page.expect_download() as download:
        page.locator('button[formaction="/visit/brief/"]').click()
    assert "?" not in download.value.url
    return PdfReader(BytesIO(Path(download.value.path()).read_bytes()))


def words(pdf: PdfReader) -> str:
    return " ".join("".join(page.extract_text() for page in pdf.pages).split())


@pytest.mark.parametrize(("language", "size"), BOTH, ids=BOTH_IDS)
def test_a_visit_is_prepared_in_the_order_of_the_day(person: Person, language: str, size: Any) -> None:
    page = person(language, size, MANY)

    expect(page.locator("html")).to_have_attribute("lang", language)
    assert page.locator(".visit-line .grade").count() > 8 and page.locator(".visit-thread .step").count() == 4
    page.locator(".visit-line summary").first.click()
    expect(page.locator(".visit-line li").first).to_be_visible()
    assert_fits(page)
    assert_accessible(page)


def test_deep_tissue_is_taken_when_it_is_wished_for_and_fits(person: Person) -> None:
    page = person()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask for a Swedish massage.")
    page.get_by_label("Deep tissue").check(force=True)
    page.get_by_role("button", name="Choose").click()
    expect(page.get_by_text("Deep tissue is left out today.")).to_be_visible()  # a first visit


def test_the_heading_asks_for_no_more_than_the_lines_do(person: Person) -> None:
    page = person(answers={**LOW_BACK, "blood_thinner": True})
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask for a slow, light massage.")
    expect(page.get_by_text("Ask for a slow, light touch")).to_be_visible()


def test_the_brief_is_one_page_with_the_limits_first(person: Person) -> None:
    pdf = saved(person(answers=MANY))

    text = words(pdf)
    assert len(pdf.pages) == 1
    assert text.index("STOP and refer") < text.index("Limits: they always win") < text.index("Today")
    assert "at most" in text and "Hatched: not to be touched." in text and knowledge().release.version in text


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_longest_brief_fits_on_one_page_in_either_language(person: Person, language: str) -> None:
    page = person(language, DESKTOP, MANY)
    page.locator("input[name=consent]").check()
    assert len(saved(page).pages) == 1


def test_reasons_are_named_only_with_consent(person: Person) -> None:
    page = person(answers=THINNER)
    assert "thins the blood" not in page.locator(".brief").inner_text()
    assert "thins the blood" not in words(saved(page))
    page.locator("input[name=consent]").check()
    page.get_by_role("button", name="Show it like this").click()
    assert "thins the blood" in page.locator(".brief").inner_text()
    assert "thins the blood" in words(saved(page))


@pytest.mark.parametrize("consent", [False, True])
def test_nothing_private_is_on_the_sheet(person: Person, consent: bool) -> None:
    known = knowledge()
    private = {fact.id for fact in known.facts.values() if fact.private}
    labels = [known.facts[id].label.lower() for id in private]
    titles = [
        rule.title.lower() for rule in known.rules.values() if rule.title and any(id in rule.when for id in private)
    ]
    page = person(answers={**MANY, "immune_weak": False, "someone_hurt_me": True})
    if consent:
        page.locator("input[name=consent]").check()
        page.get_by_role("button", name="Show it like this").click()
    for text in (page.locator(".brief").inner_text().lower(), words(saved(page)).lower()):
        assert not [label for label in labels if label and label in text]
        assert not [title for title in titles if title in text]
        assert "hurt me" not in text and "without partner" not in text


def test_a_person_with_a_plan_at_home_prepares_a_visit_too(person: Person) -> None:
    page = person(helper="alone", minutes=10)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask for a Swedish massage.")
