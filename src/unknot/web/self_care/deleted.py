"""What is left on the disk after everything was deleted? Nothing of this person, in the database or beside it.

SQLite overwrites deleted rows (`secure_delete`, settings.py), but its write-ahead log still holds them until it is
emptied. Earlier versions and the terminal keep files in the data folder; they are the first profile's.
"""

from __future__ import annotations

from contextlib import suppress

from django.db import OperationalError, connection

from unknot.web.accounts.models import Profile
from unknot.web.data_folder import data_folder

FILES = ("last_check.json", "session.json")
"""Beside the database, with a person's answers in them; the files of an earlier diary come to these."""


def leave_no_trace(profile: Profile) -> None:
    """Empty the log of the database, and remove the files of the terminal where they are this person's."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        # When somebody is reading, SQLite empties the log once they are done.
        with suppress(OperationalError), connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if profile.owner_id is None and profile == Profile.objects.filter(owner=None).first():
        from unknot.web.self_care.earlier_diary import earlier_diary  # it writes, and writing comes here

        diary = earlier_diary()
        beside = [diary.with_name(diary.name + end) for end in ("", ".imported", ".torn")]
        for path in (*beside, *(data_folder() / name for name in FILES)):
            path.unlink(missing_ok=True)
