"""Picks the sentences of a technique that concern one step: plain ones, and those tied to a place, helper or tool.

In the TOML: `how = ["Go slowly.", { says = "Stay below the belt line.", at = ["low_back"] }]`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec


class LineAt(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sentence that concerns some steps of a technique only. What is left empty does not matter."""

    says: str
    at: tuple[str, ...] = ()
    """Regions, named without side."""
    who: tuple[str, ...] = ()
    position: tuple[str, ...] = ()
    using: tuple[str, ...] = ()
    """Tools: the one of the step, and oil where it is at hand, for it lies on the skin from one step to the next."""
    both_sides: bool = False
    """Only where both sides are worked on."""
    once: bool = False
    """Said in the first step of a plan that it concerns, and not again."""
    last: bool = False
    """Only in the step that ends the touch."""

    def concerns(self, region: str, side: str, helper: str, position: str, using: Collection[str] = ()) -> bool:
        """Does the sentence belong in this step, wherever in the plan it comes?"""
        tied = ((self.at, {region}), (self.who, {helper}), (self.position, {position}), (self.using, using))
        fits = all(not named or any(one in here for one in named) for named, here in tied)
        return fits and (side == "both" or not self.both_sides)


Lines = tuple[str | LineAt, ...]


def lines_at(
    lines: Lines,
    *,
    region: str,
    side: str,
    helper: str,
    position: str,
    using: Collection[str] = (),
    told: Collection[str] = (),
    last: bool = True,
) -> tuple[str, ...]:
    """The sentences for one step, in the order of the file. `told`: what the steps before it have said."""

    def belongs(line: LineAt) -> bool:
        late = (line.once and line.says in told) or (line.last and not last)
        return not late and line.concerns(region, side, helper, position, using)

    return tuple(
        line if isinstance(line, str) else line.says for line in lines if isinstance(line, str) or belongs(line)
    )


def every_line(lines: Iterable[str | LineAt]) -> tuple[str, ...]:
    """All sentences, and after a tied one what it is for."""
    return tuple(line if isinstance(line, str) else f"{line.says}{_tie(line)}" for line in lines)


def _tie(line: LineAt) -> str:
    named = ", ".join([*line.at, *line.who, *line.position, *line.using]).replace("_", " ")
    both = "both sides" if line.both_sides else ""
    tie = ", ".join(part for part in (named, both) if part)
    return f" (only: {tie})" if tie else ""
