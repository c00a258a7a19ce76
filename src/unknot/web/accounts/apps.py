"""The app's name for Django."""

from django.apps import AppConfig
from django.conf import settings

from unknot import clock


class AccountsConfig(AppConfig):
    """Profiles and accounts."""

    name = "unknot.web.accounts"
    label = "unknot_accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Django has made its TIME_ZONE the zone of the whole process: here is where that is undone.

        Where there are accounts, proofs of addresses are listened to.
        """
        clock.restore()
        if not settings.HOME:
            from unknot.web.accounts import addresses  # noqa: F401
