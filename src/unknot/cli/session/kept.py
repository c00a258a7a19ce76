"""Saves a session whole in the data folder after every event, so that it outlives its program."""

from __future__ import annotations

import os
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from unknot.data_folder import data_folder
from unknot.pathway.session.shape import State

GOES_ON_FOR = timedelta(hours=12)
"""As long as answers good for one session stand (pathway.answers.GOOD_FOR)."""


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The saved session. `entry` is the id that its diary entry will have, so that it is never written twice."""

    saved: datetime
    entry: str
    state: State

    def __repr__(self) -> str:
        return f"<Kept {self.state!r}>"


def path() -> Path:
    """Where it lies: `session.json` beside the database, readable by its owner alone."""
    return data_folder() / "session.json"


def keep(kept: Kept) -> None:
    """Save in place of what was there; after a power cut the old one or the new one is there, never half of one."""
    handle, name = tempfile.mkstemp(dir=data_folder())  # mkstemp makes it 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.encode(kept))
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path())
    except OSError:
        os.unlink(name)
        raise


def found() -> Kept | None:
    """The saved session, however old; None when there is none. One that cannot be read counts as none."""
    try:
        return msgspec.json.decode(path().read_bytes(), type=Kept)
    except (OSError, msgspec.MsgspecError):
        return None


def drop() -> None:
    """The session is over, or not wanted any more."""
    path().unlink(missing_ok=True)


def is_fresh(kept: Kept, now: datetime) -> bool:
    """Whether it may be gone on with: under way, and saved within the last 12 hours."""
    under_way = kept.state.status in ("running", "paused")
    return under_way and now - kept.saved <= GOES_ON_FOR
