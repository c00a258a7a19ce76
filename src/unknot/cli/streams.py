"""Readies the streams and words of a command: each stream is there, and any letter can be written and was read.

A program may be started with a stream closed (`<&-`, `>&-`) or in a terminal that is not UTF-8. No command asks for
that again; only what would be lost does (`is_heard`).
"""

from __future__ import annotations

import io
import os
import sys


def make_ready() -> None:
    """Put nothing in the place of closed streams, `?` in that of letters the terminal has not, and read the words."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 (open as long as we run)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="replace")
    sys.argv = [as_typed(word) for word in sys.argv]


def is_heard() -> bool:
    """Whether somebody reads the standard output, or it was closed from the start."""
    return sys.__stdout__ is not None


def as_typed(word: str) -> str:
    """An argument whose bytes the locale could not read, as UTF-8 where it is that; a file may be named anyhow."""
    if not any("\ud800" <= letter <= "\udfff" for letter in word):
        return word
    try:
        return os.fsencode(word).decode()
    except UnicodeDecodeError:
        return word
