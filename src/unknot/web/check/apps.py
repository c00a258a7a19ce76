"""The app's name for Django."""

from django.apps import AppConfig


class CheckConfig(AppConfig):
    """Templates, styles and script of the check."""

    name = "unknot.web.check"
    label = "check"
