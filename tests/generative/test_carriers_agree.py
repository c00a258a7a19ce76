"""Whatever the condition and whoever the person: every carrier finds the same, and the reasons given are true."""

from collections import Counter

from hypothesis import HealthCheck, given, settings

from tests.generative.conditions import OPERATORS, as_text, cases
from tests.lib.carriers import CARRIERS, Case, by_reference
from unknot.conditions.parse import parse
from unknot.conditions.tree import Node
from unknot.conditions.truth import support, value, waits_for
from unknot.conditions.typecheck import typecheck

Made = tuple[Case, dict[str, Node]]
some = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
many = settings(some, max_examples=120)


def test_all_carriers_agree_on_every_operator() -> None:
    seen: Counter[str] = Counter()

    @many
    @given(cases(seen))
    def agree(made: Made) -> None:
        case, _ = made
        expected = by_reference(case)
        for name, carrier in CARRIERS.items():
            assert carrier(case) == expected, name

    agree()
    assert set(seen) >= OPERATORS, f"never generated: {OPERATORS - set(seen)}"


@some
@given(cases(Counter()))
def test_a_condition_is_read_as_it_was_written(made: Made) -> None:
    _, written = made
    for node in written.values():
        assert parse(as_text(node)) == node


@some
@given(cases(Counter()))
def test_checking_twice_changes_nothing(made: Made) -> None:
    case, _ = made
    for node in case.rules.values():
        assert typecheck(node, case.vocabulary) == node


@some
@given(cases(Counter()))
def test_the_facts_that_made_it_true_are_enough(made: Made) -> None:
    case, _ = made
    for node in case.rules.values():
        for answers in case.people:
            because = support(node, answers)
            if value(node, answers) is not True:
                assert because == ()
            else:
                assert value(node, {fact: answers[fact] for fact in because}) is True


@some
@given(cases(Counter()))
def test_an_unsettled_condition_waits_for_unknown_facts_and_moves_on_no_others(made: Made) -> None:
    case, _ = made
    for node in case.rules.values():
        for answers, other in zip(case.people, reversed(case.people), strict=True):
            waiting = waits_for(node, answers)
            assert bool(waiting) == (value(node, answers) is None)
            assert all(answers[fact] is None for fact in waiting)
            elsewhere = {f: other[f] if answers[f] is None and f not in waiting else answers[f] for f in answers}
            assert value(node, elsewhere) is value(node, answers)


@some
@given(cases(Counter()))
def test_an_answer_more_never_unsettles_what_was_settled(made: Made) -> None:
    case, _ = made
    for node in case.rules.values():
        for answers, other in zip(case.people, reversed(case.people), strict=True):
            before = value(node, answers)
            fuller = {fact: other[fact] if answer is None else answer for fact, answer in answers.items()}
            assert before is None or value(node, fuller) is before
