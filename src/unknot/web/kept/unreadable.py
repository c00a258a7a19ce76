"""Answers calmly where a kept check, plan or session cannot be read: it is still there, and this is no fault."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from unknot.web.kept.rows import Unreadable


class SaidCalmly:
    """Middleware that answers for every view that comes upon such a row."""

    def __init__(self, view: Callable[[HttpRequest], HttpResponse]) -> None:
        self.view = view

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.view(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """409: what is kept there and this version do not fit together."""
        if isinstance(exception, Unreadable):
            return render(request, "kept/unreadable.html", status=409)
        return None
