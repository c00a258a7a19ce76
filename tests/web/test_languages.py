"""Is everything a person reads in a browser said in their language, once, and up to date?"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.web.conftest import PHONE
from tests.web.diaries import cookie_of, easing, new_profile
from tests.web.english_left import assert_no_english
from tests.web.every_url import every_url
from tests.web.plans import new_journey
from tests.web.serving import serving_shared
from tests.web.sessions import new_session
from tests.web.signing_in import make_account
from tests.web.steps import ORDINARY, answer_page, begin, see_result, where
from unknot.knowledge.load import load
from unknot.pathway.diary.entries import Pain
from unknot.web.serving.serve import Server
from unknot.web.site.languages import CODES
from unknot.web.site.messages import LOCALE, PLACE, all_said, compile_all, languages, messages, read_catalogue, update

OpenBrowser = Callable[..., BrowserContext]
GAP = re.compile(r"%\((\w+)\)[sdg]|\{(\w+)\}|<(/?\w+)>")
SAID = {(message.id, message.context) for message in messages(all_said())}


# The catalogues


def test_every_language_to_choose_has_a_catalogue() -> None:
    assert {"en", *languages()} == set(CODES)


@pytest.mark.parametrize("language", languages())
def test_every_sentence_of_the_pages_is_translated_and_none_is_left_over(language: str) -> None:
    catalogue = list(messages(read_catalogue(LOCALE / language / PLACE, language)))
    there = {(message.id, message.context) for message in catalogue}

    assert [said for said in SAID if said not in there] == [], "make messages, then translate"
    assert [said for said in there if said not in SAID] == [], "make messages"
    empty = [m.id for m in catalogue if not all(m.string if isinstance(m.string, list | tuple) else [m.string])]
    assert empty == []
    assert [message.id for message in catalogue if message.fuzzy] == []


@pytest.mark.parametrize("language", languages())
def test_a_translation_has_the_same_gaps_and_marks(language: str) -> None:
    wrong = []
    for message in messages(read_catalogue(LOCALE / language / PLACE, language)):
        english = message.id if isinstance(message.id, str) else message.id[1]
        texts = [message.string] if isinstance(message.string, str) else message.string
        wrong += [text for text in texts if sorted(GAP.findall(text)) != sorted(GAP.findall(english))]

    assert wrong == []


def test_a_sentence_whose_english_changed_loses_its_translation(tmp_path: Path) -> None:
    page, catalogue = tmp_path / "web" / "page.html", tmp_path / "locale" / "id" / PLACE
    page.parent.mkdir()
    page.write_text(
        '{% load i18n %}  {% translate "Stop" %}\n'
        "{% blocktranslate count n=n %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}"
    )
    assert update("id", tmp_path / "locale", page.parent) == 2
    catalogue.write_text(catalogue.read_text().replace('msgid "Stop"\nmsgstr ""', 'msgid "Stop"\nmsgstr "Berhenti"'))
    assert update("id", tmp_path / "locale", page.parent) == 1

    page.write_text('{% load i18n %}{% translate "Stop now" %}')

    assert update("id", tmp_path / "locale", page.parent) == 1
    assert "Berhenti" not in catalogue.read_text()


def test_what_django_reads_is_made_from_the_catalogue(tmp_path: Path) -> None:
    import gettext

    folder = tmp_path / "id" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text((LOCALE / "id" / PLACE).read_text())
    compile_all(tmp_path)

    with (folder / "django.mo").open("rb") as file:
        read = gettext.GNUTranslations(file)
    assert read.gettext("Breathe in") == "Tarik napas"
    assert read.ngettext("%(count)s day", "%(count)s days", 1) == "%(count)s hari"


# Page by page, in Indonesian


def test_no_page_of_the_check_and_none_after_it_speaks_english(open_browser: OpenBrowser) -> None:
    page = open_browser("id").new_page()
    page.goto("/")
    assert_no_english(page)
    begin(page)
    page.locator("form.check .actions .button").click()
    assert_no_english(page)
    person = {**ORDINARY, "blood_thinner": True}
    for _ in range(40):
        if not where(page):
            break
        assert_no_english(page)
        answer_page(page, person)
    assert_no_english(page)
    see_result(page)
    page.locator('button[value="explain"]').click()
    page.wait_for_selector(".changes")
    assert_no_english(page)
    page.locator("form.dock .button").click()
    page.wait_for_selector(".plan-body")
    assert_no_english(page)


def test_no_page_of_the_plan_session_and_visit_speaks_english(open_browser: OpenBrowser, server: Server) -> None:
    folder = server.data_folder  # type: ignore[attr-defined]
    for helper in ("alone", "partner", "professional"):
        context = open_browser("id")
        context.add_cookies([cookie_of(new_journey(folder, helper=helper, minutes=30), server.address)])
        page = context.new_page()
        for address in ("/plan/", "/visit/"):
            page.goto(address)
            assert_no_english(page)
    context = open_browser("id")
    profile, session = new_session(folder)
    context.add_cookies([cookie_of(profile, server.address)])
    page = context.new_page()
    for address in ("/session/", f"/session/{session}/", f"/session/{session}/after/"):
        page.goto(address)
        assert_no_english(page)


def test_no_page_of_the_diary_speaks_english(open_browser: OpenBrowser, server: Server) -> None:
    context = open_browser("id")
    told = [
        msgspec.structs.replace(each, note="") if isinstance(each, Pain) else each
        for each in easing(datetime.now().astimezone())
    ]
    profile = new_profile(server.data_folder, told)  # type: ignore[attr-defined]
    context.add_cookies([cookie_of(profile, server.address)])
    page = context.new_page()
    kinds = ("pain", "soreness", "peg", "activities", "change", "flare", "note")
    for address in ("/diary/", "/diary/table/", "/diary/files/", "/diary/letter/", "/delete-everything/",
                    *(f"/diary/add/{kind}/" for kind in kinds)):  # fmt: skip
        if page.goto(address).status == 200:  # type: ignore[union-attr]
            assert_no_english(page)


def test_no_other_page_speaks_english(open_browser: OpenBrowser) -> None:
    page = open_browser("id").new_page()
    for url in every_url():
        if url.ids or url.pattern.endswith((".js", ".jsonl", ".csv", ".webmanifest", ".pdf", ".ics")):
            continue
        answer = page.request.get("/" + url.pattern)
        if answer.status != 200 or "text/html" not in answer.headers["content-type"]:
            continue
        page.goto("/" + url.pattern)
        assert_no_english(page)
    page.goto("/nowhere/")
    assert_no_english(page)


@pytest.mark.parametrize("kind", ["techniques", "sources", "rules"])
def test_no_page_of_learn_speaks_english(open_browser: OpenBrowser, kind: str) -> None:
    known = load()
    page = open_browser("id", java_script_enabled=True).new_page()
    ids = list({"techniques": known.techniques, "sources": known.sources, "rules": known.rules}[kind])
    for id in ids if kind == "techniques" else ids[::9]:
        page.goto(f"/learn/{kind}/{id}/")
        assert_no_english(page)


def test_no_page_of_an_account_speaks_english(browser: Browser, tmp_path: Path) -> None:
    with serving_shared(tmp_path) as shared:
        context = browser.new_context(base_url=shared.address, viewport=PHONE, locale="id")
        page = context.new_page()
        for address in ("/", "/account/login/code/", "/account/login/", "/account/signup/", "/account/password/reset/",
                        "/diary/", "/learn/privacy/"):  # fmt: skip
            page.goto(address)
            expect(page.locator("html")).to_have_attribute("lang", "id")
            assert_no_english(page)
        make_account(page, shared, "orang@example.org")
        for address in ("/", "/you/", "/account/email/", "/account/password/set/", "/account/2fa/webauthn/",
                        "/account/logout/", "/learn/privacy/", "/diary/"):  # fmt: skip
            page.goto(address)
            assert_no_english(page)
        context.close()


# Numbers and dates


def test_days_and_numbers_are_written_as_the_language_does(open_browser: OpenBrowser) -> None:
    page = open_browser("id").new_page()
    page.goto("/learn/techniques/vibration/")
    expect(page.locator(".facts")).to_contain_text("1,5 menit")
    page.goto("/learn/promises/")
    expect(page.get_by_text("22 November 2026")).to_be_visible()


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("in-ID", "id"), ("in", "id"), ("ID", "id"), ("jv, in;q=0.8, en;q=0.7", "id"), ("en-GB,id;q=0.9", "en"),
        ("fr", "en"), ("", "en"), ("*", "en"), ("id;q=0", "en"), ("id;q=nonsense", "en"), ("a" * 10_000, "en"),
    ],
)  # fmt: skip
def test_the_language_is_the_one_that_the_browser_likes_most(header: str, code: str) -> None:
    """`in` is what Indonesian was called until 1989, and what Java still sends."""
    from unknot.web.site.languages import preferred

    assert preferred(header) == code
