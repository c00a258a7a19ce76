"""Two writers at the same moment on SQLite: what was said twice is kept once, and nobody sees an error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from unknot.web.serving.ready import make_ready_apart

TRIES = 40


def seen_wrong(folder: Path, address: str = "") -> dict[str, list[str]]:
    """Every kind of write, by two at once, `TRIES` times: what went wrong. `address`: that of a PostgreSQL."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("UNKNOT_")},
        "DJANGO_SETTINGS_MODULE": "unknot.web.settings",
        "UNKNOT_DATA": str(folder),
        "UNKNOT_MODE": "shared",
        "UNKNOT_INSECURE": "1",
        "UNKNOT_HOSTS": "localhost",
        "UNKNOT_SECRET_KEY": "a key of the tests, long enough to be taken for one",
        "UNKNOT_DATABASE_URL": address,
    }
    make_ready_apart(environment)
    run = [sys.executable, "-m", "tests.web.writers", str(TRIES)]
    done = subprocess.run(run, env=environment, capture_output=True, text=True, check=True)
    wrong: dict[str, list[str]] = json.loads(done.stdout)
    assert len(wrong) >= 20, "every kind of write is tried"
    return {name: seen for name, seen in wrong.items() if seen}


def test_two_at_once_end_as_one_after_the_other_on_sqlite(tmp_path: Path) -> None:
    assert seen_wrong(tmp_path) == {}
