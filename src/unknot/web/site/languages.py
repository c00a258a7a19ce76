"""Finds the language in which a person reads, and the knowledge in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_POST

from unknot.knowledge.load import load
from unknot.knowledge.shapes import Knowledge

CODES = tuple(code for code, _ in settings.LANGUAGES)
WITHDRAWN = {"in": "id"}
"""Code -> the one that took its place: Java and older telephones still send the code that ISO 639 withdrew in 1989."""


@cache
def knowledge_in(language: str) -> Knowledge:
    """The knowledge of this release in a language, read once a process."""
    return load(language=language)


def knowledge_now() -> Knowledge:
    """The knowledge in the language of the request that is being answered."""
    return knowledge_in(translation.get_language() or "en")


def language_of_the_person(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The language chosen on a page (any form may carry `language`), the cookie, or what the browser prefers.

    A choice is kept in the cookie, so switching never leaves the page.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.POST.get("language", "") if request.method == "POST" else ""
        cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = [code for code in (chosen, cookie) if code in CODES]
        code = known[0] if known else preferred(request.headers.get("Accept-Language", ""))
        with translation.override(code):
            request.LANGUAGE_CODE = translation.get_language()
            response = view(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "en")
            if chosen in CODES:
                response.set_cookie(
                    settings.LANGUAGE_COOKIE_NAME, chosen, max_age=settings.LANGUAGE_COOKIE_AGE, samesite="Lax"
                )
            return response

    return middleware


def preferred(accepted: str) -> str:
    """The language of ours that a browser likes most, by its header `Accept-Language`; English where it likes none."""
    liked = (language.split("-")[0] for language, much in parse_accept_lang_header(accepted.lower()) if much)
    return next((code for each in liked if (code := WITHDRAWN.get(each, each)) in CODES), "en")


@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """Back to the page that was being read, now in the language chosen (the middleware has kept it)."""
    return redirect(own_page(request.POST.get("back", "")))


def own_page(path: str) -> str:
    """A path of this site as it was given; anything else is the first page."""
    return path if path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None) else "/"
