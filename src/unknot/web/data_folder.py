"""Where does this installation keep its things? One folder, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import platformdirs


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The platform's data folder, or `$UNKNOT_DATA`; made with 0700 if it is not there."""
    named = environment.get("UNKNOT_DATA")
    path = Path(named) if named else platformdirs.user_data_path("unknot", appauthor=False)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def secret_of(name: str) -> str:
    """A secret that is made once, when it is first asked for, and kept in the data folder (0600).

    It appears whole or not at all, so two programs that ask at once on the first day have the same one.
    """
    path = data_folder() / name
    if not path.exists():
        handle, draft = tempfile.mkstemp(dir=path.parent)  # readable by its owner alone
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            os.link(draft, path)
        os.unlink(draft)
    return path.read_text()
