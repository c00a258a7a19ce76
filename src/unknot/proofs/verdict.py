"""Holds what a proof found: the sentence, whether it holds, someone it speaks of, and whoever breaks it."""

from __future__ import annotations

from typing import Literal

import msgspec


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """The end of one proof."""

    id: str
    says: str
    holds: bool
    how: Literal["proved", "checked on every plan"] = "proved"
    witness: str = ""
    """Someone of whom the premise holds, in words: the proof is not about nobody."""
    counterexample: str = ""
    """Why it does not hold, as a person in words; empty when it holds."""
    seconds: float = 0.0

    def __str__(self) -> str:
        how = self.how if self.holds else "FAILED"
        line = f"{how:6}  {self.seconds:5.2f} s  {self.says}" if self.how == "proved" else f"{how}  {self.says}"
        return line if self.holds else f"{line}\n        counterexample: {self.counterexample}"
