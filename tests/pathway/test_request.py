"""Is a wish understood, or refused with every problem named?"""

from __future__ import annotations

from typing import Any

import pytest

from tests.lib.plans import KNOWLEDGE
from unknot.pathway.request import Request, RequestRefused, read_request


def problems(raw: Any) -> tuple[str, ...]:
    with pytest.raises(RequestRefused) as refused:
        read_request(raw, KNOWLEDGE)
    return tuple(map(str, refused.value.problems))


def test_no_wish_is_a_request_alone() -> None:
    assert read_request({}, KNOWLEDGE) == Request()


def test_a_whole_request_is_read() -> None:
    raw = {"helper": "partner", "minutes": 20.0, "tools": ["oil"], "regions": ["low_back", "buttock_left"],
           "pressure": 3, "floor": True, "wants": ["trigger_point"], "without": ["petrissage"],
           "country": "gb"}  # fmt: skip
    assert read_request(raw, KNOWLEDGE) == Request(
        helper="partner",
        minutes=20,
        tools=("oil",),
        regions=("low_back_left", "low_back_right", "buttock_left"),
        pressure=3,
        floor=True,
        wants=("trigger_point",),
        without=("petrissage",),
        country="GB",
    )


def test_every_problem_is_named_at_once_with_a_hint() -> None:
    raw = {"helper": "partner", "minutes": 31, "tools": ["rolller"], "regions": ["low_bak"], "wants": ["massage_gn"],
           "country": "Atlantis", "presure": 3}  # fmt: skip
    found = problems(raw)
    assert len(found) == 6
    assert all("\nhint: " in problem for problem in found)
    text = "\n".join(found)
    for near in ("`pressure`?", "`roller`?", "`low_back`?", "`massage_gun`?"):
        assert f"did you mean {near}" in text


@pytest.mark.parametrize("minutes", [4, 31, 7.5, True, "10", float("nan"), float("inf")])
def test_minutes_outside_the_range_are_refused(minutes: Any) -> None:
    assert "give 5 to 30" in problems({"minutes": minutes})[0]


def test_a_professional_has_a_range_of_their_own() -> None:
    assert read_request({"helper": "professional", "minutes": 60}, KNOWLEDGE).minutes == 60
    assert "give 30 to 90" in problems({"helper": "professional", "minutes": 20})[0]


@pytest.mark.parametrize("region", ["neck", "flank", "flank_left", "belly"])
def test_places_that_are_never_worked_on_are_refused(region: str) -> None:
    assert "is never worked on" in problems({"regions": [region]})[0]


@pytest.mark.parametrize(
    "raw", [[], "alone", None, {"tools": "ball"}, {"tools": [1]}, {"floor": "yes"}, {"helper": 3}, {"country": 62}]
)
def test_the_wrong_type_is_refused(raw: Any) -> None:
    assert problems(raw)


def test_a_country_without_a_number_of_its_own_is_fine_and_uk_is_pointed_to_gb() -> None:
    assert read_request({"country": "NZ"}, KNOWLEDGE).country == "NZ"
    assert "did you mean `GB`?" in problems({"country": "UK"})[0]
