"""One diary for terminal and browser: what was acknowledged outlives a kill, and an earlier diary is taken in once."""

from __future__ import annotations

import random
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from tests.cli.terminal import DATABASE, EXAMPLES, piped, surroundings, written
from unknot.pathway.diary.entries import Pain, write

KILLS = 30
WRITER = """
from datetime import UTC, datetime
from unknot.cli.diary.same_diary import add
from unknot.pathway.diary.entries import Note, new_id
while True:
    entry = Note(id=new_id(), at=datetime.now(UTC), note="x" * 3000)
    add([entry])
    print(entry.id, flush=True)
"""


def pain(number: int) -> Pain:
    return Pain(id=f"00000000-0000-4000-8000-{number:012d}", at=datetime(2026, 3, 1, 0, number, tzinfo=UTC), score=4)


def writer(folder: Path, program: str = WRITER) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program], env=surroundings(folder), stdout=subprocess.PIPE, text=True
    )


def test_kill_9_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    piped(tmp_path, "diary", "add", "pain", "4")
    chance = random.Random(9)
    acknowledged: set[str] = set()
    for _ in range(KILLS):
        running = writer(tmp_path)
        assert running.stdout is not None
        for _ in range(chance.randint(1, 6)):
            acknowledged.add(running.stdout.readline().strip())
        running.send_signal(signal.SIGKILL)
        acknowledged |= {line.strip() for line in running.stdout if line.endswith("\n")}
        running.wait()
        running.stdout.close()

    assert len(acknowledged) >= KILLS
    assert acknowledged <= {entry.id for entry in written(tmp_path)}
    with closing(sqlite3.connect(tmp_path / DATABASE)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_two_programs_writing_at_once_lose_nothing_even_on_the_first_day(tmp_path: Path) -> None:
    program = WRITER.replace("while True:", "for _ in range(15):")
    said = {line for running in [writer(tmp_path, program) for _ in "12"] for line in running.communicate()[0].split()}

    assert len(said) == 30
    assert said == {entry.id for entry in written(tmp_path)}


def test_a_full_disk_is_said_and_leaves_the_diary_as_it_was(tmp_path: Path) -> None:
    piped(tmp_path, "diary", "import", "-", typed=write([pain(1)]))
    limited = (
        "import resource, runpy, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); sys.argv = ['unknot', 'diary', 'add', 'pain', '4'];"
        "from unknot.cli.main import main; main()"
    )

    full = subprocess.run(
        [sys.executable, "-c", limited], env=surroundings(tmp_path), capture_output=True, text=True, check=False
    )

    assert full.returncode == 1
    assert "hint: check the folder's rights and free space" in full.stderr
    assert "Traceback" not in full.stderr
    assert written(tmp_path) == (pain(1),)


def test_only_the_owner_can_read_the_diary(tmp_path: Path) -> None:
    piped(tmp_path / "unknot", "diary", "add", "pain", "4")

    assert stat.S_IMODE((tmp_path / "unknot").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "unknot" / DATABASE).stat().st_mode) == 0o600


def test_a_diary_of_an_earlier_version_is_taken_in_once_and_said_so(tmp_path: Path) -> None:
    (tmp_path / "diary.jsonl").write_text(write([pain(1), pain(2)]).rstrip("\n"))

    first = piped(tmp_path, "diary", "show")
    again = piped(tmp_path, "diary", "show")

    assert "was taken in: 2 entries" in first.stderr
    assert "taken in" not in again.stderr
    assert written(tmp_path) == (pain(1), pain(2))
    assert not (tmp_path / "diary.jsonl").exists()
    assert (tmp_path / "diary.jsonl.imported").exists()


def test_a_line_that_a_crash_cut_off_is_set_aside_and_said(tmp_path: Path) -> None:
    torn = '{"format": 1, "kind": "pa'
    (tmp_path / "diary.jsonl").write_text(write([pain(1)]) + torn)

    shown = piped(tmp_path, "diary", "show")

    assert "was cut off" in shown.stderr and "hint: write that entry again" in shown.stderr
    assert (tmp_path / "diary.jsonl.torn").read_text() == torn + "\n"
    assert written(tmp_path) == (pain(1),)


def test_a_line_that_cannot_be_read_is_named_and_kept_beside(tmp_path: Path) -> None:
    (tmp_path / "diary.jsonl").write_bytes(
        write([pain(1)]).encode() + b'{"note": "\xff"}\n' + write([pain(2)]).encode()
    )

    shown = piped(tmp_path, "diary", "show")

    assert "diary.jsonl.imported, line 2" in shown.stderr
    assert b"\xff" in (tmp_path / "diary.jsonl.imported").read_bytes()
    assert written(tmp_path) == (pain(1), pain(2))


def test_a_check_of_a_file_starts_no_django(tmp_path: Path) -> None:
    program = (
        "import sys; sys.argv = ['unknot', 'check', '--answers', sys.argv[1]];"
        "from unknot.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('django' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(EXAMPLES / "desk_ache.json")],
        env=surroundings(tmp_path), capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.stderr.splitlines()[-1] == "False"
    assert not (tmp_path / DATABASE).exists()


def test_a_shared_server_is_no_place_for_the_terminals_diary(tmp_path: Path) -> None:
    environment = {**surroundings(tmp_path), "UNKNOT_MODE": "shared"}
    refused = subprocess.run(
        [sys.executable, "-m", "unknot", "diary", "show"], env=environment, capture_output=True, text=True, check=False
    )

    assert refused.returncode == 2
    assert "hint: run it without UNKNOT_MODE" in refused.stderr
