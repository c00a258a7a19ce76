"""Writes a diary as CSV and reads it back, one row an entry, one column a field; nothing is lost on the way.

The columns are in docs/reference/diary-format.md. Lists (`stopped`, `work`, `activities`) stand in their cell as JSON.
Free words that a spreadsheet would take for a formula get an apostrophe in front, and lose it on the way back. What
this version cannot read stands whole in the column `line`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from typing import Any

import msgspec

from unknot.pathway.diary.entries import Broken, Entry, Intake, Reading, kind_of, read

COLUMNS = (
    "format", "id", "at", "kind", "score", "bruise", "pain", "enjoyment", "activity", "activities", "grade", "over",
    "helper", "minutes", "finished", "stopped", "work", "ache_before", "ache_after", "note",
    "line",
)  # fmt: skip
WORDS = {"id", "at", "kind", "bruise", "helper", "note", "line"}
"""Cells that are text; every other cell is a number, true, false or a list, as JSON writes it."""
BYTE_ORDER_MARK = "\ufeff"
"""By it spreadsheets know that the file is UTF-8."""
_FORMULA = re.compile(r"""(?:^|(?<=[;\t\r\n]))([ "]*)('*)(?=[=+\-@])""")
_GUARDED = re.compile(r"""(?:^|(?<=[;\t\r\n]))([ "]*)'('*)(?=[=+\-@])""")
_INDENTED = re.compile(r"'*[\t\r\n]")
_INDENTED_GUARDED = re.compile(r"'+[\t\r\n]")


def write_csv(entries: Iterable[Entry]) -> str:
    """The entries as a table with a first row of names, lines ended as spreadsheets do."""
    out = io.StringIO(newline="")
    out.write(BYTE_ORDER_MARK)
    table = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    table.writeheader()
    for entry in entries:
        table.writerow({name: _cell(name, value) for name, value in msgspec.to_builtins(entry).items()})
    return out.getvalue()


def read_csv(text: str | Iterable[str], now: datetime | None = None) -> Reading:
    """The entries of such a table, given whole or by its lines with their ends; what cannot be read is named by its
    row, the names of the columns being row 1.

    `now`: the table comes from outside (`diary.Intake`). Never raises on bad content.
    """
    lines = iter(io.StringIO(text, newline="") if isinstance(text, str) else text)
    table = csv.reader(chain([next(lines, "").removeprefix("\ufeff")], lines), strict=True)
    intake = Intake(now)
    number = 1
    try:
        names = next(table, [])
        if not {"id", "at", "kind"} <= set(names) <= set(COLUMNS) or len(set(names)) < len(names):
            hint = "hint: the first row names the columns of docs/reference/diary-format.md, each once"
            return Reading((), (Broken(1, f"row 1: not the columns of a diary\n{hint}", ""),))
        for number, cells in enumerate(table, start=2):
            if any(cells):
                try:
                    intake.line(number, _line_of(names, cells), "row")
                except _BadRow as bad:
                    intake.broken.append(Broken(number, f"row {number}: {bad}", ""))
            if intake.ended:
                break
    except csv.Error:
        intake.broken.append(
            Broken(number, f"after row {number}: not a whole table\nhint: it may have been cut off", "")
        )
    return intake.reading()


def looks_like_csv(text: str) -> bool:
    """Whether this is a table and not JSON Lines: its first line names columns."""
    first = text.removeprefix("\ufeff").lstrip()[:200].split("\n")[0]
    return not first.startswith("{") and "kind" in first and "," in first


class _BadRow(Exception):
    """A row that cannot be an entry, in words that hold nothing the person wrote."""


def _line_of(names: list[str], cells: list[str]) -> str:
    """The row as a line of JSON. Raises _BadRow."""
    if len(cells) != len(names):
        raise _BadRow(f"has {len(cells)} cells where row 1 names {len(names)}")
    fields: dict[str, Any] = {"format": 1}
    for name, cell in zip(names, cells, strict=True):
        if cell == "":
            continue
        if name in WORDS:
            fields[name] = _unguarded(cell)
            continue
        try:
            fields[name] = json.loads(_unguarded(cell))
        except (ValueError, RecursionError):
            raise _BadRow(f"the cell of `{name}` is not a number or a list") from None
    return _foreign_line(fields) if "line" in fields else json.dumps(fields)


def _foreign_line(fields: dict[str, Any]) -> str:
    """The line as it is; the other cells of its row only repeat what stands in it. Raises _BadRow."""
    line = str(fields["line"])
    if "\n" in line:
        raise _BadRow("the cell of `line` holds more than one line")
    if any((entry.id, kind_of(entry)) != (fields.get("id"), fields.get("kind")) for entry in read([line]).entries):
        raise _BadRow("the cells of `id` and `kind` are not those of its `line`")
    return line


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name in WORDS:
        return _guarded(str(value))
    return _guarded(json.dumps(value, ensure_ascii=False))


def _guarded(cell: str) -> str:
    """With an apostrophe wherever a spreadsheet might begin a cell with a formula: at the start, and after what parts
    cells in other countries, since a table of commas that is read with semicolons is cut inside of the words."""
    cell = _FORMULA.sub(r"\1'\2", cell)
    return f"'{cell}" if _INDENTED.match(cell) else cell


def _unguarded(cell: str) -> str:
    cell = cell[1:] if _INDENTED_GUARDED.match(cell) else cell
    return _GUARDED.sub(r"\1\2", cell)
