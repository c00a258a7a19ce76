"""Runs `unknot diary`: adds an entry, shows the diary and its course, imports and exports it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import typer

app = typer.Typer(help="Write down how it goes, see the course, carry the diary elsewhere.", no_args_is_help=True)


LARGEST = 100_000_000
"""Bytes: five times what 20,000 entries take, each with a page of notes."""
MOST_TOLD = 100


class Form(StrEnum):
    """How the diary is shown."""

    text = "text"
    json = "json"


@app.command(context_settings={"ignore_unknown_options": True})  # so that -3 is told its range like 33
def add(
    kind: Annotated[str, typer.Argument(help="pain, soreness, peg, psfs, pgic, rmdq, flare or note.")],
    values: Annotated[list[str] | None, typer.Argument(help='Its values: 4, or 4 3 5, or "climb stairs=6".')] = None,
    note: Annotated[str, typer.Option(help="Words to go with it.")] = "",
    bruise: Annotated[str, typer.Option(help="With soreness: none, small or larger_than_palm.")] = "",
    at: Annotated[str, typer.Option(help="When it was true, as 2026-10-31T09:00; otherwise now.")] = "",
) -> None:
    """Write one entry, as in: pain 4, soreness 2, peg 4 3 5, psfs "climb stairs=6", pgic 3, rmdq 9, flare begun."""
    from unknot import clock
    from unknot.cli.diary import same_diary
    from unknot.cli.diary.typed_entry import entry_of

    entry = entry_of(kind, values or [], note=note, bruise=bruise, at=at, now=clock.now())
    same_diary.add([entry])
    print(f"Written down: {kind}, {entry.at:%d %B %Y %H:%M}. `unknot diary show` shows the course.")


@app.command()
def show(
    form: Annotated[Form, typer.Option("--format", help="text for people, json for programs.")] = Form.text,
) -> None:
    """Show the entries, the course of the pain, and what follows from it."""
    import json

    from unknot import clock
    from unknot.cli.diary import same_diary
    from unknot.cli.diary.show_diary import advice_text, as_data, diary_text, emergency_text
    from unknot.knowledge.load import load
    from unknot.outside_text import escaped
    from unknot.telling.course import person_now

    entries, now = same_diary.entries(), clock.now()
    person = person_now(load(), same_diary.last_journey(), entries, now)
    if form is Form.json:
        print(escaped(json.dumps(as_data(entries, now, person), ensure_ascii=False)))
        return
    if emergency := emergency_text(person):
        print(f"{emergency}\n")
    print(diary_text(entries, now, person))
    if advice := advice_text(entries, now, person):
        print("\n" + advice)


@app.command("import")
def bring_in(
    file: Annotated[str, typer.Argument(help="A diary in JSON Lines or CSV, or - for standard input.")],
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Leave bad lines out and take the rest.")] = False,
) -> None:
    """Take in another diary; what is already there counts once. A bad line stops all of it, unless --skip-bad."""
    from itertools import chain

    from unknot import clock
    from unknot.cli.diary import same_diary
    from unknot.pathway.diary import entries as diary
    from unknot.pathway.diary.spreadsheet import looks_like_csv, read_csv

    lines = _lines_of(file)
    first = next(lines)
    read = read_csv if looks_like_csv(first) else diary.read
    reading = read(chain([first], lines), clock.now())
    ours = {entry.id: entry for entry in same_diary.entries()}
    clashes = diary.merge(ours.values(), reading.entries).refused
    refused = [*(broken.problem for broken in reading.broken), *clashes]
    if reading.ended or (refused and not skip_bad):
        hint = "mend these lines, or leave them out with --skip-bad"
        _print_problems([*refused[: MOST_TOLD - 1], reading.ended] if reading.ended else refused)
        print("Nothing was taken in." + ("" if reading.ended else f"\nhint: {hint}"), file=sys.stderr)
        raise typer.Exit(2)
    good = [entry for entry in reading.entries if ours.get(entry.id, entry) == entry]
    merged = same_diary.take_in(good)
    there = len(good) - len(merged.added)
    print(f"{len(merged.added)} added, {there} already there, {len(refused)} refused.")
    if refused:
        _print_problems(refused)
        raise typer.Exit(2)


def _lines_of(file: str) -> Iterator[str]:
    """The lines of a diary with their ends, one at a time, as far as any diary goes. Raises InputRefused."""
    from unknot.cli.check.input_file import read_lines
    from unknot.outside_text import echo
    from unknot.pathway.answers import InputRefused, Problem

    length = 0
    for _, line in read_lines(file):
        length += len(line) + 1
        if length > LARGEST:
            raise InputRefused([Problem(echo(file), "is larger than 100 MB", "part the file into smaller ones")])
        yield line.decode(errors="surrogateescape") + "\n"


def _print_problems(problems: list[str]) -> None:
    """The first hundred, and how many more there are."""
    said = problems[:MOST_TOLD]
    if len(problems) > MOST_TOLD + 1:
        said = [*said, f"and {len(problems) - MOST_TOLD:,} more"]
    print("\n".join(said), file=sys.stderr)


@app.command()
def export(
    file: Annotated[str, typer.Argument(help="A new file, or - for standard output.")] = "-",
    csv: Annotated[bool, typer.Option("--csv", help="As a table for a spreadsheet.")] = False,
) -> None:
    """Write the whole diary as JSON Lines or CSV; `unknot diary import` takes both back without losing a word."""
    import os

    from unknot.cli.diary import same_diary
    from unknot.cli.streams import is_heard
    from unknot.outside_text import echo
    from unknot.pathway.answers import InputRefused, Problem
    from unknot.pathway.diary import entries as diary
    from unknot.pathway.diary.spreadsheet import write_csv

    entries = same_diary.entries()
    text = (write_csv(entries) if csv else diary.write(entries)).encode()
    if file == "-":
        if not is_heard():
            hint = "name a file: unknot diary export FILE"
            raise InputRefused([Problem("standard output", "is closed, so nothing was exported", hint)])
        sys.stdout.buffer.write(text)
        return
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        hint = "name a file that is not there yet" if isinstance(error, FileExistsError) else "check the folder"
        raise InputRefused([Problem(file, f"cannot be written: {error.strerror}", hint)]) from None
    with os.fdopen(handle, "wb") as out:
        out.write(text)
    print(f"{len(entries)} entries written to {echo(file)}.")
