"""A browser that was left open takes no account over: ways in change after a fresh proof, and the mailbox is told."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.accessible import assert_accessible, assert_fits
from tests.web.by_hand import ByHand
from tests.web.serving import Serving
from tests.web.signing_in import make_account
from tests.web.test_accounts import HEALTH, a_finger
from tests.web.test_accounts_owner import ROWS

numbers = itertools.count()
PROVE = "/account/reauthenticate/"
PASSWORD = "a long enough pass phrase"
AN_HOUR_LATER = """
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
for row in Session.objects.all():
    store = SessionStore(row.session_key)
    for record in store.get("account_authentication_methods", []):
        record["at"] -= 3600
        store.modified = True
    store.save()
"""
GUARDED = {
    "/account/email/": {"email": "thief@example.org", "action_add": ""},
    "/account/password/set/": {"password1": PASSWORD, "password2": PASSWORD},
    "/account/password/change/": {"oldpassword": "", "password1": PASSWORD, "password2": PASSWORD},
    "/account/2fa/webauthn/add/": {"name": "thief's", "credential": "{}"},
    "/account/2fa/webauthn/keys/1/remove/": {},
    "/you/delete/": {"delete": "1"},
}


@pytest.fixture
def mail() -> str:
    return f"proof-{next(numbers)}@example.org"


def left_open(shared: Serving, mail: str, language: str = "en") -> ByHand:
    """A browser that signed in an hour ago."""
    mine = ByHand(shared, language)
    mine.make_account(mail)
    shared.inside(AN_HOUR_LATER)
    return mine


def prove_by_code(shared: Serving, mine: ByHand, mail: str, page: str) -> None:
    before = sum(f"To: {mail}" in each for each in shared.mails)
    asked = mine.post(PROVE, send="1", next=page)
    assert asked.path == PROVE
    assert mine.post(PROVE, code=shared.code(mail, after=before), next=page).path == page


def notices(shared: Serving, mail: str) -> list[str]:
    return [each for each in shared.mails if f"To: {mail}" in each and re.search("Subject: .*(change|perubahan)", each)]


@pytest.mark.parametrize("shared", ["SQLite", "PostgreSQL"], indirect=True)
def test_a_browser_left_open_changes_no_way_in(shared: Serving, mail: str) -> None:
    mine = left_open(shared, mail)
    before, mails = shared.inside(ROWS), len(shared.mails)
    for page, fields in GUARDED.items():
        assert mine.get(page).path == PROVE, page
        assert mine.post(page, page="/you/", **fields).path == PROVE, page

    assert shared.inside(ROWS) == before
    assert len(shared.mails) == mails
    assert mine.signed_in()


@pytest.mark.parametrize("language", ["en", "id"])
def test_after_a_code_the_change_is_made_and_the_mailbox_is_told(shared: Serving, mail: str, language: str) -> None:
    mine = left_open(shared, mail, language)
    prove_by_code(shared, mine, mail, "/account/password/set/")
    mine.post("/account/password/set/", password1=PASSWORD, password2=PASSWORD)
    assert len(notices(shared, mail)) == 1
    mine.post("/account/password/change/", oldpassword=PASSWORD, password1=PASSWORD + "!", password2=PASSWORD + "!")
    assert len(notices(shared, mail)) == 2

    asked = mine.post("/account/email/", email=f"new-{mail}", action_add="")
    assert len(notices(shared, mail)) == 2
    mine.write_code(asked, shared.code(f"new-{mail}"))
    assert len(notices(shared, mail)) == 3
    assert f"new-{mail}" in mine.get("/you/").text
    for each in [each for each in shared.mails if mail in each]:
        head, _, text = each.partition("\n\n")
        subject = next(line for line in head.splitlines() if line.startswith("Subject:"))
        assert not HEALTH.search(subject + text), each


def test_the_password_proves_it_too(shared: Serving, mail: str) -> None:
    mine = ByHand(shared)
    mine.make_account(mail)
    mine.post("/account/password/set/", password1=PASSWORD, password2=PASSWORD)
    shared.inside(AN_HOUR_LATER)

    assert mine.post(PROVE, password="wrong", next="/you/delete/").path == PROVE
    assert mine.get("/you/delete/").path == PROVE
    assert mine.post(PROVE, password=PASSWORD, next="/you/delete/").path == "/you/delete/"


def test_guessing_the_code_of_a_proof_is_stopped_and_an_old_one_is_dead(shared: Serving, mail: str) -> None:
    mine = left_open(shared, mail)
    mine.post(PROVE, send="1")
    old = shared.code(mail, after=1)
    mine.post(PROVE, send="1")
    new = shared.code(mail, after=2)
    assert old != new
    for wrong in (old, "AAAA-AAAA", ""):
        mine.post(PROVE, code=wrong)

    assert mine.post(PROVE, code=new, next="/you/").path == PROVE
    assert mine.get("/you/delete/").path == PROVE


def test_a_proof_leads_to_no_other_site(shared: Serving, mail: str) -> None:
    mine = left_open(shared, mail)
    mine.post(PROVE, send="1", next="https://evil.example.org/")

    assert mine.post(PROVE, code=shared.code(mail, after=1), next="//evil.example.org/").path == "/"


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_passkey_proves_it_and_adding_or_removing_one_is_told(
    shared: Serving, visitor: Callable[..., Page], mail: str, language: str
) -> None:
    page = visitor(language)
    a_finger(page)
    make_account(page, shared, mail)
    page.goto("/account/2fa/webauthn/add/")
    page.locator("#id_name").fill("phone")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(re.compile("/account/2fa/$"))
    assert len(notices(shared, mail)) == 1
    shared.inside(AN_HOUR_LATER)

    page.locator('a[href$="/remove/"]').click()
    assert_fits(page)
    assert_accessible(page)
    page.locator('a[href*="webauthn/reauthenticate"]').click()
    assert_fits(page)
    assert_accessible(page)
    page.locator("#mfa_webauthn_reauthenticate").click()
    page.wait_for_url(re.compile("/remove/$"))
    page.locator("form .button.danger").click()
    expect(page.locator(".people")).to_have_count(0)
    assert len(notices(shared, mail)) == 2
