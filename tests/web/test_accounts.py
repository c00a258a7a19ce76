"""Accounts of the shared mode: by mail code, passkey or password; nothing about health leaves by mail; deletable."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.web.accessible import assert_accessible, assert_fits
from tests.web.serving import Serving
from tests.web.signing_in import make_account, sign_in_by_code, sign_out

HEALTH = re.compile(
    r"massage|pijat|back|punggung|pain|nyeri|ache|pegal|health|sehat|diary|catatan|doctor|dokter|session|sesi", re.I
)
Visitor = Callable[..., Page]


def a_finger(page: Page) -> CDPSession:
    """A device that can make and use passkeys, as a telephone does."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return device


@pytest.mark.parametrize("shared", ["SQLite", "PostgreSQL"], indirect=True)
def test_an_account_is_made_with_a_mail_address_and_signed_into_by_code(shared: Serving, visitor: Visitor) -> None:
    page = visitor()
    make_account(page, shared, "ann@example.org")
    sign_out(page, shared)
    expect(page.locator('a[href="/you/"]')).to_have_count(0)

    sign_in_by_code(page, shared, "ann@example.org")


@pytest.mark.parametrize("shared", ["SQLite", "PostgreSQL"], indirect=True)
def test_a_passkey_signs_in_without_a_code(shared: Serving, visitor: Visitor) -> None:
    page = visitor()
    a_finger(page)
    make_account(page, shared, "ben@example.org")
    page.goto("/account/2fa/webauthn/add/")
    page.locator("#id_name").fill("Telepon 📱")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(re.compile("/account/2fa/$"))
    expect(page.get_by_text("Telepon 📱")).to_be_visible()
    sign_out(page, shared)

    page.goto("/account/login/")
    page.locator("#passkey_login").click()

    page.wait_for_url(shared.address)
    expect(page.locator('a[href="/you/"]')).to_be_visible()


def test_a_code_still_signs_in_when_the_passkey_is_lost(shared: Serving, visitor: Visitor) -> None:
    page = visitor()
    device = a_finger(page)
    make_account(page, shared, "cid@example.org")
    page.goto("/account/2fa/webauthn/add/")
    page.locator("#id_name").fill("phone")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(re.compile("/account/2fa/$"))
    sign_out(page, shared)
    device.send("WebAuthn.disable")

    sign_in_by_code(page, shared, "cid@example.org")
    page.goto("/account/2fa/webauthn/")
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("None yet.")).to_be_visible()


def test_a_password_is_possible(shared: Serving, visitor: Visitor) -> None:
    page = visitor()
    make_account(page, shared, "dee@example.org")
    page.goto("/account/password/set/")
    page.locator("#id_password1").fill("a long enough pass phrase")
    page.locator("#id_password2").fill("a long enough pass phrase")
    page.locator("main .button").first.click()
    sign_out(page, shared)

    page.goto("/account/login/")
    page.locator("#id_login").fill("dee@example.org")
    page.locator("#id_password").fill("a long enough pass phrase")
    page.get_by_role("button", name="Sign in with the password").click()

    page.wait_for_url(shared.address)
    expect(page.locator('a[href="/you/"]')).to_be_visible()


def test_guessing_codes_is_stopped(shared: Serving, visitor: Visitor) -> None:
    page = visitor()
    make_account(page, shared, "eve@example.org")
    sign_out(page, shared)
    page.goto("/account/login/code/")
    page.locator("#id_email").fill("eve@example.org")
    page.locator("form .button").first.click()
    for _ in range(3):
        page.locator("#id_code").fill("AAAAAA")
        page.locator("form .button").first.click()
    page.wait_for_url(re.compile("/account/login/"))

    page.goto("/account/login/code/confirm/")
    assert "/code/confirm/" not in page.url


def test_asking_for_codes_again_and_again_is_stopped(shared: Serving, visitor: Visitor) -> None:
    page = visitor()
    make_account(page, shared, "fay@example.org")
    sign_out(page, shared)
    for _ in range(4):
        page = visitor()
        page.goto("/account/login/code/")
        page.locator("#id_email").fill("fay@example.org")
        page.locator("form .button").first.click()
        page.wait_for_load_state()

    assert len([mail for mail in shared.mails if "To: fay@example.org" in mail]) <= 1 + 3
    expect(page.locator(".errors, h1").filter(has_text=re.compile("[Tt]oo many"))).to_be_visible()


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_stranger_cannot_tell_whether_an_address_has_an_account(
    shared: Serving, visitor: Visitor, language: str
) -> None:
    seen = []
    make_account(visitor(language), shared, f"gus-{language}@example.org")
    for mail in (f"gus-{language}@example.org", f"nobody-{language}@example.org"):
        page = visitor(language)
        page.goto("/account/login/code/")
        page.locator("#id_email").fill(mail)
        page.locator("form .button").first.click()
        seen.append(page.locator("main").inner_text().replace(mail, "..."))
        shared.last_mail(mail)

    assert seen[0] == seen[1]


def test_the_browser_session_is_a_new_one_after_signing_in(shared: Serving, visitor: Visitor) -> None:
    page = visitor()
    page.context.add_cookies(
        [{"name": "unknot_session", "value": "chosen_by_an_attacker_0123456789", "url": shared.address}]
    )
    make_account(page, shared, "hal@example.org")

    session = next(cookie for cookie in page.context.cookies() if cookie["name"] == "unknot_session")
    assert session["value"] != "chosen_by_an_attacker_0123456789"
    assert session["httpOnly"] and session["sameSite"] == "Lax"
    before = session["value"]
    sign_out(page, shared)
    sign_in_by_code(page, shared, "hal@example.org")
    assert before not in [cookie["value"] for cookie in page.context.cookies()]


def test_mails_say_nothing_about_health(shared: Serving, visitor: Visitor) -> None:
    for language in ("en", "id"):
        mail = f"ida-{language}@example.org"
        page = visitor(language)
        make_account(page, shared, mail)
        sign_out(page, shared)
        sign_in_by_code(page, shared, mail)
    for language in ("en", "id"):
        mail = f"ida-{language}@example.org"
        other = visitor(language)
        other.goto("/account/signup/")
        other.locator("#id_email").fill(mail)
        other.locator("form .button").first.click()
        other = visitor(language)
        other.goto("/account/login/code/")
        other.locator("#id_email").fill(f"unknown-{language}@example.org")
        other.locator("form .button").first.click()
        shared.last_mail(mail, after=2)
        shared.last_mail(f"unknown-{language}@example.org")

    for each in shared.mails:
        head, _, text = each.partition("\n\n")
        subject = next(line for line in head.splitlines() if line.startswith("Subject:"))
        assert subject.startswith("Subject: unknot: ")
        assert not HEALTH.search(subject + text), each


@pytest.mark.parametrize("shared", ["SQLite", "PostgreSQL"], indirect=True)
def test_an_account_can_be_deleted_with_all_it_holds(shared: Serving, visitor: Visitor) -> None:
    page = visitor()
    make_account(page, shared, "joy@example.org")
    page.goto("/you/delete/")
    assert_accessible(page)
    page.get_by_role("button", name="Delete for good").click()
    expect(page.locator("h1")).to_have_text("Your account is deleted.")
    assert not [cookie for cookie in page.context.cookies() if cookie["name"] == "unknot_session"]

    page.goto("/account/login/code/")
    page.locator("#id_email").fill("joy@example.org")
    page.locator("form .button").first.click()
    assert "no account" in shared.last_mail("joy@example.org", after=1)


@pytest.mark.parametrize("language", ["en", "id"])
def test_each_page_of_the_account_is_accessible(shared: Serving, visitor: Visitor, language: str) -> None:
    page = visitor(language)
    for path in (
        "/account/login/code/",
        "/account/login/",
        "/account/signup/",
        "/account/password/reset/",
        "/country/",
    ):
        page.goto(path)
        assert_fits(page)
        assert_accessible(page)
    make_account(page, shared, f"kim-{language}@example.org")
    for path in (
        "/you/", "/account/2fa/webauthn/", "/account/2fa/webauthn/add/", "/account/password/set/", "/account/email/",
        "/account/logout/", "/you/delete/",
    ):  # fmt: skip
        page.goto(path)
        assert_fits(page)
        assert_accessible(page)


def test_a_page_fetched_with_a_cookie_of_before_does_not_sign_out(shared: Serving, visitor: Visitor) -> None:
    page = visitor()
    stale = page.request.get("/", headers={"Cookie": "unknot_session=of_before_signing_in_0123456789ab"})
    assert "unknot_session" not in stale.headers.get("set-cookie", "")


def test_signing_out_clears_what_the_browser_keeps(shared: Serving, visitor: Visitor) -> None:
    page = visitor()
    make_account(page, shared, "lou@example.org")
    page.goto("/you/")
    token = page.locator('form[action="/account/logout/"] [name=csrfmiddlewaretoken]').get_attribute("value") or ""
    out = page.request.post("/account/logout/", form={"csrfmiddlewaretoken": token}, max_redirects=0)

    assert out.headers["clear-site-data"] == '"cache", "storage"'
    page.goto("/you/")
    assert "/account/login/code/" in page.url
