"""Where do the answers of a command come from? A file or the last check, with today's wishes (`pathway.person`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from unknot.cli.input_file import read_one
from unknot.cli.last_check import recall
from unknot.knowledge.load import load
from unknot.pathway.contract import read_case
from unknot.pathway.person import Person


def person_of(answers: str, wishes: Mapping[str, Any]) -> Person:
    """The person of a file (`-`: standard input), or of the last check when `answers` is empty.

    Wishes that are empty leave those of the file. Raises InputRefused with every problem.
    """
    knowledge, now = load(), datetime.now().astimezone()
    raw: Any = read_one(answers) if answers else {"answers": {}}
    given = {key: wish for key, wish in wishes.items() if wish}
    if given:
        raw = raw if isinstance(raw, dict) and "answers" in raw else {"answers": raw}
        asked = raw.get("request") or {}
        if isinstance(asked, dict):
            if given.get("helper", asked.get("helper")) != asked.get("helper"):
                asked = {key: wish for key, wish in asked.items() if key != "minutes"}  # meant for another helper
            asked = {**asked, **given}
        raw = {**raw, "request": asked}
    case = read_case(knowledge, raw, now)
    return Person(
        knowledge=knowledge,
        answers=case.answers if answers else recall(knowledge, now),
        request=case.request,
        cleared=case.cleared,
        now=case.now,
    )
