"""sqlite3: the rules as the one query that `in_sql.py` writes, in the database's own three-valued logic.

The people stand in a table before the clock starts; the timed call fetches one of them by key through a statement that
sqlite keeps prepared. The rules are materialized: left to itself, sqlite evaluates them anew for every outcome (4x slower).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from typing import Any

from benchmarks.peers import Truth, Truths
from benchmarks.people import Values
from unknot.conditions.in_sql import select
from unknot.knowledge.shapes import Knowledge


class Sqlite:
    """A database in memory with a row for each person."""

    name = "sqlite3"

    def __init__(self, knowledge: Knowledge) -> None:
        self.rules = len(knowledge.rules)
        self.people = 0
        clearances = [f"cleared.{rule}" for rule, row in knowledge.rules.items() if row.massage == "clearance"]
        columns = ", ".join(f'"{name}"' for name in (*knowledge.slots, *clearances))
        self.uncleared = (None,) * len(clearances)
        self.rows = sqlite3.connect(":memory:").cursor()
        self.rows.execute(f'CREATE TABLE "people" ("person" INTEGER PRIMARY KEY, {columns})')
        query = select(knowledge.conditions, knowledge.outcome, table="people", dialect="sqlite")
        query = query.replace(" AS (", " AS MATERIALIZED (", 1)
        self.query, found = re.subn(r'FROM "?people"?\)', 'FROM "people" WHERE "person" = ?)', query)
        assert found == 1

    def form(self, values: Values) -> int:
        row = (self.people, *values, *self.uncleared)
        self.rows.execute(f'INSERT INTO "people" VALUES ({", ".join("?" for _ in row)})', row)
        self.people += 1
        return self.people - 1

    def answer(self, person: int) -> Any:
        return self.rows.execute(self.query, (person,)).fetchone()

    def truths(self, answer: Any) -> Truths:
        return _truths(answer[: self.rules]), _truths(answer[self.rules :])


def _truths(found: Sequence[int | None]) -> list[Truth]:
    return [None if truth is None else bool(truth) for truth in found]
