"""What do the rules add up to, for an engine that only says which rules hold? Bits or-ed in plain Python.

For engines whose own language makes the outcome dearer than this. Nobody is cleared of anything here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from benchmarks.peers import Found
from benchmarks.people import Values
from unknot.knowledge.index import index_of
from unknot.knowledge.shapes import Knowledge


def folder(knowledge: Knowledge) -> Callable[[Iterable[int], Iterable[int], Values], Found]:
    """A function of (fired, unsettled, values) -> the whole answer."""
    places = {slot: place for place, slot in enumerate(knowledge.slots)}
    effects = index_of(knowledge).effects
    bits = [effects.bits.get(rule, 0) for rule in knowledge.rule_ids]
    by_region = [
        [(places[slot], extra) for slot, extra in effects.by_region.get(rule, {}).items()]
        for rule in knowledge.rule_ids
    ]

    def fold(fired: Iterable[int], unsettled: Iterable[int], values: Values) -> Found:
        lower = worst = 0
        for rule in fired:
            lower |= bits[rule]
            for place, extra in by_region[rule]:
                if values[place]:
                    lower |= extra
                elif values[place] is None:
                    worst |= extra
        for rule in unsettled:
            worst |= bits[rule]
            for place, extra in by_region[rule]:
                if values[place] is not False:
                    worst |= extra
        return list(fired), list(unsettled), lower, worst | lower

    return fold
