"""Finds the person of a command: a file with its own diary, or the last check with this computer's; today's wishes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from unknot import clock
from unknot.cli.check.input_file import read_one, read_whole
from unknot.cli.check.last_check import last_check
from unknot.cli.diary import same_diary
from unknot.knowledge.load import load
from unknot.pathway.contract import read_case
from unknot.pathway.diary import entries as diary
from unknot.pathway.journey import person_of as person_of_journey
from unknot.pathway.person import Person
from unknot.pathway.request import Request


def person_of(answers: str, wishes: Mapping[str, Any], *, plays: bool = False) -> Person:
    """The person of a file (`-`: standard input), or of the last check when `answers` is empty.

    A file brings a diary of its own, or none. `plays`: a session is to be played here and written into the diary of
    this computer, so that diary counts too. Wishes that are empty leave those of the file. Raises InputRefused with
    every problem.
    """
    knowledge, now = load(), clock.now()

    def read(raw: Any) -> Person:
        return read_case(knowledge, _with_wishes(raw, wishes), now)

    if answers:
        person = read_whole(read, lambda: read_one(answers))
        return with_diary_of_now(person) if plays else person
    last = person_of_journey(knowledge, journey := last_check(), same_diary.entries(), now)
    wished = {**journey.request, "country": journey.country} if last.request != Request() else {}
    asked = read_whole(read, lambda: {"answers": {}, "request": {key: wish for key, wish in wished.items() if wish}})
    return replace(last, request=asked.request)


def with_diary_of_now(person: Person) -> Person:
    """The same person with all that has come to the diary of this computer since."""
    return replace(person, diary=diary.merge(same_diary.entries(), person.diary).entries)


def _with_wishes(raw: Any, wishes: Mapping[str, Any]) -> Any:
    """The input with today's wishes in its request."""
    given = {key: wish for key, wish in wishes.items() if wish}
    if not given:
        return raw
    raw = raw if isinstance(raw, dict) and "answers" in raw else {"answers": raw}
    asked = raw.get("request") or {}
    if isinstance(asked, dict):
        if given.get("helper", asked.get("helper")) != asked.get("helper"):
            asked = {key: wish for key, wish in asked.items() if key != "minutes"}  # meant for another helper
        asked = {**asked, **given}
    return {**raw, "request": asked}
