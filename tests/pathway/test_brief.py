"""Does the therapist get the limits first, on one page, and nothing that was not theirs to know?"""

from __future__ import annotations

from typing import Any

import pytest

from tests.lib.plans import KNOWLEDGE, LOW_BACK, decided, weeks_in
from unknot.knowledge.regions import REGIONS
from unknot.knowledge.shapes import Fact, Knowledge, Limits, Rule
from unknot.pathway.decision import Decision, Finding
from unknot.pathway.plan.planner import safe_plan
from unknot.pathway.plan.shape import Plan
from unknot.pathway.plan.visit import visit_lines
from unknot.pathway.request import Request
from unknot.telling.brief import brief_of
from unknot.telling.brief_text import brief_text

HELD = Limits(max_pressure=3, no_technique=("friction",), no_tool=("gun",), notes=("Ask about new bruises.",))


def found(fact: str, id: str, title: str) -> Finding:
    return Finding(
        id=id, title=title, because=(fact,), why="", advice="", sources=("M01",), basis="established"
    )  # fmt: skip


def known(id: str, *, private: bool) -> Knowledge:
    """The knowledge with one rule and one fact of our own."""
    from msgspec.structs import replace

    rule = Rule(id=id, row="x", when=f"{id}_fact", why="", massage="modify", limits=HELD)
    fact = Fact(id=f"{id}_fact", type="yes_no", source="asked", label=f"{id} label", private=private)
    return replace(KNOWLEDGE, rules={**KNOWLEDGE.rules, id: rule}, facts={**KNOWLEDGE.facts, fact.id: fact})


def made(decision: Decision, knowledge: Knowledge = KNOWLEDGE) -> Plan:
    plan = safe_plan(knowledge, decision, Request(helper="professional"), sore=LOW_BACK, history=weeks_in())
    assert plan is not None
    return plan


def text_of(decision: Decision, knowledge: Knowledge = KNOWLEDGE, **more: Any) -> str:
    return brief_text(knowledge, brief_of(knowledge, decision, made(decision, knowledge), sore=LOW_BACK, **more))


def page(*, private: bool = False, consented: bool = False) -> str:
    knowledge = known("thinner", private=private)
    decision = decided(HELD, "modify", findings=(found("thinner_fact", "thinner", "Blood thinner"),))
    return text_of(decision, knowledge, history=weeks_in(), consented=consented)


def test_the_limits_come_before_the_ache_and_the_plan() -> None:
    text = page()
    assert text.index("STOP and refer") < text.index("LIMITS (") < text.index("TODAY") < text.index("ASK BEFORE")
    assert "at most 3 of 10, W2" in text and "cross-fibre friction" in text and "gun" in text


def test_a_reason_is_shared_only_with_consent() -> None:
    assert "Blood thinner" not in page() and "health reason" in page()
    assert "Blood thinner" in page(consented=True) and "Ask about new bruises." in page(consented=True)


def test_a_private_fact_is_never_named_even_with_consent() -> None:
    text = page(private=True, consented=True)
    assert "Blood thinner" not in text and "label" not in text and "bruises." not in text
    assert "health reason" in text


def test_it_fits_one_page_even_with_every_limit() -> None:
    everything = Limits(
        max_pressure=2, max_minutes=20, max_minutes_per_region=10,
        no_technique=tuple(id for id in KNOWLEDGE.techniques if id not in ("effleurage", "swedish")),
        no_tool=("ball", "roller", "gun", "cane", "heat_pack", "cups_scraper"),
        no_position=("prone", "supine", "standing", "floor"),
        keep_off=tuple(region for region in REGIONS if not region.startswith("low_back")),
        heat="none", notes=("Rise slowly.",) * 5,
    )  # fmt: skip
    decision = decided(everything, "modify")
    lines = text_of(decision, history=weeks_in()).splitlines()
    assert len(lines) <= 60 and max(map(len, lines)) <= 80


def test_the_ache_is_told_in_the_words_of_the_questions() -> None:
    decision = decided()
    answers = {"pain_now": 4, "duration_days": 9, "spread_below_knee": True}
    text = text_of(decision, answers=answers)
    for id in answers:
        assert KNOWLEDGE.facts[id].label in " ".join(text.split())
    assert "SUITABLE" in text and "low back" in text


def test_there_is_no_brief_for_a_session_at_home() -> None:
    plan = safe_plan(KNOWLEDGE, decided(), Request(), sore=LOW_BACK)
    assert plan is not None
    with pytest.raises(ValueError, match="hint: "):
        brief_of(KNOWLEDGE, decided(), plan)


# The visit itself


def test_every_line_of_the_visit_has_a_source_and_a_grade() -> None:
    lines = visit_lines(KNOWLEDGE, made(decided(HELD)), HELD)
    assert {line.when for line in lines} == {"ask for", "before", "say", "during", "after"}
    assert all(line.sources and set(line.sources) <= set(KNOWLEDGE.sources) and line.grade for line in lines)


def test_the_limits_are_among_the_things_to_say() -> None:
    said = [line.says for line in visit_lines(KNOWLEDGE, made(decided(HELD)), HELD) if line.when == "say"]
    assert '"Please no more than 3 of 10."' in said and "Ask about new bruises." in said


def test_flushing_out_poisons_is_graded_contradicted() -> None:
    lines = visit_lines(KNOWLEDGE, made(decided()), Limits())
    assert any(line.grade == "contradicted" and "thirsty" in line.says for line in lines)


@pytest.mark.parametrize(("most", "said"), [(None, 2), (3, 2), (2, 2), (1, 1)])
def test_the_brief_has_the_one_number_of_the_kidney_zone_and_never_more_than_the_limit(
    most: int | None, said: int
) -> None:
    text = text_of(decided(Limits(max_pressure=most), "modify"))
    assert f"a flat hand, {said} at most" in " ".join(text.split())
