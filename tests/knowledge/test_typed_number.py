"""A typed number means one thing or is asked back, the same in the terminal and on a page."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.test_page_form import form_of
from unknot.cli.check.interview import Interview, days
from unknot.knowledge.sentences import sentence
from unknot.knowledge.shapes import Knowledge
from unknot.knowledge.typed_number import number_typed
from unknot.knowledge.values import Unreadable
from unknot.pathway.journey import new_journey
from unknot.web.check.form import read_form


@pytest.mark.parametrize(
    ("typed", "number"),
    [("40", 40), (" 40 ", 40), ("40,0", 40), ("40.0", 40), ("+5", 5), ("-1", -1), ("٣", 3), ("007", 7), ("0.000", 0)],
)
def test_what_can_be_read_one_way_is_read(typed: str, number: int) -> None:
    assert number_typed(typed) == number
    assert isinstance(number_typed(typed), int)


@pytest.mark.parametrize("typed", ["38,5", "38.5", "38,50", " 38.5 ", "٣٨.٥"])
def test_a_decimal_comma_is_a_decimal_point(typed: str) -> None:
    assert number_typed(typed, 0.1) == 38.5


@pytest.mark.parametrize(
    ("typed", "step", "hint"),
    [
        ("1.000", 1, "write 1000 or 1"),
        ("1,000", 1, "write 1000 or 1"),
        ("38,500", 0.1, "write 38500 or 38.5"),
        ("1.000,5", 1, "write the digits alone, such as 1000"),
        ("1 000", 1, "write the digits alone, such as 1000"),
        ("1'000'000", 1, "write the digits alone, such as 1000"),
        ("1.000.000", 1, "write the digits alone, such as 1000"),
        ("38.5", 1, "write a whole number, such as 38"),
        ("38,55", 0.1, "write one decimal, such as 38.5"),
        *(
            (each, 1, "write digits, such as 40")
            for each in ("1e3", "½", "²", "nan", "inf", "0x10", "1_000", "--1", "", ".")
        ),
        ("9" * 5000, 1, "write digits, such as 40"),
        ("1e999999", 1, "write digits, such as 40"),
    ],
)
def test_what_has_two_readings_or_none_is_asked_back_with_what_fits(typed: str, step: float, hint: str) -> None:
    with pytest.raises(Unreadable) as asked:
        number_typed(typed, step)
    assert asked.value.hint == hint


@given(st.decimals(min_value=-99999, max_value=99999, places=1), st.sampled_from(".,"))
def test_every_plain_number_is_read_as_it_is_written(value: Decimal, mark: str) -> None:
    assert Decimal(str(number_typed(str(value).replace(".", mark), 0.1))) == value


@pytest.mark.parametrize(
    ("typed", "unit", "hint"),
    [
        ("1.000", "days", "Write 1000 or 1."),
        ("1,5", "weeks", "Write it in whole days or weeks, such as 10 days or 3 weeks."),
        ("1,55", "years", "Write it in whole days or weeks, such as 10 days or 3 weeks."),
        ("1.000", "weeks", "Write 1000 or 1."),
        ("1e3", "months", "Write digits, such as 40."),
    ],
)
def test_a_time_is_read_alike_in_terminal_and_browser(
    knowledge: Knowledge, now: datetime, typed: str, unit: str, hint: str
) -> None:
    form = form_of(f_duration_days=typed, f_duration_days_unit=unit)
    (problem,) = read_form(knowledge, ["duration_days"], form, now).problems

    assert problem.says == hint
    with pytest.raises(Unreadable) as asked:
        days(f"{typed} {unit}")
    if typed != "1e3":  # in a terminal the unit stands behind it
        assert sentence(f"{asked.value.hint}.") == hint


def test_every_number_the_check_asks_is_read_alike_in_terminal_and_browser(knowledge: Knowledge, now: datetime) -> None:
    asked = [
        fact for fact in knowledge.facts.values() if fact.type in ("integer", "decimal") and fact.source == "asked"
    ]
    assert asked
    for fact in asked:
        for typed in ("1.000", "1e3", "½", "38,555", "1 000", "3", "3,0", "-1", "٣"):
            reading = read_form(knowledge, [fact.id], form_of(**{f"f_{fact.id}": typed}), now)
            try:
                said = Interview(knowledge, new_journey("")).read(fact, [], typed) if not fact.since else days(typed)
            except Unreadable:
                assert reading.problems, (fact.id, typed)
            else:
                assert reading.given.get(fact.id, said) == said
