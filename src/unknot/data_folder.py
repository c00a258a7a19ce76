"""Finds or makes the one folder in which this installation keeps its things, readable by its owner alone.

Whoever can write there could lay a key or a link for us. So a folder that others can write, or that is somebody else's,
is refused, and no link in it is followed. Above it we do not look: in /tmp the sticky bit keeps what is ours.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import platformdirs

HOME_KEY = "home_key"
"""What the cookie of the household's browsers holds; new with each start."""
SHORTEST = 40
"""Letters of a secret; ours have 67. A shorter one was cut off, or is not ours."""


class NotOurs(PermissionError):
    """Something in the place of our things that we do not use; `hint` says what to do."""

    def __init__(self, says: str, path: Path, hint: str) -> None:
        super().__init__(errno.EPERM, says, str(path))
        self.hint = hint


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The platform's data folder, or `$UNKNOT_DATA`; made with 0700 if it is not there. Raises OSError, NotOurs."""
    named = environment.get("UNKNOT_DATA")
    path = Path(named).expanduser() if named else platformdirs.user_data_path("unknot", appauthor=False)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = path.stat()
    if found.st_uid != os.geteuid():
        hint = "use a folder of your own: UNKNOT_DATA names it"
        raise NotOurs("this folder belongs to somebody else, so it is not used", path, hint)
    if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise NotOurs("others can write in this folder, so it is not used", path, f"chmod 700 {path}")
    return path


def open_own(path: Path, flags: int) -> int:
    """Open a file of the data folder, new ones with 0600; nothing is followed or cut. Raises OSError."""
    handle = os.open(path, flags | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK, 0o600)
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid():
        os.close(handle)
        raise NotOurs("this is no file of ours", path, "look at it, then remove it")
    return handle


def write_new(path: Path, text: str, replace: bool = False) -> None:
    """A file that appears whole or not at all, on the disk, readable by its owner alone.

    Raises FileExistsError where there is one already, unless it is to be replaced.
    """
    handle, draft = tempfile.mkstemp(dir=path.parent)  # readable by its owner alone
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        (os.replace if replace else os.link)(draft, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(draft)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def secret_of(name: str) -> str:
    """A secret that is made once, when it is first asked for, and kept in the data folder (0600).

    Two programs that ask at once on the first day have the same one. A home key that was cut off is made anew; for any
    other this raises NotOurs.
    """
    path = data_folder() / name
    if not os.path.lexists(path):
        with suppress(FileExistsError):
            write_new(path, secrets.token_urlsafe(50))
    secret = _read(path)
    if len(secret) >= SHORTEST:
        return secret
    if name == HOME_KEY:
        return new_home_key(path.parent)
    hint = "remove it, and the next start makes a new one: nothing that you saved is lost"
    raise NotOurs("this key is empty or cut off", path, hint)


def new_home_key(folder: Path) -> str:
    """From now on every browser needs a new address to come in."""
    key = secrets.token_urlsafe(50)
    write_new(folder / HOME_KEY, key, replace=True)
    return key


def _read(path: Path) -> str:
    handle = open_own(path, os.O_RDONLY)
    with os.fdopen(handle, encoding="utf-8", errors="replace") as file:
        os.fchmod(handle, 0o600)
        return file.read(1000).strip()


def earlier_diary() -> Path:
    """Where versions before the database kept the diary: `$UNKNOT_DIARY`, or `diary.jsonl` in the data folder."""
    named = os.environ.get("UNKNOT_DIARY")
    return Path(named) if named else data_folder() / "diary.jsonl"
