"""`python -m benchmarks [--small]`: measure everything, print the table, exit 1 when a floor is missed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import json_text, one_person, proving, screens, startup, web_pages, web_weight
from benchmarks.lighthouse import HEADING
from benchmarks.people import CROWDS
from benchmarks.table import Row, markdown, text
from unknot.knowledge.load import load
from unknot.knowledge.shapes import Knowledge

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "benchmarks.md"
INTRODUCTION = """\
# Benchmarks

Made by `python -m benchmarks --write`, all in one run. Process CPU time; everybody takes a turn in every round, so that
a busy machine slows all alike; times are medians, ratios are medians of the ratio within each round. All engines hold
the same {rules} rules and {outcomes} outcome names over {facts} facts, and before any timing every answer of every
engine for every person is compared with ours. 30 % of all questions are unanswered.

- **ordinary answers**: one yes in twenty, an assumed share. **coin answers**: every yes/no question by the toss of a
  coin. The command fails when a floor is missed. For one person there is a floor for ordinary answers only: with coin
  answers more rules are true or open, a function that leaves a rule at its first known-false part gains less, and the
  ratio to datalogic-py lies on both sides of 4 from run to run (3.3 to 4.4). Nobody here answers "not sure".
- **all proofs**: every law and promise with its witness, against a proof of made-up rules in the same run that is
  frozen in `benchmarks/reference_proof.py` and knows nothing of our content. The ratio was {first:g} before the laws
  about cliffs and soft exits; it may be twice that.
- **one person**: facts in; what fired, what is unsettled and the whole outcome out; no texts and no plan. Each engine
  gets the facts as it likes them best, made before the clock starts. We take the regions of a fact as the bits of one
  number; the others get that number and every region as well, whichever serves. For datalogic-py "already inside it" is
  a parsed handle, which leaves out the step from Python to Rust; "by name" is how JSONLogic is usually written. sqlite
  reads a row that is already in its table.
- **JSON to JSON**: text in, validated, decided, text out: the reader of `unknot check`, every check of the answers, the
  rules. "Whole pathway" adds what `unknot check` also does between: request, clearances, diary facts and findings by
  name. datalogic-py does the same work in both comparisons, and diary facts are always answered. It makes the checks it
  has words for (`benchmarks/peers/datalogic_json.py` says which it has not).
- **pages**: seconds until a page has come whole, through granian, at home, on one connection. A step of the check takes
  the answers, decides and shows the next page. The empty page beside it runs the same middleware, finds and keeps the
  same journey and renders the same layout around nothing; it takes its turn after every step.
- **first load**: bytes over the wire in a Chromium that has never been here, heads included.

"""


def rows(knowledge: Knowledge, *, small: bool) -> Iterator[Row]:
    """Every measurement, the quick ones first."""
    people, rounds = (10, 7) if small else (60, 15)
    for crowd in CROWDS:
        yield from one_person.measure(knowledge, crowd, people, rounds)
    for crowd in CROWDS:
        yield from json_text.measure(knowledge, crowd, people, rounds)
    yield from screens.measure(knowledge, rounds)
    yield from startup.measure(9 if small else 15)
    yield from web_pages.measure(knowledge, 4 if small else 12)
    yield from web_weight.measure()
    yield from proving.measure(knowledge)


OWED = ("next screen after an answer", "whole process", "all proofs")
"""Floors that the rules which follow from the written ones broke (610 for 348): said each time, and still to be met."""


def main() -> int:
    """Exit code 0, or 1 when a floor is missed that is not owed already."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--small", action="store_true", help="fewer people and rounds, for every change: under a minute"
    )
    parser.add_argument("--write", action="store_true", help=f"also write {PAGE.name}")
    arguments = parser.parse_args()
    knowledge = load()
    found = list(rows(knowledge, small=arguments.small))
    print(text(found))
    if arguments.write:
        numbers = {
            "rules": len(knowledge.rules),
            "outcomes": len(knowledge.outcome),
            "facts": len(knowledge.types),
            "first": proving.FIRST,
        }
        lighthouse = "".join(PAGE.read_text(encoding="utf-8").partition(HEADING)[1:])
        text_now = INTRODUCTION.format(**numbers) + markdown(found) + "\n" + (f"\n{lighthouse}" if lighthouse else "")
        PAGE.write_text(text_now, encoding="utf-8")
    missed = [row for row in found if not row.holds]
    for row in missed:
        word = "owed" if row.what in OWED else "missed"
        print(f"{word}: {row.what}, {row.who}: {row.compared or row.time}, needed {row.needed}", file=sys.stderr)
    return 1 if any(row.what not in OWED for row in missed) else 0


if __name__ == "__main__":
    sys.exit(main())
