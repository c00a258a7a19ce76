"""Chooses the next page: the first screen, in order, that still holds a question worth asking.

There is no second set of "show if" conditions: a question is worth asking exactly while it sits in an unsettled branch
of a rule that could alter the outcome. So an emergency ends the interview, a same-day answer leaves only what could
still be an emergency, and a follow-up appears when its item was answered so that it matters. A follow-up that also
waits for an item of a later page is put off until then; that is order only, nothing is left out.
"""

from __future__ import annotations

import msgspec

from unknot.knowledge.index import index_of
from unknot.knowledge.shapes import Knowledge, Screen
from unknot.pathway.facts import Facts
from unknot.pathway.findings import Findings
from unknot.pathway.waiting import Waiting

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
    for page in index_of(knowledge).pages:
        screen, part, lead = page.screen, page.follow_up, page.lead
        items = tuple(item for item in page.items if waiting.worth_asking(item))
        if not items:
            continue
        if not part:
            return _page(screen, part, lead, items)
        last = page.place + len(screen.follow_up) - [follow.id for follow in screen.follow_up].index(part) - 1
        ripe = tuple(item for item in items if _ripe(knowledge, waiting, item, last))
        if ripe:
            return _page(screen, part, lead, ripe)
        put_off = put_off or _page(screen, part, lead, items)
    return put_off


def _ripe(knowledge: Knowledge, waiting: Waiting, item: str, place: int) -> bool:
    """Does some rule wait for this item and for nothing that is only asked on a later screen?"""
    index = index_of(knowledge)
    places = index.first_place
    return any(
        item in waits and all(places.get(fact, 0) <= place for fact in waits)
        for waits in map(waiting.waits, index.rules_about.get(item, ()))
    )


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
