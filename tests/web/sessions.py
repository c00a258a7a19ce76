"""A plan and a session of their own for one test, written straight into the server's database."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from tests.web.diaries import new_profile
from unknot.knowledge.load import load
from unknot.knowledge.shapes import Knowledge
from unknot.pathway.answers import read_answers
from unknot.pathway.diary.entries import Entry, write
from unknot.pathway.person import Person
from unknot.pathway.plan.shape import Plan
from unknot.pathway.request import read_request
from unknot.pathway.session.machine import begin

EXAMPLE = json.loads((Path(__file__).parents[2] / "examples" / "desk_ache.json").read_text())
LOW_BACK = {**EXAMPLE["answers"], "site": ["low_back_left", "low_back_right"]}


@cache
def knowledge(language: str = "en") -> Knowledge:
    """The knowledge, read once."""
    return load(language=language)


def plan_today(answers: Mapping[str, Any] = LOW_BACK, language: str = "en", **request: Any) -> Plan:
    """The plan of these answers today."""
    known, now = knowledge(language), datetime.now().astimezone()
    person = Person(
        knowledge=known,
        answers=read_answers(known, dict(answers), now),
        request=read_request({"helper": "alone", "minutes": 20, **request}, known),
        cleared={},
        diary=(),
        now=now,
    )
    plan = person.walk().plan
    assert plan is not None
    return plan


def journey_data(answers: Mapping[str, Any] = LOW_BACK, country: str = "ID", **request: Any) -> dict[str, Any]:
    """A finished check as it is kept."""
    page = {"screen": "all", "items": list(answers), "given": dict(answers), "at": datetime.now(UTC).isoformat()}
    return {
        "id": str(uuid.uuid4()),
        "pages": [page],
        "request": {"helper": "alone", "minutes": 20, **request},
        "country": country,
    }


def new_plan(
    folder: Path, plan: Plan | None = None, answers: Mapping[str, Any] = LOW_BACK, **request: Any
) -> tuple[str, str]:
    """(profile, plan): a new person with a finished check and a saved plan."""
    profile, plan_id = new_profile(folder), uuid.uuid4()
    journey = journey_data(answers, **request)
    plan = plan or plan_today(answers, **request)
    shown = (profile.replace("-", ""), datetime.now(UTC).replace(tzinfo=None).isoformat(sep=" "), "en", "test", "test")
    with sqlite3.connect(folder / "unknot.sqlite3", timeout=20) as database:
        database.execute(
            "INSERT INTO self_care_savedcheck (id, profile_id, at, language, release, package, journey, decision, told)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, '{}', '{}')",
            (journey["id"].replace("-", ""), *shown, json.dumps(journey)),
        )
        database.execute(
            "INSERT INTO self_care_savedplan"
            " (id, profile_id, at, language, release, package, request, plan, saved_check_id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (plan_id.hex, *shown, json.dumps(journey["request"]), msgspec.json.encode(plan).decode(),
             journey["id"].replace("-", "")),
        )  # fmt: skip
        database.execute(
            "INSERT INTO self_care_savedjourney (profile_id, journey, changed) VALUES (?, ?, ?)",
            (profile.replace("-", ""), json.dumps(journey), shown[1]),
        )
    database.close()
    return profile, str(plan_id)


def new_session(folder: Path, plan: Plan | None = None, ache: int | None = 4, **request: Any) -> tuple[str, str]:
    """(profile, session): the same with a session that is ready to be played."""
    plan = plan or plan_today(**request)
    profile, plan_id = new_plan(folder, plan, **request)
    id = uuid.uuid4()
    state = msgspec.structs.replace(begin(plan, knowledge().techniques), ache_start=ache)
    now = datetime.now(UTC).replace(tzinfo=None).isoformat(sep=" ")
    with sqlite3.connect(folder / "unknot.sqlite3", timeout=20) as database:
        database.execute(
            "INSERT INTO self_care_savedsession (id, profile_id, at, language, release, package, state, changed, ended,"
            " saved_plan_id) VALUES (?, ?, ?, 'en', 'test', 'test', ?, ?, 0, ?)",
            (id.hex, profile.replace("-", ""), now, msgspec.json.encode(state).decode(), now, plan_id.replace("-", "")),
        )
    database.close()
    return profile, str(id)


def state_in(folder: Path, session: str) -> dict[str, Any]:
    """The state of a session as it lies in the database."""
    with sqlite3.connect(folder / "unknot.sqlite3", timeout=20) as database:
        (text, ended) = database.execute(
            "SELECT state, ended FROM self_care_savedsession WHERE id = ?", (uuid.UUID(session).hex,)
        ).fetchone()
    database.close()
    return {**json.loads(text), "ended": bool(ended)}


def add_entry(folder: Path, profile: str, entry: Entry) -> None:
    """One more entry in this person's diary, as another device would bring it."""
    at = entry.at.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ")
    kind, line = type(entry).__struct_config__.tag, write([entry]).rstrip("\n")
    with sqlite3.connect(folder / "unknot.sqlite3", timeout=20) as database:
        database.execute(
            "INSERT INTO self_care_savedentry (id, profile_id, at, kind, line) VALUES (?, ?, ?, ?, ?)",
            (uuid.UUID(entry.id).hex, profile.replace("-", ""), at, kind, line),
        )
    database.close()
