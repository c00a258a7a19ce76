"""`unknot plan`: what exactly is done today, for the last check or a file of answers."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any

import typer

from unknot.cli.check import Form


def plan(
    answers: Annotated[str, typer.Option(help="A file of answers, or -; without it, the last check's.")] = "",
    helper: Annotated[str, typer.Option(help="alone, partner or professional.")] = "",
    minutes: Annotated[int | None, typer.Option(help="Hands-on minutes: 5-30 at home, 30-90 at a professional's.")] = None,
    tool: Annotated[list[str] | None, typer.Option(help="What is at hand: ball, roller, gun, cane, heat_pack, oil.")] = None,
    style: Annotated[str, typer.Option(help="At a professional's: swedish or deep_tissue.")] = "",
    brief: Annotated[bool, typer.Option(help="One page for the therapist.")] = False,
    form: Annotated[Form, typer.Option("--format", help="text for people, json for programs.")] = Form.text,
) -> None:
    """Plan the techniques, their order, minutes and pressure."""
    wishes = {"helper": helper, "minutes": minutes, "tools": tool, "style": style}
    knowledge, followed, request, now = walked(answers, {key: wish for key, wish in wishes.items() if wish})
    if followed.plan is None:
        from unknot.cli.show_decision import decision_text

        print(decision_text(knowledge, followed, request.country, now) if form is Form.text else "null")
        return
    if form is not Form.text:
        import msgspec

        print(json.dumps(msgspec.to_builtins(followed.plan), ensure_ascii=False))
        return
    if brief:
        from unknot.cli.show_brief import brief_for

        print(brief_for(knowledge, followed, request, now))
        return
    from unknot.cli.show_plan import plan_text, visit_text

    print(plan_text(followed.plan))
    if followed.plan.helper == "professional" and followed.decision.limits:
        print("\n" + visit_text(followed.plan, followed.decision.limits))


def walked(answers: str, wishes: dict[str, Any]) -> tuple[Any, Any, Any, datetime]:
    """(knowledge, the walk, the request, now) for a file of answers or the last check, with the diary's course."""
    from unknot.cli.diary_file import diary_path, load as load_diary
    from unknot.cli.input_file import read_one
    from unknot.cli.last_check import recall
    from unknot.knowledge.load import load
    from unknot.pathway import follow
    from unknot.pathway.contract import read_case
    from unknot.pathway.course import course_facts, history

    knowledge, now = load(), datetime.now().astimezone()
    raw: Any = read_one(answers) if answers else {"answers": {}}
    if wishes:
        raw = raw if isinstance(raw, dict) and "answers" in raw else {"answers": raw}
        raw = {**raw, "request": {**(raw.get("request") or {}), **wishes}}
    case = read_case(knowledge, raw, now)
    given = case.answers if answers else recall(knowledge, now)
    entries = load_diary(diary_path()).entries
    followed = follow(
        knowledge,
        given,
        case.request,
        now=case.now,
        cleared=case.cleared,
        reported=course_facts(entries, now),
        history=history(entries, now),
    )
    return knowledge, followed, case.request, case.now
