"""The app's name for Django."""

from django.apps import AppConfig


class SelfCareConfig(AppConfig):
    """Check, plan, session, diary."""

    name = "unknot.web.self_care"
    label = "self_care"
    default_auto_field = "django.db.models.BigAutoField"
