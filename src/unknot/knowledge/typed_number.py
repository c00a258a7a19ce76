"""Reads a number as people type it, the same in every face: 40, 38,5 and 38.5, 3 weeks; what has two readings is asked.

"1.000" is a thousand in one country and one in another: to read it as either would be wrong for somebody.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from unknot.knowledge.sentences import worded
from unknot.knowledge.values import Unreadable

UNITS = {"days": 1, "weeks": 7, "months": 30, "years": 365}
"""Days in each unit that "when did it begin" can be told in."""
PART = 0.00001
"""Any part of a unit: it is told that the unit is whole, not how many decimals there are."""
LONGEST = 20
"""Letters of a typed number; no range is near it."""
_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d*)?|[+-]?[.,]\d+")
_TWO_WAYS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[.,' \u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?")


def number_typed(text: str, step: int | float = 1) -> int | float:
    """The number, an int where it is whole. Raises Unreadable with what to write instead.

    `step`: the finest difference the number can have; a finer one is told so.
    """
    said = _in_our_digits(text.strip())
    if len(said) > LONGEST:
        raise Unreadable(worded("is not a number"), worded("write digits, such as 40"))
    if _TWO_WAYS.fullmatch(said):
        many, few = re.sub("[.,]", "", said), _trim(Decimal(said.replace(",", ".")))
        raise Unreadable(
            worded("could be two numbers"), worded("write {many} or {few}"), many=many.lstrip("+"), few=few
        )
    if not _PLAIN.fullmatch(said):
        if _GROUPED.fullmatch(said):
            raise Unreadable(worded("has a mark between its thousands"), worded("write the digits alone, such as 1000"))
        raise Unreadable(worded("is not a number"), worded("write digits, such as 40"))
    value = Decimal(said.replace(",", "."))
    if value % Decimal(str(step)):
        if step == 1:
            raise Unreadable(
                worded("is not a whole number"), worded("write a whole number, such as {number}"), number=int(value)
            )
        raise Unreadable(
            worded("is finer than we can tell apart"),
            worded("write one decimal, such as {number}"),
            number=_trim(value - value % Decimal(str(step))),
        )
    return int(value) if value == value.to_integral_value() else float(value)


def days_typed(text: str, unit: str = "days") -> int:
    """Days from a whole number of a unit. Raises Unreadable."""
    number = number_typed(text, 1 if unit == "days" else PART)
    if number != int(number):
        raise Unreadable(
            worded("is not a whole number"), worded("write it in whole days or weeks, such as 10 days or 3 weeks")
        )
    return int(number) * UNITS[unit]


def _in_our_digits(text: str) -> str:
    """Digits of every script as 0 to 9; a fraction or a raised 2 is no digit."""
    return "".join(
        each if each.isascii() else str(unicodedata.decimal(each, None) if each.isdecimal() else each) for each in text
    )


def _trim(value: Decimal) -> str:
    return f"{value.normalize():f}"
