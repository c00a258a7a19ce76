"""Reads the eight short questions before each session, and takes back the answers that a yes reopens."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.http import QueryDict
from django.utils.translation import gettext as _
from msgspec.structs import replace

from unknot.knowledge.shapes import Knowledge
from unknot.pathway.journey import Journey
from unknot.telling.decision import words


def read_new(knowledge: Knowledge, form: QueryDict) -> tuple[tuple[str, ...], str]:
    """(the questions answered with yes or not sure, what to mend). Not sure about no particular one counts for all."""
    known = [question.id for question in words(knowledge).ask_again]
    said = frozenset(form.getlist("new"))
    ticked = tuple(id for id in known if id in said)
    none, unsure = "none" in form, "not_sure" in form
    if none and (ticked or unsure):
        return (), _("You ticked something and also “None of these”. Leave one of them.")
    if not (ticked or none or unsure):
        return (), _("Tick what is new, or “None of these”.")
    return (ticked if ticked and not unsure else tuple(known) if unsure else ticked), ""


def ask_anew(knowledge: Knowledge, journey: Journey, questions: Iterable[str]) -> Journey:
    """A new check that has every answer but those that these questions reopen."""
    asked = set(questions)
    facts = {fact for question in words(knowledge).ask_again if question.id in asked for fact in question.reopens}
    pages = []
    for page in journey.pages:
        items = tuple(item for item in page.items if item not in facts)
        if items:
            given = {id: answer for id, answer in page.given.items() if id in items}
            pages.append(replace(page, items=items, given=given))
    return replace(journey, id=str(uuid.uuid4()), pages=tuple(pages))
