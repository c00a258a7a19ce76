"""`unknot prove`: the promises and laws, each proved over every possible person, or a counterexample as a person."""

from __future__ import annotations

import sys

import typer


def prove() -> None:
    """Prove every promise and law; exit 1 with a readable person where one fails."""
    try:
        from unknot.proofs.review import report
    except ModuleNotFoundError:
        print("prove: the prover is not installed\nhint: pip install 'unknot[proofs]'", file=sys.stderr)
        raise typer.Exit(1) from None
    from unknot.knowledge.load import load

    if not report(load()):
        raise typer.Exit(1)
