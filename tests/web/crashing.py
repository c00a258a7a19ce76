"""A site whose every page crashes while it holds an answer, for the tests of what is then said and logged."""

from __future__ import annotations

import sqlite3
from typing import Any

from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path

from unknot.web import urls as ours


def crash(request: HttpRequest) -> HttpResponse:
    """Fail with the answer in a local variable and in the message."""
    told = request.POST.get("note", "")
    raise ValueError(f"cannot read {told}")


def database(request: HttpRequest, name: str) -> HttpResponse:
    """Fail as the database does when it is busy or full."""
    cause: Any = sqlite3.OperationalError("database is in some state")
    if name.startswith("SQLITE"):
        cause.sqlite_errorname = name
    else:
        cause.sqlstate = None if name == "none" else name
    of = DatabaseError if name in ("SQLITE_CORRUPT", "SQLITE_NOTADB", "XX001") else OperationalError
    raise of("database is in some state") from cause


urlpatterns = [path("crash/", crash), path("database/<str:name>/", database), *ours.urlpatterns]
handler400, handler403, handler404, handler500 = ours.handler400, ours.handler403, ours.handler404, ours.handler500
