"""sqlite3: the rules as the query that `in_sql.py` writes, in the database's own three-valued logic.

The people stand in a table before the clock starts; the timed call fetches one of them by key, through a statement
that sqlite keeps prepared, and folds what the rules add up to in Python. The outcome as columns of the same query was
slower: 1.5 times with the rules materialized first, 4 times without.
"""

from __future__ import annotations

import re
import sqlite3
from typing import Any

from benchmarks.peers import Found
from benchmarks.peers.fold import folder
from benchmarks.people import Values
from unknot.conditions.in_sql import select
from unknot.knowledge.shapes import Knowledge


class Sqlite:
    """A database in memory with a row for each person."""

    name = "sqlite3"

    def __init__(self, knowledge: Knowledge) -> None:
        self.fold = folder(knowledge)
        self.people = 0
        self.rows = sqlite3.connect(":memory:").cursor()
        columns = ", ".join(f'"{slot}"' for slot in knowledge.slots)
        self.rows.execute(f'CREATE TABLE "people" ("person" INTEGER PRIMARY KEY, {columns})')
        query = select(knowledge.conditions, {}, table="people", dialect="sqlite")
        rules = re.search(r"SELECT \*, (.*) FROM \S*people", query, re.DOTALL)
        assert rules, query
        self.query = f'SELECT {rules[1]} FROM "people" WHERE "person" = ?'

    def form(self, values: Values) -> Any:
        row = (self.people, *values)
        self.rows.execute(f'INSERT INTO "people" VALUES ({", ".join("?" for _ in row)})', row)
        self.people += 1
        return self.people - 1, values

    def answer(self, person: Any) -> Found:
        key, values = person
        truths = self.rows.execute(self.query, (key,)).fetchone()
        fired = [place for place, truth in enumerate(truths) if truth]
        unsettled = [place for place, truth in enumerate(truths) if truth is None]
        return self.fold(fired, unsettled, values)

    def found(self, answer: Found) -> Found:
        return answer
