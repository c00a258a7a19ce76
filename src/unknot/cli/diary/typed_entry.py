"""Turns the words typed after `unknot diary add` into one diary entry, or names every problem with them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Literal

import msgspec

from unknot.conditions.refused import near_miss
from unknot.outside_text import echo, has_words
from unknot.pathway.answers import InputRefused, Problem
from unknot.pathway.diary import entries as diary
from unknot.pathway.moments import on_the_clock, outside_of_past

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
"""Kind -> its numbers in order: field, least, most, what it means. The shapes in diary/entries.py check them again."""


def entry_of(kind: str, values: list[str], *, note: str, bruise: str, at: str, now: datetime) -> diary.Entry:
    """The entry of these words. Raises InputRefused with every problem at once, never repeating what was written."""
    problems: list[Problem] = []
    if any("\ud800" <= letter <= "\udfff" for word in (*values, note) for letter in word):
        hint = "set the terminal to UTF-8, or write it in the browser: unknot serve"
        problems.append(Problem(kind if kind in USAGE else "note", "holds letters that are not UTF-8", hint))
    if kind not in USAGE:
        hint = near_miss(kind, list(USAGE), f"one of: {', '.join(USAGE)}")
        raise InputRefused([Problem("kind", f"`{echo(kind, 40)}` is not something the diary keeps", hint)])
    known = ["--note", "--bruise", "--at"]
    for option in [word for word in values if word.startswith("--")]:
        hint = near_miss(option, known, ", ".join(known))
        problems.append(Problem(echo(option, 40), "is not an option of this command", hint))
    values = [word for word in values if not word.startswith("--")]
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
        if not has_words(note):
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
    entry: diary.Entry = msgspec.convert({**fields, "note": note}, diary.Known)
    return entry


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
        if not has_words(name) or len(name.strip()) > 100 or number is None or not 0 <= number <= 10:
            hint = 'write "climb stairs=6": 0 unable, 10 as well as before'
            problems.append(Problem(f"psfs, activity {place}", "needs a name and a whole number from 0 to 10", hint))
        else:
            found.append({"name": name.strip(), "score": number})
    return found


def _whole(word: str) -> int | None:
    """A whole number of at most three figures, also below zero, or None."""
    return int(word) if re.fullmatch(r"-?[0-9]{1,3}", word) else None


def _moment(at: str, now: datetime, problems: list[Problem]) -> datetime:
    if not at:
        return now
    try:
        moment = on_the_clock(datetime.fromisoformat(at), now.tzinfo)
        outside = outside_of_past(moment, now) if moment < now else "not_yet" if moment > now else None
        if outside is None:
            return moment
        says = "lies in the future" if outside == "not_yet" else "lies before the year 1900"
        problems.append(Problem("--at", says, "write when it was"))
    except (ValueError, OverflowError):
        problems.append(Problem("--at", "is not a moment", 'write it as "2026-10-31T09:00"'))
    return now
