"""`unknot plan`: what exactly is done today, for the last check or a file of answers."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unknot.cli.check import Form

if TYPE_CHECKING:
    from unknot.knowledge.shapes import Knowledge
    from unknot.pathway import Followed
    from unknot.pathway.contract import Case


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
    wishes = {"helper": helper, "minutes": minutes, "tools": tool, "style": style}
    knowledge, followed, case = walked(answers, {key: wish for key, wish in wishes.items() if wish})
    if form is not Form.text:
        import msgspec

        print(json.dumps(msgspec.to_builtins(followed.plan), ensure_ascii=False))
    elif followed.plan is None:
        from unknot.cli.show_decision import decision_text

        print(decision_text(knowledge, followed, case.request.country, case.now))
    elif brief:
        from unknot.cli.show_brief import brief_for

        print(brief_for(knowledge, followed, case.answers, case.now, consented=share_reasons))
    else:
        from unknot.cli.show_plan import plan_text, visit_text

        print(plan_text(followed.plan))
        if followed.plan.helper == "professional" and followed.decision.limits:
            print("\n" + visit_text(followed.plan, followed.decision.limits))


def walked(answers: str, wishes: dict[str, Any]) -> tuple[Knowledge, Followed, Case]:
    """(knowledge, the walk, the case) for a file of answers or the last check, with the course of the diary.

    `wishes` are laid over the request of the file. Raises InputRefused.
    """
    import msgspec

    from unknot.cli.diary_file import diary_path
    from unknot.cli.diary_file import load as load_diary
    from unknot.cli.input_file import read_one
    from unknot.cli.last_check import recall
    from unknot.knowledge.load import load
    from unknot.pathway import follow
    from unknot.pathway.contract import KEYS, read_case
    from unknot.pathway.course import course_facts, history

    knowledge, now = load(), datetime.now().astimezone()
    raw: Any = read_one(answers) if answers else {"answers": {}}
    if wishes and isinstance(raw, dict):
        raw = raw if any(key in raw for key in KEYS) else {"answers": raw}
        raw = {**raw, "request": {**(raw.get("request") or {}), **wishes}}
    case = read_case(knowledge, raw, now)
    if not answers:
        case = msgspec.structs.replace(case, answers=recall(knowledge, now))
    found = load_diary(diary_path())
    if found.torn:
        print(found.torn, file=sys.stderr)
    followed = follow(
        knowledge,
        case.answers,
        case.request,
        now=case.now,
        cleared=case.cleared,
        reported=course_facts(found.entries, now),
        history=history(found.entries, now),
    )
    return knowledge, followed, case
