"""Serves the pages for what is not there, not allowed, or broken: what to do next, and nothing else."""

from __future__ import annotations

import sys
from typing import Any, Literal

from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """There is no such page."""
    return render(request, "not_found.html", status=404)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """This page is not for this browser."""
    return render(request, "closed.html", status=403)


def form_not_ours(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of our pages.

    When the browser says that one of our pages sent it, only the token's cookie was lost (emptied, or another program
    wrote over it): all that was typed comes back, with a new token, to be sent once more. A file does not come back.
    """
    if request.headers.get("Origin", "") != f"{request.scheme}://{request.get_host()}" or request.FILES:
        return forbidden(request)
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", "language")
        for value in values
    ]
    response = render(request, "form_again.html", {"fields": fields}, status=403)
    # htmx puts it in place of the whole page, whichever part the form was to change
    response.headers["HX-Retarget"], response.headers["HX-Reselect"] = "body", "main"
    return response


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """What came is too large or no form of ours; nothing was changed."""
    return render(request, "bad_request.html", status=400)


def fault(request: HttpRequest) -> HttpResponse:
    """Something failed. Django calls this while the exception is being handled.

    What a database cannot do is no fault of ours and has a remedy: 503 says which. Each write is one transaction, so
    nothing is half-written. Only a page whose cause leaves the diary whole says that what was saved before is safe.
    """
    why = remedy(sys.exc_info()[1])
    if why is None:
        return render(request, "fault.html", status=500)
    response = render(request, f"{why}.html", status=503)
    response.headers["Retry-After"] = "10"
    return response


Remedy = Literal["busy", "not_saved", "unwritable", "damaged", "away"]
SQLITE: tuple[tuple[tuple[str, ...], Remedy], ...] = (
    (("SQLITE_BUSY", "SQLITE_LOCKED"), "busy"),
    (("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR_READ", "SQLITE_IOERR_SHORT_READ"), "damaged"),
    (("SQLITE_FULL", "SQLITE_IOERR"), "not_saved"),
    (("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM"), "unwritable"),
)
"""How SQLite's names of errors begin; the first line that fits holds."""
POSTGRESQL: tuple[tuple[tuple[str, ...], Remedy], ...] = (
    (("53300", "55P03", "40"), "busy"),  # too many connections, a lock that is not free, a deadlock
    (("53", "54"), "not_saved"),  # insufficient resources
    (("25006",), "unwritable"),
    (("XX001", "XX002"), "damaged"),
    (("08", "57P"), "away"),
)
"""The same for SQLSTATE."""


def remedy(error: BaseException | None) -> Remedy | None:
    """What a failed database needs: patience (busy, away), room, its rights, a copy. None: a fault of ours."""
    if not isinstance(error, DatabaseError):
        return None
    cause = error.__cause__
    name = getattr(cause, "sqlite_errorname", None)
    state = getattr(cause, "sqlstate", None)
    if name is None and state is None:  # PostgreSQL could not be reached, so there is no state
        return "away" if isinstance(error, OperationalError) else None
    table, code = (SQLITE, name) if name is not None else (POSTGRESQL, state)
    return next((why for begins, why in table if str(code).startswith(begins)), None)
