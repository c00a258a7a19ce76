"""Runs `unknot prove`: proves the promises and laws over every possible person, or shows a counterexample."""

from __future__ import annotations

import sys

import typer


def prove() -> None:
    """Prove every promise and law; exit 1 with a readable person where one fails."""
    from unknot.extras import is_missing, line_for

    if is_missing("prove"):
        print(f"prove: the prover is not installed\nhint: {line_for('prove')}", file=sys.stderr)
        raise typer.Exit(1)
    from unknot.knowledge.load import load
    from unknot.proofs.review import report

    if not report(load()):
        raise typer.Exit(1)
