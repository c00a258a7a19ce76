"""Two writers at the same moment, on both databases: what was said twice is kept once, and nobody sees an error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.web.serving import postgresql
from unknot.web.serving.ready import make_ready_apart

TRIES = 40


@pytest.mark.parametrize("database", ["SQLite", "PostgreSQL"])
def test_two_at_once_end_as_one_after_the_other(tmp_path: Path, database: str) -> None:
    with ExitStack() as stack:
        address = stack.enter_context(postgresql()) if database == "PostgreSQL" else ""
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("UNKNOT_")},
            "DJANGO_SETTINGS_MODULE": "unknot.web.settings",
            "UNKNOT_DATA": str(tmp_path),
            "UNKNOT_MODE": "shared",
            "UNKNOT_INSECURE": "1",
            "UNKNOT_HOSTS": "localhost",
            "UNKNOT_SECRET_KEY": "a key of the tests, long enough to be taken for one",
            "UNKNOT_DATABASE_URL": address,
        }
        make_ready_apart(environment)
        run = [sys.executable, "-m", "tests.web.writers", str(TRIES)]
        done = subprocess.run(run, env=environment, capture_output=True, text=True, check=True)
    wrong = json.loads(done.stdout)
    assert len(wrong) >= 20
    assert {name: seen for name, seen in wrong.items() if seen} == {}
