"""Tells what usually happens to an ache like this one, each number with its source; no rule reads them.

Rows expected-acute, expected-subacute, expected-persistent and expected-other of docs/clinical/course.md. Means hide a
wide spread: they are shown as what is usual, never as what will be.
"""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec.structs import replace

from unknot.knowledge.sentences import worded
from unknot.knowledge.shapes import Knowledge


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """The usual course of one kind of ache. Mean pain 0-100 at the start and after 6, 26 and 52 weeks."""

    phase: Literal["acute", "subacute", "persistent"]
    means: tuple[int, int, int, int]
    certainty: Literal["moderate", "very low", "not stated"]
    text: str
    sources: tuple[str, ...] = ("E21",)


EXPECTED = {
    "acute": Expected(
        phase="acute",
        means=(56, 26, 22, 21),
        certainty="moderate",
        text=worded("A new ache usually falls by about half within six weeks, and more slowly after that."),
    ),
    "subacute": Expected(
        phase="subacute",
        means=(63, 29, 29, 31),
        certainty="not stated",
        text=worded(
            "An ache of six to twelve weeks still usually falls by half in the next six weeks, then stays there."
        ),
    ),
    "persistent": Expected(
        phase="persistent",
        means=(56, 48, 43, 40),
        certainty="very low",
        text=worded(
            "An ache of over twelve weeks usually eases slowly: a seventh in six weeks, over a quarter in a year."
        ),
    ),
}

EXPECTED_OTHER = (
    worded("In one review, pain and difficulty fell by 58 % in the first month."),
    worded("Most people, 73 %, have at least one more spell within a year, so another spell is common."),
    worded("Half are back at work after 14 days, move as before after 31, and are free of pain after 58."),
    worded("After a year 72 % had fully recovered in one study; in another review 65 % still had some pain."),
)
"""Row expected-other; the studies differ, so they are shown side by side. Source E21."""


def expected(knowledge: Knowledge, phase: Literal["acute", "subacute", "persistent"]) -> Expected:
    """The usual course of an ache of this phase, in the language of the knowledge."""
    return replace(EXPECTED[phase], text=knowledge.say(EXPECTED[phase].text))
