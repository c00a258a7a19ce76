"""How long does a page take, against an empty one with the same middleware, session work and layout?

A whole check through the forms, each step followed by the empty page, so that both find the same journey; then the
result. Seconds are those until the page has come whole, through granian, on one connection. Before anything is timed,
the check through the forms must have ended where the pathway ends.
"""

from __future__ import annotations

import html
import json
import re
import sqlite3
import statistics
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.table import Row, spoken
from benchmarks.web_server import Visitor, visitor
from unknot.knowledge.shapes import Knowledge
from unknot.pathway import follow
from unknot.pathway.answers import read_answers
from unknot.pathway.diary.entries import Pain, new_id, write
from unknot.telling.decision import tell

PEOPLE = ("desk_ache", "warfarin")
EXAMPLES = Path(__file__).parent.parent / "examples"
HIDDEN = re.compile(r'<input type="hidden" name="(page|part|round|shown)" value="([^"]*)">')
MOST = {"one step of the check": 2.0, "the result": 3.0, "diary with 500 entries": 3.0}


def measure(knowledge: Knowledge, rounds: int) -> list[Row]:
    """Steps and result against the empty page; a long diary against a short one."""
    with visitor() as browser:
        walks = [_walk(browser, knowledge, name, timed=False) for name in PEOPLE]  # warm, and asserted
        walks = [_walk(browser, knowledge, name, timed=True) for _ in range(rounds) for name in PEOPLE]
        rows = [
            _row("one step of the check", [step for step, _, _, _ in walks], [empty for _, empty, _, _ in walks]),
            _row("the result", [result for _, _, result, _ in walks], [empty for _, _, _, empty in walks]),
        ]
        return [*rows, *_diaries(browser, rounds)]


def _row(what: str, ours: list[float], other: list[float], to: str = "an empty page") -> Row:
    times_as_long = statistics.median(a / b for a, b in zip(ours, other, strict=True))
    most = MOST[what]
    return Row(
        what,
        f"{to}: {spoken(statistics.median(other))}",
        spoken(statistics.median(ours)),
        f"{times_as_long:.2f} of it",
        f"at most {most:g} of it",
        times_as_long <= most,
    )


def _walk(browser: Visitor, knowledge: Knowledge, name: str, *, timed: bool) -> tuple[float, float, float, float]:
    """One check: seconds of a step and of the empty page, of the result and of the empty page after it (medians)."""
    given = json.loads((EXAMPLES / f"{name}.json").read_text())["answers"]
    person = {id: given.get(id, fact.usual) for id, fact in knowledge.facts.items() if fact.source == "asked"}
    steps, empties = [], []
    page, _ = browser.post("/check/", {"go": "begin"})
    while "shown" in (fields := dict(HIDDEN.findall(page))):
        page, seconds = browser.post("/check/", _form(knowledge, fields, person))
        steps.append(seconds)
        empties.append(browser.post("/empty/", {})[1])
        assert len(steps) < 60, "the check does not end"
    page, seconds = browser.post("/result/", {})
    if not timed:
        _assert_same_answer(knowledge, person, page)
    return statistics.median(steps), statistics.median(empties), seconds, browser.post("/empty/", {})[1]


def _form(knowledge: Knowledge, fields: dict[str, str], person: Mapping[str, Any]) -> dict[str, str | list[str]]:
    """The page as this person fills it in."""
    from unknot.web.check.form import is_listed, nothing

    form: dict[str, str | list[str]] = {**fields, "go": "answer"}
    yes = []
    for id in fields["shown"].split():
        fact, answer = knowledge.facts[id], person[id]
        if is_listed(fact) and answer not in (nothing(fact), None, ()):
            yes.append(id)
        form[f"f_{id}"] = (
            list(answer) if isinstance(answer, list | tuple) else {True: "yes", False: "no"}.get(answer, str(answer))
            if isinstance(answer, bool) else str(answer)
        )  # fmt: skip
    return form | ({"yes": yes} if yes else {"none": "1"})


def _assert_same_answer(knowledge: Knowledge, person: Mapping[str, Any], page: str) -> None:
    now = datetime.now().astimezone()
    known = {id: answer for id, answer in person.items() if answer is not None}
    told = tell(knowledge, follow(knowledge, read_answers(knowledge, known, now), now=now), "", now)
    assert html.escape(told.lead) in page, f"the pages say something else than: {told.lead}"


def _diaries(browser: Visitor, rounds: int) -> list[Row]:
    """The page with its chart, 500 entries and 10 in turn."""
    few, many = (_diary(browser.folder, count) for count in (10, 500))
    times: dict[str, list[float]] = {few: [], many: []}
    for turn in range(2 * rounds + 1):
        for profile, seconds in times.items():
            browser.cookies["unknot_profile"] = profile
            taken = browser.timed_get("/diary/")
            if turn:
                seconds.append(taken)
    browser.cookies.pop("unknot_profile")
    return [_row("diary with 500 entries", times[many], times[few], "with 10 entries")]


def _diary(folder: Path, count: int) -> str:
    """A new person whose diary holds so many pain scores; as the profile cookie names them."""
    profile, now = uuid.uuid4(), datetime.now(UTC)
    entries = [Pain(id=new_id(), at=now - timedelta(hours=12 * n + 1), score=n % 11) for n in range(count)]
    at = "%Y-%m-%d %H:%M:%S.%f"
    with sqlite3.connect(folder / "unknot.sqlite3", timeout=20) as database:
        database.execute(
            "INSERT INTO unknot_accounts_profile (id, kind, name, country, created, owner_id)"
            " VALUES (?, 'household', '', '', ?, NULL)",
            (profile.hex, now.strftime(at)),
        )
        database.executemany(
            "INSERT INTO self_care_savedentry (id, profile_id, at, kind, line) VALUES (?, ?, ?, 'pain', ?)",
            [(uuid.UUID(e.id).hex, profile.hex, e.at.strftime(at), write([e]).rstrip("\n")) for e in entries],
        )
    database.close()
    return str(profile)
