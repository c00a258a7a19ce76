"""How does a browser of this household get in the first time? By an address that holds a one-time token.

A token that waits to be used is a file of the data folder, named by its hash; using it deletes the file, so that it
works once, whichever process is asked. A new server forgets the tokens of the one before.
"""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path


def new_token(folder: Path) -> str:
    """A token that works once."""
    token = secrets.token_urlsafe(24)
    path = _file_of(folder, token)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    path.touch(mode=0o600)
    return token


def take(folder: Path, token: str) -> bool:
    """Use a token up; whether it was waiting."""
    try:
        _file_of(folder, token).unlink()
    except FileNotFoundError:
        return False
    return True


def forget_tokens(folder: Path) -> None:
    """No address that was printed before opens anything from now on."""
    for path in _file_of(folder, "").parent.glob("*"):
        path.unlink(missing_ok=True)


def _file_of(folder: Path, token: str) -> Path:
    return folder / "open" / hashlib.sha256(token.encode()).hexdigest()
