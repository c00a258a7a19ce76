"""Writes one SELECT that evaluates every rule over a table of people, in the database's own three-valued logic.

A fact is a column of its name: yes/no as truth, numbers as counts of steps, choices as indexes, NULL where unknown.
sqlglot writes the dialect. The second opinion on every other carrier, as nothing of the pair algebra is used here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce

from sqlglot import ErrorLevel, exp

from unknot.conditions.tree import Cleared, Compare, Fired, Node, OneOf, Yes
from unknot.conditions.truth import CannotExpress, fold

DIALECTS = ("duckdb", "sqlite")
"""Those that the tests run."""

_COMPARISONS: dict[str, type[exp.Binary]] = {
    "=": exp.EQ, "<>": exp.NEQ, "<": exp.LT, "<=": exp.LTE, ">": exp.GT, ">=": exp.GTE,
}  # fmt: skip


def select(
    rules: Mapping[str, Node],
    outcome: Mapping[str, Node],
    *,
    table: str,
    dialect: str,
    keys: Sequence[str] = (),
) -> str:
    """The text of one SELECT over `table`, one row per person.

    Columns returned: `keys` as they are, then `rule.ID` for each rule and `outcome.NAME` for each outcome, each true,
    false or NULL (1, 0 or NULL in sqlite). The table has a column for each fact that the rules name, regions as
    `wound_at.low_back_left`; and one `cleared.RULE` for each rule whose clearance the outcome asks about, where NULL
    means not cleared. Raises CannotExpress for a dialect that no test runs, and for trees that were not typechecked.
    """
    if dialect not in DIALECTS:
        raise CannotExpress(f"{dialect} is not among {', '.join(DIALECTS)}")
    findings = exp.select("*", *(_as(fold(node, _Sql()), f"rule.{rule}") for rule, node in rules.items()))
    shown = [_column(name) for name in [*keys, *(f"rule.{rule}" for rule in rules)]]
    logic = _Sql(frozenset(rules))
    shown += [_as(fold(node, logic), f"outcome.{name}") for name, node in outcome.items()]
    query = exp.select(*shown).from_("findings").with_("findings", as_=findings.from_(exp.to_table(table, quoted=True)))
    return query.sql(dialect=dialect, unsupported_level=ErrorLevel.RAISE)


class _Sql:
    """Three-valued logic as the database has it; only counting needs words of its own."""

    def __init__(self, rules: frozenset[str] = frozenset()) -> None:
        self.rules = rules

    def atom(self, node: Node) -> exp.Expr:
        match node:
            case Yes(fact):
                return _column(fact)
            case Compare(fact, operator, int(value)):
                return exp.paren(_COMPARISONS[operator](this=_column(fact), expression=exp.convert(value)), copy=False)
            case OneOf(fact, values) if values and all(isinstance(value, int) for value in values):
                listed = exp.In(this=_column(fact), expressions=[exp.convert(value) for value in values])
                return exp.paren(listed, copy=False)
            case Fired(rule) if rule in self.rules:
                return _column(f"rule.{rule}")
            case Cleared(rule):
                return exp.Coalesce(this=_column(f"cleared.{rule}"), expressions=[exp.false()])
        raise CannotExpress(f"{node} has no form in SQL: unknown rule, or not typechecked")

    def negation(self, part: exp.Expr) -> exp.Expr:
        return exp.paren(exp.Not(this=part), copy=False)

    def conjunction(self, parts: Sequence[exp.Expr]) -> exp.Expr:
        return self.joined(exp.And, parts) if parts else exp.true()

    def disjunction(self, parts: Sequence[exp.Expr]) -> exp.Expr:
        return self.joined(exp.Or, parts) if parts else exp.false()

    def joined(self, connector: type[exp.And | exp.Or], parts: Sequence[exp.Expr]) -> exp.Expr:
        """Joined as a balanced tree: databases limit how deep an expression may be, and outcomes have many parts."""
        if len(parts) == 1:
            return parts[0]
        half = len(parts) // 2
        left, right = self.joined(connector, parts[:half]), self.joined(connector, parts[half:])
        return exp.paren(connector(this=left, expression=right), copy=False)

    def at_least(self, n: int, parts: Sequence[exp.Expr]) -> exp.Expr:
        true = _how_many(parts)
        false = _how_many([self.negation(part.copy()) for part in parts])
        return (
            exp.case()
            .when(exp.GTE(this=true, expression=exp.convert(n)), exp.true(), copy=False)
            .when(exp.GT(this=false, expression=exp.convert(len(parts) - n)), exp.false(), copy=False)
            .else_(exp.null(), copy=False)
        )


def _how_many(parts: Sequence[exp.Expr]) -> exp.Expr:
    """How many of the parts are known true."""
    ones: list[exp.Expr] = [exp.case().when(part, exp.convert(1), copy=False).else_(exp.convert(0)) for part in parts]
    return exp.paren(reduce(lambda one, other: exp.Add(this=one, expression=other), ones), copy=False)


def _column(name: str) -> exp.Expr:
    return exp.column(exp.to_identifier(name, quoted=True))


def _as(expression: exp.Expr, name: str) -> exp.Expr:
    return exp.alias_(expression, exp.to_identifier(name, quoted=True), copy=False)
