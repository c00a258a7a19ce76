"""Loads and stores the running check: in the database for a profile, in an encrypted form field for a visitor.

Views ask here and need not know which of the two it is. A visitor's field is sealed (`sealed.py`), so that what comes
back can be believed, and nobody who finds the page later can read it. It travels by POST only.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import translation

from unknot.pathway.journey import Journey, new_journey
from unknot.web.accounts.models import Profile
from unknot.web.check.sealed import NotOurs, seal, unseal
from unknot.web.kept import actions, rows

FIELD = "journey"
LIKELIEST = {"id": "ID"}
"""Language -> country while none was chosen: Indonesia's page shows 119 and 112, and 112 holds nearly everywhere."""


def profile_in(request: HttpRequest) -> Profile | None:
    """The person's profile; None for an anonymous visitor."""
    profile: Profile | None = request.profile  # type: ignore[attr-defined]  # set by `accounts/whose.py`
    return profile


def find(request: HttpRequest) -> Journey | None:
    """The journey of this request; None when there is none, or when the sealed field is too old or not ours."""
    profile = profile_in(request)
    if profile is not None:
        return rows.journey_of(profile)
    try:
        # From a form only, never from an address: addresses stand in histories and logs.
        return unseal(request.POST.get(FIELD, "")) if request.method == "POST" else None
    except NotOurs:
        return None


def start(request: HttpRequest) -> Journey:
    """A new journey in the country of this person."""
    return new_journey(country_of(request))


def country_of(request: HttpRequest) -> str:
    """The country that was chosen, or likeliest."""
    profile = profile_in(request)
    chosen = profile.country if profile else request.COOKIES.get("unknot_country", "")[:2]
    return chosen or LIKELIEST.get(translation.get_language() or "", "")


def keep(request: HttpRequest, journey: Journey) -> None:
    """Keep it for the next page: in the database now, or for `sealed_field` when the page is rendered."""
    profile = profile_in(request)
    if profile is not None:
        actions.keep_journey(journey, by=profile)
    # A visitor's is kept nowhere: whoever renders the next page puts `sealed_field` into each of its forms.


def sealed_field(request: HttpRequest, journey: Journey | None) -> str:
    """The text of the hidden field; empty for a profile, whose journey is in the database."""
    return seal(journey) if journey is not None and profile_in(request) is None else ""
