"""Runs `unknot knowledge check` and `population`: reports faults of the knowledge, and whom it sends where."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

app = typer.Typer(help="Check and measure the knowledge.", no_args_is_help=True)


@app.command()
def check() -> None:
    """Report every problem at once: shapes, ids, sources, examples, rows; with the prover, what can never happen."""
    from unknot.extras import is_missing, line_for
    from unknot.knowledge.check import problems
    from unknot.knowledge.load import load
    from unknot.knowledge.refused import KnowledgeRefused

    try:
        knowledge = load()
        found = problems(knowledge)
    except KnowledgeRefused as refused:
        print(refused, file=sys.stderr)
        raise typer.Exit(1) from None
    if is_missing("prove"):
        print("note: without the prover its part is left out (can each rule fire, promises)", file=sys.stderr)
        print(f"hint: {line_for('prove')}", file=sys.stderr)
    else:
        from unknot.proofs.review import problems as proved_problems

        found += proved_problems(knowledge)
    for problem in found:
        print(problem, file=sys.stderr)
    counts = ", ".join(
        f"{len(getattr(knowledge, kind))} {kind}" for kind in ("facts", "rules", "techniques", "claims", "sources")
    )
    print(f"{len(found)} problems; {counts}" if found else f"The knowledge is in order: {counts}.")
    if found:
        raise typer.Exit(1)


@app.command()
def population(
    people: Annotated[int, typer.Option(help="How many people to draw with each seed.", min=100)] = 12_000,
    each: Annotated[
        int, typer.Option(help="How many well people at every age from 18 to 90, with each seed.", min=2)
    ] = 60,
    seeds: Annotated[int, typer.Option(help="How many draws. Same seed, same people.", min=2, max=50)] = 5,
    causes: Annotated[int, typer.Option(help="How many rules to name at each urgency.", min=0)] = 10,
    pictures: Annotated[
        int, typer.Option(help="How many people with each picture; 0 leaves the table out.", min=0)
    ] = 400,
) -> None:
    """Draw people with an ordinary ache and no serious disease, and report where they are sent and by which rules."""
    from unknot.knowledge import sent_on
    from unknot.knowledge.assumptions import read_population
    from unknot.knowledge.load import load
    from unknot.knowledge.refused import KnowledgeRefused

    try:
        knowledge = load()
        assumed = read_population(knowledge)
    except KnowledgeRefused as refused:
        print(refused, file=sys.stderr)
        raise typer.Exit(1) from None
    found = sent_on.measure_seeds(knowledge, assumed, people, each, range(1, seeds + 1))
    print(f"{seeds} draws of {people} people with an ordinary ache and no serious disease, from population.toml.")
    print("The shares are mostly our own estimates: this shows where to look and proves nothing.\n")
    print("share of all: mean, standard deviation over the draws, least and most")
    for line in sent_on.told(found):
        print(f"  {line}")
    for level, behind in reversed(found.all.causes.items()):
        if causes and behind:
            print(f"\n{level}: who is sent on by what (share of all; of these, by this rule alone)")
            for cause in behind[:causes]:
                print(f"  {cause.share:7.2%} {cause.alone:7.2%}  {cause.rule}")
    if pictures:
        print(f"\nby picture, {pictures} people each: self-care, clinician, same day, emergency")
        for title, measured in sent_on.measure_pictures(knowledge, assumed, pictures).items():
            levels = "".join(f"{share:7.0%}" for share in measured.urgency.values())
            print(f"  {levels}  {title}")
    well = found.well_at
    lowest = min(well, key=lambda age: well[age].urgency["self_care"])
    print(f"\nwell, mechanical ache under 4 weeks, {each * seeds} of every age 18-90: self_care {found.well_all}")
    print(f"least at {lowest} with {well[lowest].urgency['self_care']:.1%}")
    short = sent_on.missed(assumed, found)
    print("\ntargets missed:" if short else "\nall targets are met")
    for line in short:
        print(f"  {line}")
    if short:
        raise typer.Exit(1)
