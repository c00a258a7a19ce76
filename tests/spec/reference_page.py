"""Writes the reference page of the condition language from the tables that the carriers are tested with.

`python -m tests.spec.reference_page` writes `docs/reference/conditions.md`.
"""

from __future__ import annotations

import importlib
from pathlib import Path

from tests.spec.tables import VOCABULARY, read

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "conditions.md"
CHAPTERS = ("and", "or", "not", "compare", "one_of", "any_region", "at_least", "named")

OPENING = """\
# Conditions

A rule's `when` is a condition: a question about a person's answers that comes out *true*, *false* or *unknown*. True:
the rule fires. False: it does not. Unknown: it is not settled yet, because of answers that are still missing.

It is written as an SQL expression made of fact names, literals (`12`, `38.5`, `-1`, `'left'`), parentheses and the
operators below. A yes/no fact stands alone (`fever`), one region of a region fact is `wound_at.neck`. Everything else
is refused, with the place and a hint. `NOT` binds tighter than `AND`, `AND` tighter than `OR`.

The tables are run on every carrier (Python, DuckDB, SQLite, Z3) by `tests/spec/`, which also writes this page.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([OPENING, *(chapter(name) for name in CHAPTERS), facts()])


def chapter(name: str) -> str:
    """One operator: what it means, then its tables."""
    module = importlib.import_module(f"tests.spec.test_{name}")
    title, _, text = (module.__doc__ or "").strip().partition("\n\n")
    tables = [markdown(value) for word, value in vars(module).items() if word.isupper()]
    return "\n".join([f"## {title}", "", text, "", *tables])


def markdown(text: str) -> str:
    """A table of the spec as a table of the page."""
    table = read(text)
    head = [f"`{word}`" for word in table.facts + table.conditions]
    rows = [head, ["---"] * len(head), *table.lines]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def facts() -> str:
    """The facts that the tables speak of."""
    rows = [["fact", "type"], ["---", "---"]]
    for name, kind in VOCABULARY.items():
        words = kind.kind.replace("_", "/")
        if kind.kind == "number":
            words += f", {kind.minimum} to {kind.maximum} in steps of {kind.step}"
        if kind.choices or kind.regions:
            words += f"{' in order' if kind.ordered else ''}: {', '.join(kind.choices + kind.regions)}"
        rows.append([f"`{name}`", words])
    lines = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    return f"## The facts in these tables\n\n{lines}| `either_one` | computed: `a OR b` |\n"


if __name__ == "__main__":
    PAGE.write_text(page())
