"""Every promise of promises.toml is proved, and a promise that does not hold is caught with a readable person."""

from __future__ import annotations

import pytest
import z3

from tests.proofs.conftest import Toy
from unknot.knowledge.load import load
from unknot.knowledge.shapes import Knowledge
from unknot.proofs.people import World
from unknot.proofs.promises import checked, prove, violations
from unknot.proofs.verdict import Verdict

PROMISES = checked(load())[0]


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.promise.id)
def test_promise_is_kept_for_every_possible_person(world: World, promise) -> None:  # type: ignore[no-untyped-def]
    verdict = prove(world, promise)
    assert verdict.holds, verdict
    assert verdict.witness


def test_every_promise_can_be_asked(knowledge: Knowledge) -> None:
    assert checked(knowledge)[1] == []


def test_there_are_at_least_25_limit_promises() -> None:
    limits = ("max_pressure", "max_minutes", "no_", "keep_off", "heat", "needs_helper")
    assert sum(any(word in promise.promise.then for word in limits) for promise in PROMISES) >= 25


def verdict_of(knowledge: Knowledge, id: str) -> Verdict:
    return next(prove(World(knowledge), p) for p in checked(knowledge)[0] if p.promise.id == id)


@pytest.mark.parametrize(
    "id",
    ["saddle_is_an_emergency", "thinner_is_light", "well_is_left_alone", "wounds_are_left_alone", "fever_is_seen"],
)
def test_toy_promises_hold(toy: Toy, id: str) -> None:
    assert verdict_of(toy(), id).holds


@pytest.mark.parametrize(
    ("id", "mistake", "told"),
    [
        ("saddle_is_an_emergency", ("rules/today.toml", '"numb_saddle"', '"numb_saddle AND age >= 18"'), "age: "),
        ("thinner_is_light", ("rules/light.toml", "max_pressure = 3", "max_pressure = 4"), "a blood thinner: yes"),
        ("thinner_is_light", ("rules/light.toml", 'no_tool = ["roller"]', 'no_tool = ["gun"]'), "a blood thinner: yes"),
        ("well_is_left_alone", ("rules/light.toml", '"NOT can_rise"', '"can_rise"'), "not kept: urgency = 'self_care'"),
        ("wounds_are_left_alone", ("rules/light.toml", '["wound_at"]', '["neck"]'), "a wound: low back left"),
        (
            "fever_is_seen",
            ("rules/today.toml", '"same_day"\nexample', '"clinician"\nwithin_days = 28\nexample'),
            "fever: yes",
        ),
    ],
)
def test_broken_promise_is_shown_as_a_person(toy: Toy, id: str, mistake: tuple[str, str, str], told: str) -> None:
    verdict = verdict_of(toy(mistake), id)
    assert not verdict.holds
    assert told in verdict.counterexample


def test_counterexample_tells_only_what_is_out_of_the_usual(toy: Toy) -> None:
    broken = toy(("rules/light.toml", "max_pressure = 3", "max_pressure = 4"))
    told = verdict_of(broken, "thinner_is_light").counterexample
    assert told == "age: 60 years; a blood thinner: yes (fully known); not kept: max_pressure <= 3 AND no_tool.roller"


def test_promise_about_nobody_fails(toy: Toy) -> None:
    empty = toy(("promises.toml", '"numb_saddle"', '"numb_saddle AND cancer AND age < 1"'))
    verdict = verdict_of(empty, "saddle_is_an_emergency")
    assert not verdict.holds
    assert verdict.counterexample == "empty: nobody possible meets `given`"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('given = "fever"', 'given = "fever_today"', "names the rule `fever_today`"),
        ("within_days <= 7", "thinner", "names the rule `thinner`"),
        ("within_days <= 7", "max_pressure >= 3", "`max_pressure` is a bound and takes only <="),
        ("within_days <= 7", "max_pressure = 3", "`max_pressure` is a bound and takes only <="),
        ("within_days <= 7", "no_tool.rolller", "`no_tool` has no region `rolller`"),
        ("within_days <= 7", "blood_thinner", "unknown fact `blood_thinner`"),
    ],
)
def test_promise_that_cannot_be_asked_is_refused(toy: Toy, old: str, new: str, message: str) -> None:
    found, problems = checked(toy(("promises.toml", old, new)))
    assert [problem.message for problem in problems if problem.id == "fever_is_seen"] == [message]
    assert "fever_is_seen" not in [promise.promise.id for promise in found]


def test_another_solver_finds_no_broken_promise_either(world: World) -> None:
    """The proofs use z3's solver for finite domains; its general one has to agree."""
    solver = z3.Solver()
    solver.add(*world.everyone.possible, *world.everyone.meaning, *world.half_known.meaning, world.nobody_cleared)
    solver.add(z3.Or([broken for promise in PROMISES for broken in violations(world, promise).values()]))
    assert solver.check() == z3.unsat


def test_what_is_known_without_asking_is_the_only_possible_answer(world: World) -> None:
    """Of a man, that he is not pregnant: any other answer there is refused as impossible."""
    person = world.everyone.person
    settled = world.knowledge.settled
    assert settled
    for row in settled:
        for fact, known in row.values.items():
            world.solver.push()
            world.solver.add(person.truth(row.where).is_true, person.value[fact] != known)
            assert world.solver.check() == z3.unsat, fact
            world.solver.pop()
