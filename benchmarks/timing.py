"""How long does each take? Process CPU time in interleaved rounds, so that a busy machine slows all of them alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Rounds = dict[str, list[float]]
"""Name -> CPU seconds for one person, one number a round."""
Work = tuple[Callable[[Any], object], Sequence[Any]]
"""What is called, and with what, one call a person."""
LEAST_SECONDS = 0.004
"""A turn repeats its people until it takes about this long, far above the resolution of the clock."""


def interleaved(contenders: Mapping[str, Work], rounds: int) -> Rounds:
    """Every contender takes a turn in every round; the first round warms up and is not counted."""
    times: Rounds = {name: [] for name in contenders}
    repeats = {name: _repeats(*work) for name, work in contenders.items()}
    collecting = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            for name, (call, people) in contenders.items():
                times[name].append(_turn(call, people, repeats[name]))
    finally:
        if collecting:
            gc.enable()
    return times


def ratio(times: Rounds, name: str, to: str) -> float:
    """How many times as long as `to` it takes: the median of the ratios within each round."""
    return statistics.median(a / b for a, b in zip(times[name], times[to], strict=True))


def median(times: Rounds, name: str) -> float:
    """CPU seconds for one person."""
    return statistics.median(times[name])


def _repeats(call: Callable[[Any], object], people: Sequence[Any]) -> int:
    _turn(call, people, 1)
    once = _turn(call, people, 1) * len(people)
    return max(1, round(LEAST_SECONDS / max(once, 1e-6)))


def _turn(call: Callable[[Any], object], people: Sequence[Any], repeats: int) -> float:
    start = time.process_time()
    for _ in range(repeats):
        for person in people:
            call(person)
    return (time.process_time() - start) / repeats / len(people)
