"""Every carrier of the condition language behind one door: a case in, the truth of each rule and outcome out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import duckdb
import z3  # type: ignore[import-untyped, unused-ignore]

from unknot.conditions import in_z3
from unknot.conditions.in_python import source
from unknot.conditions.in_sql import select
from unknot.conditions.tree import Node
from unknot.conditions.truth import value
from unknot.conditions.typecheck import FactType

Truth = bool | None
Values = Mapping[str, bool | int | None]


@dataclass(frozen=True)
class Case:
    """Rules and outcomes (typechecked trees) over a vocabulary, and the people to ask them about."""

    vocabulary: Mapping[str, FactType]
    rules: Mapping[str, Node]
    people: Sequence[Values]
    outcome: Mapping[str, Node] = field(default_factory=dict)
    cleared: Sequence[frozenset[str]] = ()
    """For each person the rules that are cleared; may be left out where no outcome asks."""

    def cleared_for(self, index: int) -> frozenset[str]:
        return self.cleared[index] if self.cleared else frozenset()

    def facts(self) -> dict[str, str]:
        """Fact (regions spelled out) -> its column type."""
        columns: dict[str, str] = {}
        for fact, kind in self.vocabulary.items():
            places = [f"{fact}.{region}" for region in kind.regions] if kind.kind == "regions" else [fact]
            columns |= dict.fromkeys(places, "BOOLEAN" if kind.kind in ("yes_no", "regions") else "BIGINT")
        return columns


Truths = list[list[Truth]]
"""For each person the truth of each rule and then of each outcome."""


def by_reference(case: Case) -> Truths:
    found = []
    for index, answers in enumerate(case.people):
        fired = {rule: value(node, answers) for rule, node in case.rules.items()}
        cleared = case.cleared_for(index)
        found.append([*fired.values(), *(value(node, answers, fired, cleared) for node in case.outcome.values())])
    return found


Decide = Callable[..., tuple[list[int], list[int], int, int]]


def _decide(case: Case, facts: Mapping[str, Sequence[str]]) -> Decide:
    names: dict[str, Decide] = {}
    exec(source("decide", facts, case.rules, case.outcome), names)
    return names["decide"]


def by_python(case: Case) -> Truths:
    """Region by region, and again with the regions of a fact as one value for all who know all or none of them."""
    spelled, as_one = dict.fromkeys(case.facts(), ()), {fact: kind.regions for fact, kind in case.vocabulary.items()}
    decide, decide_as_one = _decide(case, spelled), _decide(case, as_one)
    found = []
    for index, answers in enumerate(case.people):
        cleared = case.cleared_for(index)
        fired, unsettled, lower, worst = decide([answers.get(slot) for slot in spelled], cleared)
        assert fired == sorted(set(fired)) and unsettled == sorted(set(unsettled)) and not set(fired) & set(unsettled)
        assert lower & worst == lower
        if all(_known_together(answers, fact, regions) for fact, regions in as_one.items()):
            values = [_bits(answers, fact, names) if names else answers.get(fact) for fact, names in as_one.items()]
            assert decide_as_one(values, cleared) == (fired, unsettled, lower, worst)
        truths = [True if i in fired else None if i in unsettled else False for i in range(len(case.rules))]
        bits = range(len(case.outcome))
        found.append(truths + [True if lower >> k & 1 else None if worst >> k & 1 else False for k in bits])
    return found


def _known_together(answers: Values, fact: str, regions: Sequence[str]) -> bool:
    return len({answers.get(f"{fact}.{region}") is None for region in regions}) <= 1


def _bits(answers: Values, fact: str, regions: Sequence[str]) -> int | None:
    """Bit i for the i-th region, if it is named; None where unknown."""
    named = [answers.get(f"{fact}.{region}") for region in regions]
    return None if None in named else sum(1 << place for place, here in enumerate(named) if here)


def _by_sql(case: Case, dialect: str, connection: duckdb.DuckDBPyConnection | sqlite3.Connection) -> Truths:
    facts = case.facts()
    columns = ["person"] + list(facts) + [f"cleared.{rule}" for rule in case.rules]
    types = ["BIGINT", *facts.values(), *("BOOLEAN" for _ in case.rules)]
    spelled = ", ".join(f'"{column}" {kind}' for column, kind in zip(columns, types, strict=True))
    connection.execute(f'CREATE TABLE "people" ({spelled})')
    rows = [
        (i, *(answers.get(fact) for fact in facts), *(rule in case.cleared_for(i) or None for rule in case.rules))
        for i, answers in enumerate(case.people)
    ]
    connection.executemany(f'INSERT INTO "people" VALUES ({", ".join("?" for _ in columns)})', rows)
    query = select(case.rules, case.outcome, table="people", dialect=dialect, keys=["person"])
    found = sorted(connection.execute(query).fetchall())
    return [[None if truth is None else bool(truth) for truth in row[1:]] for row in found]


def by_duckdb(case: Case) -> Truths:
    with duckdb.connect() as connection:
        return _by_sql(case, "duckdb", connection)


def by_sqlite(case: Case) -> Truths:
    connection = sqlite3.connect(":memory:")
    try:
        return _by_sql(case, "sqlite", connection)
    finally:
        connection.close()


def by_z3(case: Case) -> Truths:
    person = in_z3.PossiblePerson(case.vocabulary)
    person.meet(case.rules)
    pairs = [person.truth(node) for node in (*case.rules.values(), *case.outcome.values())]
    found = []
    for index, answers in enumerate(case.people):
        solver = z3.Solver()
        cleared = case.cleared_for(index)
        solver.add(*person.possible, person.has(answers))
        solver.add(*(here if rule in cleared else z3.Not(here) for rule, here in person.cleared.items()))
        assert solver.check() == z3.sat
        model = solver.model()
        holds = [
            [z3.is_true(model.eval(side, model_completion=True)) for side in (p.is_true, p.is_false)] for p in pairs
        ]
        assert [True, True] not in holds
        found.append([True if true else False if false else None for true, false in holds])
    return found


CARRIERS: dict[str, Callable[[Case], Truths]] = {
    "reference": by_reference,
    "python": by_python,
    "duckdb": by_duckdb,
    "sqlite": by_sqlite,
    "z3": by_z3,
}
