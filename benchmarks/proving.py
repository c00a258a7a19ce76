"""How long do all proofs take? Every law and every promise, each with its witness."""

from __future__ import annotations

import time

from benchmarks.table import Row, limit_row
from unknot.knowledge.shapes import Knowledge
from unknot.proofs.people import World
from unknot.proofs.review import proved_laws, proved_promises

MOST_SECONDS = 10.0


def measure(knowledge: Knowledge) -> list[Row]:
    """One row. Whether they hold is for `unknot prove`; a counterexample is only named here, as it takes longer."""
    start = time.process_time()
    world = World(knowledge)
    verdicts = [*proved_laws(world), *proved_promises(world)]
    took = time.process_time() - start
    failed = sum(not verdict.holds for verdict in verdicts)
    who = f"{len(verdicts)} proofs with witnesses" + (f", {failed} not proved" if failed else "")
    return [limit_row("all proofs", who, took, MOST_SECONDS)]
