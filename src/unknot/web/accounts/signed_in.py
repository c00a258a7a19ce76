"""When does a browser stop being signed in? Only when somebody sends the button for it, and then all of it goes.

Pages that are fetched ahead for offline use may still carry the cookie from before signing in. Django would answer them
by deleting the cookie, the new one by then; so a request that only reads never ends a sign-in.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse


class SignedIn(SessionMiddleware):
    """Django's, with that rule; signing out also clears what the browser keeps for offline use."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Keep, renew or end what the cookie says."""
        response = super().process_response(request, response)
        cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if cookie is None or cookie.value:
            return response
        if request.method in ("GET", "HEAD"):
            del response.cookies[settings.SESSION_COOKIE_NAME]
        else:
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response
