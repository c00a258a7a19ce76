"""An account belongs to whoever proves its mail address; what strangers did with it before comes to nothing."""

from __future__ import annotations

import itertools
import re

import pytest

from tests.web.by_hand import ByHand
from tests.web.serving import Serving

PASSWORD = "a stranger's long pass phrase"
TOKENS = re.compile(r'value="[A-Za-z0-9]{64}"')
numbers = itertools.count()
LEFT_BEHIND = """
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
user = User.objects.create_user("left " + {mail!r}, {mail!r}, {password!r})
EmailAddress.objects.create(user=user, email={mail!r}, primary=True)
Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={{"name": "a stranger's"}})
session = SessionStore()
session.update({{
    "_auth_user_id": str(user.pk), "_auth_user_backend": "allauth.account.auth_backends.AuthenticationBackend",
    "_auth_user_hash": user.get_session_auth_hash(),
}})
session.save()
print(session.session_key)
"""
EXTRA = {
    "password": PASSWORD, "password1": PASSWORD, "password2": PASSWORD, "username": "chosen", "code": "",
    "remember": "",
    "first_name": "x", "is_staff": "on", "email2": "other@example.org", "phone": "123", "verified": "on", "user": "1",
    "action_remove": "1", "action_primary": "1", "action_send": "1", "action": "change",
}  # fmt: skip


@pytest.fixture
def mail() -> str:
    return f"owner-{next(numbers)}@example.org"


def by_password(shared: Serving, mail: str) -> ByHand:
    visitor = ByHand(shared)
    visitor.post("/account/login/", login=mail, password=PASSWORD)
    return visitor


def test_a_password_sent_with_a_sign_up_is_none(shared: Serving, mail: str) -> None:
    ByHand(shared).post("/account/signup/", email=mail, password1=PASSWORD)
    owner = ByHand(shared)
    owner.write_code(owner.ask_code(mail), shared.code(mail, after=1))
    assert owner.signed_in()

    assert not by_password(shared, mail).signed_in()


@pytest.mark.parametrize("door", ["/account/signup/", "/account/login/code/"])
def test_what_a_stranger_left_at_an_address_ends_when_its_owner_proves_it(
    shared: Serving, mail: str, door: str
) -> None:
    session = shared.inside(LEFT_BEHIND.format(mail=mail, password=PASSWORD)).strip()
    stranger = ByHand(shared)
    stranger.headers["Cookie"] = f"unknot_session={session}"
    assert door == "/account/signup/" or stranger.get("/you/").path == "/you/"
    owner = ByHand(shared)
    owner.write_code(owner.ask_code(mail, at=door), shared.code(mail))
    assert owner.signed_in()

    assert stranger.get("/you/").path != "/you/"
    assert not by_password(shared, mail).signed_in()
    assert "a stranger" not in owner.get("/account/2fa/webauthn/").text
    assert owner.signed_in()


def test_an_address_that_a_stranger_wrote_beside_their_own_leads_nobody_into_the_strangers_account(
    shared: Serving, mail: str
) -> None:
    theirs = f"their-{mail}"
    ByHand(shared).make_account(theirs)
    shared.inside(
        "from allauth.account.models import EmailAddress\n"
        f"user = EmailAddress.objects.get(email={theirs!r}).user\n"
        f"EmailAddress.objects.create(user=user, email={mail!r})"
    )
    owner = ByHand(shared)
    owner.write_code(owner.ask_code(mail, at="/account/signup/"), shared.code(mail))

    assert mail in owner.get("/you/").text
    assert theirs not in owner.get("/you/").text


@pytest.mark.parametrize(
    "page",
    [
        "/account/signup/", "/account/login/", "/account/login/code/", "/account/login/code/confirm/",
        "/account/password/reset/", "/account/password/reset/confirm/", "/account/password/reset/complete/",
        "/account/confirm-email/", "/account/2fa/webauthn/login/", "/account/2fa/webauthn/signup/",
        "/account/signup/passkey/", "/account/reauthenticate/",
    ],
)  # fmt: skip
def test_a_field_that_no_page_shows_does_nothing_for_a_visitor(shared: Serving, mail: str, page: str) -> None:
    ByHand(shared).make_account(mail)
    before = shared.inside(ROWS)
    answer = ByHand(shared).post(page, page="/account/signup/", email=mail, login=mail, **EXTRA)

    assert answer.status < 500
    assert shared.inside(ROWS) == before
    assert not by_password(shared, mail).signed_in()


@pytest.mark.parametrize("page", ["/account/email/", "/account/confirm-email/", "/account/login/", "/account/signup/"])
def test_a_field_that_no_page_shows_does_nothing_for_an_account(shared: Serving, mail: str, page: str) -> None:
    mine = ByHand(shared)
    mine.make_account(mail)
    before, mails = shared.inside(ROWS), len(shared.mails)
    answer = mine.post(page, page="/you/", email=mail, **EXTRA)

    assert answer.status < 500
    assert shared.inside(ROWS) == before
    assert len(shared.mails) == mails
    assert mine.signed_in()


ROWS = """
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
print([list(model.objects.order_by("pk").values()) for model in (User, EmailAddress, Authenticator)])
"""


def test_signing_up_with_an_address_that_has_an_account_leads_into_it(shared: Serving, mail: str) -> None:
    ByHand(shared).make_account(mail)
    again = ByHand(shared)
    asked = again.ask_code(mail, at="/account/signup/")
    again.write_code(asked, shared.code(mail, after=1))

    assert mail in again.get("/you/").text


@pytest.mark.parametrize("door", ["/account/signup/", "/account/login/code/"])
def test_a_sign_up_that_was_left_is_finished_from_another_browser(shared: Serving, mail: str, door: str) -> None:
    ByHand(shared).ask_code(mail, at="/account/signup/")
    shared.code(mail)
    other = ByHand(shared)
    asked = other.ask_code(mail, at=door)
    other.write_code(asked, shared.code(mail, after=1))

    assert other.signed_in()


def test_a_new_sign_up_ends_the_one_that_waits(shared: Serving, mail: str) -> None:
    first, second = ByHand(shared), ByHand(shared)
    asked_first = first.ask_code(mail, at="/account/signup/")
    old = shared.code(mail)
    asked_second = second.ask_code(mail, at="/account/signup/")
    new = shared.code(mail, after=1)

    answer = first.write_code(asked_first, old)
    assert answer.status == 200
    assert not first.signed_in()
    second.write_code(asked_second, new)
    assert second.signed_in()
    assert not first.signed_in()


def test_a_code_for_an_account_that_was_deleted_since_is_a_wrong_one(shared: Serving, mail: str) -> None:
    mine, other = ByHand(shared), ByHand(shared)
    mine.make_account(mail)
    asked = other.ask_code(mail)
    code = shared.code(mail, after=1)
    mine.post("/you/delete/", delete="1")

    assert other.write_code(asked, code).status == 200
    assert not other.signed_in()


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_page_after_a_sign_up_tells_no_stranger_which_addresses_have_accounts(
    shared: Serving, mail: str, language: str
) -> None:
    ByHand(shared).make_account(mail)
    ByHand(shared).ask_code(f"left-{mail}", at="/account/signup/")
    seen = set()
    for each in (mail, f"left-{mail}", f"nobody-{mail}"):
        visitor = ByHand(shared, language)
        answer = visitor.ask_code(each, at="/account/signup/")
        again = visitor.write_code(answer, "WRONG-CODE")
        for page in (answer, again):
            text = page.text.replace(each, "...")
            seen.add((page.path, TOKENS.sub("", text)))

    assert len(seen) == 2, [path for path, _ in seen]
