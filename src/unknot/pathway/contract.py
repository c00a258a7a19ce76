"""What goes in and what comes out, as plain data? The documented JSON contract, `"format": 1`, one object a person.

In:  {"answers": {...}, "request": {...}, "cleared": {...}, "now": "..."}, or a bare map of answers.
Out: see `outgoing` and docs/reference/json.md. The command line and every later face speak this.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from unknot.conditions.refused import near_miss
from unknot.knowledge.shapes import Knowledge
from unknot.outside_text import echo
from unknot.pathway import Followed, follow
from unknot.pathway.answers import MOST_NAMED, Answers, InputRefused, Problem, read_answers
from unknot.pathway.clearances import read_cleared
from unknot.pathway.decision import Clearance
from unknot.pathway.moments import outside_of_plans
from unknot.pathway.request import Request, RequestRefused, read_request
from unknot.pathway.would_change import would_change

FORMAT = 1
KEYS = ("answers", "request", "cleared", "now")


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One person's input, checked. Its repr holds no answers."""

    answers: Answers
    request: Request
    cleared: dict[str, Clearance]
    now: datetime

    def __repr__(self) -> str:
        return f"<Case: {self.answers!r}>"


def read_case(knowledge: Knowledge, raw: Any, now: datetime) -> Case:
    """One input object, checked whole. `now` holds where the input names no moment of its own.

    Raises InputRefused with every problem of answers, request, clearances and moment at once.
    """
    if not isinstance(raw, Mapping):
        hint = 'write {"answers": {...}}, or a map of fact ids to answers'
        raise InputRefused([Problem("input", "is not a JSON object", hint)])
    envelope = raw if any(key in raw for key in KEYS) and not any(key in knowledge.facts for key in raw) else None
    parts: Mapping[str, Any] = envelope if envelope is not None else {"answers": raw}
    strange, plain = [str(key) for key in parts if key not in KEYS], f"one of: {', '.join(KEYS)}"
    problems = [
        Problem(echo(key), "is not a part of the input", near_miss(key, KEYS, plain) if place < MOST_NAMED else plain)
        for place, key in enumerate(strange)
    ]
    moment = _moment(parts.get("now"), now, problems)
    answers = _answers(knowledge, parts.get("answers", {}), moment, problems)
    request = _request(knowledge, parts.get("request"), problems)
    cleared = read_cleared(knowledge, parts.get("cleared"), moment, problems)
    if problems or answers is None or request is None:
        raise InputRefused(problems)
    return Case(answers=answers, request=request, cleared=cleared, now=moment)


def _moment(raw: Any, now: datetime, problems: list[Problem]) -> datetime:
    if raw is None:
        return now
    try:
        moment = datetime.fromisoformat(raw)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)
        if not outside_of_plans(moment.date(), now):
            return moment
        hint = "write the moment of the decision: from the year 1900 to ten years from now"
        problems.append(Problem("now", "is out of range", hint))
        return now
    except (TypeError, ValueError):
        problems.append(Problem("now", "is not a moment", 'write it as "2026-10-31T09:00:00+07:00"'))
        return now


def _answers(knowledge: Knowledge, raw: Any, now: datetime, problems: list[Problem]) -> Answers | None:
    if not isinstance(raw, Mapping):
        problems.append(Problem("answers", "is not a map", 'write {"fact_id": answer, ...}; `unknot facts` lists them'))
        return None
    try:
        return read_answers(knowledge, raw, now)
    except InputRefused as refused:
        problems += refused.problems
        return None


def _request(knowledge: Knowledge, raw: Any, problems: list[Problem]) -> Request | None:
    if raw is None:
        return Request()
    try:
        return read_request(raw, knowledge)
    except RequestRefused as refused:
        problems += refused.problems
        return None


def answer_case(
    knowledge: Knowledge, case: Case, *, assume_usual: bool = False, explain: bool = False
) -> tuple[Followed, dict[str, Any]]:
    """Walk one case through the house; the walk, and what goes out."""
    followed = follow(
        knowledge, case.answers, case.request, now=case.now, cleared=case.cleared, assume_usual=assume_usual
    )
    return followed, outgoing(knowledge, followed, explain=explain)


def outgoing(knowledge: Knowledge, followed: Followed, *, explain: bool = False) -> dict[str, Any]:
    """The decision and the plan as plain data, keys in a fixed order. `explain` fills `would_change`."""
    decision = followed.decision
    changes = would_change(knowledge, followed.facts, decision, followed.cleared) if explain else ()
    said: dict[str, Any] = msgspec.to_builtins(decision)
    return {
        "format": FORMAT,
        "release": said["release"],
        "urgency": said["urgency"],
        "within_days": said["within_days"],
        "massage": said["massage"],
        "limits": said["limits"],
        "recheck_days": said["recheck_days"],
        "final": said["final"],
        "at_worst": said["at_worst"],
        "needs": said["needs"],
        "assumed": said["assumed"],
        "findings": said["findings"],
        "would_change": msgspec.to_builtins(changes),
        "plan": msgspec.to_builtins(followed.plan),
    }
