"""The app's name for Django."""

from django.apps import AppConfig

from unknot import clock


class AccountsConfig(AppConfig):
    """Profiles and accounts."""

    name = "unknot.web.accounts"
    label = "unknot_accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Django has made its TIME_ZONE the zone of the whole process: here is where that is undone."""
        clock.restore()
