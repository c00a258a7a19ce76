"""Every kind of write, made for two writers: what one does, what the other does, and what is right afterwards."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import User
from msgspec.structs import replace

from tests.web.rows import Whole, whole_person
from unknot.pathway.diary import entries as diary
from unknot.pathway.session.machine import apply, begin
from unknot.pathway.session.shape import CheckIn, Start, Stop
from unknot.web.accounts import actions as accounts
from unknot.web.accounts.models import Profile
from unknot.web.accounts.turns import Gone
from unknot.web.accounts.whose import first_profile, home_profile
from unknot.web.kept import actions, rows
from unknot.web.kept.models import SavedCheck, SavedEntry, SavedJourney, SavedPlan, SavedSession

Write = Callable[[], Any]
Pair = tuple[Write, Write, Callable[[], bool]]
"""One write, the other, and whether what is kept afterwards is right."""

whole, now = whole_person(), datetime.now(UTC)
EVERY: dict[str, Callable[[], Pair]] = {}


def every(pair: Callable[[], Pair]) -> Callable[[], Pair]:
    """Marks one kind of write."""
    EVERY[pair.__name__] = pair
    return pair


def new() -> tuple[Profile, Whole]:
    return Profile.objects.create(), whole.again()


def same(write: Write, right: Callable[[], bool]) -> Pair:
    return write, write, right


@every
def journey() -> Pair:
    by, one = new()
    return same(
        lambda: actions.keep_journey(one.journey, by=by),
        lambda: rows.journey_of(by) == one.journey and SavedJourney.objects.filter(profile=by).count() == 1,
    )


@every
def check() -> Pair:
    by, one = new()
    return same(lambda: one.check(by), lambda: SavedCheck.objects.filter(profile=by).count() == 1)


@every
def check_mended() -> Pair:
    by, one = new()
    mended = replace(one, journey=replace(one.journey, country="ID"))
    return (
        lambda: one.check(by),
        lambda: mended.check(by),
        lambda: SavedCheck.objects.get(profile=by).journey["country"] in ("", "ID"),
    )


@every
def plan() -> Pair:
    by, one = new()
    check, id = one.check(by), str(uuid.uuid4())
    return same(lambda: one.plan(check, id, by), lambda: SavedPlan.objects.filter(profile=by).count() == 1)


@every
def plan_and_its_check() -> Pair:
    by, one = new()
    id = str(uuid.uuid4())
    return same(lambda: one.plan(one.check(by), id, by), lambda: SavedPlan.objects.filter(profile=by).count() == 1)


@every
def session() -> Pair:
    by, one = new()
    plan, id = one.plan(one.check(by), str(uuid.uuid4()), by), str(uuid.uuid4())
    early = begin(one.assessment.plan, one.knowledge.techniques)  # type: ignore[arg-type]
    late = apply(early, Start(at=1000))
    return (
        lambda: actions.keep_session(plan, one.knowledge, early, id, now, by=by),
        lambda: actions.keep_session(plan, one.knowledge, late, id, now, by=by),
        lambda: rows.state_of(SavedSession.objects.get(id=id)).at == 1000,
    )


def running() -> tuple[Profile, Whole, SavedSession, Any]:
    by, one = new()
    plan = one.plan(one.check(by), str(uuid.uuid4()), by)
    state = apply(begin(one.assessment.plan, one.knowledge.techniques), Start(at=1000))  # type: ignore[arg-type]
    row = actions.keep_session(plan, one.knowledge, state, str(uuid.uuid4()), now, by=by)
    return by, one, row, apply(state, CheckIn(at=2000))


@every
def ended() -> Pair:
    by, _, row, state = running()
    id, stopped = str(uuid.uuid4()), apply(state, Stop(at=3000, reason="stopped_by_wish"))

    def end() -> Any:
        return actions.end_session(SavedSession.objects.get(pk=row.pk), stopped, id, now, by=by)

    return same(end, lambda: len(rows.entries_of(by)) == 1)


@every
def ended_two_ways() -> Pair:
    by, _, row, state = running()
    id = str(uuid.uuid4())
    one = apply(state, Stop(at=3000, reason="stopped_by_wish"))
    other = apply(state, Stop(at=3000, reason="stopped_sharp_pain"))

    def right() -> bool:
        (entry,) = rows.entries_of(by)
        kept = SavedSession.objects.get(pk=row.pk)
        return kept.ended and rows.state_of(kept).reasons == entry.stopped  # type: ignore[union-attr]

    return (
        lambda: actions.end_session(row, one, id, now, by=by),
        lambda: actions.end_session(SavedSession.objects.get(pk=row.pk), other, id, now, by=by),
        right,
    )


@every
def ended_while_kept() -> Pair:
    by, one, row, state = running()
    stopped = apply(state, Stop(at=3000, reason="stopped_by_wish"))
    later = replace(state, at=9000)

    def right() -> bool:
        kept = SavedSession.objects.get(pk=row.pk)
        return kept.ended and rows.state_of(kept).status == "stopped"

    return (
        lambda: actions.end_session(SavedSession.objects.get(pk=row.pk), stopped, str(uuid.uuid4()), now, by=by),
        lambda: actions.keep_session(row.saved_plan, one.knowledge, later, str(row.pk), now, by=by),
        right,
    )


@every
def stepped() -> Pair:
    by, _, row, _ = running()

    def press(state: Any) -> Any:
        return replace(state, cap=state.cap - 1)

    def right() -> bool:
        return rows.state_of(SavedSession.objects.get(pk=row.pk)).cap == rows.state_of(row).cap - 2

    return same(lambda: actions.move_session(row, press, by=by), right)


@every
def dropped() -> Pair:
    by, _, row, _ = running()
    return same(
        lambda: actions.drop_session(SavedSession(id=row.id, profile=by), by=by),
        lambda: not SavedSession.objects.filter(pk=row.pk).exists(),
    )


@every
def entries() -> Pair:
    by, _ = new()
    told = [diary.Pain(id=diary.new_id(), at=now, score=place) for place in range(8)]
    one: list[Any] = []
    return (
        lambda: one.append(len(actions.add_entries(told, by=by).added)),
        lambda: one.append(len(actions.add_entries(reversed(told), by=by).added)),
        lambda: len(rows.entries_of(by)) == 8 and sorted(one) == [0, 8],
    )


@every
def entry_of_two() -> Pair:
    (ann, _), (ben, _) = new(), new()
    told = [diary.Pain(id=diary.new_id(), at=now, score=place) for place in range(8)]
    taken: list[str] = []

    def add(entries: Any, by: Profile) -> None:
        try:
            actions.add_entries(entries, by=by)
        except actions.Taken:
            taken.append("")

    return (
        lambda: add(told, ann),
        lambda: add(reversed(told), ben),
        lambda: {len(rows.entries_of(ann)), len(rows.entries_of(ben))} == {0, 8} and len(taken) == 1,
    )


@every
def imported() -> Pair:
    by, _ = new()
    told = [diary.Pain(id=diary.new_id(), at=now, score=place) for place in range(8)]
    return same(lambda: actions.take_in(told, by=by), lambda: len(rows.entries_of(by)) == 8)


@every
def deleted_entry() -> Pair:
    by, _ = new()
    told = diary.Pain(id=diary.new_id(), at=now, score=3)
    actions.add_entries([told], by=by)
    there: list[bool] = []
    return same(
        lambda: there.append(actions.delete_entry(told.id, by=by)),
        lambda: not rows.entries_of(by) and sorted(there) == [False, True],
    )


@every
def everything() -> Pair:
    by, one = new()
    plan = one.plan(one.check(by), str(uuid.uuid4()), by)

    def keep() -> None:
        state = begin(one.assessment.plan, one.knowledge.techniques)  # type: ignore[arg-type]
        with suppress(actions.Taken):  # its plan was deleted first
            actions.keep_session(plan, one.knowledge, state, str(uuid.uuid4()), now, by=by)

    return lambda: actions.delete_everything(by=by), keep, lambda: not SavedSession.objects.filter(profile=by)


@every
def profile() -> Pair:
    id = uuid.uuid4()
    return same(lambda: accounts.add_profile(id, "Ann"), lambda: Profile.objects.get(id=id).name == "Ann")


@every
def names() -> Pair:
    by, _ = new()

    def right() -> bool:
        kept = Profile.objects.get(pk=by.pk)
        return (kept.name, kept.country) == ("Ann", "ID")

    return lambda: accounts.rename_profile("Ann", by=by), lambda: accounts.choose_country("ID", by=by), right


@every
def deleted_profile() -> Pair:
    by, _ = new()

    def add() -> None:
        with suppress(Gone):
            actions.add_entries([diary.Pain(id=diary.new_id(), at=now, score=3)], by=by)

    return (
        lambda: accounts.delete_profile(by=Profile.objects.get(pk=by.pk)),
        add,
        lambda: not SavedEntry.objects.filter(profile_id=by.pk),
    )


@every
def first_of_account() -> Pair:
    user = User.objects.create(username=str(uuid.uuid4()))
    return same(lambda: first_profile(user), lambda: Profile.objects.filter(owner=user).count() == 1)


@every
def deleted_account() -> Pair:
    user = User.objects.create(username=str(uuid.uuid4()))
    return (
        lambda: accounts.delete_account(by=User(pk=user.pk)),
        lambda: first_profile(user),
        lambda: not User.objects.filter(pk=user.pk) and not Profile.objects.filter(owner_id=user.pk),
    )


@every
def first_at_home() -> Pair:
    Profile.objects.filter(kind="household").delete()
    return same(home_profile, lambda: Profile.objects.filter(kind="household").count() == 1)
