"""Turns away, before any view, what none of our forms could have sent: far too large, or with NUL bytes."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict

from unknot.web.serving.security import View


def sane(view: View) -> View:
    """Refuses with 400: a body over the limit, and NUL bytes, which no text of a person has and PostgreSQL cannot keep.

    Files stay in memory below the limit, so that an uploaded diary never lies in a temporary folder.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.MOST_BYTES_IN:
            raise SuspiciousOperation("a body is too large")
        if has_nul(request.GET) or (request.method == "POST" and has_nul(request.POST)):
            raise SuspiciousOperation("a NUL byte in a form")
        return view(request)

    return middleware


def head_changes_nothing(view: View) -> View:
    """HEAD is answered as GET is, and what a page writes when it is read (a check that was shown) is taken back."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method != "HEAD":
            return view(request)
        with transaction.atomic():
            response = view(request)
            transaction.set_rollback(True)
        response.cookies.clear()
        return response

    return middleware


def has_nul(fields: QueryDict) -> bool:
    """Whether a name or value holds a NUL byte."""
    return any("\0" in name or any("\0" in value for value in values) for name, values in fields.lists())
