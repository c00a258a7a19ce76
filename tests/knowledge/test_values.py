"""What an answer is by_fact: the regions of a fact travel as one number and are named one by one."""

from __future__ import annotations

import pytest

from unknot.knowledge.load import load
from unknot.knowledge.regions import REGIONS
from unknot.knowledge.shapes import Knowledge
from unknot.knowledge.values import UNSURE, packed, spelled_out, value_of, values_of


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


@pytest.mark.parametrize("named", [[], ["neck"], ["low_back_left", "chest_front"], list(REGIONS)])
def test_the_regions_that_were_named_are_the_regions_that_conditions_see(
    knowledge: Knowledge, named: list[str]
) -> None:
    slots = values_of(knowledge.facts["site"], knowledge.types["site"], named)

    assert [region for region in REGIONS if slots[f"site.{region}"]] == [r for r in REGIONS if r in named]


def test_spelling_out_and_packing_lose_nothing(knowledge: Knowledge) -> None:
    answers = {"site": ["neck"], "numb_at": [], "age": 40, "fever": False}
    known = {id: value_of(knowledge.facts[id], knowledge.types[id], answer) for id, answer in answers.items()}

    back = dict(zip(knowledge.types, packed(knowledge.types, spelled_out(knowledge.types, known)), strict=True))

    assert back == {**knowledge.unanswered, **known}


def test_regions_known_in_part_are_refused_and_never_taken_for_no(knowledge: Knowledge) -> None:
    with pytest.raises(ValueError, match="`site`: some regions are known and some are not"):
        packed(knowledge.types, {"site.neck": True})


def test_not_sure_where_it_is_numb_is_numb_everywhere(knowledge: Knowledge) -> None:
    fact = next(fact for fact in knowledge.facts.values() if fact.type == "regions" and fact.unsure)

    assert all(values_of(fact, knowledge.types[fact.id], UNSURE).values())
