"""A whole check through the forms ends where the same answers end in the pathway, for everyone Hypothesis thinks of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import NOW
from tests.lib.people import people
from unknot.knowledge.load import load
from unknot.knowledge.shapes import Fact, Knowledge
from unknot.knowledge.values import UNSURE
from unknot.pathway import follow
from unknot.pathway import journey as journeys
from unknot.pathway.answers import read_answers
from unknot.web.check.form import is_listed, needs_detail, nothing, read_form
from unknot.web.check.shown import PageShown, page_shown

KNOWLEDGE = load()


def said_in_fields(fact: Fact, answer: Any, form: QueryDict) -> None:
    """Put one answer into the fields of its page, as a browser would send them."""
    field = f"f_{fact.id}"
    if is_listed(fact):
        if answer == UNSURE:
            form.appendlist("unsure", fact.id)
            form[f"doubt_{fact.id}"] = UNSURE
            form["not_sure"] = "1"
        elif answer != nothing(fact):
            form.appendlist("yes", fact.id)
            if fact.type == "regions":
                form.setlist(field, answer)
            elif needs_detail(fact):
                form[field] = answer
            elif answer == "rather_not_say":  # said where the item is asked again
                form.setlist("yes", [id for id in form.getlist("yes") if id != fact.id])
                form.appendlist("unsure", fact.id)
                form[f"doubt_{fact.id}"] = answer
                form["not_sure"] = "1"
    elif fact.type == "regions" and answer != UNSURE:
        form.setlist(field, answer)
    elif answer == UNSURE:
        form[field if fact.type in ("yes_no", "choice") else f"{field}_unsure"] = UNSURE
    elif fact.type == "yes_no":
        form[field] = "yes" if answer else "no"
    else:
        form[field] = str(answer)


def next_round(shown: PageShown, before: QueryDict, whole: QueryDict, doubts: list[str]) -> QueryDict:
    """What a browser sends from this page: its hidden fields and its open ones, and nothing of the page before."""
    form = QueryDict(mutable=True)
    form["round"] = shown.round
    form.setlist("yes", list(shown.carried))
    form.setlist("unsure", doubts if shown.round == "which" else list(shown.doubted))
    for name, value in shown.hidden:
        form.appendlist(name, value)
    for field in shown.fields:
        if field.name in whole:
            form.setlist(field.name, whole.getlist(field.name))
    return form


def answered(
    knowledge: Knowledge, journey: journeys.Journey, person: dict[str, Any], now: datetime
) -> journeys.Journey:
    """Answer page after page, each in its rounds, until the pathway asks nothing more."""
    screens = {screen.id: screen for screen in knowledge.screens}
    for _ in range(60):
        assessment = journeys.walk(knowledge, journey, (), now)
        page = journeys.page_now(knowledge, assessment)
        if page is None:
            return journey
        form = QueryDict(mutable=True)
        for id in page.items:
            said_in_fields(knowledge.facts[id], person[id], form)
        if not form.getlist("yes") and "not_sure" not in form:
            form["none"] = "1"
        whole, doubts = form.copy(), form.pop("unsure", [])
        reading = read_form(knowledge, page.items, form, now)
        while reading.next_round:
            shown = page_shown(knowledge, screens[page.screen], page.follow_up, page.items, {}, reading, form)
            form = next_round(shown, form, whole, doubts)
            reading = read_form(knowledge, page.items, form, now)
        assert not reading.problems, [problem.says for problem in reading.problems]
        journey = journeys.answer_page(
            knowledge,
            journey,
            screen=page.screen,
            follow_up=page.follow_up,
            items=page.items,
            given=reading.given,
            now=now,
        )
    raise AssertionError("the check does not end")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_the_pages_lead_where_the_same_answers_lead_in_the_pathway(data: st.DataObject) -> None:
    person = data.draw(people(KNOWLEDGE))
    person = {
        id: answer
        for id, answer in person.items()
        if not (KNOWLEDGE.facts[id].type == "regions" and answer == [] and not is_listed(KNOWLEDGE.facts[id]))
    }
    person.setdefault("site", ["low_back_left"])
    for fact in KNOWLEDGE.facts.values():
        if fact.source == "asked" and not fact.unsure_offered and person.get(fact.id) == UNSURE:
            person[fact.id] = {"age": 38, "sex": "female"}.get(
                fact.id, fact.usual if not isinstance(fact.usual, tuple) else list(fact.usual)
            )

    journey = answered(KNOWLEDGE, journeys.new_journey(), person, NOW)

    by_pages = journeys.walk(KNOWLEDGE, journey, (), NOW).decision
    whole = follow(KNOWLEDGE, read_answers(KNOWLEDGE, person, NOW), now=NOW).decision
    assert (by_pages.so_far.urgency, by_pages.so_far.within_days, by_pages.so_far.massage) == (
        whole.so_far.urgency,
        whole.so_far.within_days,
        whole.so_far.massage,
    )
    assert by_pages.so_far.limits == whole.so_far.limits or whole.so_far.urgency in ("emergency", "same_day")
