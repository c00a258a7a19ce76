"""Lets a browser of this household in the first time, by an address that holds a one-time token.

A token that waits to be used is a file of the data folder, named by its hash; using it renames the file, so that it
works once, whichever process is asked, and a second use is noticed. A new server forgets the tokens of the one before.
The browser is started with a file that leads to the address, never with the address: everybody on a computer can read
the arguments of its processes.
"""

from __future__ import annotations

import hashlib
import html
import secrets
from pathlib import Path
from typing import Literal

from unknot.data_folder import write_new

USED = ".used"
PAGE = "open.html"


def new_token(folder: Path) -> str:
    """A token that works once."""
    token = secrets.token_urlsafe(24)
    path = _file_of(folder, token)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    path.touch(mode=0o600)
    return token


def page_for(folder: Path, opening: str) -> Path:
    """A file, readable by its owner alone, that leads a browser to this address; it is gone once that was used."""
    path = folder / "open" / PAGE
    path.unlink(missing_ok=True)
    address = html.escape(opening)
    write_new(
        path,
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="referrer" content="no-referrer">'
        f'<meta http-equiv="refresh" content="0; url={address}"><title>unknot</title>'
        f'<p><a href="{address}">unknot</a></p></html>\n',
    )
    return path


def take(folder: Path, token: str) -> Literal["waiting", "used", "unknown"]:
    """Use a token up; whether it was waiting, or used before."""
    path = _file_of(folder, token)
    used = path.with_name(path.name + USED)
    try:
        path.rename(used)
    except FileNotFoundError:
        return "used" if used.exists() else "unknown"
    (path.parent / PAGE).unlink(missing_ok=True)
    return "waiting"


def forget_tokens(folder: Path) -> None:
    """No address that was printed before opens anything from now on."""
    for path in _file_of(folder, "").parent.glob("*"):
        path.unlink(missing_ok=True)


def _file_of(folder: Path, token: str) -> Path:
    return folder / "open" / hashlib.sha256(token.encode(errors="replace")).hexdigest()
