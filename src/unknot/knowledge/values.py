"""Turns one answer in words into the typed values that conditions read, or says why it is none.

yes/no -> True or False; numbers -> an exact count of steps; choices -> the index in the list; regions -> an int whose
bit i says that REGIONS[i] is named; "unsure" -> what the fact says not sure counts as, or nothing.

The regions of a fact are known or unknown together, so they travel as that one int. Conditions name them one by one
(`wound_at.neck`, a *slot*): `spelled_out` goes from facts to slots, `packed` back.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import compress
from typing import Any

from unknot.conditions.refused import near_miss
from unknot.conditions.truth import value
from unknot.conditions.typecheck import FactType
from unknot.knowledge.regions import REGIONS
from unknot.knowledge.sentences import worded
from unknot.knowledge.shapes import Fact, Knowledge

UNSURE = "unsure"
_BIT = {region: 1 << place for place, region in enumerate(REGIONS)}
Value = bool | int | None


def settled(knowledge: Knowledge, values: Mapping[str, Value]) -> dict[str, bool | int]:
    """Fact -> value for each fact that is not answered and follows from one that is: a man is not pregnant."""
    found: dict[str, bool | int] = {}
    for row in knowledge.settled:
        if value(row.where, values) is True:
            found |= {fact: known for fact, known in row.values.items() if values.get(fact) is None}
    return found


class Unreadable(ValueError):
    """An answer that is not one. `hint` says what would be. Both are kept as English sentences with `gaps`."""

    def __init__(self, message: str, hint: str, **gaps: object) -> None:
        super().__init__(message.format_map(gaps) if gaps else message)
        self.hint = hint.format_map(gaps) if gaps else hint
        self._sentences = message, hint
        self._gaps = gaps

    def said(self, knowledge: Knowledge) -> tuple[str, str]:
        """What is wrong and what to do, in the language of the knowledge."""
        message, hint = self._sentences
        return knowledge.say(message, **self._gaps), knowledge.say(hint, **self._gaps)


A_LIST = worded("takes a list of regions"), worded('write a list such as ["low_back_left"], or [] for nowhere')
ONE_OF = worded("one of: {known}")


def usual_value(fact: Fact, type: FactType) -> Value:
    """What the usual answer of a fact is worth; None where it has none."""
    return value_of(fact, type, fact.usual) if fact.usual is not None else None


def value_of(fact: Fact, type: FactType, answer: Any) -> Value:
    """What one answer to one fact is worth; None where not sure leaves it unknown.

    `answer`: a bool, a number (40.0 is 40), a choice id, a list of regions, or "unsure". Nothing is coerced silently.
    Raises Unreadable with a sentence that never repeats the answer.
    """
    if answer == UNSURE and isinstance(answer, str):
        return None if fact.unsure is None else value_of(fact, type, _plain(fact, fact.unsure))
    if fact.type == "yes_no":
        if isinstance(answer, bool):
            return answer
        raise Unreadable(worded("takes yes or no"), worded('write true, false or "unsure"'))
    if fact.type == "choice":
        return _choice(type, answer)
    if fact.type == "regions":
        return _regions(answer)
    return _number(type, answer)


def values_of(fact: Fact, type: FactType, answer: Any) -> dict[str, Value]:
    """Slot -> value for one answer; {} where not sure leaves it unknown. Raises as `value_of` does."""
    value = value_of(fact, type, answer)
    return {} if value is None else {fact.id: value} if fact.type != "regions" else {**_slots(fact.id, value)}


def spelled_out(types: Mapping[str, FactType], values: Mapping[str, Value]) -> dict[str, Value]:
    """Fact -> value becomes slot -> value; the regions of an unknown fact are unknown each."""
    found = {fact: value for fact, value in values.items() if not types[fact].regions}
    for fact, type in types.items():
        if type.regions and fact in values:
            found.update(_slots(fact, values[fact]))
    return found


def packed(types: Mapping[str, FactType], values: Mapping[str, Value]) -> list[Value]:
    """Slot -> value becomes one value for each fact, in order: what `Knowledge.evaluate` takes. Absent: unknown.

    Raises ValueError for a regions fact of which only some regions are known: no answer leaves that.
    """
    return [_joined(fact, values) if type.regions else values.get(fact) for fact, type in types.items()]


def _joined(fact: str, values: Mapping[str, Value]) -> int | None:
    named = [values.get(slot) for slot in _slots(fact, None)]
    if None not in named:
        return sum(compress(_BIT.values(), named))
    if named.count(None) < len(named):
        raise ValueError(f"`{fact}`: some regions are known and some are not")
    return None


@lru_cache(maxsize=1000)
def _slots(fact: str, named: int | None) -> Mapping[str, Value]:
    """The slots of a regions fact, in order; not to be changed."""
    return {f"{fact}.{region}": None if named is None else bool(named & bit) for region, bit in _BIT.items()}


def _plain(fact: Fact, unsure: bool | float | str) -> Any:
    """What `unsure` stands for as an answer; on a regions fact yes means every region."""
    return list(REGIONS) if fact.type == "regions" else unsure


def _choice(type: FactType, answer: Any) -> int:
    if isinstance(answer, str) and answer in type.choices:
        return type.choices.index(answer)
    hint = near_miss(answer, type.choices, "") if isinstance(answer, str) else ""
    raise Unreadable(worded("is not one of its choices"), hint or ONE_OF, known=", ".join(type.choices))


def _regions(answer: Any) -> int:
    if not isinstance(answer, list | tuple):
        raise Unreadable(*A_LIST)
    found = 0
    for region in answer:
        if not isinstance(region, str):
            raise Unreadable(*A_LIST)
        if region not in _BIT:
            hint = near_miss(region, REGIONS, ONE_OF)
            raise Unreadable(worded("names a region we do not know"), hint, known=", ".join(REGIONS))
        if found & _BIT[region]:
            raise Unreadable(worded("names a region twice"), worded("name each region once"))
        found |= _BIT[region]
    return found


def _within(type: FactType, answer: int | float) -> bool:
    low, high = type.minimum, type.maximum
    return low is not None and high is not None and low <= answer <= high


def _number(type: FactType, answer: Any) -> int:
    if isinstance(answer, bool) or not isinstance(answer, int | float | Decimal):
        hint = worded("write a number from {low} to {high}, without quotes")
        raise Unreadable(worded("takes a number"), hint, low=type.minimum, high=type.maximum)
    if isinstance(answer, int) and type.step == 1 and _within(type, answer):
        return answer
    if isinstance(answer, float) and _within(type, answer):
        steps = Decimal(str(answer)) / Decimal(str(type.step))
        if steps == steps.to_integral_value():
            return int(steps)
    try:
        return type.count(format(Decimal(str(answer)), "f"))
    except (ValueError, ArithmeticError):
        message = worded("is outside its range or finer than its step")
        hint = worded("a number from {low} to {high}, in steps of {step}")
        raise Unreadable(message, hint, low=type.minimum, high=type.maximum, step=type.step) from None
