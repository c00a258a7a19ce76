"""What did a proof find? The sentence, whether it holds, someone it speaks of, and whoever breaks it."""

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
        if self.holds:
            return f"{self.how:8}  {self.seconds:5.2f} s  {self.says}"
        return f"FAILED    {self.seconds:5.2f} s  {self.says}\n          counterexample: {self.counterexample}"
