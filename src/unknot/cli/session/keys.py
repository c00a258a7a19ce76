"""Reads one key at a time, without Enter, while a session runs in a terminal."""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import termios
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ESCAPE = "\x1b"
SEQUENCE = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|O.)")
"""What arrow and function keys send."""


def has_terminal() -> bool:
    """Whether a person sits there: keys come from a terminal, and the screen can be redrawn."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Keys arrive as they are pressed, unseen on the screen; the terminal is as before afterwards, whatever happens.

    Ctrl-Z does nothing in here: it would leave the shell with a raw terminal. A closed terminal or a polite kill
    (SIGHUP, SIGTERM) arrives as KeyboardInterrupt, so the session is saved like after Ctrl-C; and Ctrl-C does so even
    where whoever started us had it ignored.
    """
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    handlers = {number: signal.signal(number, _interrupt) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        tty.setcbreak(terminal)
        quiet = termios.tcgetattr(terminal)
        quiet[6][termios.VSUSP] = bytes([os.fpathconf(terminal, "PC_VDISABLE")])
        termios.tcsetattr(terminal, termios.TCSANOW, quiet)
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        termios.tcsetattr(terminal, termios.TCSAFLUSH, before)


def pressed(seconds: float) -> str:
    """The keys pressed within `seconds`, or "" for none. Arrow and function keys count as none, and swallow no other.

    Raises EOFError when the terminal is gone.
    """
    terminal = sys.stdin.fileno()
    if not select.select([terminal], [], [], seconds)[0]:
        return ""
    text = os.read(terminal, 64).decode(errors="ignore")
    if not text:
        raise EOFError
    return SEQUENCE.sub("", text)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
