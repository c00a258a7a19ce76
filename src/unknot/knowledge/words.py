"""Reads `wording.toml`: the words of the outcomes, the pressure scale, the buttons and the hints.

Only sentences live here, each with its mark. What they are said about is decided elsewhere.
"""

from __future__ import annotations

from pathlib import Path
from string import Formatter
from typing import Literal

import msgspec

from unknot.knowledge.places import CONTENT, ENGLISH
from unknot.knowledge.release import compiled_part
from unknot.knowledge.shapes import Basis, Helper, Row

PLACEHOLDERS = frozenset(
    {"number", "why", "line", "date", "ask", "limits", "again", "signs", "days", "item"},
)
"""Every gap a wording may leave open; a face fills them, this file only names them."""


class Wording(Row, frozen=True, kw_only=True):
    """One outcome in words. Its first sentence is the one thing to do and is shown strong."""

    text: str
    sources: tuple[str, ...]
    basis: Basis

    @property
    def gaps(self) -> frozenset[str]:
        """The placeholders that must be filled before a person sees the text."""
        return frozenset(name for _, name, _, _ in Formatter().parse(self.text) if name is not None)

    def lead_and_rest(self, **fill: str) -> tuple[str, str]:
        """The text with its gaps filled, as (first sentence, the rest).

        The cut is made before filling, so a full stop inside a person's own words cannot move it.
        Raises KeyError when a gap is left open.
        """
        lead, dot, rest = self.text.partition(". ")
        return (lead + dot.strip()).format_map(fill), rest.format_map(fill)

    def said(self, **fill: str) -> str:
        """The whole text with its gaps filled. Raises KeyError when one is left open."""
        return self.text.format_map(fill)


class PressureWord(Row, frozen=True, kw_only=True):
    """One step of the pressure scale 0-7 (docs/clinical/session.md): what the receiver feels, not the giver's force."""

    level: int
    """0-7; 7 stands for everything above as well."""
    says: str
    seen: str
    """What you would see, for everyone whose comfort is no safe guide."""
    walton: Literal["W1", "W2", "W3", "W4", "W5"]
    """Walton's five levels, printed for professionals. The levels are read (R30), the mapping is ours."""
    by: Literal["anyone", "professional", "nobody"]
    """Who may go this far: the home limit is the last `anyone`."""
    sources: tuple[str, ...]
    basis: Basis


class StockSentence(Row, frozen=True, kw_only=True):
    """One sentence with a place of its own: a button, a hint, a thing to prepare, a thing to do afterwards."""

    id: str
    text: str
    who: tuple[Helper, ...] = ("alone", "partner", "professional")
    """For whom the sentence makes sense."""
    aloud: bool = False
    """Read aloud by both before the first step."""
    sources: tuple[str, ...]
    basis: Basis


class AskAgain(Row, frozen=True, kw_only=True):
    """One of the eight short questions before each session. Any yes or not sure reopens its screen or `reopens`."""

    id: str
    text: str
    reopens: tuple[str, ...]
    """Facts whose answers are asked anew, the first ones deciding which screen is shown."""
    sources: tuple[str, ...]
    basis: Basis


class Words(Row, frozen=True, kw_only=True):
    """Everything in `wording.toml`, in the order of the file."""

    wording: dict[str, Wording]
    pressure: tuple[PressureWord, ...]
    button: tuple[StockSentence, ...]
    hint: tuple[StockSentence, ...]
    partner_mistake: tuple[StockSentence, ...]
    prepare: tuple[StockSentence, ...]
    aftercare: tuple[StockSentence, ...]
    ask_again: tuple[AskAgain, ...]

    @property
    def lines(self) -> tuple[StockSentence, ...]:
        """All sentences that stand alone."""
        return self.button + self.hint + self.partner_mistake + self.prepare + self.aftercare


def read_words(content: Path = CONTENT, *, language: str = ENGLISH) -> Words:
    """`content/wording.toml` as typed words, from the compiled release where it fits.

    Raises msgspec.ValidationError for a row of the wrong shape and ValueError for a placeholder nobody fills or a
    pressure scale with a step missing.
    """
    found = compiled_part("words", Words, content, language)
    if found is not None:
        return found
    from unknot.knowledge.language import read_table  # a compiled release needs none

    words = msgspec.convert(read_table(content, "wording.toml", language), Words)
    for key, wording in words.wording.items():
        if unknown := sorted(wording.gaps - PLACEHOLDERS):
            raise ValueError(
                f"wording.toml, wording `{key}`, `text`: unknown placeholder `{unknown[0]}`\n"
                f"hint: use one of {', '.join(sorted(PLACEHOLDERS))}"
            )
    if [step.level for step in words.pressure] != list(range(8)):
        raise ValueError(
            "wording.toml, `pressure`: the scale needs each level 0 to 7 once, in order\nhint: add the row"
        )
    return words
