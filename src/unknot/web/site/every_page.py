"""Gives every template the mode, the profile, and the languages to switch to."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation


def every_page(request: HttpRequest) -> dict[str, Any]:
    """Names for all templates."""
    profile, user = getattr(request, "profile", None), getattr(request, "user", None)
    now = translation.get_language()
    return {
        "home_mode": settings.HOME,
        "profile": profile,
        "who": (profile.name or getattr(user, "email", "")) if profile else "",
        "other_languages": [(code, name) for code, name in settings.LANGUAGES if code != now],
        "theme": request.COOKIES.get("unknot_theme", ""),
    }
