"""The app's name for Django."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Layout, faults in words, and what a device keeps at hand."""

    name = "unknot.web.site"
    label = "site"
