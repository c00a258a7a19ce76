"""Serves the page of the household: list, add, rename, use and delete profiles; home mode only.

Profiles keep diaries apart, they are no wall: whoever opens this page can use each of them, and the page says so.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from unknot.web.accounts import actions
from unknot.web.accounts.models import Profile
from unknot.web.accounts.names import problem_with
from unknot.web.accounts.whose import PROFILE_COOKIE


def _of_household(id: uuid.UUID) -> Profile:
    """A profile of this household. Raises Http404 for any other."""
    return get_object_or_404(Profile, id=id, kind=Profile.Kind.HOUSEHOLD)


def _use(profile: Profile, to: str) -> HttpResponse:
    """Lead to a page as this person from now on."""
    response = redirect(to)
    response.set_cookie(PROFILE_COOKIE, str(profile.pk), max_age=31_536_000, httponly=True, samesite="Strict")
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def profiles(request: HttpRequest) -> HttpResponse:
    """Everyone of the household; sent with a name it adds one, who is used at once."""
    name, problem = "", ""
    if request.method == "POST" and "name" in request.POST:
        name = request.POST["name"].strip()
        problem = problem_with(name)
        if not problem:
            return _use(actions.add_profile(_id_of_page(request), name), "self_care:start")
    context = {
        "profiles": Profile.objects.filter(kind=Profile.Kind.HOUSEHOLD),
        "new_id": uuid.uuid4(),
        "name": name,
        "problem": problem,
    }
    return render(request, "accounts/profiles.html", context, status=422 if problem else 200)


def _id_of_page(request: HttpRequest) -> uuid.UUID:
    try:
        id = uuid.UUID(request.POST.get("id", ""))
    except ValueError:
        raise Http404 from None
    if Profile.objects.filter(id=id).exclude(kind=Profile.Kind.HOUSEHOLD).exists():
        raise Http404
    return id


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Give one of them another name."""
    profile = _of_household(id)
    name, problem = profile.name, ""
    if request.method == "POST" and "name" in request.POST:
        name = request.POST["name"].strip()
        problem = problem_with(name)
        if not problem:
            actions.rename_profile(name, by=profile)
            return redirect("accounts:profiles")
    context = {"whose": profile, "name": name, "problem": problem}
    return render(request, "accounts/rename.html", context, status=422 if problem else 200)


@require_POST
def use(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Go on as this person."""
    return _use(_of_household(id), "self_care:start")


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Say what would go, then delete one of them with everything that is kept."""
    profile = _of_household(id)
    if request.method == "POST" and "delete" in request.POST:
        actions.delete_profile(by=profile)
        return redirect("accounts:profiles")
    context = {
        "whose": profile,
        "entries": profile.entries.count(),
        "sessions": profile.savedsessions.count(),
    }
    return render(request, "accounts/delete.html", context)


urls = (
    [
        path("profiles/", profiles, name="profiles"),
        path("profiles/<uuid:id>/name/", rename, name="rename"),
        path("profiles/<uuid:id>/use/", use, name="use"),
        path("profiles/<uuid:id>/delete/", delete, name="delete"),
    ]
    if settings.HOME
    else []
)
