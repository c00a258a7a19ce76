"""Runs `unknot facts`: lists the vocabulary, every word a program or a person can answer with."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unknot.cli.check.command import Form

if TYPE_CHECKING:
    from unknot.knowledge.shapes import Fact


def facts(
    form: Annotated[Form, typer.Option("--format", help="text for people, json for programs.")] = Form.text,
) -> None:
    """List every fact: type, range, what not sure counts as, and the question."""
    from unknot.knowledge.load import load

    known = [fact for fact in load().facts.values() if fact.source != "computed"]
    if form is not Form.text:
        print(json.dumps([described(fact) for fact in known], ensure_ascii=False, indent=1))
        return
    for fact in known:
        print(f"{fact.id}  ({kind(fact)})")
        print(textwrap.fill(fact.question or fact.label, 80, initial_indent="    ", subsequent_indent="    "))


def described(fact: Fact) -> dict[str, Any]:
    """One fact as the JSON contract names its parts."""
    from unknot.knowledge.regions import REGIONS

    choices = [choice.id for choice in fact.choices] or (list(REGIONS) if fact.type == "regions" else None)
    numeric = fact.type in ("integer", "decimal")
    return {
        "id": fact.id,
        "type": fact.type,
        "unit": fact.unit or None,
        "min": fact.min,
        "max": fact.max,
        "step": fact.step if numeric else None,
        "choices": choices,
        "labels": [choice.label for choice in fact.choices] or None,
        "unsure": fact.unsure,
        "usual": list(fact.usual) if isinstance(fact.usual, tuple) else fact.usual,
        "risk": fact.risk,
        "source": fact.source,
        "question": fact.question,
        "label": fact.label,
        "check": fact.check or None,
        "help": fact.help or None,
        "good_for": fact.good_for,
        "since": fact.since,
    }


def kind(fact: Fact) -> str:
    """The type in words, with its range or choices."""
    if fact.type == "choice":
        return "one of " + ", ".join(choice.id for choice in fact.choices)
    if fact.type in ("integer", "decimal"):
        return f"{fact.min:g} to {fact.max:g} {fact.unit}" + (", or a date" if fact.since else "")
    return {"yes_no": "true or false", "regions": "list of regions"}[fact.type]
