"""Is anything lost when the power goes while we write? `make torture` kills a writer again and again, and counts.

Each round a process writes as the pages do, three entries and the running check in each transaction, and says a number
once a transaction is acknowledged. It is killed (-9) at a moment of chance. Then everything acknowledged must be there,
nothing may be half there, and the database must be sound. What it cannot show: a disk that lies about having written.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import sys
import time
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

IN_ONE = 3
"""Entries in one transaction."""


class Figure(NamedTuple):
    """What all rounds came to."""

    rounds: int
    acknowledged: int
    lost: int
    half_written: int
    unsound: int
    unacknowledged: int
    """Whole transactions that were on the disk before they could be acknowledged."""

    def __str__(self) -> str:
        return (
            f"{self.rounds} kills -9 while writing: {self.acknowledged} transactions acknowledged, {self.lost} lost, "
            f"{self.half_written} half-written, {self.unsound} times the database was not sound "
            f"({self.unacknowledged} were whole on the disk before they were acknowledged)"
        )


def write_until_killed(profile: str, acknowledge: int) -> None:
    """Write transaction after transaction; each number goes to `acknowledge` after its transaction has ended."""
    from unknot.pathway.diary import entries as diary
    from unknot.pathway.journey import new_journey
    from unknot.web.accounts.models import Profile
    from unknot.web.kept import actions

    by, number = Profile.objects.get(pk=profile), 0
    while True:
        now = datetime.now(UTC)
        entries = [
            diary.Note(id=str(uuid.UUID(int=number * IN_ONE + each + 1)), at=now, note=f"{number}" + "x" * 400)
            for each in range(IN_ONE)
        ]
        actions.add_entries(entries, by=by)
        os.write(acknowledge, f"{number}\n".encode())
        actions.keep_journey(new_journey(), by=by)
        number += 1


def torture(database: Path, profile: str, rounds: int, seed: int = 0) -> Figure:
    """Kill so many writers over this database."""
    chance, acknowledged, lost, half, unsound, early = random.Random(seed), 0, 0, 0, 0, 0
    for _ in range(rounds):
        said = _one_round(profile, chance.uniform(0, 0.05))
        with sqlite3.connect(database) as connection:
            if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                unsound += 1
            written = connection.execute(
                "SELECT count(*) FROM self_care_savedentry GROUP BY substr(json_extract(line, '$.note'), 1, "
                "instr(json_extract(line, '$.note'), 'x') - 1)"
            ).fetchall()
            connection.execute("DELETE FROM self_care_savedentry")
        connection.close()
        half += sum(count != IN_ONE for (count,) in written)
        lost += max(0, said - len(written))
        early += max(0, len(written) - said)
        acknowledged += said
    return Figure(rounds, acknowledged, lost, half, unsound, early)


def _one_round(profile: str, seconds: float) -> int:
    """One writer, killed so long after its first acknowledged transaction; how many it acknowledged."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            write_until_killed(profile, writes)
        finally:
            os._exit(1)
    os.close(writes)
    heard = os.read(reads, 1)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reads, "rb") as rest:
        heard += rest.read()
    return heard.count(b"\n")


def main() -> None:
    """Print the figure; exit code 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    from unknot.web.accounts.whose import home_profile

    call_command("migrate", verbosity=0)
    profile = str(home_profile().pk)
    connections.close_all()
    figure = torture(Path(settings.DATABASES["default"]["NAME"]), profile, given.rounds, given.seed)
    print(figure)
    sys.exit(bool(figure.lost or figure.half_written or figure.unsound))


if __name__ == "__main__":
    main()
