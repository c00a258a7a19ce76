"""Runs `unknot plan --brief`: prints one page for the therapist, limits first, reasons only with consent."""

from __future__ import annotations

import sys
from datetime import datetime

import typer

from unknot.knowledge.shapes import Knowledge
from unknot.pathway import Assessment
from unknot.pathway.answers import Answers
from unknot.telling.brief import brief_of
from unknot.telling.brief_text import brief_text


def brief_for(knowledge: Knowledge, assessment: Assessment, answers: Answers, now: datetime, *, consented: bool) -> str:
    """The brief as text; exits with 2 and a hint when the plan is not one for a professional."""
    if assessment.plan is None:
        raise ValueError("no plan, no brief")
    try:
        page = brief_of(
            knowledge,
            assessment.decision,
            assessment.plan,
            sore=assessment.facts.regions("site"),
            answers=answers.given,
            consented=consented,
            screened_at=f"{now:%Y-%m-%d %H:%M}",
        )
    except ValueError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(2) from None
    return brief_text(knowledge, page)
