"""Addresses of profiles and accounts."""

from __future__ import annotations

from unknot.web.accounts import views, you

app_name = "accounts"
urlpatterns = [*views.urls, *you.urls]
