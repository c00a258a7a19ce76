"""Whose data does this request see? The profile chosen at home, or that of the account; strangers have none."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.conf import settings
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
        if request.path.startswith(settings.STATIC_URL):
            return None
        chosen = Profile.objects.filter(owner=None, id=_uuid(request.COOKIES.get(PROFILE_COOKIE, ""))).first()
        return chosen or home_profile()
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    return Profile.objects.filter(owner=user).first() or Profile.objects.create(owner=user)


def home_profile() -> Profile:
    """The household's first profile, made when it is first asked for. The terminal writes here too."""
    return Profile.objects.filter(owner=None).first() or Profile.objects.create(owner=None)


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
