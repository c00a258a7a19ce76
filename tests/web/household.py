"""A browser of this household without a browser: Django's client with the home cookie, as one profile."""

from __future__ import annotations

from django.test import Client

from unknot.data_folder import secret_of
from unknot.web.accounts.models import Profile
from unknot.web.accounts.whose import PROFILE_COOKIE
from unknot.web.serving.security import HOME_COOKIE


def client_of(profile: Profile, language: str = "en") -> Client:
    """Its requests are this profile's."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies[HOME_COOKIE] = secret_of("home_key")
    client.cookies[PROFILE_COOKIE] = str(profile.pk)
    client.cookies["unknot_language"] = language
    return client
