"""A person of their own for one test: a profile and a diary, written straight into the server's database."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from unknot.pathway.diary.entries import Entry, Pain, Session, new_id, write


def new_profile(folder: Path, entries: Iterable[Entry] = ()) -> str:
    """A new profile with this diary; its id as the cookie holds it."""
    profile = uuid.uuid4()
    with sqlite3.connect(folder / "unknot.sqlite3", timeout=20) as database:
        database.execute("PRAGMA foreign_keys=ON")
        database.execute(
            "INSERT INTO unknot_accounts_profile (id, kind, name, country, created, owner_id)"
            " VALUES (?, 'household', '', '', ?, NULL)",
            (profile.hex, datetime.now(UTC).isoformat(sep=" ")),
        )
        database.executemany(
            "INSERT INTO self_care_savedentry (id, profile_id, at, kind, line) VALUES (?, ?, ?, ?, ?)",
            [
                (uuid.UUID(each.id).hex, profile.hex, _at(each.at), _kind(each), write([each]).rstrip("\n"))
                for each in entries
            ],
        )
    database.close()
    return str(profile)


def cookie_of(profile: str, address: str) -> Any:
    """The cookie that chooses this profile."""
    return {"name": "unknot_profile", "value": profile, "url": address}


def entries_in(folder: Path, profile: str) -> list[dict[str, Any]]:
    """The diary of this profile as it lies in the database, in order of time."""
    with sqlite3.connect(folder / "unknot.sqlite3", timeout=20) as database:
        rows = database.execute(
            "SELECT line FROM self_care_savedentry WHERE profile_id = ? ORDER BY at", (uuid.UUID(profile).hex,)
        ).fetchall()
    database.close()
    return [msgspec.json.decode(line) for (line,) in rows]


def easing(now: datetime) -> list[Entry]:
    """Two weeks, from 7 to 3, with a gap of some days and five massages."""
    days = (13, 12, 11.6, 11, 10, 9, 6, 5, 4.5, 4, 3, 2, 1, 0.1)
    scores = (7, 6, 6, 6, 5, 6, 4, 4, 3, 4, 3, 3, 2, 3)
    pains = [
        Pain(id=new_id(), at=now - timedelta(days=day), score=score) for day, score in zip(days, scores, strict=True)
    ]
    massages = [
        Session(id=new_id(), at=now - timedelta(days=day), helper="alone", minutes=12, finished=True)
        for day in (12, 10, 5.5, 3.4, 1.2)
    ]
    pains[-1] = msgspec.structs.replace(pains[-1], note="Stiff on waking, gone after a walk")
    return [*pains, *massages]


def _at(at: datetime) -> str:
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ")


def _kind(entry: Entry) -> str:
    return str(type(entry).__struct_config__.tag)
