"""A proof that never changes, so that the time of ours can be said as a ratio on any machine.

It has the shape of ours and none of our content: made-up rules over yes/no answers and numbers, each answer known or
not, and two laws asked of a solver rule by rule. Once known to be true, a rule stays so whatever else is told; one
more risk never takes a rule away. FROZEN: every floor in `proving.py` was measured against these very rules, so a
change here makes those numbers mean nothing. Nothing of unknot is imported, for the same reason.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import z3  # type: ignore[import-untyped, unused-ignore]

ANSWERS, NUMBERS, RULES, OUTCOMES = 240, 12, 320, 40
Pair = tuple[Any, Any]
"""Known to be true, known to be false."""


class Die:
    """The same throws everywhere and for ever: a linear congruential generator, written out."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def below(self, bound: int) -> int:
        """A whole number from 0 to `bound` - 1."""
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % bound


Literal = tuple[int, int]
"""Which answer or number (numbers come after the answers), and from which value on it is a risk."""
Rules = list[list[list[Literal]]]
"""Each rule: any of these, each being all of these."""


def made_up_rules() -> Rules:
    """Always the same: one to three ways for a rule to fire, each of one to four answers."""
    die = Die(20261201)

    def literal() -> Literal:
        place = die.below(ANSWERS + 2 * NUMBERS)
        return (place, 1) if place < ANSWERS else (ANSWERS + (place - ANSWERS) // 2, 5 + die.below(90))

    return [[[literal() for _ in range(1 + die.below(4))] for _ in range(1 + die.below(3))] for _ in range(RULES)]


class Someone:
    """One person as the solver sees them: every answer, and whether it is known."""

    def __init__(self, name: str) -> None:
        places = range(ANSWERS + NUMBERS)
        self.known = [z3.Bool(f"{name}:known:{place}") for place in places]
        self.value = [(z3.Bool if place < ANSWERS else z3.Int)(f"{name}:{place}") for place in places]

    def holds(self, literal: Literal) -> Any:
        """The literal as a formula, known or not."""
        place, bound = literal
        return self.value[place] if place < ANSWERS else self.value[place] >= bound

    def rule(self, rule: list[list[Literal]]) -> Pair:
        """The pair algebra of three-valued logic, spelled out."""
        ways = [[(self.known[literal[0]], self.holds(literal)) for literal in way] for way in rule]
        true = z3.Or([z3.And([z3.And(known, holds) for known, holds in way]) for way in ways])
        false = z3.And([z3.Or([z3.And(known, z3.Not(holds)) for known, holds in way]) for way in ways])
        return true, false

    def possible(self) -> list[Any]:
        """Numbers lie between 0 and 120."""
        return [z3.And(number >= 0, number <= 120) for number in self.value[ANSWERS:]]


def questions(rules: Rules) -> Iterator[tuple[list[Any], Any]]:
    """What must have no model: for each law who is spoken of, and what would break it."""
    one, other = Someone("one"), Someone("other")
    ours, theirs = [one.rule(rule) for rule in rules], [other.rule(rule) for rule in rules]
    same = [a == b for a, b in zip(one.value, other.value, strict=True)]
    told_more = [z3.Implies(a, b) for a, b in zip(one.known, other.known, strict=True)]
    riskier = [
        z3.Implies(a, b) if place < ANSWERS else b >= a
        for place, (a, b) in enumerate(zip(one.value, other.value, strict=True))
    ]
    known = [*one.known, *other.known]
    possible = [*one.possible(), *other.possible()]
    for who, asked in (([*same, *told_more], (0, 1)), ([*riskier, *known], (0,))):
        for place in range(OUTCOMES):
            of_outcome = range(place, len(rules), OUTCOMES)
            for side in asked:
                join = z3.Or if side == 0 else z3.And
                before, after = (join([of[rule][side] for rule in of_outcome]) for of in (ours, theirs))
                yield [*possible, *who], z3.And(before, z3.Not(after))


def prove() -> int:
    """Ask everything once; how many questions. Raises AssertionError where one has a model."""
    asked, solver, spoken_of = 0, z3.Solver(), None
    for who, broken in questions(made_up_rules()):
        if spoken_of is None or len(who) != len(spoken_of):
            solver, spoken_of = z3.Solver(), who
            solver.add(who)
        solver.push()
        solver.add(broken)
        assert solver.check() == z3.unsat, "the reference has a counterexample"
        solver.pop()
        asked += 1
    return asked


def seconds() -> float:
    """Process CPU time of the whole proof, the formulas included."""
    start = time.process_time()
    prove()
    return time.process_time() - start
