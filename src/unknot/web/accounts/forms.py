"""Defines the forms of signing up and in. Each takes what its page shows and nothing else.

Signing up and signing in are one way: a code goes to the address, and whoever writes it is in. So a sign-up with an
address that has an account leads into that account, and nobody can tell from the pages whether there was one.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    BaseConfirmCodeForm,
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    LoginForm,
    RequestLoginCodeForm,
    SignupForm,
)
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.utils import passthrough_next_redirect_url
from allauth.core import context, ratelimit
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from unknot.web.accounts.addresses import owner_of, unfinished_at
from unknot.web.accounts.models import WaitingMail
from unknot.web.database.forgetting import forget


def _within_limit(mail: str) -> str:
    """The address in small letters. Raises ValidationError when codes were asked for it too often just now."""
    mail = get_adapter().clean_email(mail.lower())
    if not ratelimit.consume(context.request, action="request_login_code", key=mail):
        raise get_adapter().validation_error("too_many_login_attempts")
    return str(mail)


class SignUp(SignupForm):  # type: ignore[misc]
    """The address alone."""

    def clean_email(self) -> str:
        """Whether it has an account is told to nobody but its mailbox."""
        return _within_limit(self.cleaned_data["email"])

    @transaction.atomic
    def try_save(self, request: HttpRequest) -> tuple[None, HttpResponse]:
        """Send a code: to the account that is there, or to a new one, which ends a sign-up that waits."""
        mail = self.cleaned_data["email"]
        user = owner_of(mail)
        if user is None:
            unfinished_at(mail).delete()
            WaitingMail.objects.filter(to=mail).delete()
            forget(copied=False)
            user = self.save(request)
        LoginCodeVerificationProcess.initiate(request=request, user=user if user.is_active else None, email=mail)
        to = reverse("account_confirm_login_code")
        return None, HttpResponseRedirect(passthrough_next_redirect_url(request, to, "next"))


class AskCode(RequestLoginCodeForm):  # type: ignore[misc]
    """The address to which a code goes. An unfinished sign-up is finished by it."""

    _user: User | None

    def clean_email(self) -> str:
        """Also finds the account."""
        mail = _within_limit(self.cleaned_data["email"])
        user = owner_of(mail) or unfinished_at(mail).first()
        self._user = user if user and user.is_active else None
        return mail


class ByPassword(LoginForm):  # type: ignore[misc]
    """Address and password, though signing up takes no password."""

    def _setup_password_field(self) -> None:
        """Kept: allauth drops it where sign-up has none."""


class WriteCode(ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code of a mail."""

    def clean_code(self) -> str:
        """Wrong also when the account it was for has ended since."""
        if context.request._login_stage.login.user is None:
            raise get_adapter().validation_error("incorrect_code")
        return str(super().clean_code())


class WriteAddressCode(ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    """The code that came to the next address of an account."""

    user: Any

    def clean_code(self) -> str:
        """It proves the address, so a sign-up that others left unfinished there does not stand in the way."""
        if self.user is None:
            raise get_adapter().validation_error("incorrect_code")
        BaseConfirmCodeForm.clean_code(self)
        unfinished_at(self.email).exclude(pk=self.user.pk).delete()
        return str(super().clean_code())
