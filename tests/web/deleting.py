"""Deletes in every way there is and looks into the files. `python -m tests.web.deleting` prints, as JSON: way -> where
its words were found before, and after. In shared mode the way is the end of an account.
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

WAYS = ("entry", "everything", "profile", "first profile", "journey", "answer", "dropped", "while somebody reads")


def files_with(folder: Path, words: str) -> list[str]:
    """Which files of the data folder hold these words: the database, its log and index, copies, files beside it."""
    return sorted(
        str(path.relative_to(folder)).split("-20")[0]
        for path in folder.rglob("*")
        if path.is_file() and words.encode() in path.read_bytes()
    )


def person(words: str, **of: Any) -> Any:
    """A profile whose name, note and running check hold the words."""
    from unknot.pathway.diary.entries import Note
    from unknot.web.accounts.models import Profile
    from unknot.web.kept import actions

    by = Profile.objects.create(name=words[:40], **of)
    for _ in range(20):
        actions.add_entries([Note(id=str(uuid.uuid4()), at=datetime.now(UTC), note=f"{words} " * 40)], by=by)
    actions.keep_journey(journey(words), by=by)
    return by


def journey(*words: str) -> Any:
    """A check whose pages hold the words."""
    from unknot.pathway.journey import Answered, new_journey

    now = datetime.now(UTC)
    pages = tuple(Answered(screen="all", items=(), given={"x": f"{each} " * 100}, at=now) for each in words)
    return new_journey().__class__(**{**_fields(new_journey()), "pages": pages})


def _fields(of: Any) -> dict[str, Any]:
    return {name: getattr(of, name) for name in of.__struct_fields__}


def at_home(folder: Path) -> dict[str, Any]:
    """Every way of a household, each on words of its own and with a copy of before."""
    from tests.web.household import client_of
    from unknot.web.accounts.actions import rename_profile
    from unknot.web.accounts.models import Profile
    from unknot.web.database import copies
    from unknot.web.kept import actions
    from unknot.web.kept.models import SavedEntry

    def entry(by: Profile, words: str) -> None:
        for row in SavedEntry.objects.filter(profile=by):
            client_of(by).post("/diary/delete/", {"id": str(row.pk), "go": "delete"})
        client_of(by).post(f"/profiles/{by.pk}/name/", {"name": "x"})
        actions.drop_journey(by=by)

    def everything(by: Profile, words: str) -> None:
        client_of(by).post("/delete-everything/", {"go": "delete"})
        client_of(by).post(f"/profiles/{by.pk}/name/", {"name": "x"})

    def profile(by: Profile, words: str) -> None:
        client_of(by).post(f"/profiles/{by.pk}/delete/", {"delete": "1"})

    def first(by: Profile, words: str) -> None:
        Profile.objects.exclude(pk=by.pk).delete()
        (folder / "session.json").write_text(words)
        profile(by, words)

    def only_journey(by: Profile, words: str) -> None:
        actions.delete_everything(by=by)
        rename_profile("x", by=by)
        actions.keep_journey(journey(words), by=by)
        copies.copy(folder / "unknot.sqlite3")
        assert files_with(folder, words)

    def replaced(by: Profile, words: str) -> None:
        only_journey(by, words)
        client_of(by).post("/check/", {"go": "begin"})

    def answer(by: Profile, words: str) -> None:
        only_journey(by, words)
        actions.keep_journey(journey("another", "one"), by=by)

    def dropped(by: Profile, words: str) -> None:
        only_journey(by, words)
        actions.drop_journey(by=by)

    def while_read(by: Profile, words: str) -> None:
        with closing(sqlite3.connect(folder / "unknot.sqlite3")) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM self_care_savedentry").fetchone()
            profile(by, words)
            assert any("wal" in name for name in files_with(folder, words)), "the reader held the log"
        client_of(Profile.objects.create()).get("/country/")

    ways: tuple[Callable[[Profile, str], None], ...] = (
        entry, everything, profile, first, replaced, answer, dropped, while_read,
    )  # fmt: skip
    found: dict[str, Any] = {}
    for number, (way, delete) in enumerate(zip(WAYS, ways, strict=True)):
        words = f"marker-{number}-of-these-words"
        by = person(words)
        copies.copy(folder / "unknot.sqlite3")
        before = files_with(folder, words)
        delete(by, words)
        found[way] = (before, files_with(folder, words))
    return found


def shared(folder: Path) -> dict[str, Any]:
    """The end of an account."""
    from django.contrib.auth.models import User

    from unknot.web.accounts import actions
    from unknot.web.database import copies

    words = "marker-of-an-account"
    user = User.objects.create(username=words, email=f"{words}@example.org")
    person(words, owner=user, kind="account")
    copies.copy(folder / "unknot.sqlite3")
    before = files_with(folder, words)
    actions.delete_account(by=user)
    return {"account": (before, files_with(folder, words))}


if __name__ == "__main__":
    import django

    django.setup()
    from django.conf import settings

    from unknot.web.database.up_to_date import bring_up_to_date

    bring_up_to_date()
    print(json.dumps((at_home if settings.HOME else shared)(Path(settings.DATA))))
