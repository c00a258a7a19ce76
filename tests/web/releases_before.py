"""Data folders as earlier releases left them (`releases/`), for the tests that open them with the program of today."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

RELEASES = Path(__file__).parent / "releases"
BEFORE = "0.1.0"


def folder_of(release: str, folder: Path) -> Path:
    """The data folder of this release, made anew in `folder`."""
    with closing(sqlite3.connect(folder / "unknot.sqlite3")) as database:
        database.executescript((RELEASES / f"{release}.sql").read_text())
        database.execute("PRAGMA journal_mode=WAL")
    shutil.copyfile(RELEASES / f"{release}.session.json", folder / "session.json")
    return folder


def rows(folder: Path, table: str) -> dict[str, dict[str, object]]:
    """Every row of a table by its id (a journey by its profile's)."""
    with closing(sqlite3.connect(folder / "unknot.sqlite3")) as database:
        database.row_factory = sqlite3.Row
        return {row[0]: dict(row) for row in database.execute(f"SELECT * FROM {table}")}
