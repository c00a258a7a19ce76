"""Chooses which finding goes before which, where their advice cannot both be followed.

Limits are merged whatever is said here; this is about words. "Call the emergency number" and "look again in 3 days"
must not stand side by side, nor "no massage until then" and "keep it gentle". Nothing is weighed: a finding is
outranked by one that asks for more of the same thing.

- whoever is seen today, or at once, needs no later visit, no look again and no gentle session;
- a visit in 7 days stands for one in 28, where it leaves no more leave for hands;
- where hands must wait, advice on how they may work waits too, and "gentle massage can go on" is not so;
- of one concern the finding that asks for all that another does, and for more; or as its rule says (`outranks`).
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from unknot.knowledge.outcome import MASSAGES, URGENCIES
from unknot.knowledge.shapes import Limits, Rule

SETS = ("no_technique", "no_tool", "no_position", "no_helper", "keep_off", "heat_not_at")


class Weight(msgspec.Struct, frozen=True):
    """A rule that speaks of this person, and what it asks for here."""

    rule: Rule
    urgency: float
    """Its place among the urgencies; 28 days stand half a step below 7."""
    massage: int
    """Its place among the levels of massage."""


def weighed(rule: Rule, *, doubt: bool = False, cleared: bool = False) -> Weight:
    """What the rule asks for: out of doubt at most a visit in 7 days, cleared no more than to go gently."""
    urgency = URGENCIES.index(rule.urgency or "self_care") - (0.5 if rule.within_days == 28 else 0)
    massage = MASSAGES.index(rule.massage or "suitable")
    return Weight(
        rule,
        min(urgency, URGENCIES.index("clinician")) if doubt else urgency,
        min(massage, MASSAGES.index("modify")) if cleared and rule.massage == "clearance" else massage,
    )


def outranked(speaking: Iterable[Weight]) -> dict[str, str]:
    """Rule -> the rule that outranks it: the gravest one that is itself outranked by none. The rest is not named."""
    gravest_first = sorted(speaking, key=lambda one: (one.massage, one.urgency), reverse=True)
    found: dict[str, str] = {}

    def first(low: Weight) -> str:
        """Asking for more is an order without a circle, so this comes to an end."""
        if low.rule.id not in found:
            above = (high for high in gravest_first if high is not low and _outranks(high, low))
            found[low.rule.id] = next((high.rule.id for high in above if not first(high)), "")
        return found[low.rule.id]

    return {low.rule.id: high for low in gravest_first if (high := first(low))}


def _outranks(high: Weight, low: Weight) -> bool:
    return (
        _is_sooner(high, low)
        or _stops_hands(high, low)
        or _asks_for_all(high, low)
        or (bool({low.rule.id, low.rule.follows} & set(high.rule.outranks)) and _is_graver(high, low))
    )


def _is_sooner(high: Weight, low: Weight) -> bool:
    """Seen today against anything later; in 7 days against a visit in 28."""
    if high.urgency >= URGENCIES.index("same_day"):
        return high.urgency > low.urgency
    return high.urgency == URGENCIES.index("clinician") and 0 < low.urgency < 1 and high.massage >= low.massage


def _stops_hands(high: Weight, low: Weight) -> bool:
    """Where hands wait: what tells them how to work. Limits of a condition may wait for a yes beside a question."""
    modify, clearance, avoid = (MASSAGES.index(level) for level in ("modify", "clearance", "avoid"))
    if high.massage == avoid and low.massage < avoid and not low.urgency:
        return True
    meanwhile = bool(low.urgency or low.rule.follows)
    return high.massage >= clearance and low.massage == modify and meanwhile


def _is_graver(high: Weight, low: Weight) -> bool:
    """At least as much in both, and more in one."""
    both = high.urgency >= low.urgency and high.massage >= low.massage
    return both and (high.urgency, high.massage) != (low.urgency, low.massage)


def _asks_for_all(high: Weight, low: Weight) -> bool:
    """Of the same concern, everything that `low` asks for and more; notes do not count."""
    if high.rule.concern != low.rule.concern or not _holds_tighter(high.rule.limits, low.rule.limits):
        return False
    if (high.urgency, high.massage) == (low.urgency, low.massage):
        return not _holds_tighter(low.rule.limits, high.rule.limits)
    return _is_graver(high, low)


def _holds_tighter(high: Limits, low: Limits) -> bool:
    """Whether every limit of `low` is held by `high` as well."""
    numbers = all(
        getattr(low, field) is None
        or (getattr(high, field) is not None and getattr(high, field) <= getattr(low, field))
        for field in ("max_pressure", "max_minutes", "max_minutes_per_region")
    )
    sets = all(set(getattr(low, field)) <= set(getattr(high, field)) for field in SETS)
    return numbers and sets and (low.heat == "ok" or low.heat == high.heat) and low.needs_helper <= high.needs_helper
