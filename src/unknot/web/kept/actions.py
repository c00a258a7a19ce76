"""Changes what is kept, the only module that does. Each function: who (`by=`), one transaction, sent twice saved once.

Each takes the turn of this person first (`accounts/turns.py`), so that twice also means twice at the same moment: on
PostgreSQL two requests would else both look, find nothing, and both insert.

The page makes the id of what it sends. So each function looks for the row first, and inserts only what is not there:
whoever sends again, because they pressed twice or heard no answer, gets the row that they wrote the first time.

Where something is deleted or replaced `forget` is called. It acts once the transaction is committed (`on_commit`): a
transaction that is taken back must leave the copies as they were, and SQLite empties its log outside of one only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404

from unknot.knowledge.shapes import Knowledge
from unknot.pathway import Assessment
from unknot.pathway.diary import entries as diary
from unknot.pathway.diary.entries import Entry
from unknot.pathway.journey import Journey, to_data
from unknot.pathway.plan.shape import Plan
from unknot.pathway.session.machine import State, diary_entry
from unknot.telling.decision import DecisionText
from unknot.web.accounts.deleted import leave_no_trace
from unknot.web.accounts.models import Profile
from unknot.web.accounts.turns import take_turn
from unknot.web.database.forgetting import forget
from unknot.web.kept import rows
from unknot.web.kept.models import SavedCheck, SavedEntry, SavedJourney, SavedPlan, SavedSession

MOST_IN_ALL = 40_000
"""Entries of one diary that imports can fill: a century of one a day. What is written by hand always finds room."""
IDS_AT_ONCE = 500
"""SQLite takes only so many values in one statement."""
R = TypeVar("R", SavedCheck, SavedPlan, SavedSession)


class Taken(Http404):
    """An id that is already somebody else's, or was used for other content: there is no such thing for this person."""


class Full(ValueError):
    """An import that would make the diary longer than pages and letter can carry. Nothing was written."""


class Refused(ValueError):
    """An import that cannot be taken in whole; `because` says why, entry by entry."""

    def __init__(self, because: tuple[str, ...]) -> None:
        super().__init__(f"{len(because)} entries were refused")
        self.because = because


@transaction.atomic
def keep_journey(journey: Journey, *, by: Profile) -> None:
    """Keep the running check of this person in place of the last one."""
    take_turn(by)
    before = SavedJourney.objects.filter(profile=by).first()
    if before is None:
        SavedJourney.objects.create(profile=by, journey=to_data(journey))
        return
    was, before.journey = before.journey, to_data(journey)
    before.save()
    if was["pages"] != before.journey["pages"][: len(was["pages"])]:
        forget()  # answers were taken back, and whoever takes one back wants it gone from the disk, too


@transaction.atomic
def drop_journey(*, by: Profile) -> None:
    """Forget the running check."""
    take_turn(by)
    SavedJourney.objects.filter(profile=by).delete()
    forget()


@transaction.atomic
def finish_check(
    knowledge: Knowledge, journey: Journey, assessment: Assessment, told: DecisionText, at: datetime, *, by: Profile
) -> SavedCheck:
    """Save a finished check as shown. The same check again, unchanged, is the row that is there; changed answers after
    it was saved replace it, because the person mended them."""
    take_turn(by)
    row = rows.row_of_check(by, knowledge, journey, assessment, told, at)
    before = _found(SavedCheck, journey.id, by)
    if before is None:
        return _insert(row)
    if before.journey == row.journey and before.language == row.language:
        return before
    row.save(force_update=True)  # the id is the journey's, so a mended check stays one check
    forget()
    return row


@transaction.atomic
def keep_plan(
    check: SavedCheck, knowledge: Knowledge, request: dict[str, Any], plan: Plan, id: str, at: datetime, *, by: Profile
) -> SavedPlan:
    """Save a plan as shown, once."""
    take_turn(by)
    before = _found(SavedPlan, id, by)
    if before is not None:
        return before
    return _insert(rows.row_of_plan(_there(SavedCheck, check.pk, by), knowledge, request, plan, id, at))


@transaction.atomic
def keep_session(
    saved_plan: SavedPlan, knowledge: Knowledge, state: State, id: str, at: datetime, *, by: Profile
) -> SavedSession:
    """Save where a session stands. An ended session stays as it ended; an older state never replaces a newer one."""
    take_turn(by)
    before = _found(SavedSession, id, by)
    if before is None:
        return _insert(rows.row_of_session(_there(SavedPlan, saved_plan.pk, by), knowledge, state, id, at))
    if not before.ended and state.at >= rows.state_of(before).at:
        _write_state(before, state)
    return before


@transaction.atomic
def move_session(row: SavedSession, move: Callable[[State], State], *, by: Profile) -> State:
    """Let a session go on from where it stands now, which may be further than `row` knows: two presses at once both
    count, one after the other. An ended session stays as it ended. The state as it is now."""
    take_turn(by)
    now = _there(SavedSession, row.pk, by)
    state = rows.state_of(now)
    if not now.ended:
        state = move(state)
        _write_state(now, state)
    return state


@transaction.atomic
def end_session(row: SavedSession, state: State, entry_id: str, at: datetime, *, by: Profile) -> State:
    """End a session and write it into the diary, once. The state that it ended with: that of whoever was first."""
    take_turn(by)
    now = _there(SavedSession, row.pk, by)
    if now.ended:
        return rows.state_of(now)
    now.ended = True
    _write_state(now, state)
    add_entries([diary_entry(state, entry_id=entry_id, at=at)], by=by)
    return state


@transaction.atomic
def drop_session(row: SavedSession, *, by: Profile) -> None:
    """Forget a session of which nothing was done. One that is gone already is gone."""
    take_turn(by)
    now = _found(SavedSession, row.pk, by)
    if now is not None and not now.ended:
        now.delete()
        forget()


@transaction.atomic
def add_entries(entries: Iterable[Entry], *, by: Profile) -> diary.Merged:
    """Add entries to the diary: new ones are written, known ones are left, the same id with other content is refused
    by name (`Merged.refused`). Raises Taken when an id is another person's."""
    take_turn(by)
    new = tuple(entries)
    kept: list[SavedEntry] = []
    for start in range(0, len(new), IDS_AT_ONCE):
        ids = [entry.id for entry in new[start : start + IDS_AT_ONCE]]
        kept += SavedEntry.objects.filter(id__in=ids)  # of everybody: an id of somebody else's has to be noticed
    if any(row.profile_id != by.pk for row in kept):
        raise Taken("an entry with this id belongs to somebody else")
    merged = diary.merge(map(rows.entry_of, kept), new)
    # In the order of ids: two people who import the same entries at once never wait for each other crosswise.
    added = sorted((rows.row_of_entry(by, entry) for entry in merged.added), key=lambda row: row.id)
    with _others_ids():
        SavedEntry.objects.bulk_create(added, IDS_AT_ONCE)
    return merged


@transaction.atomic
def take_in(entries: Iterable[Entry], *, by: Profile) -> diary.Merged:
    """Import entries, all or none. Raises Refused when one of them is there with other content, Full and Taken."""
    merged = add_entries(entries, by=by)
    if merged.refused:
        raise Refused(merged.refused)
    if merged.added and by.entries.count() > MOST_IN_ALL:
        raise Full
    return merged


@transaction.atomic
def delete_entry(id: str, *, by: Profile) -> bool:
    """Delete one entry of this person; whether there was one."""
    take_turn(by)
    forget()  # on commit, so it may be asked for before there is anything to forget
    return bool(SavedEntry.objects.filter(profile=by, id=id).delete()[0])


def count_everything(*, by: Profile) -> dict[str, int]:
    """How much is kept of this person: entries of the diary, the massages among them, and checks."""
    return {
        "entries": by.entries.count(),
        "sessions": by.entries.filter(kind="session").count(),
        "checks": SavedCheck.objects.filter(profile=by).count(),
    }


@transaction.atomic
def delete_everything(*, by: Profile) -> dict[str, int]:
    """Delete all that is kept of this person, so that nothing of it can be read from the disk; how much that was."""
    take_turn(by)
    leave_no_trace(by)
    counted = count_everything(by=by)
    for model in (SavedSession, SavedPlan, SavedCheck, SavedEntry, SavedJourney):
        model.objects.filter(profile=by).delete()
    return counted


def _found(model: type[R], id: UUID | str, by: Profile) -> R | None:
    """The row of this id. Raises Taken when it is somebody else's."""
    row: R | None = model._default_manager.filter(pk=id).first()
    if row is not None and row.profile_id != by.pk:
        raise Taken("this belongs to somebody else")
    return row


def _there(model: type[R], id: UUID | str, by: Profile) -> R:
    """The same where there has to be one: it may have been deleted since the page was made."""
    row = _found(model, id, by)
    if row is None:
        raise Taken("there is no such thing any more")
    return row


def _insert(row: R) -> R:
    with _others_ids():
        row.save(force_insert=True)  # never an UPDATE of a row of this id that is not theirs
    return row


@contextmanager
def _others_ids() -> Iterator[None]:
    """It is this person's turn, so a new id that is there all of a sudden can only have come from somebody else."""
    try:
        with transaction.atomic():  # a savepoint: PostgreSQL takes no more statements after an error without one
            yield
    except IntegrityError:
        raise Taken("this belongs to somebody else") from None


def _write_state(row: SavedSession, state: State) -> None:
    row.state = rows.data_of(state)
    row.save(update_fields=["state", "ended", "changed"])
