"""A mistake in a rule is noticed by an example, a law or a promise; what changes nothing is not counted."""

from __future__ import annotations

import pytest

from tests.proofs.conftest import Toy
from unknot.knowledge.shapes import Knowledge
from unknot.proofs.mutants import ALIVE, EQUIVALENT, Trial
from unknot.proofs.mutations import mutants


def fates(knowledge: Knowledge) -> dict[str, str]:
    """Mutant in words -> what became of it."""
    return {str(mutant): fate for mutant, fate in Trial(knowledge).all(list(mutants(knowledge)))}


def test_every_kind_of_mistake_is_tried(toy: Toy) -> None:
    tried = {str(mutant) for mutant in mutants(toy())}
    assert {
        "old_thinner: drop `blood_thinner`",
        "old_thinner: AND -> OR in `blood_thinner AND age >= 80`",
        "old_thinner: `age >= 80` -> `age >= 81`",
        "old_thinner: `age >= 80` -> `age >= 79`",
        "old_thinner: `blood_thinner` -> NOT",
        "old_thinner: max_pressure 2 -> 3",
        "old_thinner: without max_minutes = 20",
        "old_thinner: massage modify -> none",
        "saddle: urgency emergency -> same_day",
        "saddle: massage avoid -> clearance",
        "fever_today: urgency same_day -> clinician in 7 days",
        "cancer_ask: massage clearance -> modify",
        "floor: `NOT can_rise` -> `can_rise`",
    } <= tried


@pytest.mark.parametrize(
    ("mutant", "killer"),
    [
        ("saddle: `numb_saddle` -> NOT", "an example"),
        ("saddle: urgency emergency -> same_day", "an example"),
        ("saddle: massage avoid -> clearance", "stop_cannot_be_outvoted"),
        ("thinner: max_pressure 3 -> 4", "the promise thinner_is_light"),
        ("thinner: without no_tool = roller", "the promise thinner_is_light"),
        ("wound: without keep_off = wound_at", "the promise wounds_are_left_alone"),
        ("old_thinner: `blood_thinner` -> NOT", "the promise well_is_left_alone"),
        ("cancer_ask: `cancer` -> NOT", "the promise well_is_left_alone"),
        ("old_thinner: `age >= 80` -> `age >= 81`", ALIVE),
        ("cancer_ask: massage clearance -> modify", ALIVE),
    ],
)
def test_mutant_meets_its_fate(toy: Toy, mutant: str, killer: str) -> None:
    assert fates(toy())[mutant] == killer


def test_law_kills_where_no_promise_speaks(toy: Toy) -> None:
    silent = toy(
        ("promises.toml", 'id = "well_is_left_alone"', 'id = "nothing"'),
        ("promises.toml", "massage = 'suitable'", "massage >= 'suitable'"),
    )
    assert fates(silent)["floor: `NOT can_rise` -> `can_rise`"] in ("risk_never_loosens", "unsure_is_cautious")


def test_mutant_that_changes_nothing_is_not_counted(toy: Toy) -> None:
    """A limit of a rule that is never seen: massage is out whenever the rule fires."""
    hidden = toy(
        (
            "rules/today.toml",
            'urgency = "same_day"\nexample',
            'urgency = "same_day"\nlimits = { max_minutes = 30 }\nexample',
        )
    )
    assert fates(hidden)["fever_today: without max_minutes = 30"] == EQUIVALENT


def test_promise_that_repeats_the_rule_kills_nothing(toy: Toy) -> None:
    repeated = toy(("promises.toml", '"blood_thinner AND age >= 60"', '"blood_thinner"'))
    assert fates(repeated)["thinner: without no_tool = roller"] == ALIVE
