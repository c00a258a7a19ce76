"""Stores profiles, each one person of a household or of an account, and the mails that wait to be sent."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext


class Profile(models.Model):
    """One person, of the household at home or of an account."""

    class Kind(models.TextChoices):
        """Who may see a profile: everybody of the household, or whoever signs in as its owner."""

        HOUSEHOLD = "household"
        ACCOUNT = "account"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="profiles")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.HOUSEHOLD)
    name = models.CharField(max_length=40, blank=True)
    country = models.CharField(max_length=2, blank=True)
    """ISO 3166 alpha-2: whom to call. Empty: not asked yet, 112."""
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("created",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind="household", owner=None) | models.Q(kind="account", owner__isnull=False),
                name="an_account_has_an_owner_and_a_household_none",
            ),
        )

    def __str__(self) -> str:
        return f"profile {self.pk}"

    @property
    def label(self) -> str:
        """What to call this person on a page."""
        return self.name or gettext("Me")


class WaitingMail(models.Model):
    """A mail that the mail server has not taken yet. It may hold a code, never anything about health."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sender = models.CharField(max_length=320)
    to = models.CharField(max_length=320)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    due = models.DateTimeField(db_index=True)
    """When to try it next."""
    until = models.DateTimeField()
    """After this moment it is of no use."""
    tries = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"mail {self.pk}"
