"""Reads a file or standard input as JSON objects, or refuses it with every problem and takes nothing half-done."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import msgspec

from unknot.outside_text import echo
from unknot.pathway.answers import InputRefused, Problem

T = TypeVar("T")

LARGEST = 1_000_000
"""Bytes of one object: about a thousand times what a person's answers take."""


class GivenTwice(InputRefused):
    """Some keys are given twice. `rest` is the input with the last of each, to be searched for other problems."""

    def __init__(self, problems: list[Problem], rest: Any) -> None:
        super().__init__(problems)
        self.rest = rest


def read_whole(read: Callable[[Any], T], raw: Callable[[], Any]) -> T:
    """`read(raw())`. Where keys are given twice, all other problems are found as well. Raises InputRefused."""
    try:
        return read(raw())
    except GivenTwice as twice:
        try:
            read(twice.rest)
        except InputRefused as refused:
            raise InputRefused([*twice.problems, *refused.problems]) from None
        raise


def read_one(name: str) -> Any:
    """The one JSON object of a file (`-`: standard input). Raises InputRefused."""
    with _opened(name) as stream:
        text = stream.read(LARGEST + 1)
    return parse(text, _called(name))


def read_lines(name: str) -> Iterator[tuple[int, bytes]]:
    """(line number, line) of a JSON Lines input, one at a time; a line too long comes cut. Raises InputRefused."""
    with _opened(name) as stream:
        number = 0
        while line := stream.readline(LARGEST + 2):
            number += 1
            whole = line.rstrip(b"\n")
            while not line.endswith(b"\n") and (line := stream.readline(LARGEST)):
                pass
            yield number, whole
    if not number:
        raise InputRefused([_problem(_called(name), "is empty", "one JSON object a line")])


def parse(text: bytes, where: str) -> Any:
    """JSON with every key once, no NaN, not too large, not too deep. Raises InputRefused."""
    if len(text) > LARGEST:
        raise InputRefused([_problem(where, "is larger than 1 MB", "one person's answers are a few kilobytes")])
    if not text.strip():
        raise InputRefused([_problem(where, "is empty", 'write a JSON object such as {"answers": {"age": 40}}')])
    raw = _plainly_right(text)
    return _parsed(text, where) if raw is None else raw


def _plainly_right(text: bytes) -> Any:
    """The object, read fast, when no key can stand twice: it holds as many keys as the text has colons. Else None."""
    try:
        raw = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    if not isinstance(raw, dict):
        return None
    parts = [part for part in raw.values() if isinstance(part, dict)]
    return raw if sum(map(len, (raw, *parts))) == text.count(b":") else None


def _parsed(text: bytes, where: str) -> Any:
    """The same, strict and slow, with what is wrong in words. Raises InputRefused."""
    import json  # what is plainly right needs none

    twice: dict[str, None] = {}

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            counted = Counter(key for key, _ in pairs)
            twice.update((key, None) for key in found if counted[key] > 1)
        return found

    try:
        raw = json.loads(text, object_pairs_hook=once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise InputRefused([_problem(where, f"is not JSON ({place})", "check quotes, commas and brackets")]) from None
    except (UnicodeDecodeError, RecursionError, ValueError):
        raise InputRefused([_problem(where, "is not JSON", "UTF-8 text, plain numbers, a few levels deep")]) from None
    if twice:
        problems = [_problem(echo(key), "is given twice", "answer each fact once") for key in twice]
        raise GivenTwice(problems, raw)
    return raw


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _opened(name: str) -> BinaryIO:
    if name == "-":
        return sys.stdin.buffer
    path = Path(name)
    if path.is_dir():
        raise InputRefused([_problem(name, "is a folder", "name a file, or - for standard input")])
    try:
        return path.open("rb")
    except OSError as error:
        raise InputRefused([_problem(name, f"cannot be read: {error.strerror}", _where_it_may_be(path))]) from None


def _where_it_may_be(path: Path) -> str:
    from unknot.cli.example_people import example_people

    beside = example_people() / path.name
    return f"an example of this name is at {beside}" if beside.is_file() else "check the name and who may read it"


def _called(name: str) -> str:
    return "standard input" if name == "-" else name


def _problem(where: str, message: str, hint: str) -> Problem:
    return Problem(where, message, hint)
