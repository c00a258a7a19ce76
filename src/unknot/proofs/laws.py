"""Lists the laws and proves each one, or finds people for whom it does not hold.

Each law is one question to the solver: could its premise hold and its conclusion fail? The witness beside it is someone
of whom the premise holds. Outcome names are compared one by one, so nothing is traded for something else.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import z3  # type: ignore[import-untyped, unused-ignore]

from unknot.proofs.cliffs import no_cliff
from unknot.proofs.doubt import doubt_is_cautious
from unknot.proofs.half_known import (
    final_stays_final,
    rules_never_forget,
    short_interview_equals_long,
    unknown_never_no,
)
from unknot.proofs.law_words import LAWS_SAID
from unknot.proofs.people import World, new_solver, simplest
from unknot.proofs.question import Question
from unknot.proofs.soft_exits import no_soft_exit, suitable_is_free
from unknot.proofs.stops import clearing_touches_one, stop_cannot_be_outvoted
from unknot.proofs.two_people import risk_never_loosens, unsure_is_cautious
from unknot.proofs.verdict import Verdict


@dataclass(frozen=True)
class Law:
    """A sentence that holds for every possible person, and how to ask for someone for whom it does not."""

    id: str
    says: str
    ask: Callable[[World], Question]


LAWS = tuple(
    Law(id, LAWS_SAID[id], ask)
    for id, ask in {
        "stop_cannot_be_outvoted": stop_cannot_be_outvoted,
        "risk_never_loosens": risk_never_loosens,
        "unsure_is_cautious": unsure_is_cautious,
        "doubt_is_cautious": doubt_is_cautious,
        "short_interview_equals_long": short_interview_equals_long,
        "final_stays_final": final_stays_final,
        "rules_never_forget": rules_never_forget,
        "unknown_never_no": unknown_never_no,
        "clearing_touches_one": clearing_touches_one,
        "no_cliff": no_cliff,
        "no_soft_exit": no_soft_exit,
        "suitable_is_free": suitable_is_free,
    }.items()
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
    model = simplest(solver, question.wishes())
    what = next(name for name, broken in question.broken.items() if z3.is_true(model.eval(broken, True)))
    return f"{what}; {question.tell(model)}"
