"""How the tables of the spec are written: facts, then `||`, then conditions; one line per person."""

from __future__ import annotations

from dataclasses import dataclass

from tests.lib.carriers import CARRIERS, Case, Truth
from unknot.conditions.parse import parse
from unknot.conditions.typecheck import FactType, typecheck

VOCABULARY = {
    "a": FactType(kind="yes_no"),
    "b": FactType(kind="yes_no"),
    "c": FactType(kind="yes_no"),
    "weeks": FactType(kind="number", minimum=0, maximum=42),
    "fever": FactType(kind="number", minimum=34, maximum=43, step=0.1),
    "side": FactType(kind="choice", choices=("left", "middle", "right")),
    "trend": FactType(kind="choice", choices=("better", "same", "worse"), ordered=True),
    "wound_at": FactType(kind="regions", regions=("neck", "low_back")),
}
NAMED = {"either_one": parse("a OR b")}
TRUTHS: dict[str, Truth] = {"true": True, "false": False, "unknown": None}


@dataclass(frozen=True)
class Table:
    """A table as read: the facts, the conditions, and the cells of each line."""

    facts: list[str]
    conditions: list[str]
    lines: list[list[str]]


def read(text: str) -> Table:
    """The table drawn in `text`."""
    head, *lines = [line for line in text.strip().splitlines() if line.strip()]
    facts, conditions = (_cells(part) for part in head.split("||"))
    return Table(facts, conditions, [[cell for part in line.split("||") for cell in _cells(part)] for line in lines])


def _cells(part: str) -> list[str]:
    return [cell.strip() for cell in part.split("|")]


def _answer(fact: str, cell: str) -> bool | int | None:
    kind = VOCABULARY[fact.partition(".")[0]]
    if cell in TRUTHS:
        return TRUTHS[cell]
    return kind.choices.index(cell) if kind.kind == "choice" else kind.count(cell)


def run(text: str) -> None:
    """Every carrier must find what the table says."""
    table = read(text)
    width = len(table.facts)
    rules = {written: typecheck(parse(written), VOCABULARY, NAMED) for written in table.conditions}
    people = [
        {fact: _answer(fact, cell) for fact, cell in zip(table.facts, line, strict=False)} for line in table.lines
    ]
    expected = [[TRUTHS[cell] for cell in line[width:]] for line in table.lines]
    case = Case(VOCABULARY, rules, people)
    for name, carrier in CARRIERS.items():
        for line, found, wanted in zip(table.lines, carrier(case), expected, strict=True):
            differing = [c for c, one, other in zip(table.conditions, found, wanted, strict=True) if one is not other]
            assert not differing, f"{name}: {differing} where {dict(zip(table.facts, line, strict=False))}"
