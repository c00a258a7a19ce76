"""Who may talk to this server? At home only a browser of this household; everywhere only our own pages."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from unknot.web.data_folder import secret_of
from unknot.web.open_token import take

View = Callable[[HttpRequest], HttpResponse]
HOME_COOKIE = "unknot_home"
OPEN_PATH = "/open/"


def headers(view: View) -> View:
    """Headers that hold for every answer: nobody may embed us, and pages with answers are never stored."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = view(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def exact_host(view: View) -> View:
    """The name that was asked for must be one of ours, also for style sheets and closed pages. Django answers 400."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.get_host()
        return view(request)

    return middleware


def only_this_household(view: View) -> View:
    """Home mode: every request needs the cookie that the one-time token of the printed address sets."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OPEN_PATH):
            return _open(request)
        if request.path.startswith(settings.STATIC_URL) or is_household(request):
            return view(request)
        return render(request, "closed.html", status=403)

    return middleware


def is_household(request: HttpRequest) -> bool:
    """Whether the browser has opened the printed address before."""
    return secrets.compare_digest(request.COOKIES.get(HOME_COOKIE, ""), secret_of("home_key"))


def _open(request: HttpRequest) -> HttpResponse:
    """Trade the token of the printed address for the cookie, once, and lead away from it."""
    response = HttpResponseRedirect("/")
    if is_household(request):
        return response
    if not take(settings.DATA, request.path.removeprefix(OPEN_PATH).strip("/")):
        return render(request, "closed.html", status=403)
    response.set_cookie(
        HOME_COOKIE, secret_of("home_key"), max_age=31_536_000, httponly=True, samesite="Strict", path="/"
    )
    return response


def same_origin(view: View) -> View:
    """An unsafe method must come from one of our own pages; csrf tokens are checked beside this."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD", "OPTIONS") and not _is_ours(request):
            return render(request, "closed.html", status=403)
        return view(request)

    return middleware


def _is_ours(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    return urlsplit(origin).netloc == request.get_host()
