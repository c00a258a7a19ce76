"""Where does this installation keep its things? One folder, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

import platformdirs


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The platform's data folder, or `$UNKNOT_DATA`; made with 0700 if it is not there."""
    named = environment.get("UNKNOT_DATA")
    path = Path(named) if named else platformdirs.user_data_path("unknot", appauthor=False)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def secret_of(name: str) -> str:
    """A secret that is made once, when it is first asked for, and kept in the data folder (0600)."""
    path = data_folder() / name
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text()
