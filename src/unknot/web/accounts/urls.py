"""Addresses of profiles and accounts."""

from __future__ import annotations

from unknot.web.accounts import country, views, you

app_name = "accounts"
urlpatterns = [*country.urls, *views.urls, *you.urls]
