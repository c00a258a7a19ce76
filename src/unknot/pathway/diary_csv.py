"""How does a diary stand in a spreadsheet? One row an entry, one column a field; reading it back loses nothing.

The columns are in docs/reference/diary-format.md. Lists (`stopped`, `work`, `activities`) stand in their cell as JSON.
Free words that a spreadsheet would take for a formula get an apostrophe in front, and lose it on the way back.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from typing import Any

import msgspec

from unknot.pathway.diary import Broken, Entry, Reading, read, write

COLUMNS = (
    "format", "id", "at", "kind", "score", "bruise", "pain", "enjoyment", "activity", "activities", "grade", "over",
    "helper", "minutes", "finished", "stopped", "work", "ache_before", "ache_after", "note",
)  # fmt: skip
WORDS = {"id", "at", "kind", "bruise", "helper", "note"}
"""Cells that are text; every other cell is a number, true, false or a list, as JSON writes it."""
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")


def write_csv(entries: Iterable[Entry]) -> str:
    """The entries as a table with a first row of names, lines ended as spreadsheets do."""
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    table.writeheader()
    for entry in entries:
        table.writerow({name: _cell(name, value) for name, value in msgspec.to_builtins(entry).items()})
    return out.getvalue()


def read_csv(text: str) -> Reading:
    """The entries of such a table; what cannot be read is named by its row, the names of the columns being row 1.

    Never raises on bad content.
    """
    table = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    entries: list[Entry] = []
    broken: list[Broken] = []
    number = 1
    try:
        names = next(table, [])
        unknown = [name for name in names if name not in COLUMNS]
        if unknown or not {"id", "at", "kind"} <= set(names) or len(set(names)) < len(names):
            hint = "hint: the first row names the columns of docs/reference/diary-format.md, each once"
            return Reading((), (Broken(1, f"row 1: not the columns of a diary\n{hint}", ""),))
        for number, cells in enumerate(table, start=2):
            if any(cells):
                reading = _read_row(names, cells)
                entries += reading.entries
                broken += [_named(number, each) for each in reading.broken]
    except csv.Error:
        broken.append(Broken(number, f"after row {number}: not a whole table\nhint: it may have been cut off", ""))
    whole = read(write(entries))  # an id given twice is judged as in JSON Lines
    return Reading(whole.entries, (*broken, *(_without_place(each) for each in whole.broken)))


def looks_like_csv(text: str) -> bool:
    """Whether this is a table and not JSON Lines: its first line names columns."""
    first = text.removeprefix("\ufeff").lstrip()[:200].split("\n")[0]
    return not first.startswith("{") and "kind" in first and "," in first


def _read_row(names: list[str], cells: list[str]) -> Reading:
    if len(cells) != len(names):
        return Reading((), (Broken(1, f"line 1: has {len(cells)} cells where row 1 names {len(names)}", ""),))
    fields: dict[str, Any] = {"format": 1}
    for name, cell in zip(names, cells, strict=True):
        if cell == "":
            continue
        if name in WORDS:
            fields[name] = cell[1:] if _GUARDED.match(cell) else cell
            continue
        try:
            fields[name] = json.loads(cell)
        except (ValueError, RecursionError):
            return Reading((), (Broken(1, f"line 1: the cell of `{name}` is not a number or a list", ""),))
    return read([json.dumps(fields)])


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name in WORDS:
        return f"'{value}" if _FORMULA.match(str(value)) else str(value)
    return json.dumps(value, ensure_ascii=False)


def _named(number: int, broken: Broken) -> Broken:
    return Broken(number, f"row {number}{broken.problem.removeprefix('line 1')}", "")


def _without_place(broken: Broken) -> Broken:
    return Broken(broken.line, broken.problem.partition(": ")[2], "")
