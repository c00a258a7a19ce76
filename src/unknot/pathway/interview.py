"""Which page comes next? The first screen, in order, that still holds a question worth asking.

There is no second set of "show if" conditions: a question is worth asking exactly while it sits in an unsettled branch
of a rule that could alter the outcome. So an emergency ends the interview, a same-day answer leaves only what could
still be an emergency, and a follow-up appears when its item was answered so that it matters. A follow-up that also
waits for an item of a later page is put off until then; that is order only, nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from unknot.knowledge.shapes import Knowledge, Screen
from unknot.pathway.facts import Facts
from unknot.pathway.findings import Findings
from unknot.pathway.waiting import Waiting, rules_about

SECTIONS = ("emergency", "same_day", "body", "conditions", "wishes")


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page as shown: a screen, or the follow-up questions that hang under it."""

    screen: str
    follow_up: str
    """The id of the follow-up; `` for the screen itself."""
    section: int
    """1-5, so that progress never jumps back."""
    title: str
    lead: str
    why: str
    items: tuple[str, ...]
    """Only the questions still worth asking."""
    stem: str


def next_page(knowledge: Knowledge, facts: Facts, findings: Findings) -> Page | None:
    """The page to show now; None when nothing that is left to ask could alter the outcome."""
    waiting = Waiting(knowledge, facts, findings)
    put_off: Page | None = None
    for place, screen, part, lead, listed in _pages(knowledge):
        items = tuple(item for item in listed if waiting.worth_asking(item))
        if not items:
            continue
        if not part:
            return _page(screen, part, lead, items)
        last = place + len(screen.follow_up) - [follow.id for follow in screen.follow_up].index(part) - 1
        ripe = tuple(item for item in items if _ripe(knowledge, waiting, item, last))
        if ripe:
            return _page(screen, part, lead, ripe)
        put_off = put_off or _page(screen, part, lead, items)
    return put_off


def _pages(knowledge: Knowledge) -> Iterator[tuple[int, Screen, str, str, tuple[str, ...]]]:
    """(place, screen, follow-up id, lead, items) of every page in order."""
    place = 0
    for screen in knowledge.screens:
        for part, lead, items in (
            ("", screen.lead, screen.items),
            *((follow.id, follow.title, follow.items) for follow in screen.follow_up),
        ):
            yield place, screen, part, lead, items
            place += 1


def _ripe(knowledge: Knowledge, waiting: Waiting, item: str, place: int) -> bool:
    """Does some rule wait for this item and for nothing that is only asked on a later screen?"""
    places = first_place(knowledge)
    return any(
        item in waits and all(places.get(fact, 0) <= place for fact in waits)
        for waits in map(waiting.waits, rules_about(knowledge).get(item, ()))
    )


def first_place(knowledge: Knowledge) -> dict[str, int]:
    """Fact -> the first page that asks it; kept with the knowledge it belongs to."""
    kept: dict[str, int] | None = knowledge.__dict__.get("first_place")
    if kept is None:
        kept = {}
        for place, _, _, _, items in _pages(knowledge):
            for item in items:
                kept.setdefault(item, place)
        knowledge.__dict__["first_place"] = kept
    return kept


def _page(screen: Screen, part: str, lead: str, items: tuple[str, ...]) -> Page:
    return Page(
        screen=screen.id,
        follow_up=part,
        section=SECTIONS.index(screen.section) + 1,
        title=screen.title,
        lead=lead,
        why=screen.why,
        items=items,
        stem="" if part else screen.stem,
    )
