"""Serves the export and import of a diary, and its end: deleting everything there is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unknot.pathway.diary import entries as diary
from unknot.pathway.diary.spreadsheet import looks_like_csv, read_csv, write_csv
from unknot.web.accounts.models import Profile
from unknot.web.check.store import profile_in
from unknot.web.kept import actions, rows
from unknot.web.kept.receipt import not_signed_in
from unknot.web.self_care.diary.import_words import problems_in_words
from unknot.web.site import moment

NOBODY = "kept/nobody.html"


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest) -> HttpResponse:
    """Export and import; an import is all or nothing, and names every line that is in its way."""
    profile = profile_in(request)
    if profile is None:
        return not_signed_in(request) if request.method == "POST" else render(request, NOBODY)
    context: dict[str, Any] = {
        "entries": profile.entries.count(),
        "most": settings.FILE_UPLOAD_MAX_MEMORY_SIZE // 1_000_000,
    }
    if request.method == "POST" and request.POST.get("go") != "stay":
        context |= _take_in(request, profile)
        context["entries"] = profile.entries.count()
    return render(request, "self_care/diary/files.html", context, status=422 if context.get("wrong") else 200)


def _take_in(request: HttpRequest, profile: Profile) -> dict[str, Any]:
    """What became of the file: `added` and `known`, or `wrong` and the lines in its way."""
    sent = request.FILES.get("file")
    if sent is None:
        return {"wrong": _("Choose a file first.")}
    text = sent.read().decode(errors="surrogateescape")
    now = moment.now(request)
    reading = read_csv(text, now) if looks_like_csv(text) else diary.read(text, now)
    problems = [broken.problem for broken in reading.broken]
    if reading.ended == diary.TOO_MANY:
        return {"wrong": _("The file holds more than 20,000 entries. Part it into smaller ones.")}
    if not problems and not reading.entries:
        return {"wrong": _("There is no entry in this file.")}
    if not problems:
        try:
            merged = actions.take_in(reading.entries, by=profile)
            return {"added": len(merged.added), "known": len(reading.entries) - len(merged.added)}
        except actions.Refused as refused:
            problems = list(refused.because)
        except actions.Full:
            says = _("Nothing was taken in. One diary holds at most 40,000 entries, and this file would make it more.")
            return {"wrong": says}
        except actions.Taken:
            return {"wrong": _("Nothing was taken in. An entry of this file is in somebody else's diary here.")}
    wrong = _("Nothing was taken in. Mend these lines first.")
    if reading.ended:
        wrong = _("Nothing was taken in. After 100 bad lines we stopped reading. Is this a diary of unknot?")
    return {"wrong": wrong, "lines": problems_in_words(problems)}


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The whole diary as a file."""
    profile = profile_in(request)
    if profile is None:
        return render(request, NOBODY)
    entries = rows.entries_of(profile)
    text, type = (write_csv(entries), "text/csv") if kind == "csv" else (diary.write(entries), "application/jsonl")
    day: datetime = moment.now(request)
    return HttpResponse(
        text,
        content_type=f"{type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="unknot-diary-{day:%Y-%m-%d}.{kind}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def delete_everything(request: HttpRequest) -> HttpResponse:
    """Says what there is, asks once, and deletes all of it: here, and what the browser keeps of us."""
    profile = profile_in(request)
    if profile is None:
        return HttpResponseRedirect(reverse("self_care:start"))
    if request.method != "POST" or request.POST.get("go") != "delete":
        return render(
            request, "self_care/diary/delete_everything.html", {"counted": actions.count_everything(by=profile)}
        )
    actions.delete_everything(by=profile)
    response = render(request, "self_care/diary/everything_deleted.html")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    for cookie in ("unknot_zone", "unknot_country", "unknot_theme"):
        response.delete_cookie(cookie)
    return response


urls = [
    path("diary/files/", files, name="diary_files"),
    path("diary/export.jsonl", export, {"kind": "jsonl"}, name="diary_jsonl"),
    path("diary/export.csv", export, {"kind": "csv"}, name="diary_csv"),
    path("delete-everything/", delete_everything, name="delete_everything"),
]
