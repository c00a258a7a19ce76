"""Reads the answers back before the result, question by question, each with a way to change it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unknot.knowledge.regions import name_of, side_of
from unknot.knowledge.shapes import Fact, Knowledge
from unknot.knowledge.values import UNSURE
from unknot.pathway.journey import Answered, Journey, as_of, holding
from unknot.web.check.form import is_listed, nothing
from unknot.web.check.shown import place_words


class Said(msgspec.Struct, frozen=True):
    """One answered page as it is read back."""

    screen: str
    part: str
    question: str
    answers: tuple[str, ...]


def read_back(knowledge: Knowledge, journey: Journey, now: datetime) -> list[Said]:
    """Every page in the order it was asked. Of a checklist what is so, or that none is; events in days before `now`."""
    screens = {screen.id: screen for screen in knowledge.screens}
    said = []
    for page in holding(knowledge, journey, now).pages:
        screen = screens.get(page.screen)
        if screen is None:
            continue
        follow = next((each for each in screen.follow_up if each.id == page.follow_up), None)
        said.append(
            Said(page.screen, page.follow_up, (follow or screen).title.rstrip(":"), _answers(knowledge, page, now))
        )
    return said


def _answers(knowledge: Knowledge, page: Answered, now: datetime) -> tuple[str, ...]:
    given = as_of(knowledge, page, now)
    facts = [knowledge.facts[id] for id in page.items if id in knowledge.facts and id in page.given]
    facts = [fact for fact in facts if not fact.private]  # never on a page that others may read along
    words = [_one(fact, given[fact.id]) for fact in facts]
    return tuple(word for word in words if word) or (_("None of these"),)


def _one(fact: Fact, answer: Any) -> str:
    """One answer in words; empty for what was not ticked."""
    if answer == UNSURE:
        return _("%(question)s: not sure") % {"question": fact.question}
    if is_listed(fact):
        if answer == nothing(fact):
            return ""
        detail = _places(answer) if fact.type == "regions" else label_of(fact, answer) if fact.type == "choice" else ""
        plain = not detail or detail in ("Yes", _("Yes"))
        return fact.question if plain else _said(fact.question, detail)
    return _said(fact.question, _value(fact, answer))


def _said(question: str, answer: str) -> str:
    return f"{question} {answer}" if question.endswith("?") else f"{question}: {answer}"


def _value(fact: Fact, answer: Any) -> str:
    if fact.type == "regions":
        return _places(answer)
    if fact.type == "choice":
        return label_of(fact, answer)
    if fact.type == "yes_no":
        return _("Yes") if answer else _("No")
    if fact.since:
        return _("today") if answer == 0 else ngettext("%(n)d day ago", "%(n)d days ago", answer) % {"n": answer}
    return f"{answer:g}"


def label_of(fact: Fact, answer: Any) -> str:
    """The words of one choice; empty for one that is none of them."""
    return next((choice.label for choice in fact.choices if choice.id == answer), "")


def _places(regions: Any) -> str:
    words = place_words()
    sides = {"left": _("left"), "right": _("right")}
    named = [
        f"{words[name_of(region)]} ({sides[side]})" if (side := side_of(region)) else words[name_of(region)]
        for region in regions
    ]
    return ", ".join(named)
