"""Keeps a browser signed in until somebody sends the button that ends it, and then clears all of it.

Pages that are fetched ahead for offline use may still carry the cookie from before signing in. Django would answer them
by deleting the cookie, the new one by then; so a request that only reads never ends a sign-in.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.contrib.sessions.middleware import SessionMiddleware
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse


class SignedIn(SessionMiddleware):
    """Django's middleware, but reading ends no sign-in, and signing out clears what the browser keeps offline."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Keep, renew or end what the cookie says."""
        response = super().process_response(request, response)
        cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if cookie is not None and not cookie.value and request.method in ("GET", "HEAD"):
            del response.cookies[settings.SESSION_COOKIE_NAME]
        if getattr(request, "signed_out", False):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


@receiver(user_logged_out)
def note_it(sender: Any, request: HttpRequest, **more: Any) -> None:
    """Remember, for the response, that this request has signed somebody out."""
    request.signed_out = True  # type: ignore[attr-defined]
