"""Finds the profile whose data a request sees: the one chosen at home, or the account's; strangers have none."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from unknot.web.accounts.models import Profile

PROFILE_COOKIE = "unknot_profile"
PERSON_HEADER = "Unknot-Person"


def profile_of_the_person(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Sets `request.profile`: never another person's, None for an anonymous visitor of the shared mode."""

    def middleware(request: HttpRequest) -> HttpResponse:
        for_everybody = request.headers.get("Unknot-For") == "everybody"  # a page fetched ahead, with no name on it
        profile = None if for_everybody else profile_of(request)
        request.profile = profile  # type: ignore[attr-defined]
        response = view(request)
        # What a device keeps for use without a network is of one person: the worker forgets it for anybody else.
        response.headers[PERSON_HEADER] = str(profile.pk) if profile else ""
        return response

    return middleware


def profile_of(request: HttpRequest) -> Profile | None:
    """The profile of this request; at home the first one is made when there is none."""
    if settings.HOME:
        id = _uuid(request.COOKIES.get(PROFILE_COOKIE, ""))
        chosen = Profile.objects.filter(kind=Profile.Kind.HOUSEHOLD, id=id).first() if id else None
        return chosen or home_profile()
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    return first_profile(user)


def home_profile() -> Profile:
    """The household's first profile, made when it is first asked for. The terminal writes here too."""
    found = Profile.objects.filter(kind=Profile.Kind.HOUSEHOLD).first()
    if found is not None:
        return found
    with transaction.atomic():
        # A household has no row of its own to lock, so the one that stands for its table is locked.
        ContentType.objects.select_for_update().filter(
            app_label=Profile._meta.app_label, model=Profile._meta.model_name
        ).first()
        return Profile.objects.filter(kind=Profile.Kind.HOUSEHOLD).first() or Profile.objects.create()


def first_profile(owner: User) -> Profile | None:
    """The profile of an account, made when there is none; None when the account was deleted in the meantime.

    Two windows at once make one, because the second waits for the first.
    """
    found = Profile.objects.filter(owner=owner).first()
    if found is not None:
        return found
    with transaction.atomic():
        if User.objects.select_for_update().filter(pk=owner.pk).first() is None:
            return None
        return Profile.objects.filter(owner=owner).first() or Profile.objects.create(
            owner=owner, kind=Profile.Kind.ACCOUNT
        )


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
