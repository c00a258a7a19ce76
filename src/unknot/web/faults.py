"""What does a person see when something is not there, not allowed, or broken? What to do next, and nothing else."""

from __future__ import annotations

import sys
from typing import Any, Literal

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """There is no such page."""
    return render(request, "not_found.html", status=404)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """This page is not for this browser."""
    return render(request, "closed.html", status=403)


def form_not_ours(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of our pages."""
    return forbidden(request)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """What came is too large or no form of ours; nothing was changed."""
    return render(request, "bad_request.html", status=400)


def fault(request: HttpRequest) -> HttpResponse:
    """We failed; what was saved is safe. Django calls this while the exception is being handled.

    A database that is busy or cannot write is no fault of ours and has a remedy: 503 says which. Each write is one
    transaction, so nothing is half-written.
    """
    why = remedy(sys.exc_info()[1])
    if why is None:
        return render(request, "fault.html", status=500)
    response = render(request, f"{why}.html", status=503)
    response.headers["Retry-After"] = "10"
    return response


def remedy(error: BaseException | None) -> Literal["busy", "not_saved"] | None:
    """Whether this passes by itself (busy), needs somebody to make room (not_saved), or is a fault of ours (None)."""
    if not isinstance(error, OperationalError):
        return None
    code = getattr(error.__cause__, "sqlite_errorname", None)
    if code is None:  # PostgreSQL; class 53 is "insufficient resources"
        state = getattr(error.__cause__, "sqlstate", None) or ""
        return "not_saved" if state.startswith("53") and state != "53300" else "busy"
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "busy"
    if code.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")):
        return "not_saved"
    return None
