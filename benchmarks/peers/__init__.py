"""Against what? Other engines with the same rules, each in the fastest honest form we found for it.

A peer answers one person in one call: which rules fired, which are unsettled, and the lower bound and the worst of
every outcome name. Three-valued logic is written as pairs of two-valued expressions (`pairs.py`) or left to the engine
where its NULL means the same (sqlite). Where the engine gives truths instead of lists of findings, they are turned
into our form only to compare, never inside the timing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from benchmarks.people import Values

Found = tuple[list[int], list[int], int, int]
"""(fired, unsettled, lower, worst), as `knowledge.evaluate` gives them."""


class Peer(Protocol):
    """One engine with the rules loaded."""

    name: str

    def form(self, values: Values) -> Any:
        """A person in the form the engine likes best; made outside the timing."""

    def answer(self, person: Any) -> Any:
        """The timed call."""

    def found(self, answer: Any) -> Found:
        """The answer in our form, to compare."""


def found_from(rules: Sequence[bool], outcomes: Sequence[bool]) -> Found:
    """From (is true, is false) side by side, for every rule and every outcome name."""
    true, false = rules[::2], rules[1::2]
    fired = [place for place, truth in enumerate(true) if truth]
    unsettled = [place for place, truths in enumerate(zip(true, false, strict=True)) if not any(truths)]
    lower = sum(1 << bit for bit, truth in enumerate(outcomes[::2]) if truth)
    worst = sum(1 << bit for bit, truth in enumerate(outcomes[1::2]) if not truth)
    return fired, unsettled, lower, worst
