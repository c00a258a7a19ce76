"""Stores what is kept of a person: the running check, each finished check, plan and session as shown, the diary.

A saved row keeps the texts that were shown, with language, knowledge release and package version: "as it was" shows
them, "today" walks the answers anew. `rows.py` converts, `actions.py` writes, nobody else does either.
"""

from __future__ import annotations

import uuid

from django.db import models

from unknot.web.accounts.models import Profile


class SavedJourney(models.Model):
    """The check that this person is in the middle of, or has just done: one a profile."""

    profile = models.OneToOneField(Profile, primary_key=True, on_delete=models.CASCADE, related_name="journey")
    journey = models.JSONField()
    """`Journey` as plain data."""
    changed = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"journey of {self.profile_id}"


class Shown(models.Model):
    """What all saved rows say about how they were shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    """Made by the page, so that sending twice saves once."""
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="%(class)ss")
    at = models.DateTimeField()
    language = models.CharField(max_length=8)
    release = models.CharField(max_length=64)
    package = models.CharField(max_length=32)

    class Meta:
        abstract = True
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"


class SavedCheck(Shown):
    """A finished check: answers with their times, request, clearances, and the decision as told."""

    journey = models.JSONField()
    decision = models.JSONField()
    told = models.JSONField()


class SavedPlan(Shown):
    """A plan as shown, with the check it came from."""

    saved_check = models.ForeignKey(SavedCheck, on_delete=models.CASCADE, related_name="plans")
    request = models.JSONField()
    plan = models.JSONField()


class SavedSession(Shown):
    """A massage under way or ended: the state of the machine, to be gone on with after a reload."""

    saved_plan = models.ForeignKey(SavedPlan, on_delete=models.CASCADE, related_name="sessions")
    state = models.JSONField()
    changed = models.DateTimeField(auto_now=True)
    ended = models.BooleanField(default=False)


class SavedEntry(models.Model):
    """One entry of the diary: its line of the documented JSON Lines format, and what it is found by."""

    id = models.UUIDField(primary_key=True)
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="entries")
    at = models.DateTimeField()
    kind = models.CharField(max_length=16)
    line = models.TextField()
    """The entry as JSON, byte for byte as it is exported."""

    class Meta:
        ordering = ("at", "id")
        indexes = [models.Index(fields=["profile", "at"])]

    def __str__(self) -> str:
        return f"entry {self.pk}"
