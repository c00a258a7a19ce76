"""What does a person type in the terminal, word by word? The lines for a whole interview, from their answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from unknot.cli.check.interview import PLACES
from unknot.knowledge.regions import name_of, side_of
from unknot.knowledge.shapes import Fact, Knowledge
from unknot.knowledge.values import UNSURE
from unknot.pathway.diary.entries import Entry
from unknot.pathway.interview import Page
from unknot.pathway.journey import Journey, answer_page, page_now, walk
from unknot.web.check.form import is_listed, nothing

NAMES = [name for _, name in PLACES]


def lines_for(
    knowledge: Knowledge, begun: Journey, person: dict[str, Any], entries: tuple[Entry, ...], now: datetime
) -> list[str]:
    """Every line of the interview that goes on from `begun`, until nothing is left to ask."""
    lines: list[str] = []
    journey = begun
    while (page := page_now(knowledge, walk(knowledge, journey, entries, now))) is not None:
        lines += page_lines(knowledge, page, lambda fact: answer_to(fact, person))
        given = {id: answer_to(knowledge.facts[id], person) for id in page.items}
        where = {"screen": page.screen, "follow_up": page.follow_up, "items": page.items}
        journey = answer_page(knowledge, journey, **where, given=given, now=now)
    return lines


def answer_to(fact: Fact, person: dict[str, Any]) -> Any:
    """Their answer, or the usual one."""
    usual = list(fact.usual) if isinstance(fact.usual, tuple) else fact.usual
    return person.get(fact.id, nothing(fact) if is_listed(fact) else usual)


def page_lines(knowledge: Knowledge, page: Page, answer: Callable[[Fact], Any]) -> list[str]:
    """One page: the questions that stand alone, then the list in one line and what it opens."""
    facts = [knowledge.facts[id] for id in page.items]
    listed = [fact for fact in facts if is_listed(fact)]
    lines = [line for fact in facts if fact not in listed for line in alone(fact, answer(fact))]
    if not listed:
        return lines
    marks, more = [], []
    for place, fact in enumerate(listed, 1):
        said = answer(fact)
        if said == UNSURE:
            marks.append(f"u{place}")
            more.append("u")
        elif said != nothing(fact):
            marks.append(str(place))
            more += [] if fact.type == "yes_no" else alone(fact, said)
    return [*lines, " ".join(marks) or "0", *more]


def alone(fact: Fact, said: Any) -> list[str]:
    """The lines for one question of its own."""
    if said == UNSURE:
        return ["u", "u"] if fact.check else ["u"]
    if fact.type == "regions":
        return [" ".join(f"{NAMES.index(name_of(each)) + 1}{(side_of(each) or ' ')[0]}".strip() for each in said)]
    if fact.type == "choice":
        return [str([choice.id for choice in fact.choices].index(said) + 1)]
    if fact.type == "yes_no":
        return ["1" if said else "2"]
    return [str(said)]
