"""Counting is a primitive of the algebra; its meaning comes from AND and OR alone."""

from itertools import product

import pytest

from tests.lib.carriers import CARRIERS, Case
from unknot.conditions.tree import AtLeast, Yes
from unknot.conditions.truth import at_least
from unknot.conditions.typecheck import FactType

WIDEST = 5


@pytest.mark.parametrize("carrier", CARRIERS)
def test_counting_means_the_same_as_and_and_or(carrier: str) -> None:
    facts = [f"fact_{i}" for i in range(WIDEST)]
    trees = {
        f"{n} of {m}": AtLeast(n, tuple(Yes(fact) for fact in facts[:m]))
        for m in range(1, WIDEST + 1)
        for n in range(1, m + 1)
    }
    everyone = list(product((True, False, None), repeat=WIDEST))
    people = everyone if carrier != "z3" else everyone[::5]
    case = Case(
        dict.fromkeys(facts, FactType(kind="yes_no")), trees, [dict(zip(facts, p, strict=True)) for p in people]
    )
    for person, found in zip(people, CARRIERS[carrier](case), strict=True):
        assert found == [at_least(tree.n, person[: len(tree.children)]) for tree in trees.values()]
