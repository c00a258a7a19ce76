"""What a person does to make an account and to sign in, in words."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.web.serving import Serving


def make_account(page: Page, shared: Serving, mail: str) -> None:
    """A new account by its mail address; signed in afterwards."""
    page.goto("/account/signup/")
    page.locator("#id_email").fill(mail)
    page.locator("form .button").first.click()
    page.locator("#id_code").fill(shared.code(mail))
    page.locator("form .button").first.click()
    page.wait_for_url(shared.address)
    expect(page.locator('a[href="/you/"]')).to_be_visible()


def sign_in_by_code(page: Page, shared: Serving, mail: str) -> None:
    """Into an account that is there."""
    before = sum(f"To: {mail}" in each for each in shared.mails)
    page.goto("/account/login/code/")
    page.locator("#id_email").fill(mail)
    page.locator("form .button").first.click()
    page.locator("#id_code").fill(shared.code(mail, after=before))
    page.locator("form .button").first.click()
    page.wait_for_url(shared.address)
    expect(page.locator('a[href="/you/"]')).to_be_visible()


def sign_out(page: Page, shared: Serving) -> None:
    """Out again, by the button of the account page."""
    page.goto("/you/")
    page.locator('form[action="/account/logout/"] .button').click()
    page.wait_for_url(shared.address)


def sign_in_ends(page: Page) -> None:
    """As if it had expired: the cookie is gone, and nobody has pressed anything."""
    before = len(page.context.cookies())
    page.context.clear_cookies(name="unknot_session")
    assert len(page.context.cookies()) == before - 1
