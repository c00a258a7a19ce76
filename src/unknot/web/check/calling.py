"""Lists the numbers an emergency shows to be called, as words to read and as links that dial."""

from __future__ import annotations

import re

import msgspec

from unknot.knowledge.shapes import Knowledge
from unknot.telling.decision import DecisionText, number_of


class Call(msgspec.Struct, frozen=True):
    """One number. `address` is a `tel:` or `https:` link; empty where the words are no number that can be dialled."""

    says: str
    address: str


def calls(knowledge: Knowledge, told: DecisionText, country: str) -> tuple[Call, ...]:
    """The numbers to show, the first one large; empty when the decision is no emergency. A crisis line comes first."""
    if told.urgency != "emergency":
        return ()
    number = number_of(knowledge, country)
    crisis = (number.crisis,) if told.act == "crisis" and number.crisis else ()
    return tuple(Call(says, _address(says)) for says in (*crisis, *number.emergency))


def _address(says: str) -> str:
    if re.fullmatch(r"[0-9 +-]+", says):
        return "tel:" + re.sub(r"[ -]", "", says)
    return f"https://{says}" if re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", says) else ""
