"""Sets the home mode: one household on this computer, no sign-in, a key of its own in the data folder."""

from __future__ import annotations

from unknot.data_folder import secret_of
from unknot.web.settings.every import *  # noqa: F403
from unknot.web.settings.every import AT_THE_DOOR, FORMS, INNERMOST, OUTERMOST, secret_key_from_environment

HOME = True
SECRET_KEY = secret_key_from_environment() or secret_of("secret_key")
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
MIDDLEWARE = [
    *OUTERMOST,
    "unknot.web.serving.security.only_this_household",
    *AT_THE_DOOR,
    *FORMS,
    *INNERMOST,
]
CSRF_COOKIE_SAMESITE = "Strict"
AUTHENTICATION_BACKENDS: list[str] = []
