"""What to do and say before, during and after a visit to a professional?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_http_methods

from unknot.web.self_care import carrying
from unknot.web.self_care.planning import planned


@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: HttpRequest) -> HttpResponse:
    """The visit of this journey."""
    found = planned(request, helper="professional")
    if isinstance(found, HttpResponse):
        return found
    return render(request, "self_care/visit.html", {"sealed": carrying.sealed_field(request, found.journey)})


urls = [path("visit/", visit, name="visit")]
