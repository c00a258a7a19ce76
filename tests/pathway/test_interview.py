"""Which page comes next? The short interview must end where the long one does."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hypothesis import given, settings

from tests.lib.people import DEWI, MADE, facts_of, people, usual_answer
from unknot.knowledge.load import load
from unknot.knowledge.shapes import Knowledge
from unknot.pathway.decision import decide
from unknot.pathway.findings import findings_of
from unknot.pathway.interview import Page, next_page

KNOWLEDGE = load()


def interviewed(knowledge: Knowledge, said: dict[str, Any]) -> tuple[list[Page], dict[str, Any]]:
    """The pages shown to this person, and the answers given on them."""
    pages: list[Page] = []
    given: dict[str, Any] = {}
    while page := next_page(knowledge, facts := facts_of(knowledge, given), findings_of(knowledge, facts)):
        assert page.items
        assert not set(page.items) & set(given)
        pages.append(page)
        given |= {id: said.get(id, usual_answer(knowledge.facts[id])) for id in page.items}
    return pages, given


@settings(max_examples=120, deadline=None)
@given(people(KNOWLEDGE))
def test_the_short_interview_ends_where_the_long_one_does(said: dict[str, Any]) -> None:
    _, given = interviewed(KNOWLEDGE, said)
    short, long = facts_of(KNOWLEDGE, given), facts_of(KNOWLEDGE, said)

    few = decide(KNOWLEDGE, short, findings_of(KNOWLEDGE, short))
    all_ = decide(KNOWLEDGE, long, findings_of(KNOWLEDGE, long))

    assert few.final
    assert (few.so_far.urgency, few.so_far.massage) == (all_.so_far.urgency, all_.so_far.massage)
    if not few.is_emergency:
        assert few.so_far.within_days == all_.so_far.within_days
        assert few.so_far.limits == all_.so_far.limits


@settings(max_examples=40, deadline=None)
@given(people(KNOWLEDGE))
def test_progress_never_jumps_back(said: dict[str, Any]) -> None:
    pages, _ = interviewed(KNOWLEDGE, said)
    screens = [screen.id for screen in KNOWLEDGE.screens]
    main = [page for page in pages if not page.follow_up]

    assert [page.section for page in main] == sorted(page.section for page in main)
    assert [screens.index(page.screen) for page in main] == sorted(screens.index(page.screen) for page in main)


def test_an_emergency_ends_the_interview_at_once(knowledge: Knowledge) -> None:
    pages, _ = interviewed(knowledge, {"chest_pressure": True})

    assert [page.screen for page in pages] == ["alarm"]


def test_after_a_same_day_answer_only_what_could_be_an_emergency_is_asked(knowledge: Knowledge) -> None:
    pages, _ = interviewed(knowledge, {**DEWI, "calf_swollen": True})
    after = pages[[page.screen for page in pages].index("blood") + 1 :]

    emergencies = {id for id, rule in knowledge.rules.items() if rule.urgency == "emergency"}
    from unknot.conditions.tree import facts_named

    could = {name.partition(".")[0] for rule in emergencies for name in facts_named(knowledge.conditions[rule])}
    assert all(set(page.items) <= could for page in after)


def test_a_follow_up_is_shown_only_when_its_item_was_marked(knowledge: Knowledge) -> None:
    ordinary, _ = interviewed(knowledge, DEWI)
    marked, _ = interviewed(knowledge, {**DEWI, "leg_weak": True, "leg_test_normal": True})

    assert not any(page.follow_up == "leg_strength" for page in ordinary)
    assert any(page.follow_up == "leg_strength" for page in marked)


def test_pregnancy_is_never_asked_of_a_man(knowledge: Knowledge) -> None:
    _, given = interviewed(knowledge, MADE)

    assert "pregnancy_state" not in given
    assert "gave_birth_recently" not in given


def test_an_ordinary_ache_takes_at_most_fourteen_screens(knowledge: Knowledge) -> None:
    pages, _ = interviewed(knowledge, DEWI)

    assert len({page.screen for page in pages}) <= 14


def test_screening_again_asks_only_what_is_no_longer_good(knowledge: Knowledge, now: datetime) -> None:
    from datetime import timedelta

    from unknot.pathway.answers import read_answers, still_good
    from unknot.pathway.facts import facts_from

    _, given = interviewed(knowledge, DEWI)
    later = now + timedelta(days=2)
    kept = still_good(knowledge, read_answers(knowledge, given, now), later)
    facts = facts_from(knowledge, kept, later)
    page = next_page(knowledge, facts, findings_of(knowledge, facts))

    assert page
    assert page.screen == "alarm"
    assert "cancer_history" in kept.given
    assert "fever" not in kept.given


def test_whoever_does_not_know_the_weeks_is_asked_for_the_half(knowledge: Knowledge) -> None:
    signs = {
        **DEWI,
        "age": 30,
        "pregnancy_state": "pregnant",
        "pregnancy_bleeding": True,
        "pregnancy_tightenings": True,
    }
    _, unknown = interviewed(knowledge, {**signs, "pregnancy_weeks": "unsure", "pregnancy_half_way": "unsure"})
    _, late = interviewed(knowledge, {**signs, "pregnancy_weeks": 20})
    _, early = interviewed(knowledge, {**signs, "pregnancy_weeks": 19})

    assert "pregnancy_half_way" in unknown
    assert "pregnancy_half_way" not in {*late, *early}
    urgencies = [
        decide(knowledge, facts, findings_of(knowledge, facts)).so_far.urgency
        for facts in (facts_of(knowledge, given) for given in (unknown, late, early))
    ]
    assert urgencies == ["emergency", "emergency", "same_day"]


def test_a_man_is_not_asked_about_pregnancy(knowledge: Knowledge) -> None:
    _, given = interviewed(knowledge, {**DEWI, "sex": "male"})

    assert not {"pregnancy_state", "gave_birth_recently", "birth_12_weeks", "pregnancy_half_way"} & set(given)
