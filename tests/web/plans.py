"""A person with a finished check, for a test of the plan or visit: their journey lies in the server's database."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from tests.web.diaries import new_profile
from tests.web.sessions import LOW_BACK, journey_data
from unknot.knowledge.regions import PLANNED
from unknot.pathway.diary.entries import Entry, Session, Soreness, Work, new_id
from unknot.pathway.plan.shape import Plan


def new_journey(
    folder: Path,
    answers: Mapping[str, Any] = LOW_BACK,
    entries: Iterable[Entry] = (),
    sore: Mapping[str, int] | None = None,
    **request: Any,
) -> str:
    """A profile that has just been through the check; `sore`: region -> how sore."""
    profile = new_profile(folder, entries)
    with sqlite3.connect(folder / "unknot.sqlite3", timeout=20) as database:
        database.execute(
            "INSERT INTO self_care_savedjourney (profile_id, journey, changed) VALUES (?, ?, ?)",
            (
                uuid.UUID(profile).hex,
                json.dumps({**journey_data(answers, **request), "sore": dict(sore or {})}),
                datetime.now(UTC).replace(tzinfo=None).isoformat(sep=" "),
            ),
        )
    database.close()
    return profile


def rows_of(folder: Path, table: str, profile: str) -> int:
    """How many rows this profile has in a table of `self_care`."""
    with sqlite3.connect(folder / "unknot.sqlite3", timeout=20) as database:
        (count,) = database.execute(
            f"SELECT count(*) FROM self_care_{table} WHERE profile_id = ?", (uuid.UUID(profile).hex,)
        ).fetchone()
    database.close()
    return int(count)


def weeks_of_sessions(now: datetime, every: int = 3, count: int = 5) -> list[Entry]:
    """Good sessions on all of the back: the plan is no first one any more, and stronger techniques are open."""
    entries: list[Entry] = []
    for turn in range(count, 0, -1):
        at = now - timedelta(days=every * turn)
        work = tuple(
            Work(technique="effleurage", region=region, minutes=2, pressure=4, touch=True) for region in PLANNED
        )
        entries.append(Session(id=new_id(), at=at, helper="alone", minutes=20, finished=True, work=work))
        entries.append(Soreness(id=new_id(), at=at + timedelta(hours=20), score=1))
        entries.append(Soreness(id=new_id(), at=at + timedelta(hours=40), score=0))
    return entries


def plans_in(folder: Path, profile: str) -> list[Plan]:
    """The plans that are kept of this profile."""
    with sqlite3.connect(folder / "unknot.sqlite3", timeout=20) as database:
        rows = database.execute(
            "SELECT plan FROM self_care_savedplan WHERE profile_id = ? ORDER BY at", (uuid.UUID(profile).hex,)
        ).fetchall()
    database.close()
    return [msgspec.json.decode(plan, type=Plan) for (plan,) in rows]
