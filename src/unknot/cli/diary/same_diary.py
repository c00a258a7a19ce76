"""Lets the terminal read and write the diary that the browser shows: one database, one diary a person.

It is that of the household's first profile. Only commands that need it come here, because Django takes a moment to
start. When `add` or `take_in` returns, the entries are on the disk (SQLite, synchronous=FULL) and outlive a crash.
Everything here raises DiaryUnreadable (`web/database/database_file.py`), an OSError with a sentence and a hint of its
own, when the diary is newer, damaged, locked, empty or another program's. A check goes on without it.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from unknot.data_folder import data_folder
from unknot.pathway import Assessment
from unknot.pathway.answers import InputRefused, Problem
from unknot.pathway.diary import entries as diary
from unknot.pathway.journey import Journey
from unknot.web.database.database_file import of_error

if TYPE_CHECKING:
    from unknot.knowledge.shapes import Knowledge
    from unknot.web.accounts.models import Profile


def entries() -> tuple[diary.Entry, ...]:
    """The diary, in order of time."""
    with _database() as profile:
        from unknot.web.kept import rows

        return rows.entries_of(profile)


def add(new: Iterable[diary.Entry]) -> None:
    """Write entries down; one that is there already counts once."""
    with _database() as profile:
        from unknot.web.kept import actions

        actions.add_entries(new, by=profile)


def take_in(theirs: Iterable[diary.Entry]) -> diary.Merged:
    """Import entries, all or none. Raises InputRefused with each that is there with other content."""
    with _database() as profile:
        from unknot.web.kept import actions

        try:
            return actions.take_in(theirs, by=profile)
        except actions.Refused as refused:
            parts = [problem.split("\nhint: ", 1) for problem in refused.because]
            raise InputRefused([Problem(what[:42], what[43:], hint) for what, hint in parts]) from None
        except actions.Full:
            hint = "import what is newer, or export and keep the older years in a file"
            most = f"would hold more than {actions.MOST_IN_ALL:,} entries, so nothing was taken in"
            raise InputRefused([Problem("the diary", most, hint)]) from None
        except actions.Taken:
            hint = "each person of this household has a diary of their own; import it there"
            raise InputRefused([Problem("an entry", "is in the diary of another profile", hint)]) from None


def last_journey() -> Journey | None:
    """The check that was answered last, here or in the browser."""
    with _database() as profile:
        from unknot.web.kept import rows

        return rows.journey_of(profile)


def so_far() -> tuple[tuple[diary.Entry, ...], Journey | None]:
    """The diary, and the check that was begun in the browser and not finished. On the first day there is neither, and
    nothing is made to find that out."""
    there = (data_folder() / name for name in ("unknot.sqlite3", "diary.jsonl"))
    if not os.environ.get("UNKNOT_DIARY") and not any(path.exists() for path in there):
        return (), None
    with _database() as profile:
        from unknot.web.kept import rows

        return rows.entries_of(profile), rows.begun_by(profile)


def keep_check(knowledge: Knowledge, journey: Journey, assessment: Assessment, at: datetime) -> None:
    """Keep a finished check, as the browser does: the answers for the next plan, and the decision as it was told."""
    from unknot.telling.decision import tell

    told = tell(knowledge, assessment, journey.country, at)
    with _database() as profile:
        from unknot.web.kept import actions

        actions.keep_journey(journey, by=profile)
        actions.finish_check(knowledge, journey, assessment, told, at, by=profile)


@contextmanager
def _database() -> Iterator[Profile]:
    """The profile that is written to. What the database refuses is said like any other trouble with the disk."""
    profile = _opened()
    from django.db import DatabaseError

    from unknot.web.database.forgetting import forget_what_is_left

    try:
        yield profile
        forget_what_is_left()
    except DatabaseError as refused:
        raise _as_told(refused) from None


def _as_told(refused: Exception) -> OSError:
    cause = refused.__cause__
    return of_error(
        cause if isinstance(cause, sqlite3.Error) else sqlite3.Error(str(refused)), data_folder() / "unknot.sqlite3"
    )


@cache
def _opened() -> Profile:
    """Django set up, the database made or brought up to date, an earlier diary taken in: once a process."""
    if os.environ.get("UNKNOT_MODE", "home") != "home":
        hint = "run it without UNKNOT_MODE; a shared server keeps diaries in the accounts of its people"
        raise InputRefused([Problem("UNKNOT_MODE", "says that this is a shared server", hint)])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unknot.web.settings")
    os.umask(0o077)
    import django

    django.setup()
    from django.db import DatabaseError

    from unknot.web.database.up_to_date import bring_up_to_date

    try:
        bring_up_to_date()
        from unknot.web.accounts.whose import home_profile
        from unknot.web.kept.earlier_diary import take_in_earlier_diary

        profile = home_profile()
        said = take_in_earlier_diary(by=profile)
    except DatabaseError as refused:
        raise _as_told(refused) from None
    if said:
        print(said, file=sys.stderr)
    return profile
