"""A closed stream or a terminal that is not UTF-8 ends in words or in the answer, and never in a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.terminal import EXAMPLES

DESK = str(EXAMPLES / "desk_ache.json")
COMMANDS = (
    ["check", "--answers", DESK],
    ["check"],
    ["plan", "--answers", DESK],
    ["start", DESK],
    ["facts"],
    ["diary", "show"],
    ["diary", "export"],
    ["diary", "import", DESK],
)
NOT_UTF_8 = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii:strict"}


def run(folder: Path, words: list[str], closed: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """`unknot` with these words, as a shell starts it with a stream closed."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("UNKNOT_")}
    call = ["sh", "-c", f'exec "$@" {closed}', "sh", sys.executable, "-m", "unknot", *words]
    return subprocess.run(
        call, env={**own, "UNKNOT_DATA": str(folder), **environment}, stdin=subprocess.DEVNULL, capture_output=True
    )


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:2]).replace(DESK, "FILE"))
def test_a_closed_stream_is_no_fault_of_any_command(tmp_path: Path, words: list[str], closed: str) -> None:
    done = run(tmp_path, words, closed)

    assert b"Traceback" not in done.stderr + done.stdout
    assert done.returncode in (0, 2)


def test_nothing_is_exported_to_nobody(tmp_path: Path) -> None:
    done = run(tmp_path, ["diary", "export"], ">&-")

    assert done.returncode == 2
    assert done.stderr.decode() == (
        "standard output: is closed, so nothing was exported\nhint: name a file: unknot diary export FILE\n"
    )


def test_a_note_typed_where_the_locale_is_not_utf_8_is_kept_as_it_was_typed(tmp_path: Path) -> None:
    assert run(tmp_path, ["diary", "add", "note", "nyeri ré"], **NOT_UTF_8).returncode == 0

    assert "nyeri ré" in run(tmp_path, ["diary", "export"], PYTHONUTF8="1").stdout.decode()
    assert b"Traceback" not in run(tmp_path, ["diary", "show"], **NOT_UTF_8).stderr


def test_letters_that_are_no_utf_8_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    done = run(tmp_path, ["diary", "add", "note", os.fsdecode(b"caf\xe9")])

    assert done.returncode == 2 and b"hint: set the terminal to UTF-8" in done.stderr
    assert run(tmp_path, ["diary", "export"]).stdout == b""


def test_a_file_whose_name_is_not_utf_8_is_read(tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"caf\xe9.json")
    file.write_bytes(Path(DESK).read_bytes())

    assert run(tmp_path, ["check", "--answers", str(file), "--format", "json"]).returncode == 0
