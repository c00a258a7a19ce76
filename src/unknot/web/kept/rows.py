"""Turns rows into pathway types and back. The only place that converts; `actions.py` writes what this makes."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from functools import cache
from importlib import metadata
from typing import Any, TypeVar

import msgspec
from django.core.exceptions import BadRequest
from msgspec.structs import replace

from unknot.knowledge.shapes import Knowledge
from unknot.pathway import Assessment
from unknot.pathway.diary import entries as diary
from unknot.pathway.diary.entries import Entry, Foreign
from unknot.pathway.journey import Journey, from_data, to_data
from unknot.pathway.plan.shape import Plan
from unknot.pathway.session.machine import State
from unknot.telling.decision import DecisionText
from unknot.web.accounts.models import Profile
from unknot.web.kept.models import SavedCheck, SavedEntry, SavedJourney, SavedPlan, SavedSession

T = TypeVar("T", bound=msgspec.Struct)


class Unreadable(Exception):
    """What is kept there was written by another version, or damaged. It stays as it is."""


class NotKept(BadRequest):
    """What was to be kept could not be read back, so it is not written."""


def journey_of(profile: Profile) -> Journey | None:
    """The profile's journey; None when there is none, or none that this version can read."""
    row = SavedJourney.objects.filter(profile=profile).first()
    try:
        return from_data(row.journey) if row else None
    except msgspec.ValidationError:
        return None


def begun_by(profile: Profile) -> Journey | None:
    """The journey of a check that is under way: answered in part, and not finished."""
    journey = journey_of(profile)
    if journey is None or not journey.pages or SavedCheck.objects.filter(id=journey.id).exists():
        return None
    return journey


def entries_of(profile: Profile | None) -> tuple[Entry, ...]:
    """The diary, in order of time; empty for an anonymous visitor. What cannot be read is Foreign, not left out."""
    if profile is None:
        return ()
    rows = profile.entries.values_list("id", "at", "kind", "line")
    return tuple(_entry(str(id), at, kind, line) for id, at, kind, line in rows)


def row_of_entry(profile: Profile, entry: Entry) -> SavedEntry:
    """The row of one entry, unsaved. Raises NotKept when it would not come back as it is."""
    kind = diary.kind_of(entry)[: SavedEntry._meta.get_field("kind").max_length]
    row = SavedEntry(id=entry.id, profile=profile, at=entry.at, kind=kind, line=diary.write([entry]).rstrip("\n"))
    if entry_of(row) != entry:
        raise NotKept("an entry that cannot be read back")
    return row


def entry_of(row: SavedEntry) -> Entry:
    """The entry of one row; Foreign when it cannot be read."""
    return _entry(str(row.pk), row.at, row.kind, row.line)


def _entry(id: str, at: datetime, kind: str, line: str) -> Entry:
    entries = diary.read([line]).entries
    if entries:
        return entries[0]
    if not 1 < at.year < 9999:  # no zone can reckon there, so it is shown at the nearest year that can be shown
        at = at.replace(year=2 if at.year == 1 else 9998)
    return Foreign(id=id, at=at, kind=kind, line=line)


@cache
def _package() -> str:
    """The version of unknot that runs; looking it up reads a file."""
    return metadata.version("unknot")


def _as_shown(knowledge: Knowledge, at: datetime) -> dict[str, Any]:
    return {
        "at": at,
        "language": knowledge.language,
        "release": f"{knowledge.release.version}+{knowledge.stamp[:12]}",
        "package": _package(),
    }


NOT_KEPT = frozenset({"someone_hurt_me"})
"""Answers that no history keeps: a household shares this database (docs/clinical/people.md, RF-VIOLENCE)."""


def kept_of(journey: Journey) -> Journey:
    """The journey as the history keeps it."""
    return replace(
        journey,
        pages=tuple(
            replace(page, given={id: answer for id, answer in page.given.items() if id not in NOT_KEPT})
            for page in journey.pages
        ),
    )


def journey_of_check(row: SavedCheck) -> Journey:
    """The answers of a saved check. While it is the running one they are complete, also with what no history keeps:
    without that answer a decision would not be final, and no plan would be allowed. Raises Unreadable."""
    running = journey_of(row.profile)
    if running is not None and running.id == str(row.pk):
        return running
    try:
        return from_data(row.journey)
    except msgspec.ValidationError:
        raise Unreadable from None


def row_of_check(
    profile: Profile, knowledge: Knowledge, journey: Journey, assessment: Assessment, told: DecisionText, at: datetime
) -> SavedCheck:
    """A finished check as shown, unsaved. Its id is the journey's."""
    return SavedCheck(
        id=journey.id,
        profile=profile,
        journey=to_data(kept_of(journey)),
        decision=data_of(assessment.decision),
        told=data_of(told),
        **_as_shown(knowledge, at),
    )


def row_of_plan(
    check: SavedCheck, knowledge: Knowledge, request: dict[str, Any], plan: Plan, id: str, at: datetime
) -> SavedPlan:
    """A plan as shown, unsaved."""
    return SavedPlan(
        id=id,
        profile=check.profile,
        saved_check=check,
        request=request,
        plan=data_of(plan),
        **_as_shown(knowledge, at),
    )


def row_of_session(saved_plan: SavedPlan, knowledge: Knowledge, state: State, id: str, at: datetime) -> SavedSession:
    """A session as it stands, unsaved."""
    return SavedSession(
        id=id,
        profile=saved_plan.profile,
        saved_plan=saved_plan,
        state=data_of(state),
        **_as_shown(knowledge, at),
    )


def plan_of(row: SavedPlan) -> Plan:
    """The plan of a row, as it was shown. Raises Unreadable."""
    return _of_data(row.plan, Plan)


def state_of(row: SavedSession) -> State:
    """The state of a row. Raises Unreadable."""
    return _of_data(row.state, State)


def told_of(row: SavedCheck) -> DecisionText:
    """The decision as it was told. Raises Unreadable."""
    return _of_data(row.told, DecisionText)


def data_of(thing: msgspec.Struct) -> Any:
    """Plain data for the database. Raises NotKept when it would not come back as it is: a struct that was made, and not
    converted, was never checked against its own shape."""
    data = msgspec.to_builtins(thing)
    with suppress(msgspec.ValidationError):
        if msgspec.convert(data, type(thing)) == thing:
            return data
    raise NotKept(f"a {type(thing).__name__} that cannot be read back")


def _of_data(data: Any, kind: type[T]) -> T:
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError:
        raise Unreadable from None
