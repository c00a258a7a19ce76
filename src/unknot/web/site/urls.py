"""Addresses of what a device keeps at hand, and of the language."""

from __future__ import annotations

from unknot.web.site import offline

app_name = "site"
urlpatterns = [*offline.urls]
