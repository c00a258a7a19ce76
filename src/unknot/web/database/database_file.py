"""Checks the database file before anything is written: whole, ours, and of a release that this program knows.

Standard library only, and read-only: whatever is wrong, the file stays byte for byte as it was found. Each cause has a
sentence and a way out of its own, for the terminal and for the start of a server.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Collection
from contextlib import closing
from importlib import metadata
from pathlib import Path
from typing import Literal

from unknot import clock
from unknot.web.database import copies

OURS = 0x756E6B74
"""`application_id` of a database of ours: "unkt". Release 0.1.0 set none."""
APPS = ("unknot_accounts", "self_care")
DJANGO = frozenset({"contenttypes", "auth", "sessions", "account", "mfa", *APPS})
"""Whose migrations a database of ours can hold."""
OUR_TABLE = b"unknot_accounts_profile"
MAGIC = b"SQLite format 3\0"
WAIT_SECONDS = 5
LOOK_SECONDS = 2
"""Longer than this nobody waits for the look at a very large file; a page that meets damage later says so."""
Why = Literal["newer", "damaged", "locked", "empty", "foreign"]
Migration = tuple[str, str]


class DiaryUnreadable(OSError):
    """The diary cannot be opened: `why`, a sentence (`strerror`) about the file (`filename`), and what to do (`hint`).

    A check needs no diary: whoever catches this goes on without one, and says so.
    """

    def __init__(self, why: Why, path: Path, says: str, hint: str) -> None:
        super().__init__(errno.EIO, says, str(path))
        self.why, self.hint = why, hint

    def __str__(self) -> str:
        return f"{self.filename}: {self.strerror}\nhint: {self.hint}"


def look(path: Path, known: Collection[Migration]) -> None:
    """Nothing when the file is sound or not there yet. `known`: every migration of this program, (app, name).

    Raises DiaryUnreadable, or another OSError when the file or its folder cannot be read.
    """
    if not path.exists():
        if _size(path.with_name(path.name + "-wal")):
            raise _empty(path, "is gone, but its log is still there, so there was a diary")
        return
    if not _size(path) and not _size(path.with_name(path.name + "-wal")):
        raise _empty(path, "is empty (0 bytes); a diary never is, not even a new one")
    with path.open("rb") as file:
        start = file.read(1_000_000)
    if start and not start.startswith(MAGIC):
        raise damaged(path) if OUR_TABLE in start else _foreign(path)
    try:
        with closing(_reader(path)) as database:
            _whole(path, database)
            _familiar(path, database, known)
    except sqlite3.DatabaseError as refused:
        raise of_error(refused, path) from None


def of_error(error: sqlite3.Error, path: Path) -> OSError:
    """What SQLite refused, as it is told to a person."""
    name = getattr(error, "sqlite_errorname", None) or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return locked(path)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return damaged(path)
    return OSError(errno.EIO, str(error), str(path))


def locked(path: Path) -> DiaryUnreadable:
    """Another program has kept the file to itself for as long as we wait."""
    hint = "end the other program (a database viewer, a backup that hangs), then try again; nothing is lost"
    return DiaryUnreadable("locked", path, "is held by another program; nothing was read and nothing written", hint)


def damaged(path: Path) -> DiaryUnreadable:
    """Parts of the file are not what was written: the newest copy, and how to put it back."""
    says = "is damaged; nothing was changed in it"
    return DiaryUnreadable("damaged", path, says, copies.way_back(path))


def newer(path: Path, by: str, unknown: str) -> DiaryUnreadable:
    """`by`: the version that wrote it, if it says so; `unknown`: a migration that we do not know."""
    ours = metadata.version("unknot")
    writer = f"unknot {by}" if by and by != ours else "a newer unknot"
    says = f"was written by {writer} ({unknown} is unknown to this one, {ours}); nothing was changed in it"
    before = copies.newest(path.parent)
    hint = f"use {writer} again" + (f"; as it was before the change: {before}" if before else "")
    return DiaryUnreadable("newer", path, says, hint)


def version_number(version: str) -> int:
    """ "0.1.0" as one number that grows with it, for `user_version`."""
    parts = [int(part) if part.isdigit() else 0 for part in [*version.split("."), "0", "0"][:3]]
    return parts[0] * 1_000_000 + parts[1] * 1_000 + parts[2]


def begin(path: Path) -> None:
    """Make a new database, marked as ours. It appears whole or not at all, so an empty file is never one of ours."""
    draft = copies.draft(path)
    try:
        with closing(sqlite3.connect(draft)) as database:
            database.execute(f"PRAGMA application_id={OURS}")
            database.execute("PRAGMA journal_mode=WAL")
        copies.sync(draft)
        draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)


def _reader(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=WAIT_SECONDS)
    end = clock.seconds() + LOOK_SECONDS
    database.set_progress_handler(lambda: clock.seconds() > end, 100_000)
    return database


def _whole(path: Path, database: sqlite3.Connection) -> None:
    try:
        found = database.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.OperationalError as refused:
        if getattr(refused, "sqlite_errorname", "") != "SQLITE_INTERRUPT":
            raise
        found = ("ok",)
    database.set_progress_handler(None, 0)
    if found != ("ok",):
        raise damaged(path)


def _familiar(path: Path, database: sqlite3.Connection, known: Collection[Migration]) -> None:
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type='table'")}
    mark = database.execute("PRAGMA application_id").fetchone()[0]
    if mark not in (0, OURS) or (tables and mark == 0 and "django_migrations" not in tables):
        raise _foreign(path)
    if "django_migrations" not in tables:
        return
    applied = database.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
    if mark == 0 and {app for app, _ in applied} - DJANGO:
        raise _foreign(path)
    if unknown := [(app, name) for app, name in applied if app in APPS and (app, name) not in known]:
        raise newer(path, _version(database.execute("PRAGMA user_version").fetchone()[0]), "/".join(unknown[0]))


def _version(number: int) -> str:
    return f"{number // 1_000_000}.{number // 1_000 % 1_000}.{number % 1_000}" if number else ""


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _empty(path: Path, says: str) -> DiaryUnreadable:
    hint = f"if you never used unknot here, remove the file; else {copies.way_back(path)}"
    return DiaryUnreadable("empty", path, says, hint)


def _foreign(path: Path) -> DiaryUnreadable:
    hint = "move that file elsewhere, or set UNKNOT_DATA to a folder of your own; unknot then makes a new diary"
    return DiaryUnreadable("foreign", path, "is a file of another program, no diary of unknot; it was left alone", hint)
