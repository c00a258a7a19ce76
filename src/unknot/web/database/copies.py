"""Copies of the database beside it: one before each change of its form (0600, dated, on the disk), the last three kept.

"Deleted is gone" holds for them too: whenever something is deleted they are replaced by one of the state without it.
"""

from __future__ import annotations

import os
import shlex
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path

from unknot import clock

FOLDER = "copies"
KEPT = 3


def copy(path: Path) -> Path:
    """Copy this database now, also while others write to it. Raises OSError or sqlite3.Error; then there is no copy."""
    folder = path.parent / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    there = draft(folder / path.name)
    try:
        with closing(sqlite3.connect(path)) as database:
            database.execute("VACUUM INTO ?", [str(there)])
        sync(there)
        target = folder / f"{path.stem}-{clock.now():%Y-%m-%dT%H%M%S.%f}{path.suffix}"
        there.rename(target)
        sync(folder)
    finally:
        there.unlink(missing_ok=True)
    for old in every(path.parent)[KEPT:]:
        old.unlink(missing_ok=True)
    return target


def renew(path: Path) -> None:
    """After something was deleted: every copy goes; where there was one, there is one of the present."""
    before = every(path.parent)
    if before:
        # Deleting goes on when there is no room for a new copy: the old ones may not outlive what was deleted.
        with suppress(OSError, sqlite3.Error):
            copy(path)
    for old in before:
        old.unlink(missing_ok=True)


def every(data: Path) -> list[Path]:
    """The copies of this data folder, the newest first."""
    return sorted((data / FOLDER).glob("*.sqlite3"), reverse=True)


def newest(data: Path) -> Path | None:
    """The newest copy, if there is any."""
    return next(iter(every(data)), None)


def way_back(path: Path) -> str:
    """What to do with a database that cannot be read, as one line to be typed: the newest copy takes its place."""
    name, found = shlex.quote(path.name), newest(path.parent)
    aside = f"cd {shlex.quote(str(path.parent))} && mv {name} {name}.damaged; rm -f {name}-wal {name}-shm"
    if found is None:
        return f"put your own backup in its place (there is no copy in {FOLDER}/); keep the file: {aside}"
    return f"put the newest copy in its place and keep the file: {aside}; cp {FOLDER}/{found.name} {name}"


def draft(path: Path) -> Path:
    """An empty file beside this one, of a name that nobody has, readable by its owner alone."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".draft")
    os.close(handle)
    return Path(name)


def sync(path: Path) -> None:
    """On the disk, power cut or not; a file or a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
