"""Lays out a diary as text: a table, the pain as a small chart, the course in words, and what follows."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from unknot.knowledge.load import load
from unknot.pathway.diary import entries as diary
from unknot.pathway.diary.course import check_ins, course_facts, phase, trend
from unknot.pathway.diary.expected import EXPECTED
from unknot.pathway.person import Person
from unknot.telling.course import duration_of, person_now, spoken_of

WIDTH = 80
CHART_DAYS = 56
NOTHING_YET = "Your diary starts with one number: unknot diary add pain 4"


def as_data(entries: Sequence[diary.Entry], now: datetime, person: Person | None = None) -> dict[str, Any]:
    """The diary as plain data: entries in order of time, the trend and the course facts."""
    return {
        "format": 1,
        "entries": msgspec.to_builtins(_in_order(entries)),
        "trend": msgspec.to_builtins(trend(entries, now, duration_of(person))),
        "course": course_facts(entries, now),
    }


def diary_text(entries: Sequence[diary.Entry], now: datetime, person: Person | None = None) -> str:
    """The whole diary as text, at most 80 columns; `person` is that of the last check."""
    if not entries:
        return NOTHING_YET
    lines = [line for entry in _in_order(entries) for line in _entry_lines(entry, now)]
    return "\n".join([*lines, "", *chart(entries, now), "", *trend_lines(entries, now, person)])


def advice_text(entries: Sequence[diary.Entry], now: datetime, person: Person | None = None) -> str:
    """What the course of the diary asks for, in the words of its findings, most urgent first; "" when nothing.

    The last check's answers are taken in where they still stand: some course rules look at both.
    """
    from unknot.telling.decision import URGENCY_WORDS
    from unknot.telling.findings import goes_first

    knowledge = load()
    person = person or person_now(knowledge, None, entries, now)
    lines: list[str] = []
    for finding in spoken_of(knowledge, person.walk().decision):
        rule = knowledge.rules[finding.id]
        when = {7: " in the next 7 days", 28: " in the next 4 weeks"}.get(rule.within_days or 0, "")
        urgency = f"{URGENCY_WORDS[rule.urgency]}{when}: " if rule.urgency else ""
        lines += [
            "",
            *_wrap(f"{urgency}{finding.title}"),
            *_wrap(finding.why, "  "),
            *_wrap(goes_first(knowledge, finding) or finding.advice, "  "),
        ]
        lines += _wrap(f"[{finding.basis}; {', '.join(finding.sources)}; unknot explain {finding.id}]", "  ")
    return "\n".join(["What your diary asks for", *lines]) if lines else ""


def emergency_text(person: Person) -> str:
    """What has to be said before everything else: that the diary and the last check are an emergency; else ""."""
    from unknot.cli.check.show_decision import decision_text

    assessment = person.walk()
    if not assessment.decision.is_emergency:
        return ""
    return decision_text(person.knowledge, assessment, person.request.country, person.now)


def chart(entries: Sequence[diary.Entry], now: datetime) -> list[str]:
    """Pain 0-10 over the days, the latest score of each day an `o`, a day with a massage an `s` below; at most 56 days.

    A day without an entry stays empty: what was not told is not drawn.
    """
    scores: dict[int, int] = {}
    massages: set[int] = set()
    for entry in _in_order(entries):
        day = (now.date() - entry.at.astimezone(now.tzinfo).date()).days
        told = entry.score if isinstance(entry, diary.Pain) else getattr(entry, "ache_before", None)
        if told is not None:
            scores[day] = told
        if isinstance(entry, diary.Session):
            massages.add(day)
    shown = [day for day in {*scores, *massages} if 0 <= day < CHART_DAYS]
    if not any(day in scores for day in shown):
        return ["No pain score in the last 8 weeks, so there is no chart."]
    first = max(shown)
    days = range(first, -1, -1)
    marks = {10: "10 worst", 5: " 5", 0: " 0 none"}
    lines = ["Pain by day"]
    for level in range(10, -1, -1):
        row = "".join("o" if scores.get(day) == level else "." if level in (0, 5, 10) else " " for day in days)
        lines.append(f"{marks.get(level, ''):<9}|{row}".rstrip())
    if massages & set(shown):
        lines.append(f"{'massage':<9} " + "".join("s" if day in massages else " " for day in days).rstrip())
    began = now - timedelta(days=first)
    lines.append(f"{'':<10}{began.day} {began:%B}" + (f" to {now.day} {now:%B}" if first else ""))
    return lines


def trend_lines(entries: Sequence[diary.Entry], now: datetime, person: Person | None = None) -> list[str]:
    """The course in words, each with the rule it comes from; then what usually happens, where that is known."""
    duration = duration_of(person)
    course = trend(entries, now, duration)
    if course.baseline is None:
        return _wrap("The course")[:1] + _wrap("There is no pain score of the last 4 weeks to compare with.", "  ")
    lines = ["The course"]
    since = "today" if course.days == 0 else "1 day" if course.days == 1 else f"{course.days} days"
    lines += _wrap(
        f"Pain from {course.baseline} to {course.latest} of 10 in {since}."
        if course.days
        else f"Pain {course.latest} of 10 today.",
        "  ",
    )
    if course.worsening:
        lines += _wrap("That is clearly worse. [rule: worsening; proposal, O01, O07]", "  ")
    elif course.meaningful:
        lines += _wrap(
            "That is a gain that counts: 2 points and 30 %, or you said so. [rule: meaningful; verified, O01]", "  "
        )
    elif course.latest is not None and course.latest > course.baseline:
        lines += _wrap("That is more than at the start. Note it again tomorrow: two such days count as worse.", "  ")
        lines += _wrap("[rule: worsening; proposal, O01, O07]", "  ")
    elif len(check_ins(entries, now)) > 1:
        lines += _wrap(
            "Not yet a gain that counts, which is 2 points and 30 %. [rule: meaningful; verified, O01]", "  "
        )
    if course.on_track is not None:
        said = (
            "It eases about as a new ache usually does."
            if course.on_track
            else "It eases more slowly than a new ache usually does."
        )
        lines += _wrap(f"{said} [rule: on-track acute; proposal, E21]", "  ")
    if duration is not None:
        usual = EXPECTED[phase(duration)]
        lines += _wrap(f"{usual.text} [certainty: {usual.certainty}; {', '.join(usual.sources)}]", "  ")
    return lines


def _entry_lines(entry: diary.Entry, now: datetime) -> list[str]:
    at = entry.at.astimezone(now.tzinfo)
    note = "" if isinstance(entry, diary.Foreign) else entry.note
    said = _said(entry) + (f' "{_plain(note)}"' if note else "")
    return _wrap(said, f"{at:%Y-%m-%d %H:%M}  ")


def _said(entry: diary.Entry) -> str:
    """One entry in words, without its note."""
    match entry:
        case diary.Pain():
            return f"pain {entry.score} of 10"
        case diary.Soreness():
            bruise = "" if entry.bruise == "none" else f", bruise: {entry.bruise.replace('_', ' ')}"
            return f"soreness {entry.score} of 10{bruise}"
        case diary.Peg():
            return f"PEG: pain {entry.pain}, enjoyment {entry.enjoyment}, activity {entry.activity}"
        case diary.Psfs():
            return "can do: " + ", ".join(f"{_plain(each.name)} {each.score}" for each in entry.activities)
        case diary.Pgic():
            return f"change since the start: {entry.grade} (1 best, 4 none, 7 worst)"
        case diary.Rmdq():
            return f"Roland-Morris: {entry.score} of 24"
        case diary.Flare():
            return "flare over" if entry.over else "flare begun"
        case diary.Session():
            ended = "finished" if entry.finished else "stopped" if entry.stopped else "left early"
            ache = [each for each in (entry.ache_before, entry.ache_after) if each is not None]
            felt = f", ache {' to '.join(map(str, ache))}" if ache else ""
            return f"massage {entry.helper}, {entry.minutes:.3g} min hands-on, {ended}{felt}"
        case diary.Note():
            return "note"
        case diary.Foreign():
            return (
                f"{_plain(entry.kind)}: another version of unknot wrote this; it is kept as it is, and no rule reads it"
            )


def _plain(text: str) -> str:
    """A person's words on one line, without characters that could move the cursor."""
    return "".join(each if each.isprintable() else " " for each in text)


def _in_order(entries: Sequence[diary.Entry]) -> list[diary.Entry]:
    return sorted(entries, key=lambda entry: entry.at)


def _wrap(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=" " * len(indent)) or [indent]
