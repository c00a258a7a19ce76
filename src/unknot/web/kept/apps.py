"""The app's name for Django."""

from django.apps import AppConfig
from django.core.signals import request_finished


class KeptConfig(AppConfig):
    """Its label is the one of the first release, so that no table changes its name."""

    name = "unknot.web.kept"
    label = "self_care"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What could not be forgotten while somebody was reading is tried again after each request."""
        from unknot.web.database.forgetting import forget_what_is_left

        request_finished.connect(forget_what_is_left, dispatch_uid="forget")
