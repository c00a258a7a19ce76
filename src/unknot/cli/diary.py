"""`unknot diary`: what was written down over the weeks, and what does it say? Add, show, import, export."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import msgspec
import typer

from unknot.cli import diary_file
from unknot.pathway import diary
from unknot.pathway.answers import InputRefused, Problem

app = typer.Typer(help="Write down how it goes, see the course, carry the diary elsewhere.", no_args_is_help=True)

Kind = Literal["pain", "soreness", "peg", "psfs", "pgic", "rmdq", "flare", "note"]
USAGE: dict[Kind, str] = {
    "pain": "pain 4",
    "soreness": "soreness 2",
    "peg": "peg 4 3 5",
    "psfs": 'psfs "climb stairs=6" "sit through a film=4"',
    "pgic": "pgic 3",
    "rmdq": "rmdq 9",
    "flare": "flare begun, or flare over",
    "note": 'note "Walked to work all week."',
}
NUMBERS: dict[str, tuple[tuple[str, int, int, str], ...]] = {
    "pain": (("score", 0, 10, "how strong the pain is now"),),
    "soreness": (("score", 0, 10, "how sore the worked muscles are, 0 = gone"),),
    "peg": (
        ("pain", 0, 10, "average pain in the past week"),
        ("enjoyment", 0, 10, "how much it got in the way of enjoying life"),
        ("activity", 0, 10, "how much it got in the way of doing things"),
    ),
    "pgic": (("grade", 1, 7, "1 very much improved, 4 no change, 7 very much worse"),),
    "rmdq": (("score", 0, 24, "how many of the 24 statements fit today"),),
}
"""Kind -> its numbers in order: field, least, most, what it means. The shapes in pathway/diary.py check them again."""


class Form(str, Enum):
    """How the diary is shown."""

    text = "text"
    json = "json"


@app.command()
def add(
    kind: Annotated[str, typer.Argument(help=f"One of: {', '.join(get_args(Kind))}.")],
    values: Annotated[list[str] | None, typer.Argument(help="Its values: " + "; ".join(USAGE.values()))] = None,
    note: Annotated[str, typer.Option(help="Words to go with it.")] = "",
    bruise: Annotated[str, typer.Option(help="With soreness: none, small or larger_than_palm.")] = "",
    at: Annotated[str, typer.Option(help="When it was true, as 2026-10-31T09:00; otherwise now.")] = "",
) -> None:
    """Write one entry: pain 4, soreness 2, peg 4 3 5, psfs "climb stairs=6", pgic 3, rmdq 9, flare begun, note "..."."""
    entry = entry_of(kind, values or [], note=note, bruise=bruise, at=at, now=datetime.now().astimezone())
    _say_torn(diary_file.append(diary_file.diary_path(), [entry]))
    print(f"Written down: {kind}, {entry.at:%d %B %Y %H:%M}. `unknot diary show` shows the course.")


def entry_of(kind: str, values: list[str], *, note: str, bruise: str, at: str, now: datetime) -> diary.Entry:
    """The entry of these words. Raises InputRefused with every problem at once, never repeating what was written."""
    from unknot.conditions.refused import near_miss

    problems: list[Problem] = []
    if kind not in USAGE:
        hint = near_miss(kind, list(USAGE), f"one of: {', '.join(USAGE)}")
        raise InputRefused([Problem("kind", f"`{kind[:40]}` is not something the diary keeps", hint)])
    fields: dict[str, Any] = {
        "kind": kind,
        "format": 1,
        "id": diary.new_id(),
        "at": _moment(at, now, problems).isoformat(),
    }
    if kind in NUMBERS:
        fields |= _numbers(kind, values, problems)
    elif kind == "psfs":
        fields["activities"] = _activities(values, problems)
    elif kind == "flare":
        if values not in (["begun"], ["over"]):
            problems.append(Problem("flare", "has it begun or is it over?", "write: unknot diary add flare begun"))
        fields["over"] = values == ["over"]
    else:
        note = " ".join([*values, note]).strip()
        if not note:
            problems.append(Problem("note", "has no words", f"write: unknot diary add {USAGE['note']}"))
    if len(note) > 4000:
        problems.append(Problem("note", "is longer than 4000 characters", "make it shorter, or write two notes"))
    if bruise:
        if kind != "soreness":
            problems.append(Problem("--bruise", "goes with soreness only", "leave it out, or add soreness"))
        elif bruise not in ("none", "small", "larger_than_palm"):
            hint = near_miss(bruise, ["none", "small", "larger_than_palm"], "none, small or larger_than_palm")
            problems.append(Problem("--bruise", "is not a size we know", hint))
        fields["bruise"] = bruise
    if problems:
        raise InputRefused(problems)
    entry: diary.Entry = msgspec.convert({**fields, "note": note}, diary.Entry)
    return entry


@app.command()
def show(
    form: Annotated[Form, typer.Option("--format", help="text for people, json for programs.")] = Form.text,
) -> None:
    """Show the entries, the course of the pain, and what follows from it."""
    found, now = diary_file.load(diary_file.diary_path()), datetime.now().astimezone()
    _say_torn(found.torn)
    for broken in found.broken:
        print(f"{diary_file.diary_path()}, {broken.problem}", file=sys.stderr)
    if form is Form.json:
        from unknot.cli.diary_text import as_data

        print(json.dumps(as_data(found, now), ensure_ascii=False))
        return
    from unknot.cli.diary_text import advice_text, diary_text

    print(diary_text(found.entries, now))
    advice = advice_text(found.entries, now)
    if advice:
        print("\n" + advice)


@app.command("import")
def bring_in(
    file: Annotated[str, typer.Argument(help="A diary in JSON Lines, or - for standard input.")],
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Leave bad lines out and take the rest.")] = False,
) -> None:
    """Take in another diary; entries that are already there count once. A bad line stops all of it, unless --skip-bad."""
    from unknot.cli.input_file import read_lines

    lines = {number: line.decode(errors="surrogateescape") for number, line in read_lines(file)}
    reading = diary.read([lines[number] for number in sorted(lines)])
    path = diary_file.diary_path()
    ours = diary_file.load(path).entries
    refused = [broken.problem for broken in reading.broken] + list(diary.merge(ours, reading.entries).refused)
    if refused and not skip_bad:
        print("\n".join(refused), file=sys.stderr)
        print("Nothing was taken in.\nhint: mend these lines, or leave them out with --skip-bad", file=sys.stderr)
        raise typer.Exit(2)
    merged = diary_file.bring_in(path, reading.entries)
    there = len(reading.entries) - len(merged.added) - len(merged.refused)
    print(f"{len(merged.added)} added, {there} already there, {len(refused)} refused.")
    if refused:
        print("\n".join(refused), file=sys.stderr)
        raise typer.Exit(2)


@app.command()
def export(file: Annotated[str, typer.Argument(help="A new file, or - for standard output.")] = "-") -> None:
    """Write the whole diary as JSON Lines; `unknot diary import` takes it back without losing a word."""
    found = diary_file.load(diary_file.diary_path())
    _say_torn(found.torn)
    text = diary.write(found.entries)
    if found.broken:
        print(
            f"{len(found.broken)} lines could not be read and stay where they are\nhint: unknot diary show names them",
            file=sys.stderr,
        )
    if file == "-":
        sys.stdout.write(text)
        return
    try:
        handle = os.open(Path(file), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        hint = "name a file that is not there yet" if isinstance(error, FileExistsError) else "check the folder"
        raise InputRefused([Problem(file, f"cannot be written: {error.strerror}", hint)]) from None
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
        out.write(text)
    print(f"{len(found.entries)} entries written to {file}.")


def _numbers(kind: str, values: list[str], problems: list[Problem]) -> dict[str, int]:
    """The numbers of a kind, by field; each problem named."""
    asked, usage = NUMBERS[kind], f"write: unknot diary add {USAGE[kind]}"  # type: ignore[index]
    if len(values) != len(asked):
        count = "one number" if len(asked) == 1 else f"{len(asked)} numbers"
        problems.append(Problem(kind, f"takes {count}: {', '.join(field for field, *_ in asked)}", usage))
    found: dict[str, int] = {}
    for (field, least, most, meaning), word in zip(asked, values, strict=False):
        number = _whole(word)
        if number is None:
            problems.append(Problem(f"{kind}, {field}", "must be a whole number", f"{least} to {most}: {meaning}"))
        elif not least <= number <= most:
            problems.append(Problem(f"{kind}, {field}", "is out of range", f"{least} to {most}: {meaning}"))
        else:
            found[field] = number
    return found


def _activities(values: list[str], problems: list[Problem]) -> list[dict[str, Any]]:
    """`climb stairs=6` -> {"name", "score"}, one to five of them."""
    if not 1 <= len(values) <= 5:
        problems.append(Problem("psfs", "takes one to five activities", f"write: unknot diary add {USAGE['psfs']}"))
    found = []
    for place, word in enumerate(values, 1):
        name, _, score = word.rpartition("=")
        number = _whole(score)
        if not name.strip() or len(name.strip()) > 100 or number is None or not 0 <= number <= 10:
            hint = 'write "climb stairs=6": 0 unable, 10 as well as before'
            problems.append(Problem(f"psfs, activity {place}", "needs a name and a whole number from 0 to 10", hint))
        else:
            found.append({"name": name.strip(), "score": number})
    return found


def _whole(word: str) -> int | None:
    """A whole number of at most three figures, or None."""
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 3 else None


def _moment(at: str, now: datetime, problems: list[Problem]) -> datetime:
    if not at:
        return now
    try:
        moment = datetime.fromisoformat(at)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)
        if moment <= now:
            return moment
        problems.append(Problem("--at", "lies in the future", "write when it was"))
    except (ValueError, OverflowError):
        problems.append(Problem("--at", "is not a moment", 'write it as "2026-10-31T09:00"'))
    return now


def _say_torn(torn: str) -> None:
    if torn:
        print(torn, file=sys.stderr)
