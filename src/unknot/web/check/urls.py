"""Addresses of the check: its pages, the result, and whom an emergency page says to call."""

from __future__ import annotations

from unknot.web.check import country, result, views

app_name = "check"
urlpatterns = [*views.urls, *result.urls, *country.urls]
