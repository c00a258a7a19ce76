"""The app's name for Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Profiles and accounts."""

    name = "unknot.web.accounts"
    label = "unknot_accounts"
    default_auto_field = "django.db.models.BigAutoField"
