"""Answers a write that a page sent by itself: the receipt that it was written, or why it was not.

A device deletes what it kept only on such a receipt. "The answer is ok" is none: a page for strangers, a captive portal
and a redirect are all ok. So a page that wants one says so (`Accept: application/json`), and it names the entry.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from unknot.web.accounts.models import Profile
from unknot.web.site.field_problem import FieldProblem


def asks_for_receipt(request: HttpRequest) -> bool:
    """Whether a script waits for the answer, and not a person."""
    return request.headers.get("Accept") == "application/json"


def written(id: str) -> HttpResponse:
    """The entry of this id is in the diary."""
    return JsonResponse({"written": id}, status=201)


def refused(problems: Iterable[FieldProblem], status: int = 422) -> HttpResponse:
    """It is not, and will not be as it stands: each field with its sentence."""
    told = [{"field": each.field, "says": each.says} for each in problems]
    return JsonResponse({"refused": told}, status=status)


def unreadable() -> HttpResponse:
    """What came is no session that began here."""
    return refused([FieldProblem("", _("This is not how that session could have ended."))], status=400)


def gone() -> HttpResponse:
    """There is no such session, for this person."""
    return refused([FieldProblem("", _("That session is not kept here any more."))], status=404)


def not_signed_in(request: HttpRequest) -> HttpResponse:
    """A write of nobody, or of somebody whose sign-in ended: nothing was written, and the device keeps it."""
    if asks_for_receipt(request):
        return JsonResponse({"signed_out": True}, status=401)
    return render(request, "kept/nobody.html", {"not_written": True}, status=401)


def is_theirs(request: HttpRequest, profile: Profile) -> bool:
    """Whether the page that sends this was made for the person whose request it is. Another tab of the same browser may
    have changed the person in between; then nothing is written to the wrong diary."""
    whose = request.POST.get("whose", "")
    return not whose or whose == str(profile.pk)
