"""Walks one person: their answers, wishes and clearances, always together with what their diary says.

Every face decides here: terminal, pages, a file, a visitor. Whoever has a diary brings it, so the course and a stop of
the last hours weigh the same everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from unknot.knowledge.shapes import Knowledge
from unknot.pathway import Assessment, follow
from unknot.pathway.answers import GOOD_FOR, Answers
from unknot.pathway.decision import Clearance
from unknot.pathway.diary.course import BY_WISH, course_facts, history
from unknot.pathway.diary.entries import Entry, Session
from unknot.pathway.moments import elapsed
from unknot.pathway.request import Request


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One person's answers and wishes, checked, with their diary. Its repr holds none of them."""

    knowledge: Knowledge
    answers: Answers
    request: Request
    cleared: dict[str, Clearance]
    diary: tuple[Entry, ...]
    """() for somebody without one."""
    now: datetime
    """The moment to decide for, in the zone whose calendar days count."""

    def __repr__(self) -> str:
        return f"<Person: {self.answers!r}>"

    def walk(self, reported: Mapping[str, Any] | None = None, *, assume_usual: bool = False) -> Assessment:
        """Where all of it leads. `reported` adds the reason that a session is being stopped for."""
        return follow(
            self.knowledge,
            self.answers,
            self.request,
            now=self.now,
            cleared=self.cleared,
            reported={**course_facts(self.diary, self.now), **self.stopped_lately(), **(reported or {})},
            history=history(self.diary, self.now),
            assume_usual=assume_usual,
        )

    def stopped_lately(self) -> dict[str, bool]:
        """Why massages of the last 12 hours were stopped: these facts stand as long as answers good for one session do.

        Without this a person who stopped for numbness could begin anew on the answers given before it. The mere wish
        to stop says nothing about the body; a reason that this knowledge does not know cannot be weighed.
        """
        good = GOOD_FOR["session"]
        lately = [each for each in self.diary if isinstance(each, Session) and elapsed(each.at, self.now) <= good]
        known = {fact.id for fact in self.knowledge.facts.values() if fact.source == "session"} - {BY_WISH}
        return {reason: True for entry in lately for reason in entry.stopped if reason in known}
