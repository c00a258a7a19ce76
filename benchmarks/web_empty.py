"""What does a page cost before it says anything? The same middleware, journey kept, layout; an empty middle."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from unknot.web import urls
from unknot.web.check import store

handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


def empty(request: HttpRequest) -> HttpResponse:
    """A POST that changes nothing, and shows nothing."""
    journey = store.find(request)
    if journey is not None:
        store.keep(request, journey)
    return render(request, "every_page.html", {"sealed": store.sealed_field(request, journey)})


urlpatterns = [*urls.urlpatterns, path("empty/", empty)]
