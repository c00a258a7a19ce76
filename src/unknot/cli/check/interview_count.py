"""Counts what an interview shows (screens, items, words), for an ordinary ache and for people drawn at random."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec

from unknot.cli.check.interview import PLACES, is_listed
from unknot.knowledge.load import load
from unknot.knowledge.shapes import Fact, Knowledge
from unknot.pathway.answers import read_answers
from unknot.pathway.facts import facts_from
from unknot.pathway.findings import findings_of
from unknot.pathway.interview import Page, next_page

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ORDINARY: dict[str, Any] = {"age": 42, "sex": "female", "site": ["low_back_left", "low_back_right"], "pain_now": 4}


class Count(msgspec.Struct, frozen=True):
    """One interview measured. A screen and its follow-ups count as one screen (docs/clinical/interview.md)."""

    screens: int
    pages: int
    most_items: int
    words: int


def count_interview(knowledge: Knowledge, answer: Callable[[Fact], Any]) -> Count:
    """Run one interview with these answers and count what a person would see."""
    given: dict[str, Any] = {}
    pages: list[Page] = []
    while True:
        facts = facts_from(knowledge, read_answers(knowledge, given, NOW), NOW)
        page = next_page(knowledge, facts, findings_of(knowledge, facts))
        if page is None:
            screens = {page.screen for page in pages}
            words = sum(_words(knowledge, page) for page in pages)
            return Count(len(screens), len(pages), max((len(p.items) for p in pages), default=0), words)
        pages.append(page)
        given |= {item: answer(knowledge.facts[item]) for item in page.items}


def usual(fact: Fact) -> Any:
    """The answer of a person with an ordinary ache."""
    value = ORDINARY.get(fact.id, fact.usual)
    return list(value) if isinstance(value, tuple) else value


def _words(knowledge: Knowledge, page: Page) -> int:
    """The words that count: title, items, and the choices of questions asked on their own. What is folded
    (check, help, why) or opens only for an item that was marked does not."""
    facts = [knowledge.facts[item] for item in page.items]
    shown = [page.title, *(fact.question for fact in facts)]
    alone = [fact for fact in facts if not is_listed(fact)]
    shown += [choice.label for fact in alone for choice in fact.choices]
    shown += [label for fact in alone if fact.type == "regions" for label, _ in PLACES]
    return sum(len(text.split()) for text in shown)


def count_population(knowledge: Knowledge, people: int, seed: int = 1) -> list[Count]:
    """The interviews of so many people with an ordinary ache, drawn from the assumptions of population.toml."""
    from unknot.knowledge.assumptions import read_population
    from unknot.knowledge.population import answers_of, draw

    counts = []
    for person in draw(knowledge, read_population(knowledge), people, seed):
        counts.append(count_interview(knowledge, _as_said(answers_of(knowledge, person))))
    return counts


def _as_said(answers: dict[str, Any]) -> Callable[[Fact], Any]:
    """Someone who answers like this, and as usual where nothing was drawn."""
    return lambda fact: answers.get(fact.id, usual(fact))


def show(people: int = 300) -> None:
    """Print the measure of an ordinary ache, and of so many drawn people: median, 95th of 100, most."""
    knowledge = load()
    ordinary = count_interview(knowledge, usual)
    print(
        f"ordinary ache: {ordinary.screens} screens in {ordinary.pages} pages, "
        f"at most {ordinary.most_items} items, {ordinary.words} words"
    )
    counts = count_population(knowledge, people)
    print(f"\n{people} people with an ordinary ache (population.toml):")
    print(f"{'':20}{'median':>8}{'95th':>8}{'most':>8}")
    for name, field in (
        ("screens", "screens"),
        ("pages", "pages"),
        ("most items on one", "most_items"),
        ("words", "words"),
    ):
        ordered = sorted(getattr(count, field) for count in counts)
        middle, late, most = ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100], ordered[-1]
        print(f"{name:20}{middle:>8}{late:>8}{most:>8}")
