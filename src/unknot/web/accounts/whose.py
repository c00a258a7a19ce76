"""Whose data does this request see? The profile chosen at home, or that of the account; strangers have none."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from unknot.web.accounts.models import Profile

PROFILE_COOKIE = "unknot_profile"


def profile_of_the_person(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Sets `request.profile`: never another person's, None for an anonymous visitor of the shared mode."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.profile = profile_of(request)  # type: ignore[attr-defined]
        return view(request)

    return middleware


def profile_of(request: HttpRequest) -> Profile | None:
    """The profile of this request; at home the first one is made when there is none."""
    if settings.HOME:
        id = _uuid(request.COOKIES.get(PROFILE_COOKIE, ""))
        chosen = Profile.objects.filter(owner=None, id=id).first() if id else None
        return chosen or home_profile()
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    return _first_profile(user)


def home_profile() -> Profile:
    """The household's first profile, made when it is first asked for. The terminal writes here too."""
    return _first_profile(None)


def _first_profile(owner: User | None) -> Profile:
    """Made when there is none; two windows at once make one, because the second waits for the first."""
    found = Profile.objects.filter(owner=owner).first()
    if found is not None:
        return found
    with transaction.atomic():
        if owner is not None:
            User.objects.select_for_update().get(pk=owner.pk)
        return Profile.objects.filter(owner=owner).first() or Profile.objects.create(owner=owner)


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
