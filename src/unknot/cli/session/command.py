"""Runs `unknot session`: a guided session minute by minute, with a timer, check-ins and a stop."""

from __future__ import annotations

import sys
from typing import Annotated

import typer


def session(
    answers: Annotated[str, typer.Option(help="A file of answers, or -; without it, the last check's.")] = "",
    helper: Annotated[str, typer.Option(help="alone, partner or professional.")] = "",
    minutes: Annotated[int | None, typer.Option(help="Hands-on minutes: 5-30 at home.")] = None,
    tool: Annotated[
        list[str] | None, typer.Option(help="What is at hand: ball, roller, gun, cane, heat_pack, oil.")
    ] = None,
    country: Annotated[str, typer.Option(help="Two letters, as in ID, GB or US: whom to call.")] = "",
    fast: Annotated[bool, typer.Option(help="Play the whole session at once, without questions.")] = False,
    keep: Annotated[bool, typer.Option(help="With --fast: write the session into the diary.")] = False,
    speed: Annotated[float, typer.Option(min=1, max=600, help="Times as fast as real time: for trying it out.")] = 1,
) -> None:
    """Guide a session step by step, with a timer, check-ins and a stop that tells you what to do."""
    from unknot.cli.session import keys

    if not fast and not keys.has_terminal():
        print(
            "session: this needs a terminal with a keyboard\nhint: add --fast to play it at once, without questions",
            file=sys.stderr,
        )
        raise typer.Exit(2)
    from unknot.cli.check.person import person_of
    from unknot.cli.session.guide import guide, show_or_play

    person = person_of(answers, {"helper": helper, "minutes": minutes, "tools": tool, "country": country}, plays=True)
    if fast:
        show_or_play(person, keep=keep)
    else:
        guide(person, speed, again=f" --answers {answers}" if answers else "", just_checked=False)
