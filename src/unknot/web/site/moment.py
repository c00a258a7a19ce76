"""Tells what time it is for the person of a request: at home by this computer's zone, else by the one their page told.

The page writes its zone into a cookie; a visitor whose page has not told it yet lives in UTC for one page.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from unknot import clock
from unknot.pathway.moments import zone_named

ZONE_COOKIE = "unknot_zone"


def zone_of(request: HttpRequest) -> tzinfo:
    """The zone of the person, with its rules."""
    if settings.HOME:
        return clock.zone()
    return zone_named(request.COOKIES.get(ZONE_COOKIE, "")) or UTC


def now(request: HttpRequest) -> datetime:
    """This moment where the person is."""
    return clock.now(zone_of(request))


def named_zone_of(request: HttpRequest) -> ZoneInfo | None:
    """The zone by its name, as calendars need it; None leaves times as the clock on the person's wall shows them."""
    where = zone_of(request)
    return where if isinstance(where, ZoneInfo) and where.key else None


def where_the_person_is(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Dates and times on pages are of the person's zone; Django would show those of TIME_ZONE."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with timezone.override(zone_of(request)):
            return view(request)

    return middleware
