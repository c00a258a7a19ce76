"""Judges a text that came from outside: whether it holds a word at all, and what of it is safe to repeat.

Keys and names of a file, arguments of a command, notes of an imported diary: whoever wrote them may have put in what
moves a cursor, hides a line or never ends. Everything that is echoed to a person goes through `echo`.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80
"""Letters of one echoed text: enough to find it again in the file."""
_MOVES = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters (C0, DEL, C1), line ends, what turns the direction of writing, and halves of letters."""
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks by their category, of which nothing is seen: joiners, fillers and the blank of Braille."""


def echo(text: object, longest: int = LONGEST) -> str:
    """The text on one line, at most `longest` letters and "...", with "?" for all that is no letter to be read."""
    said = text if isinstance(text, str) else str(text)
    cut = f"{said[:longest]}..." if len(said) > longest else said
    return cut if cut.isascii() and cut.isprintable() else _MOVES.sub("?", cut)


def has_words(text: str) -> bool:
    """Whether anything is to be seen: spaces, line ends, characters without width and fillers are no words."""
    return any(
        each not in _UNSEEN and not 0xFE00 <= ord(each) <= 0xFE0F and unicodedata.category(each)[0] not in "CZ"
        for each in text
    )


def escaped(json: str) -> str:
    """JSON with nothing raw in it that moves a terminal: the same data, these characters written as \\uXXXX."""
    return _MOVES.sub(lambda found: f"\\u{ord(found[0]):04x}", json)
