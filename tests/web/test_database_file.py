"""A database that is newer, damaged, locked, empty or another program's is told from the others, and left as it is."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.terminal import DATABASE, EXAMPLES, at_terminal, code_of, piped, surroundings
from tests.web.releases_before import BEFORE, folder_of, rows
from unknot.web.database import copies, database_file
from unknot.web.database.database_file import OURS, DiaryUnreadable, look

KNOWN = {("unknot_accounts", "0001_initial"), ("self_care", "0001_initial")}


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('self_care', '0099_later', '2030-01-01')"
        )
        database.execute("PRAGMA user_version=2003004")


def damaged_in_the_middle(file: Path) -> None:
    settle(file)
    with file.open("r+b") as database:
        database.seek(file.stat().st_size // 2 // 4096 * 4096)
        database.write(b"\xa5" * 4096 * 3)


def damaged_at_the_start(file: Path) -> None:
    settle(file)
    with file.open("r+b") as database:
        database.write(b"\0" * 100)


def cut_short(file: Path) -> None:
    settle(file)
    os.truncate(file, file.stat().st_size // 2)


def emptied(file: Path) -> None:
    settle(file)
    os.truncate(file, 0)


def gone_but_for_its_log(file: Path) -> None:
    settle(file)
    file.rename(file.with_name(file.name + "-wal"))


def a_text(file: Path) -> None:
    settle(file)
    file.write_text("shopping: milk, bread\n" * 300)


def of_another_program(file: Path) -> None:
    settle(file)
    file.unlink()
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE recipes (name TEXT)")


def of_another_django(file: Path) -> None:
    of_another_program(file)
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, app TEXT, name TEXT, applied TEXT)")
        database.execute("INSERT INTO django_migrations (app, name) VALUES ('recipes', '0001_initial')")


def settle(file: Path) -> None:
    """Everything into the file itself, no log beside it."""
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("PRAGMA journal_mode=DELETE")


CASES: list[tuple[Callable[[Path], None], str, str]] = [
    (newer, "newer", "was written by unknot 2.3.4 (self_care/0099_later is unknown"),
    (damaged_in_the_middle, "damaged", "is damaged; nothing was changed in it"),
    (damaged_at_the_start, "damaged", "is damaged; nothing was changed in it"),
    (cut_short, "damaged", "is damaged; nothing was changed in it"),
    (emptied, "empty", "is empty (0 bytes)"),
    (gone_but_for_its_log, "empty", "is gone, but its log is still there"),
    (a_text, "foreign", "is a file of another program"),
    (of_another_program, "foreign", "is a file of another program"),
    (of_another_django, "foreign", "is a file of another program"),
]
NAMES = [spoil.__name__ for spoil, *_ in CASES]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A household with a diary."""
    return folder_of(BEFORE, tmp_path)


def bytes_in(folder: Path) -> dict[str, bytes]:
    """The database and its log; any look makes an index of the log anew, and an empty log where there was none."""
    found = {path.name: path.read_bytes() for path in (folder / DATABASE, folder / f"{DATABASE}-wal") if path.exists()}
    return {name: held for name, held in found.items() if held or name == DATABASE}


@pytest.mark.parametrize(("spoil", "why", "says"), CASES, ids=NAMES)
def test_each_database_that_is_not_as_it_should_be_has_its_own_sentence(
    home: Path, spoil: Callable[[Path], None], why: str, says: str
) -> None:
    spoil(home / DATABASE)
    with pytest.raises(DiaryUnreadable) as refused:
        look(home / DATABASE, KNOWN)

    assert (refused.value.why, refused.value.hint != "") == (why, True)
    assert says in str(refused.value)


@pytest.mark.parametrize("spoil", [newer, damaged_in_the_middle, emptied, a_text], ids=lambda spoil: spoil.__name__)
def test_terminal_and_server_refuse_it_and_change_nothing(home: Path, spoil: Callable[[Path], None]) -> None:
    spoil(home / DATABASE)
    before = bytes_in(home)
    server = subprocess.run(
        [sys.executable, "-m", "unknot.web.serving.ready"], env=surroundings(home), capture_output=True, text=True
    )
    terminal = piped(home, "diary", "add", "pain", "4")

    assert bytes_in(home) == before
    for said in (server, terminal):
        assert said.returncode == 1
        assert f"{home / DATABASE}: " in said.stderr and "\nhint: " in said.stderr
        assert "Traceback" not in said.stderr
    assert terminal.stderr.splitlines()[0] in server.stderr


def test_a_database_that_another_program_keeps_to_itself_is_said_to_be_held(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_file, "WAIT_SECONDS", 0)
    with closing(sqlite3.connect(home / DATABASE)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DiaryUnreadable) as refused:
            look(home / DATABASE, KNOWN)

    assert refused.value.why == "locked"
    assert "end the other program" in refused.value.hint
    look(home / DATABASE, KNOWN)


def test_a_damaged_diary_names_the_newest_copy_and_the_way_back_works(home: Path) -> None:
    before = rows(home, "self_care_savedentry")
    copies.copy(home / DATABASE)
    newest = copies.copy(home / DATABASE)
    damaged_in_the_middle(home / DATABASE)
    said = piped(home, "diary", "show").stderr

    assert newest.name in said
    subprocess.run(said.partition("keep the file: ")[2], shell=True, check=True)
    assert piped(home, "diary", "show").returncode == 0
    assert rows(home, "self_care_savedentry") == before
    assert (home / f"{DATABASE}.damaged").exists()


def test_a_new_database_and_that_of_the_release_before_are_marked_as_ours(home: Path, tmp_path: Path) -> None:
    (new := tmp_path / "new").mkdir()
    for folder in (home, new):
        assert piped(folder, "diary", "add", "pain", "4").returncode == 0
        with closing(sqlite3.connect(folder / DATABASE)) as database:
            assert database.execute("PRAGMA application_id").fetchone() == (OURS,)
            assert database.execute("PRAGMA user_version").fetchone()[0] >= 1000


def test_a_copy_is_whole_and_for_its_owner_alone_and_the_last_few_are_kept(home: Path) -> None:
    made = [copies.copy(home / DATABASE) for _ in range(5)]

    kept = copies.every(home)
    assert kept == list(reversed(made))[:3]
    assert stat.S_IMODE(kept[0].stat().st_mode) == 0o600
    assert stat.S_IMODE(kept[0].parent.stat().st_mode) == 0o700
    with closing(sqlite3.connect(kept[0])) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.execute("SELECT count(*) FROM self_care_savedentry").fetchone() == (18,)
    assert sorted(path.name for path in kept[0].parent.iterdir()) == sorted(path.name for path in kept)


def test_before_a_migration_there_is_a_copy_of_how_it_was(home: Path) -> None:
    with closing(sqlite3.connect(home / DATABASE)) as database, database:
        database.execute("DROP TABLE self_care_savedsession")
        database.execute("DROP TABLE self_care_savedplan")
        database.execute("DROP TABLE self_care_savedcheck")
        database.execute("DROP TABLE self_care_savedjourney")
        database.execute("DROP TABLE self_care_savedentry")
        database.execute("DELETE FROM django_migrations WHERE app = 'self_care'")
    assert piped(home, "diary", "add", "pain", "4").returncode == 0

    (copy,) = copies.every(home)
    with closing(sqlite3.connect(copy)) as before:
        assert before.execute("SELECT count(*) FROM django_migrations WHERE app = 'self_care'").fetchone() == (0,)
        assert before.execute("SELECT count(*) FROM unknot_accounts_profile").fetchone() == (4,)
    assert piped(home, "diary", "show").returncode == 0
    assert len(copies.every(home)) == 1, "no migration, no copy"


@pytest.mark.parametrize("spoil", [newer, damaged_in_the_middle, emptied], ids=lambda spoil: spoil.__name__)
def test_a_check_of_a_file_works_without_the_diary(home: Path, spoil: Callable[[Path], None]) -> None:
    spoil(home / DATABASE)
    done = piped(home, "check", "--answers", str(EXAMPLES / "desk_ache.json"))

    assert done.returncode == 0, done.stderr
    assert "Massage looks fine for you today" in done.stdout


def test_the_interview_goes_on_without_the_diary_and_says_what_that_means(home: Path) -> None:
    damaged_in_the_middle(home / DATABASE)
    child = at_terminal(home, "check", "--country", "GB")
    child.expect("is damaged; nothing was changed in it")
    child.expect("this check knows nothing of your last massages")
    for page, answer in (("Before anything else", "0"), ("Nerves, bladder", "1")):
        child.expect(page)
        child.expect("> ")
        child.sendline(answer)
    child.expect("EMERGENCY")
    child.expect("This check was not kept")

    assert code_of(child) == 0
