"""Against what? Other engines with the same rules, each in the most favourable form we found for it.

A peer answers one person in one call: the truth of every rule (so what fired and what is unsettled) and of every
outcome name (so the lower bound and the worst), as true, false or unknown. What it gives back is turned into our form
only to compare, never inside the timing. Three-valued logic is written as pairs of two-valued expressions (`pairs.py`)
or left to the engine where its NULL means the same (sqlite).
"""

from __future__ import annotations

from typing import Any, Protocol

from benchmarks.people import Values

Truth = bool | None
Truths = tuple[list[Truth], list[Truth]]
"""Of every rule, of every outcome name."""


class Peer(Protocol):
    """One engine with the rules loaded."""

    name: str

    def form(self, values: Values) -> Any:
        """A person in the form the engine likes best; made outside the timing."""

    def answer(self, person: Any) -> Any:
        """The timed call."""

    def truths(self, answer: Any) -> Truths:
        """The answer in our form, to compare."""
