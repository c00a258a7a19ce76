"""Lets people sign in by a code from their mail, a password if they want one, or a passkey; each is enough.

Mails say nothing about health, in subject or text (templates/account/email). A passkey is a way in and not a second
step, so that a lost telephone locks nobody out of their diary.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, timedelta
from email.utils import format_datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse

from unknot import clock
from unknot.web.accounts.mail_queue import EXPIRES
from unknot.web.accounts.reauthentication import is_fresh


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's way of signing in and of writing mails, with ours."""

    def login(self, request: HttpRequest, user: User) -> None:
        """Read the password anew: the first proof of an address may have just ended the one that `user` still holds."""
        user.refresh_from_db(fields=["password"])
        super().login(request, user)

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """One rule for allauth's pages and ours: `reauthentication.py`."""
        return not is_fresh(self.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Where to prove it: our page, which also leads to the page for passkeys."""
        names = ("account_reauthenticate", "mfa_reauthenticate_webauthn")
        return [{"id": name, "description": "", "url": reverse(name)} for name in names]

    def render_mail(self, template_prefix: str, email: str, context: dict[str, Any], headers: Any = None) -> Any:
        """A mail with a code says until when the code holds."""
        if "code" in context:
            until = clock.now(UTC) + timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
            headers = {**(headers or {}), EXPIRES: format_datetime(until)}
        return super().render_mail(template_prefix, email, context, headers)


class Passkeys(DefaultMFAAdapter):  # type: ignore[misc]
    """Passkeys without a second step after the other ways."""

    def is_mfa_enabled(self, user: Any, types: Iterable[str] | None = None) -> bool:
        """Never: a code from the mail is enough."""
        return False
