"""Reads clearances: to which finding a clinician said yes, on which day, and who that was. Nobody is no clinician."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from unknot.conditions.refused import near_miss
from unknot.knowledge.shapes import Knowledge
from unknot.outside_text import echo, has_words
from unknot.pathway.answers import MOST_NAMED, Problem
from unknot.pathway.decision import Clearance
from unknot.pathway.moments import CLOCKS_DIFFER, outside_of_past_days

LONGEST_BY, LONGEST_ID = 200, 100
FORM = 'write {"date": "2026-10-31", "by": "Dr Sari, oncology"}'


def read_cleared(knowledge: Knowledge, raw: Any, now: datetime, problems: list[Problem]) -> dict[str, Clearance]:
    """Finding id -> clearance, from plain data; what is wrong is added to `problems`."""
    if raw is None:
        return {}
    if not isinstance(raw, Mapping):
        problems.append(Problem("cleared", "is not a map", 'write {"finding_id": {"date": "2026-10-31", "by": "..."}}'))
        return {}
    found: dict[str, Clearance] = {}
    for id, said in raw.items():
        rule = knowledge.rules.get(id)
        if rule is None:
            hint = "name a finding of an earlier decision"
            hint = near_miss(str(id), knowledge.rules, hint) if len(problems) < MOST_NAMED else hint
            problems.append(Problem(f"cleared, {echo(id)}", "no such finding", hint))
        elif rule.massage != "clearance":
            hint = "only findings that ask for a clearance can be cleared; an urgency or an avoid never is"
            problems.append(Problem(f"cleared, {id}", "cannot be cleared", hint))
        else:
            try:
                clearance = msgspec.convert(said, Clearance)
            except msgspec.ValidationError:
                problems.append(Problem(f"cleared, {id}", "is not a clearance", FORM))
                continue
            wrong = _wrong(knowledge, clearance, now)
            problems += [Problem(f"cleared, {id}, `{key}`", message, hint) for key, message, hint in wrong]
            found[id] = clearance
    return found


def _wrong(knowledge: Knowledge, clearance: Clearance, now: datetime) -> list[tuple[str, str, str]]:
    """(key, what is wrong, what to do) for each part of a clearance."""
    wrong = []
    outside = outside_of_past_days(clearance.date, now + CLOCKS_DIFFER)
    if outside:
        says = "lies in the future" if outside == "not_yet" else "is before the year 1900"
        wrong.append(("date", says, "write the day on which the clinician said yes"))
    if not has_words(clearance.by):
        wrong.append(("by", "names nobody", 'write who said yes: "Dr Sari, oncology"'))
    elif len(clearance.by) > LONGEST_BY:
        wrong.append(("by", f"is longer than {LONGEST_BY} letters", "write a name and what they do"))
    if any(id not in knowledge.rules and len(id) > LONGEST_ID for id in clearance.findings):
        wrong.append(("findings", "names what is no finding", "list ids of findings of that day's decision"))
    elif len(clearance.findings) > len(knowledge.rules):
        wrong.append(("findings", "lists more than there are", "list each finding of that day once"))
    return wrong
