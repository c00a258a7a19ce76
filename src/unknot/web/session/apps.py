"""The app's name for Django."""

from django.apps import AppConfig


class SessionConfig(AppConfig):
    """Templates, style and scripts of the player."""

    name = "unknot.web.session"
    label = "session"
