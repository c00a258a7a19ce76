"""What the fields of a page become: a law over every page of the check, without a browser."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.http import QueryDict

from unknot.knowledge.shapes import Fact, Knowledge
from unknot.knowledge.values import UNSURE
from unknot.web.check.form import is_listed, needs_detail, nothing, prefilled, read_form


def form_of(**fields: Any) -> QueryDict:
    form = QueryDict(mutable=True)
    for name, value in fields.items():
        form.setlist(name, value if isinstance(value, list) else [value])
    return form


def listed(knowledge: Knowledge) -> list[Fact]:
    asked = (i for s in knowledge.screens for part in (s.items, *(f.items for f in s.follow_up)) for i in part)
    return [knowledge.facts[id] for id in dict.fromkeys(asked) if is_listed(knowledge.facts[id])]


def test_none_of_these_is_an_explicit_no_to_every_item(knowledge: Knowledge, now: datetime) -> None:
    for screen in knowledge.screens:
        items = [id for id in screen.items if is_listed(knowledge.facts[id])]
        if items:
            reading = read_form(knowledge, items, form_of(none="1"), now)
            assert reading.given == {id: nothing(knowledge.facts[id]) for id in items}


def test_a_tick_is_never_lost(knowledge: Knowledge, now: datetime) -> None:
    for fact in listed(knowledge):
        reading = read_form(knowledge, [fact.id], form_of(yes=[fact.id]), now)
        if needs_detail(fact):
            assert reading.next_round == "detail"
        else:
            assert reading.given[fact.id] in (True, "yes")


def test_still_not_sure_stays_not_sure_on_every_item(knowledge: Knowledge, now: datetime) -> None:
    for fact in listed(knowledge):
        first = read_form(knowledge, [fact.id], form_of(not_sure="1"), now)
        which = read_form(knowledge, [fact.id], form_of(round="which", unsure=[fact.id]), now)
        last = read_form(
            knowledge, [fact.id], form_of(round="detail", unsure=[fact.id], **{f"doubt_{fact.id}": UNSURE}), now
        )

        assert (first.next_round, which.next_round, which.doubted) == ("which", "detail", (fact.id,))
        assert last.given == {fact.id: UNSURE}


@pytest.mark.parametrize("typed", ["nan", "Infinity", "1e999999", "-1e9", "", "\x00", "four", "9" * 50])
def test_what_is_no_number_is_asked_for_again(knowledge: Knowledge, now: datetime, typed: str) -> None:
    reading = read_form(knowledge, ["age"], form_of(f_age=typed), now)

    assert [problem.field for problem in reading.problems] == ["f_age"]
    assert not reading.given


def test_weeks_and_months_become_days(knowledge: Knowledge, now: datetime) -> None:
    form = form_of(f_duration_days="3", f_duration_days_unit="weeks")

    assert read_form(knowledge, ["duration_days"], form, now).given == {"duration_days": 21}


def test_where_it_hurts_is_kept_sorest_first(knowledge: Knowledge, now: datetime) -> None:
    form = form_of(f_site=["low_back_left", "buttock_right"], sore_low_back_left="3", sore_buttock_right="7")

    assert read_form(knowledge, ["site"], form, now).given == {"site": ["buttock_right", "low_back_left"]}


def test_an_answered_page_opens_again_as_it_was(knowledge: Knowledge) -> None:
    shown = prefilled(knowledge, ["fever", "age"], {"fever": True, "age": 40})

    assert shown["ticked"] == ["fever"]
    assert shown["values"] == {"fever": True, "age": 40}
    assert not shown["none"]
