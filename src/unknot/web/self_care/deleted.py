"""What is left on the disk after everything was deleted? Nothing of this person, in the database or beside it.

SQLite overwrites deleted rows (`secure_delete`, settings.py), but its write-ahead log still holds them until it is
emptied. Earlier versions and the terminal keep files in the data folder; they are the first profile's.
"""

from __future__ import annotations

from contextlib import suppress

from django.db import OperationalError, connection

from unknot.web.accounts.models import Profile
from unknot.web.data_folder import data_folder

FILES = ("diary.jsonl", "diary.jsonl.imported", "diary.jsonl.torn", "last_check.json", "session.json")
"""Beside the database, with a person's own words or answers in them."""


def leave_no_trace(profile: Profile) -> None:
    """Empty the log of the database, and remove the files of the terminal where they are this person's."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        # When somebody is reading, SQLite empties the log once they are done.
        with suppress(OperationalError), connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if profile.owner_id is None and profile == Profile.objects.filter(owner=None).first():
        for name in FILES:
            (data_folder() / name).unlink(missing_ok=True)
