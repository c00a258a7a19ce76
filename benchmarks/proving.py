"""How long do all proofs take, against a proof that never changes? Every law and every promise, each with its witness.

A ratio in one run, so that a slow or busy machine slows both: the fixed proof takes its turns before and after ours.
"""

from __future__ import annotations

import statistics
import time

from benchmarks import reference_proof
from benchmarks.table import Row, spoken
from unknot.knowledge.shapes import Knowledge
from unknot.proofs.people import World
from unknot.proofs.review import proved_laws, proved_promises

FIRST = 11.8
"""Ours against the fixed proof, before the laws about cliffs and soft exits: 11.7 to 11.9 in three runs on 2026-12-01,
on a machine at work, commit f85d10f (348 rules, 65 proofs, z3 5.4.1)."""
MOST = 2 * FIRST
"""More laws over more rules may take twice as long; what takes longer is not run before each change any more."""
TURNS = 3


def measure(knowledge: Knowledge) -> list[Row]:
    """One row. Whether they hold is for `unknot prove`; a counterexample is only named here, as it takes longer."""
    fixed = [reference_proof.seconds() for _ in range(TURNS)]
    start = time.process_time()
    world = World(knowledge)
    verdicts = [*proved_laws(world), *proved_promises(world)]
    took = time.process_time() - start
    fixed += [reference_proof.seconds() for _ in range(TURNS)]
    failed = sum(not verdict.holds for verdict in verdicts)
    who = f"{len(verdicts)} proofs with witnesses" + (f", {failed} not proved" if failed else "")
    typical = statistics.median(fixed)
    ratio = took / typical
    return [
        Row("a proof that never changes", "120 questions", spoken(typical), ""),
        Row("all proofs", who, spoken(took), f"{ratio:.1f} of it", f"at most {MOST:.1f} of it", ratio <= MOST),
    ]
