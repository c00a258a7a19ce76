"""Every reason to stop, and every fact of the diary, is a fact of the vocabulary that some rule answers to."""

from datetime import UTC, datetime

from unknot.conditions.tree import facts_named
from unknot.knowledge.load import load
from unknot.pathway.diary.course import BY_WISH, course_facts
from unknot.pathway.session.machine import ACHE_UP, PRESSURE_HIGH

knowledge = load()


def facts_from(source: str) -> set[str]:
    return {fact.id for fact in knowledge.facts.values() if fact.source == source}


def test_the_diary_reports_exactly_the_diary_facts() -> None:
    assert set(course_facts([], datetime(2026, 3, 1, tzinfo=UTC))) == facts_from("diary")


def test_a_session_that_stops_itself_names_a_known_reason() -> None:
    assert {ACHE_UP, PRESSURE_HIGH, BY_WISH} <= facts_from("session")


def test_every_reason_to_stop_has_a_rule_that_fires_on_it_alone() -> None:
    alone = {rule.when for rule in knowledge.rules.values()}

    assert facts_from("session") <= alone


def test_every_diary_fact_matters_to_a_rule() -> None:
    named = {fact for tree in knowledge.conditions.values() for fact in facts_named(tree)}

    assert facts_from("diary") <= named


def test_no_reason_but_the_persons_wish_leaves_massage_open_today() -> None:
    for rule in knowledge.written:
        if rule.concern == "stopping" and rule.when != BY_WISH:
            closed = rule.massage in ("avoid", "clearance") or rule.urgency in ("same_day", "emergency")
            assert closed, rule.id
