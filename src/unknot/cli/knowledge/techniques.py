"""Runs `unknot techniques`: lists every way of easing an ache that a plan can use, with who, how long and how firm."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from unknot.cli.check.command import Form


def techniques(
    form: Annotated[Form, typer.Option("--format", help="text for people, json for programs.")] = Form.text,
) -> None:
    """List the techniques; `unknot explain ID` shows one whole."""
    import msgspec

    from unknot.cli.knowledge.explain import dose_text
    from unknot.knowledge.load import load

    known = load().techniques.values()
    if form is not Form.text:
        print(json.dumps(msgspec.to_builtins(list(known)), ensure_ascii=False, indent=1))
        return
    for technique in known:
        who = ", ".join(dict.fromkeys(each.helper for each in technique.who))
        minutes = dose_text(technique.dose, touch=technique.touch)
        print(f"{technique.id:<20} {technique.name} ({technique.term})")
        print(f"{'':<20} {who}; {minutes}; {technique.grade.replace('_', ' ')}")
