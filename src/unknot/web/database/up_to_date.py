"""Brings the database to the form that this program needs: looked at first, copied before a change, one at a time.

Servers and the terminal come here, after Django was set up and before anything is read or written.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

from unknot.data_folder import data_folder
from unknot.web.database import copies, database_file


def bring_up_to_date() -> None:
    """Make the database, or migrate it where there is something to migrate.

    Raises DiaryUnreadable for a file that is newer, damaged, locked, empty or another program's, OSError and
    DatabaseError for what else stands in the way. Nothing was changed then.
    """
    from django.conf import settings
    from django.db import connection

    with _turn():
        path = Path(str(settings.DATABASES["default"]["NAME"]))
        if connection.vendor != "sqlite" or "mode=memory" in path.name:  # no file to look at or to copy
            _migrate(None)
            return
        database_file.look(path, _known())
        if not path.exists():
            database_file.begin(path)
        _migrate(path)
        path.chmod(0o600)


def _known() -> set[database_file.Migration]:
    from django.db.migrations.loader import MigrationLoader

    return set(MigrationLoader(None).disk_migrations)


def _migrate(path: Path | None) -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    loader = executor.loader
    unknown = [
        key for key in loader.applied_migrations if key[0] in loader.migrated_apps and key not in loader.disk_migrations
    ]
    if unknown:
        raise database_file.newer(path or Path("the database"), "", "/".join(unknown[0]))
    if executor.migration_plan(loader.graph.leaf_nodes()):
        if path and loader.applied_migrations:
            _copy(path)
        call_command("migrate", verbosity=0, interactive=False)
    if path:
        _mark()


def _copy(path: Path) -> None:
    """Before a change of the form. Without room for the copy there is no change either."""
    try:
        copies.copy(path)
    except sqlite3.Error as refused:
        raise database_file.of_error(refused, path.parent / copies.FOLDER) from None


def _mark() -> None:
    """The file says that it is ours, and the newest version that opened it."""
    from django.db import connection

    ours = database_file.version_number(metadata.version("unknot"))
    with connection.cursor() as cursor:
        mark = cursor.execute("PRAGMA application_id").fetchone()[0]
        newest = cursor.execute("PRAGMA user_version").fetchone()[0]
        if mark != database_file.OURS:
            cursor.execute(f"PRAGMA application_id={database_file.OURS}")
        if newest < ours:
            cursor.execute(f"PRAGMA user_version={ours}")
        # What was deleted while somebody read, by a program that then ended, does not stay in the log.
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def _turn() -> Iterator[None]:
    """Two programs that start at once take turns.

    Already the first connection turns the write-ahead log on, and SQLite does not wait for another there.
    """
    # No truncation and no following: a link of this name could lead to any file.
    turn = os.open(data_folder() / "migrating.lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield
    finally:
        os.close(turn)
