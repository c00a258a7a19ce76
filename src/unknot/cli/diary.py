"""`unknot diary`: what was written down over the weeks, and what does it say? Add, show, import, export."""

from __future__ import annotations

import sys
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

app = typer.Typer(help="Write down how it goes, see the course, carry the diary elsewhere.", no_args_is_help=True)


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
    from unknot.cli.diary_file import append, diary_path
    from unknot.cli.diary_words import entry_of

    entry = entry_of(kind, values or [], note=note, bruise=bruise, at=at, now=datetime.now().astimezone())
    _say_torn(append(diary_path(), [entry]))
    print(f"Written down: {kind}, {entry.at:%d %B %Y %H:%M}. `unknot diary show` shows the course.")


@app.command()
def show(
    form: Annotated[Form, typer.Option("--format", help="text for people, json for programs.")] = Form.text,
) -> None:
    """Show the entries, the course of the pain, and what follows from it."""
    import json

    from unknot.cli.diary_file import diary_path, load
    from unknot.cli.diary_text import advice_text, as_data, diary_text

    found, now = load(diary_path()), datetime.now().astimezone()
    _say_torn(found.torn)
    for broken in found.broken:
        print(f"{diary_path()}, {broken.problem}", file=sys.stderr)
    if form is Form.json:
        print(json.dumps(as_data(found, now), ensure_ascii=False))
        return
    print(diary_text(found.entries, now))
    if advice := advice_text(found.entries, now):
        print("\n" + advice)


@app.command("import")
def bring_in(
    file: Annotated[str, typer.Argument(help="A diary in JSON Lines, or - for standard input.")],
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Leave bad lines out and take the rest.")] = False,
) -> None:
    """Take in another diary; what is already there counts once. A bad line stops all of it, unless --skip-bad."""
    from unknot.cli import diary_file
    from unknot.cli.input_file import read_lines
    from unknot.pathway import diary

    reading = diary.read(line.decode(errors="surrogateescape") for _, line in read_lines(file))
    path = diary_file.diary_path()
    clashes = diary.merge(diary_file.load(path).entries, reading.entries).refused
    refused = [*(broken.problem for broken in reading.broken), *clashes]
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
    import os

    from unknot.cli.diary_file import diary_path, load
    from unknot.pathway import diary
    from unknot.pathway.answers import InputRefused, Problem

    found = load(diary_path())
    _say_torn(found.torn)
    if found.broken:
        count = len(found.broken)
        print(f"{count} lines could not be read and stay where they are\nhint: see unknot diary show", file=sys.stderr)
    text = diary.write(found.entries).encode()
    if file == "-":
        sys.stdout.buffer.write(text)
        return
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        hint = "name a file that is not there yet" if isinstance(error, FileExistsError) else "check the folder"
        raise InputRefused([Problem(file, f"cannot be written: {error.strerror}", hint)]) from None
    with os.fdopen(handle, "wb") as out:
        out.write(text)
    print(f"{len(found.entries)} entries written to {file}.")


def _say_torn(torn: str) -> None:
    if torn:
        print(torn, file=sys.stderr)
