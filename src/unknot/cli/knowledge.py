"""`unknot knowledge check` and `population`: is the knowledge in order, and whom does it send where?"""

from __future__ import annotations

import sys
from typing import Annotated

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
        print(
            "note: without unknot[proofs] the prover's part is left out (can each rule fire, promises)", file=sys.stderr
        )
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
    people: Annotated[int, typer.Option(help="How many people to draw.", min=100)] = 20_000,
    each: Annotated[int, typer.Option(help="How many well people at every age from 18 to 90.", min=20)] = 300,
    seed: Annotated[int, typer.Option(help="Same seed, same people.")] = 1,
    causes: Annotated[int, typer.Option(help="How many rules to name at each urgency.", min=0)] = 10,
) -> None:
    """Draw people with an ordinary ache and no serious disease, and report where they are sent and by which rules."""
    from unknot.knowledge.assumptions import read_population
    from unknot.knowledge.load import load
    from unknot.knowledge.population import draw, measure, measure_well, missed
    from unknot.knowledge.refused import KnowledgeRefused

    try:
        knowledge = load()
        assumed = read_population(knowledge)
    except KnowledgeRefused as refused:
        print(refused, file=sys.stderr)
        raise typer.Exit(1) from None
    found = measure(knowledge, draw(knowledge, assumed.ordinary, people, seed))
    well = measure_well(knowledge, assumed, each, seed)
    print(f"{people} people with an ordinary ache and no serious disease, drawn from population.toml (seed {seed}).")
    print("The shares are mostly our own estimates: this shows where to look and proves nothing.\n")
    for title, shares in (("urgency", found.urgency), ("massage", found.massage)):
        print(f"{title}: " + ", ".join(f"{word} {share:.1%}" for word, share in shares.items()))
    for level, behind in reversed(found.causes.items()):
        if causes and behind:
            print(f"\n{level}, by rule (share of all; of these, sent by this rule alone):")
            for cause in behind[:causes]:
                print(f"  {cause.share:7.2%} {cause.alone:7.2%}  {cause.rule}")
    lowest = min(well, key=lambda age: well[age].urgency["self_care"])
    mean = sum(measured.urgency["self_care"] for measured in well.values()) / len(well)
    print(f"\nwell, mechanical ache under 4 weeks, {each} of every age 18-90: self_care {mean:.1%},")
    print(f"least at {lowest} with {well[lowest].urgency['self_care']:.1%}")
    short = missed(assumed.targets, found, well)
    print("\ntargets missed:" if short else "\nall targets are met")
    for line in short:
        print(f"  {line}")
    if short:
        raise typer.Exit(1)
