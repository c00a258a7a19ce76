"""Addresses of the session: begin, play, end."""

from __future__ import annotations

from unknot.web.session import after, views

app_name = "session"
urlpatterns = [*views.urls, *after.urls]
