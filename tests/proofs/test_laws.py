"""The laws hold for the real rules, and each catches the mistake that it is there for, with readable people."""

from __future__ import annotations

import msgspec
import pytest
import z3

from tests.proofs.conftest import Toy
from unknot.conditions.in_z3 import Formula, PossiblePerson
from unknot.conditions.tree import And, Cleared, Fired, Node, Not
from unknot.conditions.truth import Pair
from unknot.knowledge.outcome import compile_outcome
from unknot.knowledge.shapes import Knowledge
from unknot.proofs.laws import LAWS, Law, prove
from unknot.proofs.people import World
from unknot.proofs.verdict import Verdict


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.id)
def test_law_holds_for_every_possible_person(world: World, law: Law) -> None:
    verdict = prove(world, law)
    assert verdict.holds, verdict
    assert verdict.witness


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.id)
def test_law_holds_for_the_toy(toy: Toy, law: Law) -> None:
    verdict = prove(World(toy()), law)
    assert verdict.holds, verdict


def verdict_of(world: World, id: str) -> Verdict:
    return prove(world, next(law for law in LAWS if law.id == id))


def with_outcome(knowledge: Knowledge, **changed: Node) -> Knowledge:
    """The knowledge with some outcome trees compiled wrongly; `__` in a name stands for a dot."""
    trees = {name.replace("__", "."): tree for name, tree in changed.items()}
    return msgspec.structs.replace(knowledge, outcome={**knowledge.outcome, **trees})


class UnknownIsNo(PossiblePerson):
    """A carrier that takes what is not known for a no."""

    def truth(self, node: Node) -> Pair[Formula]:
        is_true = super().truth(node).is_true
        return Pair(is_true, z3.Not(is_true))


class UnknownIsNoInAnd(PossiblePerson):
    """A carrier that takes an AND with an unknown part for a no."""

    def truth(self, node: Node) -> Pair[Formula]:
        pair = super().truth(node)
        return Pair(pair.is_true, z3.Not(pair.is_true)) if isinstance(node, And) else pair


def test_outvoted_stop_is_caught(toy: Toy) -> None:
    """`massage.avoid` of the fever rule gets lost as soon as the person may be massaged lightly for another reason."""
    stop = And((Fired("fever_today"), Not(Fired("thinner"))))
    verdict = verdict_of(World(with_outcome(toy(), massage__avoid=stop)), "stop_cannot_be_outvoted")
    assert "without massage.avoid" in verdict.counterexample


def test_looser_with_more_risk_is_caught(toy: Toy) -> None:
    broken = toy(("rules/light.toml", '"blood_thinner AND age >= 80"', '"NOT blood_thinner AND age >= 80"'))
    told = verdict_of(World(broken), "risk_never_loosens").counterexample
    assert told.startswith("only the less risky one has max_")
    assert told.endswith("the other the same but for a blood thinner: yes")


def test_looser_when_lower_risk_direction_is_used_wrongly_is_caught(toy: Toy) -> None:
    broken = toy(("rules/light.toml", '"NOT can_rise"', '"can_rise"'))
    told = verdict_of(World(broken), "risk_never_loosens").counterexample
    assert told.endswith("the other the same but for rising from the floor: no")


def test_not_sure_taken_for_no_is_caught(toy: Toy) -> None:
    broken = toy(("facts.toml", 'question = "Fever"\nunsure = true', 'question = "Fever"\nunsure = false'))
    told = verdict_of(World(broken), "unsure_is_cautious").counterexample
    assert told.startswith("the true answer would bring")
    assert "fever: yes" in told
    assert told.endswith("the other the same but for fever: no")


def test_not_sure_may_count_as_no_for_a_written_reason(toy: Toy) -> None:
    reason = 'unsure = false\nunsure_because = "Whoever has a fever knows it."'
    excepted = toy(("facts.toml", 'question = "Fever"\nunsure = true', f'question = "Fever"\n{reason}'))
    assert verdict_of(World(excepted), "unsure_is_cautious").holds


def test_doubt_that_leaves_a_rule_out_is_caught(toy: Toy) -> None:
    told = verdict_of(World(toy(), UnknownIsNoInAnd), "doubt_is_cautious").counterexample
    assert "is stricter than the final decision; in doubt: " in told


def test_short_interview_that_ends_too_soon_is_caught(toy: Toy) -> None:
    """A same-day finding that does not end the massage leaves limits open that nobody asks about any more."""
    lost = with_outcome(toy(), massage__avoid=Fired("saddle"))
    told = verdict_of(World(lost), "short_interview_equals_long").counterexample
    assert "changes after it was final" in told
    assert "then also: " in told


def test_final_decision_that_changes_is_caught(toy: Toy) -> None:
    lost = with_outcome(toy(), massage__avoid=Fired("saddle"))
    assert "changes after it was final" in verdict_of(World(lost), "final_stays_final").counterexample


def test_unknown_read_as_no_is_caught(toy: Toy) -> None:
    told = verdict_of(World(toy(), UnknownIsNo), "rules_never_forget").counterexample
    assert "was ruled out and is not any more" in told


def without_what_follows(knowledge: Knowledge) -> Knowledge:
    """The rules as they are written, and nothing that is derived of them."""
    written = {rule.id: rule for rule in knowledge.written}
    conditions = {id: knowledge.conditions[id] for id in written}
    outcome = compile_outcome(written, knowledge.facts)
    return msgspec.structs.replace(knowledge, rules=written, conditions=conditions, outcome=outcome)


@pytest.mark.parametrize("law", ["no_cliff", "no_soft_exit"])
def test_rules_as_written_are_cliffs_and_soft_exits(knowledge: Knowledge, law: str) -> None:
    told = verdict_of(World(without_what_follows(knowledge)), law).counterexample
    assert "the other the same but for" in told or "with other views" in told


def test_a_limit_beside_suitable_is_caught(toy: Toy) -> None:
    broken = toy(("rules/light.toml", 'why = "The floor is hard to leave."\nmassage = "modify"', 'why = "The floor."'))
    told = verdict_of(World(broken), "suitable_is_free").counterexample
    assert told.startswith("no_position.floor while massage is suitable")


def test_an_exemption_lets_its_own_step_through_and_no_other(knowledge: Knowledge) -> None:
    """The tables of exceptions are short: each row is needed, and each has a reason and a source."""
    world = World(knowledge)
    assert world.everyone  # built once: the exceptions change the questions, not the people
    for n, row in enumerate(knowledge.exemptions):
        assert row.because and all(source in knowledge.sources for source in row.sources), row
        fewer = knowledge.exemptions[:n] + knowledge.exemptions[n + 1 :]
        conditions = knowledge.exemption_conditions[:n] + knowledge.exemption_conditions[n + 1 :]
        world.knowledge = msgspec.structs.replace(knowledge, exemptions=fewer, exemption_conditions=conditions)
        assert not verdict_of(world, row.law).holds, f"{row.fact} is exempt, and nobody needs it"


def test_clearance_that_lifts_a_limit_is_caught(toy: Toy) -> None:
    lifted = And((Fired("cancer_ask"), Not(Cleared("cancer_ask"))))
    told = verdict_of(World(with_outcome(toy(), max_pressure__3=lifted)), "clearing_touches_one").counterexample
    assert told.startswith("max_pressure.3 changes with a clearance; newly cleared: cancer_ask; cancer: yes")


def test_clearance_that_lifts_a_stop_is_caught(toy: Toy) -> None:
    """One more clearance would be enough for somebody with a fever."""
    lifted = And((Fired("cancer_ask"), Not(Cleared("cancer_ask"))))
    told = verdict_of(World(with_outcome(toy(), massage__clearance=lifted)), "clearing_touches_one").counterexample
    assert told.startswith("massage.clearance is not what the other findings ask for")


def test_law_about_nobody_fails(toy: Toy) -> None:
    harmless = toy(
        ("rules/today.toml", 'urgency = "emergency"\nact = "go"', 'massage = "modify"'),
        ("rules/today.toml", 'urgency = "same_day"\nexample', 'massage = "modify"\nexample'),
    )
    verdict = verdict_of(World(harmless), "stop_cannot_be_outvoted")
    assert verdict.counterexample == "empty: nobody possible meets its premise"
