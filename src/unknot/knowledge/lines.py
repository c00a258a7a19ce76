"""Which sentences of a technique concern this step? A line is text, or text tied to places, helpers and positions.

In the TOML: `how = ["Go slowly.", { says = "Stay below the belt line.", at = ["low_back"] }]`.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class LineAt(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sentence that concerns some steps of a technique only. What is left empty does not matter."""

    says: str
    at: tuple[str, ...] = ()
    """Regions, named without side."""
    who: tuple[str, ...] = ()
    position: tuple[str, ...] = ()
    both_sides: bool = False
    """Only where both sides are worked on."""

    def concerns(self, region: str, side: str, helper: str, position: str) -> bool:
        """Does the sentence belong in this step?"""
        tied = ((self.at, region), (self.who, helper), (self.position, position))
        return all(not named or here in named for named, here in tied) and (side == "both" or not self.both_sides)


Lines = tuple[str | LineAt, ...]


def lines_at(lines: Lines, *, region: str, side: str, helper: str, position: str) -> tuple[str, ...]:
    """The sentences for one step, in the order of the file."""
    return tuple(
        line if isinstance(line, str) else line.says
        for line in lines
        if isinstance(line, str) or line.concerns(region, side, helper, position)
    )


def every_line(lines: Iterable[str | LineAt]) -> tuple[str, ...]:
    """All sentences, and after a tied one what it is for."""
    return tuple(line if isinstance(line, str) else f"{line.says} ({_tie(line)})" for line in lines)


def _tie(line: LineAt) -> str:
    named = ", ".join([*line.at, *line.who, *line.position]).replace("_", " ")
    both = "both sides" if line.both_sides else ""
    return "only: " + ", ".join(part for part in (named, both) if part)
