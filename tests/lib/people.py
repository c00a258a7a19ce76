"""The people of the tests. They appear under the same names everywhere, so that a test reads as a story."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from unknot.knowledge.regions import REGIONS
from unknot.knowledge.shapes import Fact, Knowledge
from unknot.knowledge.values import UNSURE
from unknot.pathway.answers import InputRefused, read_answers
from unknot.pathway.facts import Facts, facts_from

DEWI: dict[str, Any] = {"age": 38, "sex": "female", "site": ["low_back_left", "low_back_right"], "pain_now": 4}
"""Dewi has an ordinary desk ache and may go on."""
SARI = {**DEWI, "saddle_change": True}
"""Sari has new numbness between the legs: an emergency."""
BUDI = {**DEWI, "age": 66, "sex": "male", "blood_thinner": True}
"""Budi takes a blood thinner: light strokes only."""
RINA = {**DEWI, "age": 29, "pregnancy_state": "pregnant", "pregnancy_weeks": 10}
"""Rina is 10 weeks pregnant: the midwife first, kindly."""
MADE = {**DEWI, "age": 60, "sex": "male", "pain_history": "first"}
"""Made is 60, well, and gardened a week ago: a plan."""


def any_answer(fact: Fact) -> st.SearchStrategy[Any]:
    """Any answer that the fact takes, not sure included."""
    sure: st.SearchStrategy[Any]
    if fact.type == "yes_no":
        sure = st.booleans()
    elif fact.type == "choice":
        sure = st.sampled_from([choice.id for choice in fact.choices])
    elif fact.type == "regions":
        sure = st.lists(st.sampled_from(REGIONS), unique=True, max_size=3)
    elif fact.type == "decimal":
        sure = st.integers(int((fact.min or 0) * 10), int((fact.max or 0) * 10)).map(lambda tenths: tenths / 10)
    else:
        sure = st.integers(int(fact.min or 0), min(int(fact.max or 0), 400))
    return sure | st.just(UNSURE)


def usual_answer(fact: Fact) -> Any:
    """What a person with nothing to report answers."""
    value = {**DEWI, "pregnancy_weeks": 0, "pregnancy_half_way": False}.get(fact.id, fact.usual)
    return list(value) if isinstance(value, tuple) else value


@st.composite
def people(draw: st.DrawFn, knowledge: Knowledge, most_unusual: int = 8) -> dict[str, Any]:
    """Someone possible who answered every asked question: as usual but for a few facts."""
    asked = [fact for fact in knowledge.facts.values() if fact.source == "asked"]
    said = {fact.id: usual_answer(fact) for fact in asked}
    unusual = draw(st.lists(st.sampled_from(asked), unique_by=lambda fact: fact.id, max_size=most_unusual))
    said |= {fact.id: draw(any_answer(fact)) for fact in unusual}
    return possible(knowledge, said)


def possible(knowledge: Knowledge, said: dict[str, Any]) -> dict[str, Any]:
    """The same person with impossible combinations put right, by taking the facts named back to usual."""
    from tests.conftest import NOW

    for _ in range(20):
        try:
            read_answers(knowledge, said, NOW)
            return said
        except InputRefused as refused:
            for problem in refused.problems:
                for id in problem.where.split(" and "):
                    said = {**said, id: usual_answer(knowledge.facts[id])}
    raise AssertionError("nobody possible found")


def facts_of(knowledge: Knowledge, said: dict[str, Any]) -> Facts:
    """The facts of these answers, given now."""
    from tests.conftest import NOW

    return facts_from(knowledge, read_answers(knowledge, said, NOW), NOW)
