"""A person at a real terminal: unknot run under a pseudo-terminal of 80x24, with a data folder of its own."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pexpect

from unknot.pathway.diary import entries as diary

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
DATABASE = "unknot.sqlite3"
RUN = ["-m", "unknot"]


def surroundings(folder: Path) -> dict[str, str]:
    """The environment of one test: everything is written below `folder`."""
    own = {"UNKNOT_DATA": str(folder), "UNKNOT_DIARY": "", "TERM": "xterm", "NO_COLOR": "1"}
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "80", "LINES": "24", **own}


def at_terminal(folder: Path, *words: str) -> Any:
    """`unknot words...` with a person at the keyboard."""
    return pexpect.spawn(
        sys.executable, [*RUN, *words], env=surroundings(folder), dimensions=(24, 80), timeout=30, encoding="utf-8"
    )


def piped(folder: Path, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """`unknot words...` without a terminal."""
    return subprocess.run(
        [sys.executable, *RUN, *words],
        env=surroundings(folder),
        input=typed,
        capture_output=True,
        encoding="utf-8",
        timeout=30,
    )


def written(folder: Path) -> tuple[diary.Entry, ...]:
    """The diary's entries, in order of time, as they lie in the database."""
    if not (folder / DATABASE).exists():
        return ()
    with closing(sqlite3.connect(folder / DATABASE, timeout=20)) as database:
        rows = database.execute("SELECT line FROM self_care_savedentry ORDER BY at, id").fetchall()
    return diary.read([line for (line,) in rows]).entries


def code_of(child: Any) -> int:
    """The exit code, once the program has ended by itself."""
    child.expect(pexpect.EOF)
    child.close()
    return int(child.exitstatus)
