"""Carries the answers of one check from page to page. Going back loses nothing; nothing is decided here.

A journey is plain data: kept in the database for a profile, sealed into the page for an anonymous visitor. `walk`
takes it through the pathway; `page_now` says which page comes next, by the pathway's `next_page` alone.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from unknot.knowledge.shapes import Knowledge
from unknot.pathway import Assessment
from unknot.pathway.answers import Answers, InputRefused, days_ago, read_answers, refused_facts, still_good
from unknot.pathway.decision import Clearance
from unknot.pathway.diary.entries import Entry
from unknot.pathway.interview import Page, next_page
from unknot.pathway.person import Person
from unknot.pathway.request import Request, RequestRefused, read_request


class Answered(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One page as it was answered."""

    screen: str
    follow_up: str = ""
    items: tuple[str, ...]
    """Every fact that the page asked, in order."""
    given: dict[str, Any]
    at: datetime

    def __repr__(self) -> str:
        return f"<Answered {self.screen}/{self.follow_up}>"


class Journey(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything that goes along from page to page. Its repr holds no answers."""

    id: str
    """Made once a check; the saved check has it too, so that finishing twice saves once."""
    pages: tuple[Answered, ...] = ()
    sore: dict[str, int] = {}
    """Region -> how sore, 0-10, as told on the body map; it orders the places and no rule reads it."""
    request: dict[str, Any] = {}
    """Wishes for the plan as `read_request` takes them."""
    cleared: dict[str, Clearance] = {}
    country: str = ""
    stamp: str = ""
    """The knowledge that asked the last page; another stamp means that the form is stale."""

    def __repr__(self) -> str:
        return f"<Journey of {len(self.pages)} pages>"

    @property
    def given(self) -> dict[str, Any]:
        """Every answer, fact id -> answer."""
        return {id: answer for page in self.pages for id, answer in page.given.items()}

    @property
    def times(self) -> dict[str, datetime]:
        """When each answer was given."""
        return {id: page.at for page in self.pages for id in page.given}


def new_journey(country: str = "") -> Journey:
    """A check that has not begun."""
    return Journey(id=str(uuid.uuid4()), country=country)


def answers_of(knowledge: Knowledge, journey: Journey, now: datetime) -> Answers:
    """The answers that are still good, the sorest place first.

    Raises InputRefused when they cannot be taken: `holding` leaves a journey without those.
    """
    given = {id: answer for id, answer in journey.given.items() if _is_asked(knowledge, id)}
    if isinstance(given.get("site"), list):
        given["site"] = sorted(given["site"], key=lambda region: -journey.sore.get(region, 0))  # the sorest first
    return still_good(knowledge, read_answers(knowledge, given, now, journey.times), now)


def holding(knowledge: Knowledge, journey: Journey, now: datetime) -> Journey:
    """The journey less the answers that this knowledge does not take any more: a fact, a choice or a range that is
    gone, or answers that cannot be true together. Only these are asked again."""
    gone = {id for id in journey.given if not _is_asked(knowledge, id)}
    for _ in range(2):  # first what is wrong by itself, then what the rest says together
        left = {id: answer for id, answer in journey.given.items() if id not in gone}
        if not (found := refused_facts(knowledge, left, now, journey.times)):
            break
        gone |= found
    if not gone:
        return journey
    pages = (_without(page, tuple(gone)) for page in journey.pages)
    return replace(journey, pages=tuple(page for page in pages if page.items))


def _is_asked(knowledge: Knowledge, id: str) -> bool:
    return id in knowledge.facts and knowledge.facts[id].source == "asked"


def as_of(knowledge: Knowledge, page: Answered, now: datetime) -> dict[str, Any]:
    """What a page answered, with every event in days ago at `now`, however and whenever it was told."""
    return {
        id: days_ago(knowledge.facts[id], answer, page.at, now) if id in knowledge.facts else answer
        for id, answer in page.given.items()
    }


def wishes_of(knowledge: Knowledge, journey: Journey) -> Request:
    """The wishes for the plan. One that cannot be read falls back to the plain plan, never to another answer."""
    try:
        return read_request({**journey.request, "country": journey.country}, knowledge)
    except RequestRefused:
        return Request(country=journey.country)


def person_of(knowledge: Knowledge, journey: Journey, entries: Iterable[Entry], now: datetime) -> Person:
    """The person of this journey with their diary. What does not hold any more counts as not asked."""
    return Person(
        knowledge=knowledge,
        answers=answers_of(knowledge, holding(knowledge, journey, now), now),
        request=wishes_of(knowledge, journey),
        cleared=dict(journey.cleared),
        diary=tuple(entries),
        now=now,
    )


def walk(knowledge: Knowledge, journey: Journey, entries: Iterable[Entry], now: datetime) -> Assessment:
    """Where the journey leads now, with this diary."""
    return person_of(knowledge, journey, entries, now).walk()


def page_now(knowledge: Knowledge, assessment: Assessment) -> Page | None:
    """The page to show; None when nothing that is left to ask could alter the outcome."""
    return next_page(knowledge, assessment.facts, assessment.findings)


def answer_page(
    knowledge: Knowledge,
    journey: Journey,
    *,
    screen: str,
    follow_up: str,
    items: tuple[str, ...],
    given: Mapping[str, Any],
    now: datetime,
) -> Journey:
    """The journey with this page answered, in place of an earlier answer to the same page.

    Answers of later pages stay unless they cannot be true together with the new ones: then those are asked again.
    Raises InputRefused when the page's own answers cannot be taken.
    """
    journey = holding(knowledge, journey, now)
    answered = Answered(screen=screen, follow_up=follow_up, items=items, given=dict(given), at=now)
    same = [i for i, page in enumerate(journey.pages) if set(page.items) & set(items)]
    place = same[0] if same else len(journey.pages)
    before = journey.pages[:place]
    after = tuple(_without(page, items) for page in journey.pages[place:])
    after = tuple(page for page in after if page.items)
    kept = replace(journey, pages=(*before, answered, *after), stamp=knowledge.stamp)
    try:
        answers_of(knowledge, kept, now)
    except InputRefused:
        kept = replace(kept, pages=(*before, answered))
        answers_of(knowledge, kept, now)
    return kept


def _without(page: Answered, items: tuple[str, ...]) -> Answered:
    """A page less the facts that are answered elsewhere now."""
    left = tuple(item for item in page.items if item not in items)
    return replace(page, items=left, given={id: answer for id, answer in page.given.items() if id in left})


def to_data(journey: Journey) -> Any:
    """Plain data for the database or the seal."""
    return msgspec.json.decode(msgspec.json.encode(journey))  # as the database will give it back: lists, not tuples


def from_data(data: Any) -> Journey:
    """A journey back. Raises msgspec.ValidationError when it is none."""
    return msgspec.convert(data, Journey)
