"""Everything that changes what is kept. Each function: who (`by=`), one transaction, and sending twice saves once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from django.db import transaction
from django.http import Http404

from unknot.knowledge.shapes import Knowledge
from unknot.pathway import Followed, diary
from unknot.pathway.diary import Entry
from unknot.pathway.plan_shape import Plan
from unknot.pathway.session import State, diary_entry
from unknot.telling.decision import Told
from unknot.web.accounts.models import Profile
from unknot.web.self_care import saving
from unknot.web.self_care.deleted import leave_no_trace
from unknot.web.self_care.journey import Journey, to_data
from unknot.web.self_care.models import SavedCheck, SavedEntry, SavedJourney, SavedPlan, SavedSession

IDS_AT_ONCE = 500
"""SQLite takes only so many values in one statement."""
R = TypeVar("R", SavedPlan, SavedSession)


class Taken(Http404):
    """An id that is already somebody else's, or was used for other content: there is no such thing for this person."""


class Refused(ValueError):
    """An import that cannot be taken in whole; `because` says why, entry by entry."""

    def __init__(self, because: tuple[str, ...]) -> None:
        super().__init__(f"{len(because)} entries were refused")
        self.because = because


@transaction.atomic
def keep_journey(journey: Journey, *, by: Profile) -> None:
    """Keep the running check of this person in place of the last one."""
    SavedJourney.objects.update_or_create(profile=by, defaults={"journey": to_data(journey)})


@transaction.atomic
def drop_journey(*, by: Profile) -> None:
    """Forget the running check."""
    SavedJourney.objects.filter(profile=by).delete()


@transaction.atomic
def finish_check(
    knowledge: Knowledge, journey: Journey, followed: Followed, told: Told, at: datetime, *, by: Profile
) -> SavedCheck:
    """Save a finished check as shown. The same check again, unchanged, is the row that is there; changed answers after
    it was saved replace it, because the person mended them."""
    before = SavedCheck.objects.filter(id=journey.id).first()
    if before is not None and before.profile_id != by.pk:
        raise Taken("this check belongs to somebody else")
    row = saving.row_of_check(by, knowledge, journey, followed, told, at)
    if before is not None and before.journey == row.journey and before.language == row.language:
        return before
    row.save(force_insert=before is None, force_update=before is not None)
    return row


@transaction.atomic
def keep_plan(
    check: SavedCheck, knowledge: Knowledge, request: dict[str, Any], plan: Plan, id: str, at: datetime, *, by: Profile
) -> SavedPlan:
    """Save a plan as shown, once."""
    before = SavedPlan.objects.filter(id=id).first()
    if before is not None:
        return _own(before, by)
    row = saving.row_of_plan(check, knowledge, request, plan, id, at)
    row.save(force_insert=True)
    return row


@transaction.atomic
def keep_session(
    saved_plan: SavedPlan, knowledge: Knowledge, state: State, id: str, at: datetime, *, by: Profile
) -> SavedSession:
    """Save where a session stands. An ended session stays as it ended; an older state never replaces a newer one."""
    before = SavedSession.objects.select_for_update().filter(id=id).first()
    if before is None:
        row = saving.row_of_session(_own(saved_plan, by), knowledge, state, id, at)
        row.save(force_insert=True)
        return row
    _own(before, by)
    if not before.ended and state.at >= saving.state_of(before).at:
        before.state = msgspec.to_builtins(state)
        before.save(update_fields=["state", "changed"])
    return before


@transaction.atomic
def end_session(row: SavedSession, state: State, entry_id: str, at: datetime, *, by: Profile) -> Entry:
    """End a session and write it into the diary, once."""
    _own(row, by)
    entry = diary_entry(state, entry_id=entry_id, at=at)
    row.state, row.ended = msgspec.to_builtins(state), True
    row.save(update_fields=["state", "ended", "changed"])
    add_entries([entry], by=by)
    return entry


@transaction.atomic
def drop_session(row: SavedSession, *, by: Profile) -> None:
    """Forget a session of which nothing was done."""
    _own(row, by).delete()


@transaction.atomic
def add_entries(entries: Iterable[Entry], *, by: Profile) -> diary.Merged:
    """Add entries to the diary: new ones are written, known ones are left, the same id with other content is refused
    by name (`Merged.refused`). Raises Taken when an id is another person's."""
    new = tuple(entries)
    rows: list[SavedEntry] = []
    for start in range(0, len(new), IDS_AT_ONCE):
        ids = [entry.id for entry in new[start : start + IDS_AT_ONCE]]
        rows += SavedEntry.objects.select_for_update().filter(id__in=ids)
    if any(row.profile_id != by.pk for row in rows):
        raise Taken("an entry with this id belongs to somebody else")
    merged = diary.merge(map(saving.entry_of, rows), new)
    SavedEntry.objects.bulk_create((saving.row_of_entry(by, entry) for entry in merged.added), IDS_AT_ONCE)
    return merged


@transaction.atomic
def take_in(entries: Iterable[Entry], *, by: Profile) -> diary.Merged:
    """Import entries, all or none. Raises Refused when one of them is there with other content, and Taken."""
    merged = add_entries(entries, by=by)
    if merged.refused:
        raise Refused(merged.refused)
    return merged


@transaction.atomic
def delete_entry(id: str, *, by: Profile) -> bool:
    """Delete one entry of this person; whether there was one."""
    return bool(SavedEntry.objects.filter(profile=by, id=id).delete()[0])


def count_everything(*, by: Profile) -> dict[str, int]:
    """How much is kept of this person: entries of the diary, the massages among them, and checks."""
    return {
        "entries": by.entries.count(),
        "sessions": by.entries.filter(kind="session").count(),
        "checks": SavedCheck.objects.filter(profile=by).count(),
    }


def delete_everything(*, by: Profile) -> dict[str, int]:
    """Delete all that is kept of this person, so that nothing of it can be read from the disk; how much that was."""
    with transaction.atomic():
        counted = count_everything(by=by)
        for model in (SavedSession, SavedPlan, SavedCheck, SavedEntry, SavedJourney):
            model.objects.filter(profile=by).delete()
    leave_no_trace(by)
    return counted


def _own(row: R, by: Profile) -> R:
    if row.profile_id != by.pk:
        raise Taken("this belongs to somebody else")
    return row
