"""Decides who may talk to this server: at home only a browser of this household; everywhere only our own pages."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from unknot.data_folder import HOME_KEY, secret_of
from unknot.web.serving.open_token import take

View = Callable[[HttpRequest], HttpResponse]
HOME_COOKIE = "unknot_home"
OPEN_PATH = "/open/"
USED = (
    "somebody opened an address of this unknot that was used already\n"
    "hint: was it not you the first time? `unknot serve --new-key` closes every browser that is open"
)


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
    """Home mode: every request needs the cookie that the one-time token of the printed address sets.

    What is open to strangers is open to GET and HEAD only.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        safe = request.method in ("GET", "HEAD")
        if safe and request.path.startswith(OPEN_PATH):
            return _open(request)
        if (safe and request.path.startswith(settings.STATIC_URL)) or is_household(request):
            return view(request)
        return render(request, "closed.html", status=403)

    return middleware


def is_household(request: HttpRequest) -> bool:
    """Whether the browser has opened the printed address before.

    Every cookie of the name is tried: another program on 127.0.0.1 can set one for a path, and it comes first.
    """
    key = secret_of(HOME_KEY)
    return any(same_secret(cookie, key) for cookie in _cookies(request, HOME_COOKIE))


def same_secret(told: str, secret: str) -> bool:
    """Whether these are the same, told in a time that says nothing. Nothing told is never right."""
    return bool(told and secret) and secrets.compare_digest(told.encode(errors="replace"), secret.encode())


def _cookies(request: HttpRequest, name: str) -> list[str]:
    pairs = (pair.partition("=") for pair in request.META.get("HTTP_COOKIE", "").split(";"))
    return [request.COOKIES.get(name, ""), *(value.strip() for key, _, value in pairs if key.strip() == name)]


def _open(request: HttpRequest) -> HttpResponse:
    """Trade the token of the printed address for the cookie, once, and lead away from it. HEAD only looks."""
    if request.method == "HEAD":
        return HttpResponse()
    token = request.path.removeprefix(OPEN_PATH).strip("/")
    if is_household(request):
        return _lead_in(request)
    found = take(settings.DATA, token)
    if found == "used":
        print(USED, file=sys.stderr, flush=True)
    if found != "waiting":
        return render(request, "closed.html", {"used": found == "used"}, status=403)
    response = _lead_in(request)
    response.set_cookie(
        HOME_COOKIE, secret_of(HOME_KEY), max_age=31_536_000, httponly=True, samesite="Strict", path="/"
    )
    return response


def _lead_in(request: HttpRequest) -> HttpResponse:
    """On to the first page.

    Coming from elsewhere (the file that `unknot serve` opens), the browser would not send the strict cookie along a
    redirect; it does when a page of ours leads on.
    """
    if request.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin"):
        return HttpResponseRedirect("/")
    return render(request, "lead_in.html")


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
    try:
        return urlsplit(origin).netloc == request.get_host()
    except ValueError:  # `http://[::1` is no address
        return False
