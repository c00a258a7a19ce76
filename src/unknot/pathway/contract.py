"""Reads and writes the documented JSON contract, `"format": 2`: one object a person goes in, one comes out.

While a question that matters is open there is no `urgency` and no `massage` of that name: `so_far` is the lower bound,
`at_worst` the upper one, `ask_next` the page to ask. So nothing can be taken for the answer that is none.

In:  {"answers": {...}, "request": {...}, "diary": [...], "cleared": {...}, "now": "...", "zone": "..."}, or a bare map
     of answers. What is not there is none: nobody else's diary is ever taken for it.
Out: see `outgoing` and docs/reference/json.md. The command line and every later face speak this.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any

import msgspec

from unknot.conditions.refused import near_miss
from unknot.knowledge.shapes import Knowledge
from unknot.outside_text import echo
from unknot.pathway import Assessment
from unknot.pathway.answers import MOST_NAMED, Answers, InputRefused, Problem, read_answers
from unknot.pathway.clearances import read_cleared
from unknot.pathway.diary.entries import Entry
from unknot.pathway.diary.entries import read as read_diary
from unknot.pathway.interview import next_page
from unknot.pathway.moments import on_the_clock, outside_of_plans, zone_named
from unknot.pathway.person import Person
from unknot.pathway.request import Request, RequestRefused, read_request
from unknot.pathway.would_change import would_change

FORMAT = 2
KEYS = ("answers", "request", "diary", "cleared", "now", "zone")


def read_case(knowledge: Knowledge, raw: Any, now: datetime) -> Person:
    """The person of one input object, checked whole. `now` holds where the input names no moment of its own.

    Raises InputRefused with every problem of answers, request, diary, clearances, moment and zone at once.
    """
    if not isinstance(raw, Mapping):
        hint = 'write {"answers": {...}}, or a map of fact ids to answers'
        raise InputRefused([Problem("input", "is not a JSON object", hint)])
    said = {key: value for key, value in raw.items() if key != "format"}
    envelope = said if any(key in said for key in KEYS) and not any(key in knowledge.facts for key in said) else None
    parts: Mapping[str, Any] = envelope if envelope is not None else {"answers": said}
    strange, plain = [str(key) for key in parts if key not in KEYS], f"one of: {', '.join(KEYS)}"
    problems = _format(raw.get("format", FORMAT))
    problems += [
        Problem(echo(key), "is not a part of the input", near_miss(key, KEYS, plain) if place < MOST_NAMED else plain)
        for place, key in enumerate(strange)
    ]
    moment = _moment(parts.get("now"), _zone(parts.get("zone"), problems), now, problems)
    answers = _answers(knowledge, parts.get("answers", {}), moment, problems)
    request = _request(knowledge, parts.get("request"), problems)
    cleared = read_cleared(knowledge, parts.get("cleared"), moment, problems)
    told = _diary(parts.get("diary"), problems)
    if problems or answers is None or request is None:
        raise InputRefused(problems)
    return Person(knowledge=knowledge, answers=answers, request=request, cleared=cleared, diary=told, now=moment)


def _format(raw: Any) -> list[Problem]:
    """Whoever names the format expects its answer, so another one is refused rather than answered in this one."""
    if type(raw) is int and raw == FORMAT:
        return []
    if type(raw) is int and raw == 1:
        what = "is 1; that format is gone, because it named a lower bound `urgency` and `massage`"
    else:
        what = "is not the number of a format that is known here"
    hint = (
        f'write "format": {FORMAT}; `urgency` and `massage` stand only where `final` is true (docs/reference/json.md)'
    )
    return [Problem("format", what, hint)]


def _zone(raw: Any, problems: list[Problem]) -> tzinfo | None:
    """The zone whose calendar days count; None where the input names none."""
    if raw is None:
        return None
    found = zone_named(raw) if isinstance(raw, str) else None
    if found is None:
        problems.append(Problem("zone", "is not a time zone", 'write it as "Asia/Jakarta"'))
    return found


def _moment(raw: Any, zone: tzinfo | None, now: datetime, problems: list[Problem]) -> datetime:
    """The moment to decide for: as given, else `now`; seen from `zone` where there is one. A time without an offset is
    that of the zone on its date."""
    if raw is None:
        return now.astimezone(zone) if zone else now
    try:
        moment = on_the_clock(datetime.fromisoformat(raw), zone or now.tzinfo)
    except (TypeError, ValueError, OverflowError):
        problems.append(Problem("now", "is not a moment", 'write it as "2026-10-31T09:00:00+07:00"'))
        return now
    if outside_of_plans(moment.date(), now):
        hint = "write the moment of the decision: from the year 1900 to ten years from now"
        problems.append(Problem("now", "is out of range", hint))
        return now
    return moment.astimezone(zone) if zone else moment


def _diary(raw: Any, problems: list[Problem]) -> tuple[Entry, ...]:
    """The entries, each read as a line of the diary's own format; every line that is none is named."""
    if raw is None:
        return ()
    if not isinstance(raw, list):
        problems.append(Problem("diary", "is not a list", "write the entries as in docs/reference/diary-format.md"))
        return ()
    reading = read_diary(msgspec.json.encode(each).decode() for each in raw)
    for broken in reading.broken:
        what, _, hint = broken.problem.partition(": ")[2].partition("\nhint: ")
        problems.append(Problem(f"diary, entry {broken.line}", what, hint))
    return reading.entries


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
    knowledge: Knowledge, case: Person, *, assume_usual: bool = False, explain: bool = False
) -> tuple[Assessment, dict[str, Any]]:
    """Walk one person through the house; the walk, and what goes out."""
    assessment = case.walk(assume_usual=assume_usual)
    return assessment, outgoing(knowledge, assessment, explain=explain)


def outgoing(knowledge: Knowledge, assessment: Assessment, *, explain: bool = False) -> dict[str, Any]:
    """The decision and the plan as plain data, keys in a fixed order. `explain` fills `would_change`."""
    decision, answer = assessment.decision, assessment.decision.answer
    changes = would_change(knowledge, assessment.facts, decision, assessment.cleared) if explain else ()
    said: dict[str, Any] = msgspec.to_builtins(decision)
    return {
        "format": FORMAT,
        "release": said["release"],
        "final": decision.final,
        **(said["so_far"] if answer else {"so_far": said["so_far"], "at_worst": said["at_worst"]}),
        "ask_next": None if answer else _ask_next(knowledge, assessment),
        "needs": said["needs"],
        "assumed": said["assumed"],
        "findings": said["findings"],
        "would_change": msgspec.to_builtins(changes),
        "plan": msgspec.to_builtins(assessment.plan),
    }


def _ask_next(knowledge: Knowledge, assessment: Assessment) -> dict[str, Any] | None:
    """The page that the interview would show now, and the facts that it would ask."""
    page = next_page(knowledge, assessment.facts, assessment.findings)
    if page is None:
        return None
    return {"screen": page.screen, "follow_up": page.follow_up, "title": page.title, "facts": list(page.items)}
