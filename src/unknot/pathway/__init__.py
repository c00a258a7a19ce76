"""The way through the house. Read this first: `follow` walks it, one noun a module, one arrow a function.

    answers -> facts -> findings -> decision -> plan -> session -> diary
                 ^                                                  |
                 +---------------- course facts --------------------+

    answers.py          what the person said, and when     read_answers   (journey.py: page by page)
    facts.py            what we know now                   facts_from
    findings.py         which rules speak                  findings_of
    decision.py         what may be done today             decide         (outranked.py: whose advice goes first)
    interview.py        which page comes next              next_page      (waiting.py: what is still worth asking)
    plan/planner.py     what exactly is done, in order     safe_plan      (broken_limits.py checks it, written apart)
    session/machine.py  what now, after what happened      begin, apply, view
    diary/entries.py    what happened over the weeks       read, write, merge
    diary/course.py     is it getting better               course_facts, history, trend
    person.py           one person with their diary, as every face walks them  Person.walk
    moments.py          how long ago, on which day, in which range  elapsed, days_between

Knowledge is an argument and time comes in as an argument: no clock, no disk, no network in here. Five stages run at
once in `follow`; session and diary live over minutes and weeks, so `follow` only takes in what they reported: a reason
for stopping a session and the course of the diary are facts like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from unknot.knowledge.shapes import Knowledge
from unknot.pathway.answers import Answers
from unknot.pathway.decision import Clearance, Decision, decide, valid_clearances
from unknot.pathway.diary.history import History
from unknot.pathway.facts import Facts, facts_from
from unknot.pathway.findings import Findings, findings_of
from unknot.pathway.plan.planner import safe_plan
from unknot.pathway.plan.shape import Plan
from unknot.pathway.request import Request


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """One walk from answers to plan."""

    facts: Facts
    findings: Findings
    cleared: frozenset[str]
    """The findings whose clearance holds today."""
    decision: Decision
    plan: Plan | None
    """Only for a final decision of suitable or modify whose plan breaks no limit."""
    sore: tuple[str, ...]
    """Where it hurts, as the plan took it: the sorest first."""
    history: History
    """What the plan was made with."""


def follow(
    knowledge: Knowledge,
    answers: Answers,
    request: Request | None = None,
    *,
    now: datetime,
    cleared: Mapping[str, Clearance] | None = None,
    reported: Mapping[str, Any] | None = None,
    history: History | None = None,
    assume_usual: bool = False,
) -> Assessment:
    """Walk from answers to plan. Same input, same output.

    `reported`: course facts of the diary and the reason for stopping a session (fact id -> True). `cleared`: finding id
    -> who said yes and when. Raises nothing for answers that `read_answers` took.
    """
    facts = facts_from(knowledge, answers, now, reported=reported, assume_usual=assume_usual)
    findings = findings_of(knowledge, facts)
    valid = valid_clearances(knowledge, cleared or {}, (*findings.fired, *findings.doubtful), now.date())
    if valid:
        findings = findings_of(knowledge, facts, valid)
    decision = decide(knowledge, facts, findings, valid)
    named = answers.given.get("site")
    sore = tuple(named) if isinstance(named, list | tuple) else facts.regions("site")  # as named: sorest first
    lately = _since(history or History(), cleared, valid, now)
    plan = safe_plan(knowledge, decision, request or Request(), sore=sore, history=lately)
    return Assessment(
        facts=facts, findings=findings, cleared=valid, decision=decision, plan=plan, sore=sore, history=lately
    )


def _since(history: History, cleared: Mapping[str, Clearance] | None, valid: frozenset[str], now: datetime) -> History:
    """A clearance newer than the last session makes the next one a first session again (docs/clinical/session.md)."""
    days = history.days_since_last
    new = any((now.date() - (cleared or {})[rule].date).days <= (days or 0) for rule in valid)
    return msgspec.structs.replace(history, changed=True) if new and days is not None else history
