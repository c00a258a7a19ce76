"""Logs without telling anything about a person: method, path and status; tracebacks without values."""

from __future__ import annotations

import logging
import traceback
from collections.abc import ItemsView
from types import TracebackType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class PlainFormatter(logging.Formatter):
    """A traceback is written as places in the code only; the message of an exception may hold an answer."""

    def formatException(  # noqa: N802  (logging's own name)
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """Type of the exception and the places it came through, innermost last."""
        kind, _, trace = ei
        places = "".join(traceback.format_list(traceback.extract_tb(trace))) if trace else ""
        return f"{places}{kind.__name__ if kind else ''}"


class NoValues(SafeExceptionReporterFilter):
    """Django's report of an error, without form fields, cookies and local variables."""

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, str]:
        """No form field is ever reported."""
        return {}

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> ItemsView[str, Any]:
        """No local variable is ever reported."""
        return {}.items()

    def get_safe_cookies(self, request: HttpRequest) -> dict[str, str]:
        """No cookie is ever reported."""
        return {}
