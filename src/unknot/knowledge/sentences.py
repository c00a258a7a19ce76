"""Marks the English sentences that Python says, and fills their gaps in the way of each language.

A sentence stands in the call, `knowledge.say("At most {minutes} minutes.", minutes=20)`, or in a table where it is
marked with `worded` and translated where it is used. `python -m unknot.knowledge.language` finds both. Here is the
mark, and what fills the gaps in the way of each language: lists, numbers, days.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from unknot.knowledge.shapes import Knowledge


def worded(sentence: str, /) -> str:
    """The sentence itself: the mark of words that are translated later, where they are used."""
    return sentence


TWO = {"and": worded("{first} and {last}"), "or": worded("{first} or {last}")}
MORE = {"and": worded("{others} and {last}"), "or": worded("{others} or {last}")}
"""Three or more: `others` stand with commas between them."""


def listed(knowledge: Knowledge, words: Iterable[str], last: Literal["and", "or"] = "and") -> str:
    """ "a", "a and b", "a, b and c"; nothing for no words."""
    *others, final = tuple(words) or ("",)
    if not others:
        return final
    if len(others) == 1:
        return knowledge.say(TWO[last], first=others[0], last=final)
    return knowledge.say(MORE[last], others=", ".join(others), last=final)


def number(knowledge: Knowledge, value: float) -> str:
    """36.8 as "36.8", or "36,8" where that is the custom; 20.0 as "20"."""
    whole, point, part = f"{value:g}".partition(".")
    return knowledge.say("{whole}.{part}", whole=whole, part=part) if point else whole


def day_and_month(knowledge: Knowledge, day: date) -> str:
    """ "31 October", in the words of the language."""
    from babel.dates import format_date  # slow to import, and most runs tell no date

    return format_date(day, "d MMMM", locale=knowledge.language)


def sentence(text: str) -> str:
    """With a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def inside(text: str) -> str:
    """With a small first letter, to stand inside a sentence; a name in it keeps its capital."""
    return text[:1].lower() + text[1:]
