"""The app's name for Django."""

from django.apps import AppConfig


class DrawingsConfig(AppConfig):
    """The pictures, made ahead as templates."""

    name = "unknot.web.drawings"
    label = "drawings"
