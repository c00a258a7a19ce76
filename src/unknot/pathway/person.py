"""Whom is this about? One person's answers, wishes and clearances, walked together with what their diary says.

Every face that keeps a diary walks here, so that the course and a stop of the last hours weigh the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from unknot.knowledge.shapes import Knowledge
from unknot.pathway import Followed, follow
from unknot.pathway.answers import GOOD_FOR, Answers
from unknot.pathway.course import BY_WISH, course_facts, history
from unknot.pathway.decision import Clearance
from unknot.pathway.diary import Entry, Session
from unknot.pathway.moments import elapsed
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
        good = GOOD_FOR["session"]
        lately = [each for each in entries if isinstance(each, Session) and elapsed(each.at, self.now) <= good]
        known = {fact.id for fact in self.knowledge.facts.values() if fact.source == "session"} - {BY_WISH}
        return {reason: True for entry in lately for reason in entry.stopped if reason in known}
