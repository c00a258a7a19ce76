"""Deleted is gone, whichever way: no word is left in the database, its log and index, the copies, or beside them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.web.deleting import WAYS


def run(folder: Path, **variables: str) -> dict[str, Any]:
    """What `deleting` found in a data folder of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.web.deleting"],
        env={**os.environ, "UNKNOT_DATA": str(folder), "UNKNOT_DEBUG": "1", **variables},
        cwd=Path(__file__).parents[2], capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.fixture(scope="module")
def at_home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Every way of a household, each tried once."""
    return run(tmp_path_factory.mktemp("home"))


@pytest.mark.parametrize("way", WAYS)
def test_what_was_deleted_at_home_is_in_no_file(at_home: dict[str, Any], way: str) -> None:
    before, after = at_home[way]
    assert {"copies/unknot", "unknot.sqlite3-wal"} <= set(before)
    assert after == []


def test_an_account_that_was_deleted_is_in_no_file(tmp_path: Path) -> None:
    key = "a key of the tests, long enough to be taken for one"
    before, after = run(tmp_path, UNKNOT_MODE="shared", UNKNOT_HOSTS="localhost", UNKNOT_SECRET_KEY=key)["account"]
    assert {"copies/unknot", "unknot.sqlite3-wal"} <= set(before)
    assert after == []
