"""Addresses of signing up, in and out, named as allauth names them: those that our pages show, and no other of its."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.mfa.base.views import index
from allauth.mfa.webauthn import views as passkey
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_safe

from unknot.web.accounts.reauthentication import freshly_proved, prove


@require_safe
def forgotten_password(request: HttpRequest) -> HttpResponse:
    """A code lets in; there is no other way to a new password."""
    return render(request, "account/password_reset.html")


class ChangeAddress(account.EmailView):  # type: ignore[misc]
    """Asks for the next address. An account has one, so allauth's other buttons do nothing here."""

    def post(self, request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        """Send a code to it."""
        if "action_add" not in request.POST:
            return redirect("account_email")
        answer: HttpResponse = super().post(request, *args, **more)
        return answer


urlpatterns = [
    path("signup/", account.signup, name="account_signup"),
    path("login/", account.login, name="account_login"),
    path("login/code/", account.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", account.confirm_login_code, name="account_confirm_login_code"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", prove, name="account_reauthenticate"),
    path("email/", freshly_proved(ChangeAddress.as_view()), name="account_email"),
    path("confirm-email/", account.email_verification_sent, name="account_email_verification_sent"),
    path("password/set/", freshly_proved(account.password_set), name="account_set_password"),
    path("password/change/", freshly_proved(account.password_change), name="account_change_password"),
    path("password/reset/", forgotten_password, name="account_reset_password"),
    path("2fa/", index, name="mfa_index"),
    path("2fa/webauthn/", passkey.list_webauthn, name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", freshly_proved(passkey.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", freshly_proved(passkey.remove_webauthn), name="mfa_remove_webauthn"),
    path("2fa/webauthn/reauthenticate/", passkey.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("2fa/webauthn/login/", passkey.login_webauthn, name="mfa_login_webauthn"),
]
