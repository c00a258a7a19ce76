"""Finds the session of a request and writes it into the diary. Its entry has one id, whoever writes it."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.http import Http404, HttpRequest
from msgspec.structs import replace

from unknot.knowledge.shapes import Knowledge
from unknot.pathway.diary import entries as diary
from unknot.pathway.diary.course import BY_WISH
from unknot.pathway.journey import new_journey, person_of
from unknot.pathway.person import Person
from unknot.pathway.session.shape import State
from unknot.web.accounts.models import Profile
from unknot.web.check import store
from unknot.web.kept import actions, rows
from unknot.web.kept.models import SavedSession
from unknot.web.session.playing import with_ache


def own_session(request: HttpRequest, id: uuid.UUID) -> SavedSession:
    """The session of this person. Raises Http404 for anybody else's."""
    profile = store.profile_in(request)
    found = SavedSession.objects.select_related("saved_plan__saved_check", "profile")
    row = found.filter(id=id, profile=profile).first() if profile else None
    if row is None:
        raise Http404
    return row


def person_of_row(row: SavedSession, knowledge: Knowledge, now: datetime) -> Person:
    """Who plays it. Where the answers of its check cannot be taken any more, it is someone of whom nothing is known:
    the words for a stop have to be there, whatever became of the check."""
    try:
        journey = rows.journey_of_check(row.saved_plan.saved_check)
    except rows.Unreadable:
        journey = new_journey(row.profile.country)
    return person_of(knowledge, journey, rows.entries_of(row.profile), now)


def entry_id(session_id: object, what: str = "entry") -> str:
    """The id of the diary entry of a session; `what` is entry or pain (told after a session that was stopped)."""
    return str(uuid.uuid5(uuid.UUID(str(session_id)), what))


def was_felt(state: State) -> bool:
    """Whether something felt ended the session: then its words come before everything else."""
    return bool(state.reasons) and state.reasons != (BY_WISH,)


def write_down(row: SavedSession, state: State, at: datetime, ache: int | None = None) -> State:
    """The ended session into the diary, once; an ache told later stands there as an entry of its own. The state as
    it is now."""
    ended = actions.end_session(row, with_ache(state, ache), entry_id(row.id), at, by=row.profile)
    if ache is not None and ended.ache_last != ache:
        actions.add_entries([diary.Pain(id=entry_id(row.id, "pain"), at=at, score=ache)], by=row.profile)
        ended = replace(ended, ache_last=ache)
    return ended


def write_down_left(profile: Profile, now: datetime) -> None:
    """Sessions that were left without an end go into the diary as far as they came, so that the next plan knows."""
    for row in SavedSession.objects.filter(profile=profile, ended=False).select_related("profile"):
        try:
            state = rows.state_of(row)
        except rows.Unreadable:  # it stays as it is, and is in nobody's way
            continue
        if any(state.spent):
            write_down(row, state, row.changed.astimezone(now.tzinfo))
        else:
            actions.drop_session(row, by=profile)


def read_ache(request: HttpRequest) -> int | None:
    """The ache that was told, 0-10; None when it was left out."""
    text = request.POST.get("ache", "")
    return int(text) if text in {str(number) for number in range(11)} else None
