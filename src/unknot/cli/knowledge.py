"""`unknot knowledge check` and `unknot knowledge population`: is the knowledge in order, and whom does it send where?"""

from __future__ import annotations

import sys

import typer

app = typer.Typer(help="Check and measure the knowledge.", no_args_is_help=True)


@app.command()
def check() -> None:
    """Report every problem at once: shapes, ids, sources, examples, rows; with the prover, what can never happen."""
    from unknot.knowledge.check import problems
    from unknot.knowledge.load import load
    from unknot.knowledge.refused import KnowledgeRefused

    try:
        knowledge = load()
        found = problems(knowledge)
    except KnowledgeRefused as refused:
        print(refused, file=sys.stderr)
        raise typer.Exit(1) from None
    try:
        from unknot.proofs.review import problems as proved_problems

        found += proved_problems(knowledge)
    except ModuleNotFoundError:
        print("note: without unknot[proofs] the prover's part is left out (can each rule fire, promises)", file=sys.stderr)
    for problem in found:
        print(problem, file=sys.stderr)
    counts = f"{len(knowledge.facts)} facts, {len(knowledge.rules)} rules, {len(knowledge.techniques)} techniques, {len(knowledge.claims)} claims, {len(knowledge.sources)} sources"
    print(f"{len(found)} problems; {counts}" if found else f"The knowledge is in order: {counts}.")
    if found:
        raise typer.Exit(1)
