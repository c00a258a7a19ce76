"""The table of points: what stands in it is what the conditions count, and no step of it is more than one level."""

from __future__ import annotations

import itertools
import tomllib
from typing import Any

import msgspec
import pytest

from unknot.conditions.parse import parse
from unknot.conditions.truth import value
from unknot.conditions.typecheck import typecheck
from unknot.knowledge.pattern import Pattern
from unknot.knowledge.places import CONTENT
from unknot.knowledge.shapes import Knowledge

TABLE = msgspec.convert(tomllib.loads((CONTENT / "pattern.toml").read_text()), Pattern)
SIGNS = [sign.id for sign in TABLE.sign]
DAYS = (0, 13, 14, 20, 21, 27, 28, 48, 49, 90, 91, 400)


def left(signs: tuple[bool, ...], day: int) -> int:
    """The points that are left, counted the way a clinician would with a pencil."""
    points = sum(sign.points for sign, said in zip(TABLE.sign, signs, strict=True) if said)
    weeks = 0 if day < TABLE.fade_from_day else 1 + (day - TABLE.fade_from_day) // TABLE.fade_every_days
    return points - weeks


@pytest.mark.parametrize("row", TABLE.sum, ids=lambda row: row.id)
def test_a_sum_holds_exactly_when_so_many_points_are_left(knowledge: Knowledge, row: Any) -> None:
    named = {
        id: parse(fact.when) for id, fact in knowledge.facts.items() if fact.source == "computed" and id not in SIGNS
    }
    types = knowledge.types | dict.fromkeys(SIGNS, knowledge.types["vomiting"])
    tree = typecheck(parse(knowledge.facts[row.id].when), types, named)
    for signs in itertools.product([False, True], repeat=len(SIGNS)):
        for day in DAYS:
            answers: dict[str, bool | int | None] = {**dict(zip(SIGNS, signs, strict=True)), "duration_days": day}
            assert value(tree, answers) is (left(signs, day) >= row.points), (signs, day)


def test_a_sign_of_one_point_and_a_week_move_the_answer_by_one_level_at_most() -> None:
    """Every number of the table steps by one point: age, pain, and the weeks that take points away."""
    lines = sorted(row.points for row in TABLE.sum)
    assert len(set(lines)) == len(lines) == 4

    def level(points: int) -> int:
        return sum(points >= line for line in lines)

    assert all(level(points + 1) - level(points) <= 1 for points in range(-1, TABLE.most + 1))
    numbers = [sign for sign in TABLE.sign if any(word in sign.when for word in ("age ", "pain_now", "pain_worst"))]
    assert numbers and all(sign.points == 1 for sign in numbers)


def test_the_same_old_pain_has_no_points_left() -> None:
    """Over 3 months by its own words: by then every point has faded, so the table needs no exception for it."""
    assert left((True,) * len(SIGNS), 91) < min(row.points for row in TABLE.sum)
