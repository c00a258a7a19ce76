"""Puts what is proved over every possible person in words: the promises by what they promise, and the laws."""

from __future__ import annotations

import msgspec

from unknot.knowledge.shapes import Knowledge, Promise
from unknot.proofs.law_words import LAWS_SAID


class PromisesShown(msgspec.Struct, frozen=True, kw_only=True):
    """All that is proved over every possible person."""

    help_first: tuple[str, ...]
    no_massage: tuple[str, ...]
    limits: tuple[str, ...]
    laws: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many sentences are proved."""
        return len(self.help_first) + len(self.no_massage) + len(self.limits) + len(self.laws)


def promises_shown(knowledge: Knowledge) -> PromisesShown:
    """The promises by what they promise: help, no massage, or a limit."""
    groups: dict[str, list[str]] = {"help_first": [], "no_massage": [], "limits": []}
    for promise in knowledge.promises:
        groups[_group(promise)].append(promise.says)
    return PromisesShown(
        help_first=tuple(groups["help_first"]),
        no_massage=tuple(groups["no_massage"]),
        limits=tuple(groups["limits"]),
        laws=tuple(knowledge.say(says) for says in LAWS_SAID.values()),
    )


def _group(promise: Promise) -> str:
    if "urgency" in promise.then:
        return "help_first"
    return "no_massage" if promise.then == "massage = 'avoid'" else "limits"
