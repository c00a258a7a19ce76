"""zen-engine: the engine of GoRules, compiled in Rust; its expression language, and a decision table as people draw it.

Expressions: one compiled expression holds all rules and the whole outcome, through a `map` over one row as in
`datalogic.py`. Table: one table of two rows a rule (known true; not known false) with every hit collected; what the
hits add up to is folded in Python; the outcome as a second table was not tried.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import zen

from benchmarks.peers import Found, found_from
from benchmarks.peers.fold import folder
from benchmarks.peers.pairs import Writer, outcomes_of, row, rules_of
from benchmarks.people import Values
from unknot.conditions.truth import Pair
from unknot.knowledge.shapes import Knowledge


class ZenText(Writer[str]):
    """Zen's language over the row of pairs, called `d`."""

    def entry(self, place: int) -> str:
        return f"d[{place}]"

    entry_later = entry

    def rule(self, place: int) -> Pair[str]:
        return Pair(f"#[{2 * place}]", f"#[{2 * place + 1}]")

    def compare(self, operator: str, left: str, right: int) -> str:
        return f"({left} { {'=': '==', '<>': '!='}.get(operator, operator) } {right})"

    def among(self, left: str, values: Sequence[int]) -> str:
        return f"({left} in [{', '.join(map(str, values))}])"

    def opposite(self, part: str) -> str:
        return f"(not {part})"

    def both(self, parts: Sequence[str]) -> str:
        return f"({' and '.join(parts)})"

    def either(self, parts: Sequence[str]) -> str:
        return f"({' or '.join(parts)})"

    def count(self, n: int, parts: Sequence[str]) -> str:
        return f"({' + '.join(f'({part} ? 1 : 0)' for part in parts)} >= {n})"

    def constant(self, truth: bool) -> str:
        return "true" if truth else "false"


class ZenExpressions:
    """One expression for everything."""

    name = "zen-engine, expressions"

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        rules = [part for pair in rules_of(knowledge, ZenText()) for part in (pair.is_true, pair.is_false)]
        outcomes = [part for pair in outcomes_of(knowledge, ZenText()) for part in (pair.is_true, pair.is_false)]
        self.expression = zen.compile_expression(f"map([[{', '.join(rules)}]], [#, [{', '.join(outcomes)}]])")

    def form(self, values: Values) -> Any:
        return {"d": row(self.knowledge, values)}

    def answer(self, person: Any) -> Any:
        return self.expression.evaluate(person)

    def found(self, answer: Any) -> Found:
        return found_from(*answer[0])


class ZenTable:
    """One decision table, hit policy collect."""

    name = "zen-engine, decision table"

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        pairs = rules_of(knowledge, ZenText())
        rows = [
            {"_id": f"{kind}{place}", "when": when, "says": f"{place}" if kind == "true" else f"{-place - 1}"}
            for place, pair in enumerate(pairs)
            for kind, when in (("true", pair.is_true), ("open", f"not ({pair.is_true} or {pair.is_false})"))
        ]
        table = {"hitPolicy": "collect", "inputs": [{"id": "when", "name": "when"}], "rules": rows}
        table["outputs"] = [{"id": "says", "name": "says", "field": "says"}]
        kinds: list[tuple[str, str, Any]] = [
            ("in", "inputNode", {}),
            ("rules", "decisionTableNode", table),
            ("out", "outputNode", {}),
        ]
        graph = {
            "nodes": [
                {"id": id, "name": id, "type": kind, "content": content, "position": {"x": 0, "y": 0}}
                for id, kind, content in kinds
            ],
            "edges": [
                {"id": f"{a} {b}", "sourceId": a, "targetId": b, "type": "edge"}
                for a, b in (("in", "rules"), ("rules", "out"))
            ],
        }
        self.decision = zen.ZenEngine().create_decision(json.dumps(graph))
        self.fold = folder(knowledge)

    def form(self, values: Values) -> Any:
        return {"d": row(self.knowledge, values)}, values

    def answer(self, person: Any) -> Found:
        facts, values = person
        hits = [hit["says"] for hit in self.decision.evaluate(facts)["result"]]
        return self.fold([hit for hit in hits if hit >= 0], [-hit - 1 for hit in hits if hit < 0], values)

    def found(self, answer: Found) -> Found:
        return answer
