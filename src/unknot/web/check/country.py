"""Lets the person choose a country. It decides whom an emergency page says to call, and nothing else."""

from __future__ import annotations

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from unknot.telling.decision import number_of
from unknot.web.accounts import actions
from unknot.web.site.languages import knowledge_now, own_page

ELSEWHERE = "ZZ"
"""The code of an unknown country: chosen, and without numbers of its own, so 112."""
COUNTRY_COOKIE = "unknot_country"


@require_http_methods(["GET", "HEAD", "POST"])
def country(request: HttpRequest) -> HttpResponse:
    """Choose the country: for the profile, or in a cookie for a visitor without one."""
    from unknot.web.check import store

    knowledge, profile = knowledge_now(), store.profile_in(request)
    back = own_page(request.POST.get("back", "") or request.GET.get("back", ""))
    chosen, problem = request.POST.get("country"), ""
    codes = [*sorted(filter(None, knowledge.numbers), key=lambda code: knowledge.numbers[code].name), ELSEWHERE]
    if request.method == "POST" and "save" in request.POST:
        if chosen not in codes:
            problem = gettext("Choose where you are.")
        else:
            response = redirect(back)
            if profile is None:
                secure = bool(settings.SESSION_COOKIE_SECURE)
                response.set_cookie(
                    COUNTRY_COOKIE, chosen, max_age=31_536_000, httponly=True, samesite="Lax", secure=secure
                )
                return response
            actions.choose_country(chosen, by=profile)
            journey = store.find(request)
            if journey is not None:
                store.keep(request, msgspec.structs.replace(journey, country=chosen))
            return response
    context = {
        "choices": [(code, number_of(knowledge, code), code == ELSEWHERE) for code in codes],
        "chosen": chosen or (profile.country if profile else request.COOKIES.get(COUNTRY_COOKIE, "")),
        "back": back,
        "problem": problem,
    }
    return render(request, "check/country.html", context, status=422 if problem else 200)


urls = [path("country/", country, name="country")]
