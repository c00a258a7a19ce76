"""Empties what SQLite keeps of deleted rows beside the database: its write-ahead log, and the copies of before.

The rows themselves are overwritten (`secure_delete`, settings.py). PostgreSQL: docs/how-to/deploy.md.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from django.db import OperationalError, connection, transaction

from unknot.web.database import copies

WAIT_MS = 200
"""For somebody who reads; whoever deletes does not wait for them longer, and the next request tries again."""
_left = threading.Event()
"""Something deleted still stands in the log, because somebody was reading from it."""


def forget(*, copied: bool = True) -> None:
    """Call in the transaction that deletes or replaces: once it is committed, nothing of it is left on the disk.

    `copied=False` for what lives minutes and is deleted often, a code that waits to be mailed: in a copy it is worth
    nothing, and each renewal writes the whole database anew.
    """
    if connection.vendor == "sqlite" and not connection.is_in_memory_db():  # type: ignore[attr-defined]
        transaction.on_commit(partial(_forget_now, copied))


def _forget_now(copied: bool) -> None:
    _left.set()
    forget_what_is_left()
    if copied:
        copies.renew(Path(str(connection.settings_dict["NAME"])))


def forget_what_is_left(**signal: Any) -> None:
    """Empty the log if the last try could not. After every request, and before the terminal ends."""
    if not _left.is_set() or connection.in_atomic_block:
        return
    _left.clear()  # before the try: what another thread deletes meanwhile sets it again
    with connection.cursor() as cursor:
        (usual,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute(f"PRAGMA busy_timeout={WAIT_MS}")
        busy = 1
        with suppress(OperationalError):
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout={usual}")
    if busy:
        _left.set()
