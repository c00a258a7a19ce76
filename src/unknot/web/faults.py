"""What does a person see when something is not there, not allowed, or broken? What to do next, and nothing else."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """There is no such page."""
    return render(request, "not_found.html", status=404)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """This page is not for this browser."""
    return render(request, "closed.html", status=403)


def fault(request: HttpRequest) -> HttpResponse:
    """We failed; what was saved is safe."""
    return render(request, "fault.html", status=500)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """What came is too large or no form of ours; nothing was changed."""
    return render(request, "bad_request.html", status=400)
