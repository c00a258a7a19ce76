"""Lays out a claim for the evidence page: as people say it, its grade, our answer, its numbers as a table."""

from __future__ import annotations

import re

import msgspec

from unknot.knowledge.shapes import Claim, Grade, Knowledge, Source
from unknot.telling.course import sources_of

GRADES: tuple[Grade, ...] = (
    "high", "moderate", "low", "very_low", "contradicted", "no_evidence", "custom", "definition", "safety_consensus",
)  # fmt: skip
"""From what is known best to what nobody has to prove."""
SENTENCE_END = re.compile(r"(?<=[.;])\s+(?=[A-Z0-9])")
MOST_LETTERS_BEFORE_COLON = 60


class Figure(msgspec.Struct, frozen=True):
    """One row of the numbers: of what, and how much."""

    of: str
    says: str


class ClaimShown(msgspec.Struct, frozen=True, kw_only=True):
    """One claim, whole."""

    id: str
    says: str
    grade: Grade
    grade_text: str
    answer: str
    figures: tuple[Figure, ...]
    basis: str
    sources: tuple[Source, ...]


def claims_shown(knowledge: Knowledge, grade: str = "") -> list[ClaimShown]:
    """The claims of one grade, or all, in the order of the files."""
    return [claim_shown(knowledge, claim) for claim in knowledge.claims.values() if grade in ("", claim.grade)]


def claim_shown(knowledge: Knowledge, claim: Claim) -> ClaimShown:
    """One claim in words."""
    return ClaimShown(
        id=claim.id,
        says=claim.says,
        grade=claim.grade,
        grade_text=claim.grade_text,
        answer=claim.answer,
        figures=figures(claim.numbers),
        basis=claim.basis,
        sources=sources_of(knowledge, claim.sources),
    )


def grades_used(knowledge: Knowledge) -> tuple[Grade, ...]:
    """The grades that some claim has, best known first."""
    used = {claim.grade for claim in knowledge.claims.values()}
    return tuple(grade for grade in GRADES if grade in used)


def figures(numbers: str) -> tuple[Figure, ...]:
    """Published numbers as rows: each sentence one, what stands before its colon at left."""
    return tuple(_figure(sentence) for sentence in SENTENCE_END.split(numbers) if sentence)


def _figure(sentence: str) -> Figure:
    of, colon, says = sentence.partition(": ")
    if colon and len(of) <= MOST_LETTERS_BEFORE_COLON and "(" not in of and any(letter.isdigit() for letter in says):
        return Figure(of, says[:1].upper() + says[1:])
    return Figure("", sentence)
