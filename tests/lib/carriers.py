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
Answers = Mapping[str, bool | int | None]


@dataclass(frozen=True)
class Case:
    """Rules and outcomes (typechecked trees) over a vocabulary, and the people to ask them about."""

    vocabulary: Mapping[str, FactType]
    rules: Mapping[str, Node]
    people: Sequence[Answers]
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


def by_python(case: Case) -> Truths:
    names: dict[str, Callable[..., tuple[list[int], list[int], int, int]]] = {}
    facts = list(case.facts())
    exec(source("decide", facts, case.rules, case.outcome), names)  # noqa: S102
    found = []
    for index, answers in enumerate(case.people):
        values = [answers.get(fact) for fact in facts]
        fired, unsettled, lower, worst = names["decide"](values, case.cleared_for(index))
        assert fired == sorted(set(fired)) and unsettled == sorted(set(unsettled)) and not set(fired) & set(unsettled)
        assert lower & worst == lower
        truths = [True if i in fired else None if i in unsettled else False for i in range(len(case.rules))]
        bits = range(len(case.outcome))
        found.append(truths + [True if lower >> k & 1 else None if worst >> k & 1 else False for k in bits])
    return found


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
    person = in_z3.Person(case.vocabulary)
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
