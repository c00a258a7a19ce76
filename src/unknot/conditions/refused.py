"""Holds every problem of a condition that was not accepted, each with its place and a hint."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Problem(msgspec.Struct, frozen=True):
    """One thing wrong with a condition. `column` is 1-based and counts characters from the start of its text."""

    message: str
    column: int
    hint: str


class ConditionRefused(ValueError):
    """A condition that is not in the language, or does not fit its facts. `problems` is never empty."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"column {p.column}: {p.message}\nhint: {p.hint}" for p in self.problems))


LONGEST_NAME = 100
"""Letters: no name that is known is near this long, and to compare longer ones is work for nothing."""


def near_miss(word: str, known: Iterable[str], otherwise: str) -> str:
    """The hint for a name nobody knows: "did you mean `age_years`?", or `otherwise` where nothing is near."""
    if len(word) > LONGEST_NAME:
        return otherwise
    import difflib  # only when something is wrong: starting without it is faster

    near = difflib.get_close_matches(word, list(known), n=1)
    return f"did you mean `{near[0]}`?" if near else otherwise
