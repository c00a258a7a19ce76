"""Makes whoever is signed in prove it once more before a way into the account changes.

By a code from the mail, the password or a passkey; a sign-in of the last ten minutes counts. So a browser that was left
open, or a cookie that was taken, does not become somebody else's account.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.forms import BaseConfirmCodeForm, ReauthenticateForm
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from unknot import clock
from unknot.web.site.languages import own_page

SENT = "unknot_reauthentication"
"""In `request.session`: the code that was mailed, when, and how often another one was written."""
MOST_TRIES = 3
View = Callable[..., Any]


def _now() -> float:
    return clock.now(UTC).timestamp()


def is_fresh(request: HttpRequest) -> bool:
    """Whether this browser signed in, or proved it again, a few minutes ago."""
    records = get_authentication_records(request, request.user)
    return any(0 <= _now() - record["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT for record in records)


def freshly_proved(view: View) -> View:
    """The page opens, and takes its form, after a fresh proof only; without one the way leads there and back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **more: Any) -> Any:
        if request.user.is_authenticated and not is_fresh(request):
            return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}")
        return view(request, *args, **more)

    return guarded


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: HttpRequest) -> HttpResponse:
    """The ways to show it, and on to where the person was going."""
    user, problem = request.user, ""
    assert isinstance(user, User)
    to = own_page(request.POST.get("next", "") or request.GET.get("next", ""))
    sent = _sent(request)
    code_form = BaseConfirmCodeForm(code=sent.get("code"))
    password_form = ReauthenticateForm(user=user) if user.has_usable_password() else None
    if request.method == "POST":
        if "send" in request.POST:
            if _send(request, user):
                return redirect(f"{request.path}?{urlencode({'next': to})}")
            problem = gettext("Too many codes were asked for. Wait a minute.")
        elif not ratelimit.consume(request, action="reauthenticate", user=user):
            problem = gettext("Too many tries. Wait a minute.")
        elif "code" in request.POST and sent:
            code_form = BaseConfirmCodeForm(request.POST, code=sent["code"])
            if code_form.is_valid():
                del request.session[SENT]
                return _proved(request, user, "code", to)
            request.session[SENT] = sent | {"tries": sent["tries"] + 1}
        elif "password" in request.POST and password_form:
            password_form = ReauthenticateForm(request.POST, user=user)
            if password_form.is_valid():
                return _proved(request, user, "password", to)
    context = {
        "sent": bool(_sent(request)),
        "code_form": code_form,
        "password_form": password_form,
        "passkeys": Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists(),
        "to": to,
        "problem": problem,
    }
    return render(request, "account/reauthenticate.html", context)


def _sent(request: HttpRequest) -> dict[str, Any]:
    """What was mailed, while it holds; else nothing."""
    sent: dict[str, Any] = request.session.get(SENT, {})
    holds = sent and _now() - sent["at"] < settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT and sent["tries"] < MOST_TRIES
    return sent if holds else {}


def _send(request: HttpRequest, user: User) -> bool:
    """Mail a code. False when that was done too often just now."""
    if not ratelimit.consume(request, action="request_login_code", key=user.email.lower()):
        return False
    code = get_adapter().generate_login_code()
    request.session[SENT] = {"code": code, "at": _now(), "tries": 0}
    get_adapter().send_mail("account/email/reauthentication_code", user.email, {"code": code})
    return True


def _proved(request: HttpRequest, user: User, method: str, to: str) -> HttpResponse:
    record_authentication(request, user, method=method, reauthenticated=True)
    return redirect(to)
