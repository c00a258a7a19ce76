"""Which laws hold between two people, or between what is known and what is not?

Each law is one question to the solver: could its premise hold and its conclusion fail? The witness beside it is someone
of whom the premise holds. Outcome names are compared one by one, so nothing is traded for something else.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import z3  # type: ignore[import-untyped, unused-ignore]

from unknot.proofs.doubt import doubt_is_cautious
from unknot.proofs.half_known import final_stays_final, short_interview_equals_long, unknown_never_no
from unknot.proofs.people import World, new_solver, simplest
from unknot.proofs.question import Question
from unknot.proofs.stops import clearing_touches_one, stop_cannot_be_outvoted
from unknot.proofs.two_people import risk_never_loosens, unsure_is_cautious
from unknot.proofs.verdict import Verdict


@dataclass(frozen=True)
class Law:
    """A sentence that holds for every possible person, and how to ask for someone for whom it does not."""

    id: str
    says: str
    ask: Callable[[World], Question]


LAWS = (
    Law(
        "stop_cannot_be_outvoted",
        "A stop cannot be outvoted: an emergency or same-day finding always means no massage, whatever else is true.",
        stop_cannot_be_outvoted,
    ),
    Law(
        "risk_never_loosens",
        "Between two people who differ only in risk, the one with more risk never has a looser outcome in any field.",
        risk_never_loosens,
    ),
    Law(
        "unsure_is_cautious",
        "Whatever the true answer is, not being sure never gave a looser outcome than it.",
        unsure_is_cautious,
    ),
    Law(
        "doubt_is_cautious",
        "However doubts are later answered, massage and limits of a final decision never get stricter, and urgency "
        "rises only to what the person was told could not be ruled out.",
        doubt_is_cautious,
    ),
    Law(
        "short_interview_equals_long",
        "The short interview gives the same urgency, days, massage and limits as the full one.",
        short_interview_equals_long,
    ),
    Law(
        "final_stays_final",
        "A final decision stays final and the same, however many more answers come.",
        final_stays_final,
    ),
    Law(
        "unknown_never_no",
        "Unknown is never read as no: answers to come can only add to what is demanded.",
        unknown_never_no,
    ),
    Law("clearing_touches_one", "Clearing one finding changes that finding only.", clearing_touches_one),
)


def prove(world: World, law: Law) -> Verdict:
    """Proved, or people for whom the law does not hold; an empty premise is a failure."""
    start = time.perf_counter()
    question = law.ask(world)
    solver = new_solver()
    solver.add(*question.people, question.premise)
    witness = ""
    if solver.check() == z3.sat:
        witness = question.tell(solver.model())
        counterexample = _broken(question)
    else:
        counterexample = "empty: nobody possible meets its premise"
    return Verdict(
        id=law.id,
        says=law.says,
        holds=not counterexample,
        witness=witness,
        counterexample=counterexample,
        seconds=time.perf_counter() - start,
    )


def _broken(question: Question) -> str:
    """What can happen that must not, and to whom; empty when nothing can."""
    solver = new_solver()  # from scratch is several times faster than going on from the witness
    solver.add(*question.people, question.premise, z3.Or(list(question.broken.values())))
    found = solver.check()
    if found == z3.unsat:
        return ""
    if found != z3.sat:
        return f"the solver gave up: {solver.reason_unknown()}"
    model = simplest(solver, question.wishes)
    what = next(name for name, broken in question.broken.items() if z3.is_true(model.eval(broken, True)))
    return f"{what}; {question.tell(model)}"
