"""Runs `unknot plan`: plans what exactly is done today, for the last check or a file of answers."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from unknot.cli.check.command import Form


def plan(
    answers: Annotated[str, typer.Option(help="A file of answers, or -; without it, the last check's.")] = "",
    helper: Annotated[str, typer.Option(help="alone, partner or professional.")] = "",
    minutes: Annotated[int | None, typer.Option(help="Hands-on: 5-30 at home, 30-90 at a professional's.")] = None,
    tool: Annotated[list[str] | None, typer.Option(help="At hand: ball, roller, gun, cane, heat_pack, oil.")] = None,
    style: Annotated[str, typer.Option(help="At a professional's: swedish or deep_tissue.")] = "",
    brief: Annotated[bool, typer.Option(help="One page for the therapist.")] = False,
    share_reasons: Annotated[bool, typer.Option(help="Let the brief name the reasons behind the limits.")] = False,
    form: Annotated[Form, typer.Option("--format", help="text for people, json for programs.")] = Form.text,
) -> None:
    """Plan the techniques, their order, minutes and pressure."""
    from unknot.cli.check.person import person_of

    person = person_of(answers, {"helper": helper, "minutes": minutes, "tools": tool, "style": style})
    assessment = person.walk()
    if form is not Form.text:
        import msgspec

        print(json.dumps(msgspec.to_builtins(assessment.plan), ensure_ascii=False))
    elif assessment.plan is None:
        from unknot.cli.check.show_decision import decision_text

        print(decision_text(person.knowledge, assessment, person.request.country, person.now))
    elif brief:
        from unknot.cli.plan.show_brief import brief_for

        print(brief_for(person.knowledge, assessment, person.answers, person.now, consented=share_reasons))
    else:
        from unknot.cli.plan.show_plan import plan_text, visit_text

        print(plan_text(assessment.plan))
        if assessment.plan.helper == "professional" and (limits := assessment.decision.so_far.limits):
            print("\n" + visit_text(person.knowledge, assessment.plan, limits))
