"""Serves the page of an account: ways to sign in, sign out, delete; shared mode only."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from unknot.web.accounts import actions
from unknot.web.accounts.models import Profile


@login_required
@require_safe
def you(request: HttpRequest) -> HttpResponse:
    """The account's ways in and out."""
    return render(request, "accounts/you.html")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete_account(request: HttpRequest) -> HttpResponse:
    """Say what would go, then delete the account with everything that is kept."""
    profile: Profile = request.profile  # type: ignore[attr-defined]
    if request.method == "POST" and "delete" in request.POST:
        user = request.user
        assert isinstance(user, AbstractBaseUser)
        actions.delete_account(by=user)
        logout(request)
        return redirect("accounts:deleted")
    context = {"entries": profile.entries.count(), "sessions": profile.savedsessions.count()}
    return render(request, "accounts/delete_account.html", context)


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """The account is gone."""
    return render(request, "accounts/deleted.html")


def _guarded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    from unknot.web.accounts.reauthentication import freshly_proved  # allauth is there in shared mode only

    return freshly_proved(view)


urls = (
    []
    if settings.HOME
    else [
        path("you/", you, name="you"),
        path("you/delete/", _guarded(delete_account), name="delete_account"),
        path("deleted/", deleted, name="deleted"),
    ]
)
