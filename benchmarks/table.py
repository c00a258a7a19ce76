"""What do the numbers say, and is a floor missed? One row a measurement; as text and as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.timing import Rounds, median, ratio


class Row(NamedTuple):
    """One measurement. `needed` says in words what must hold, `` where nothing must."""

    what: str
    who: str
    time: str
    compared: str
    needed: str = ""
    holds: bool = True


def ratio_row(what: str, who: str, times: Rounds, ours: str, floor: float | None, aim: float) -> Row:
    """How many times as long as ours; a floor is the least that this ratio may be."""
    times_as_long = ratio(times, who, ours)
    needed = f"at least {floor:g}, aim {aim:g}" if floor else ""
    return Row(
        what, who, spoken(median(times, who)), f"{times_as_long:.1f}", needed, floor is None or times_as_long >= floor
    )


def limit_row(what: str, who: str, seconds: float, most: float) -> Row:
    """A time that may not be exceeded."""
    return Row(what, who, spoken(seconds), "", f"under {spoken(most)}", seconds < most)


def spoken(seconds: float) -> str:
    """Three figures with a unit: 48.2 us, 1.36 ms, 4.21 s."""
    for unit, scale in (("s", 1.0), ("ms", 1e-3), ("us", 1e-6)):
        if seconds >= scale or unit == "us":
            return f"{seconds / scale:.3g} {unit}" if seconds < 999 * scale else f"{seconds / scale:.0f} {unit}"
    raise AssertionError(seconds)


HEAD = ("what", "who", "measured", "times unknot", "needed", "")


def cells(row: Row) -> tuple[str, ...]:
    """One line of the table; the last cell says whether what is needed holds."""
    verdict = "" if not row.needed else "ok" if row.holds else "MISSED"
    return row.what, row.who, row.time, row.compared, row.needed, verdict


def text(rows: Sequence[Row]) -> str:
    """Aligned columns for a terminal."""
    lines = [HEAD, *map(cells, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def markdown(rows: Sequence[Row]) -> str:
    """The same as a Markdown table."""
    lines = [HEAD, ("---",) * len(HEAD), *map(cells, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
