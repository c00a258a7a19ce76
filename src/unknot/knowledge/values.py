"""What is an answer worth? One answer in words becomes the typed values that conditions read, or a sentence why not.

yes/no -> True or False; numbers -> an exact count of steps; choices -> the index in the list; regions -> one yes/no for
each region; "unsure" -> what the fact says not sure counts as, or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from unknot.conditions.refused import near_miss
from unknot.conditions.typecheck import FactType
from unknot.knowledge.regions import REGIONS
from unknot.knowledge.shapes import Fact

UNSURE = "unsure"
_KNOWN = frozenset(REGIONS)
Values = Mapping[str, bool | int | None]


class Unreadable(ValueError):
    """An answer that is not one. `hint` says what would be."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def values_of(fact: Fact, type: FactType, answer: Any) -> dict[str, bool | int | None]:
    """Slot -> value for one answer to one fact; {} where not sure leaves it unknown.

    `answer`: a bool, a number (40.0 is 40), a choice id, a list of regions, or "unsure". Nothing is coerced silently.
    Raises Unreadable with a sentence that never repeats the answer.
    """
    if answer == UNSURE and isinstance(answer, str):
        return {} if fact.unsure is None else values_of(fact, type, _plain(fact, fact.unsure))
    if fact.type == "yes_no":
        if isinstance(answer, bool):
            return {fact.id: answer}
        raise Unreadable("takes yes or no", 'write true, false or "unsure"')
    if fact.type == "choice":
        return {fact.id: _choice(type, answer)}
    if fact.type == "regions":
        found = _nowhere(fact.id).copy()
        for region in _regions(answer):
            found[f"{fact.id}.{region}"] = True
        return found
    return {fact.id: _number(type, answer)}


def _plain(fact: Fact, unsure: bool | float | str) -> Any:
    """What `unsure` stands for as an answer; on a regions fact yes means every region."""
    return list(REGIONS) if fact.type == "regions" else unsure


@cache
def _nowhere(fact: str) -> dict[str, bool | int | None]:
    """A regions fact with no region named; to be copied."""
    return {f"{fact}.{region}": False for region in REGIONS}


def _choice(type: FactType, answer: Any) -> int:
    if isinstance(answer, str) and answer in type.choices:
        return type.choices.index(answer)
    hint = near_miss(answer, type.choices, "") if isinstance(answer, str) else ""
    raise Unreadable("is not one of its choices", hint or f"one of: {', '.join(type.choices)}")


def _regions(answer: Any) -> list[str]:
    if not isinstance(answer, list | tuple):
        raise Unreadable("takes a list of regions", 'write a list such as ["low_back_left"], or [] for nowhere')
    for region in answer:
        if not isinstance(region, str):
            raise Unreadable("takes a list of regions", 'write a list such as ["low_back_left"], or [] for nowhere')
        if region not in _KNOWN:
            hint = near_miss(region, REGIONS, f"one of: {', '.join(REGIONS)}")
            raise Unreadable("names a region we do not know", hint)
    if len(set(answer)) < len(answer):
        raise Unreadable("names a region twice", "name each region once")
    return list(answer)


def _within(type: FactType, answer: int | float) -> bool:
    low, high = type.minimum, type.maximum
    return low is not None and high is not None and low <= answer <= high


def _number(type: FactType, answer: Any) -> int:
    if isinstance(answer, bool) or not isinstance(answer, int | float | Decimal):
        raise Unreadable("takes a number", f"write a number from {type.minimum} to {type.maximum}, without quotes")
    if isinstance(answer, int) and type.step == 1 and _within(type, answer):
        return answer
    if isinstance(answer, float) and _within(type, answer):
        steps = Decimal(str(answer)) / Decimal(str(type.step))
        if steps == steps.to_integral_value():
            return int(steps)
    try:
        return type.count(format(Decimal(str(answer)), "f"))
    except (ValueError, ArithmeticError):
        allowed = f"a number from {type.minimum} to {type.maximum}, in steps of {type.step}"
        raise Unreadable("is outside its range or finer than its step", allowed) from None
