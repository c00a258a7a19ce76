"""Runs `unknot evidence`: what people say about massage, graded, with numbers and sources. The unflattering too."""

from __future__ import annotations

import json
import textwrap
from typing import Annotated

import typer

from unknot.cli.check.command import Form


def evidence(
    form: Annotated[Form, typer.Option("--format", help="text for people, json for programs.")] = Form.text,
) -> None:
    """List every claim with its grade, what we say instead, and its source."""
    import msgspec

    from unknot.cli.knowledge.explain import source_lines
    from unknot.knowledge.load import load

    knowledge = load()
    if form is not Form.text:
        print(json.dumps(msgspec.to_builtins(list(knowledge.claims.values())), ensure_ascii=False, indent=1))
        return
    for claim in knowledge.claims.values():
        print(f"{claim.id} [{claim.grade.replace('_', ' ').upper()}] (row {claim.row}; {claim.basis})")
        for text in (f'"{claim.says}"', claim.answer, claim.numbers):
            if text:
                print(textwrap.fill(text, 80, initial_indent="    ", subsequent_indent="    "))
        print("\n".join(source_lines(knowledge, claim.sources, "    - ")))
        print()
