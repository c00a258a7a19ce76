"""Whom is this about? Answers from a file or the last check, with today's wishes and what the diary says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from unknot.cli.input_file import read_one
from unknot.cli.last_check import recall
from unknot.knowledge.load import load
from unknot.knowledge.shapes import Knowledge
from unknot.pathway import Followed, follow
from unknot.pathway.answers import GOOD_FOR, Answers
from unknot.pathway.contract import read_case
from unknot.pathway.course import BY_WISH, course_facts, history
from unknot.pathway.decision import Clearance
from unknot.pathway.diary import Entry, Session
from unknot.pathway.request import Request


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One person's answers and wishes, checked. Its repr holds none of them."""

    knowledge: Knowledge
    answers: Answers
    request: Request
    cleared: dict[str, Clearance]
    now: datetime

    def __repr__(self) -> str:
        return f"<Person: {self.answers!r}>"

    def walk(self, entries: Iterable[Entry], reported: Mapping[str, Any] | None = None) -> Followed:
        """Where these answers lead with this diary; `reported` adds the reason a session was stopped for."""
        told = tuple(entries)
        return follow(
            self.knowledge,
            self.answers,
            self.request,
            now=self.now,
            cleared=self.cleared,
            reported={**course_facts(told, self.now), **self.stopped_lately(told), **(reported or {})},
            history=history(told, self.now),
        )

    def stopped_lately(self, entries: Iterable[Entry]) -> dict[str, bool]:
        """Why massages of the last 12 hours were stopped: these facts stand as long as answers good for one session do.

        Without this a person who stopped for numbness could begin anew on the answers given before it. The mere wish
        to stop says nothing about the body; a reason that this knowledge does not know cannot be weighed.
        """
        since = self.now - GOOD_FOR["session"]
        lately = [entry for entry in entries if isinstance(entry, Session) and entry.at >= since]
        known = {fact.id for fact in self.knowledge.facts.values() if fact.source == "session"} - {BY_WISH}
        return {reason: True for entry in lately for reason in entry.stopped if reason in known}


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
