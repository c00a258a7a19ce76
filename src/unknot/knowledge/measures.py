"""Reads `measures.toml`: how we measure whether it helps, and which questionnaires may be shown.

A measure that may not be embedded is still listed, with the reason: a person can type its total.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from unknot.knowledge.places import CONTENT, ENGLISH
from unknot.knowledge.release import compiled_part
from unknot.knowledge.shapes import Basis, Row


class Item(Row, frozen=True, kw_only=True):
    """One question or statement of a measure, as published where the measure asks for that."""

    id: str
    text: str
    at_lowest: str = ""
    """The word at the low end of its scale; empty for statements that are ticked."""
    at_highest: str = ""


class Grade(Row, frozen=True, kw_only=True):
    """One answer of a measure that is answered with words."""

    value: int
    says: str


class Measure(Row, frozen=True, kw_only=True):
    """An outcome measure (docs/clinical/course.md)."""

    id: str
    name: str
    row: str
    what: str
    """What it measures, in plain words."""
    may_embed: bool
    """May its items be shown here? If not, only a typed total is accepted (`takes_total`)."""
    embed_because: str
    takes_total: bool = False
    items: tuple[Item, ...] = ()
    grades: tuple[Grade, ...] = ()
    instruction: str = ""
    scoring: str
    low: int
    """Lowest possible score; unit: points of the measure."""
    high: int
    better: Literal["lower", "higher"]
    change_points: float | None = None
    """A change of at least so many points is meaningful for one person; None: not used to measure change."""
    change_percent: int | None = None
    """... and at least so many percent of the first score, where the text asks for both."""
    change: str
    """The thresholds in words, with what is uncertain about them."""
    every: str
    """When it is asked (our suggestion)."""
    licence: str
    credit: str = ""
    """The line printed beside the measure."""
    sources: tuple[str, ...]
    basis: Basis


def read_measures(content: Path = CONTENT, *, language: str = ENGLISH) -> dict[str, Measure]:
    """`content/measures.toml` as measures by id, in the order of the file; from the compiled release where it fits.

    Raises msgspec.ValidationError for a row of the wrong shape and ValueError for an id given twice, for items of a
    measure that may not be embedded, or for one that may be embedded and has nothing to answer.
    """
    found = compiled_part("measures", dict[str, Measure], content, language)
    if found is not None:
        return found
    from unknot.knowledge.language import read_table  # a compiled release needs none

    rows = msgspec.convert(read_table(content, "measures.toml", language)["measure"], tuple[Measure, ...])
    measures = {row.id: row for row in rows}
    if len(measures) != len(rows):
        raise ValueError("measures.toml: an id is given twice\nhint: give each measure its own id")
    for measure in rows:
        if not measure.may_embed and (measure.items or measure.grades):
            raise ValueError(
                f"measures.toml, measure `{measure.id}`, `items`: may_embed is false\n"
                "hint: remove the items and accept a typed total"
            )
        if measure.may_embed and not (measure.items or measure.grades or measure.takes_total):
            raise ValueError(
                f"measures.toml, measure `{measure.id}`: nobody could answer it\nhint: add items or takes_total"
            )
    return measures
