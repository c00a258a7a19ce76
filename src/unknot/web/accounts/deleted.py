"""Leaves nothing of a deleted person on the disk: not in the database, in its log or beside it.

Earlier versions and the terminal keep files in the data folder; they are the first profile's.
"""

from __future__ import annotations

from django.db import transaction

from unknot.data_folder import data_folder, earlier_diary
from unknot.web.accounts.models import Profile
from unknot.web.database.forgetting import forget

HOUSEHOLD = Profile.Kind.HOUSEHOLD
FILES = ("last_check.json", "session.json")
"""Beside the database, with a person's answers in them; the files of an earlier diary come to these."""


def leave_no_trace(profile: Profile) -> None:
    """Call in the transaction that deletes this person, before they are: once it is committed, nothing is left."""
    if profile.kind == HOUSEHOLD and profile == Profile.objects.filter(kind=HOUSEHOLD).first():
        transaction.on_commit(_remove_files)
    forget()


def _remove_files() -> None:
    diary = earlier_diary()
    beside = [diary.with_name(diary.name + end) for end in ("", ".imported", ".torn")]
    for path in (*beside, *(data_folder() / name for name in FILES)):
        path.unlink(missing_ok=True)
