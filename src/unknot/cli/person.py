"""Where do the answers of a command come from? A file or the last check, with today's wishes (`pathway.person`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from unknot import clock
from unknot.cli.input_file import read_one, read_whole
from unknot.cli.last_check import last_check
from unknot.knowledge.load import load
from unknot.pathway.contract import Case, read_case
from unknot.pathway.person import Person
from unknot.pathway.request import Request
from unknot.web.self_care.journey import person_of as person_of_journey


def person_of(answers: str, wishes: Mapping[str, Any]) -> Person:
    """The person of a file (`-`: standard input), or of the last check when `answers` is empty.

    Wishes that are empty leave those of the file. Raises InputRefused with every problem.
    """
    knowledge, now = load(), clock.now()

    def read(raw: Any) -> Case:
        return read_case(knowledge, _with_wishes(raw, wishes), now)

    if answers:
        case = read_whole(read, lambda: read_one(answers))
        return Person(
            knowledge=knowledge, answers=case.answers, request=case.request, cleared=case.cleared, now=case.now
        )
    last = person_of_journey(knowledge, journey := last_check(), now)
    wished = {**journey.request, "country": journey.country} if last.request != Request() else {}
    case = read_whole(read, lambda: {"answers": {}, "request": {key: wish for key, wish in wished.items() if wish}})
    return replace(last, request=case.request)


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
