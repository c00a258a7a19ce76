"""Serves what a browser needs to keep unknot at hand: the manifest, the worker, the page for what was not kept."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import NoReverseMatch, path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unknot.web.site.languages import knowledge_now

OURS = ("site/", "drawings/", "accounts/", "check/", "session/", "self_care/")
"""Whose files a device keeps: our own rooms."""
WORKER = Path(__file__).parent / "static" / "site" / "js" / "offline" / "worker.js"
ICONS = (
    ("icon-192", "192x192", "any"),
    ("icon-512", "512x512", "any"),
    ("icon-maskable-512", "512x512", "maskable"),
)
NEVER_FETCHED = (".map", ".gz", ".br", "worker.js")


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What an installed unknot is called, how it opens and how it looks."""
    icons = [
        {"src": static(f"site/icons/{name}.png"), "sizes": size, "type": "image/png", "purpose": purpose}
        for name, size, purpose in ICONS
    ]
    told = {
        "id": "/",
        "name": "unknot",
        "short_name": "unknot",
        "description": _("Is massage a safe idea for your aching back today?"),
        "lang": get_language(),
        "start_url": reverse("self_care:start"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#EFF1EF",
        "theme_color": "#EFF1EF",
        "icons": icons,
    }
    return JsonResponse(told, content_type="application/manifest+json")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, for the whole site. Its version changes with every file, page, language and release."""
    told = {
        "language": get_language(),
        "static": settings.STATIC_URL,
        "files": files(),
        "pages": pages(),
        "offline": reverse("site:offline"),
        "start": reverse("self_care:start"),
        "learn": reverse("self_care:learn"),
    }
    source = WORKER.read_text(encoding="utf-8")
    stamp = json.dumps([told, knowledge_now().stamp], sort_keys=True) + source
    told["version"] = hashlib.sha256(stamp.encode()).hexdigest()[:16]
    text = f"const SETTINGS = {json.dumps(told)};\n{source}"
    headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": "/"}
    return HttpResponse(text, content_type="text/javascript; charset=utf-8", headers=headers)


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What stands where a page would, when there is no network and it was never seen."""
    return render(request, "site/offline.html")


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What this device keeps, listed by a script: the server knows nothing of it."""
    told = {
        "kinds": {
            "pain": _("Pain"),
            "soreness": _("Soreness after a massage"),
            "peg": _("The past week in three numbers"),
            "psfs": _("Your own activities"),
            "pgic": _("The change since the start"),
            "flare": _("A flare that begins or passes"),
            "note": _("A note"),
            "session": _("A massage"),
        },
        "words": {
            "waits": _("It waits for the network."),
            "network": _("unknot could not be reached."),
            "signed_out": _("You are signed out. It is sent when you have signed in again."),
            "busy": _("unknot was busy. It is sent again by itself."),
            "foreign": _("Something else than unknot answered, a sign-in page of this network perhaps."),
            "refused": _("It was not taken into the diary."),
        },
    }
    return render(request, "site/waiting.html", {"told": told})


@cache
def files() -> list[str]:
    """Every style sheet, script and picture of ours, under its hashed name."""
    hashed: dict[str, str] = getattr(staticfiles_storage, "hashed_files", {})
    ours = (name for name in hashed if name.startswith(OURS) or name == "django_htmx/htmx-2.min.js")
    return sorted(staticfiles_storage.url(name) for name in ours if not name.endswith(NEVER_FETCHED))


def pages() -> list[str]:
    """The pages that are the same for everybody: what is learned of techniques, and the page for nothing."""
    found = [reverse("site:offline"), reverse("site:waiting")]
    for name, given in [("learn", []), ("techniques", []), *(("technique", [id]) for id in knowledge_now().techniques)]:
        try:
            found.append(reverse(f"self_care:{name}", args=given))
        except NoReverseMatch:
            continue
    return found


urls = [
    path("manifest.webmanifest", manifest, name="manifest"),
    path("sw.js", worker, name="worker"),
    path("offline/", offline, name="offline"),
    path("diary/waiting/", waiting, name="waiting"),
]
