"""The app's name for Django."""

from django.apps import AppConfig


class SelfCareConfig(AppConfig):
    """Templates and styles of a person's own pages; their rows are those of `kept`."""

    name = "unknot.web.self_care"
    label = "self_care_pages"
