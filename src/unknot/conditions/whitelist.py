"""Turns what sqlglot parsed into a tree of our language, and refuses all of SQL that is not in it.

What the whitelist does not name is refused, never skipped. Reading goes on after a problem, to find the others too.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TypeVar

from sqlglot import exp

from unknot.conditions.refused import Problem
from unknot.conditions.tree import And, AnyRegion, AtLeast, Compare, Literal, Node, Not, Number, OneOf, Or, Yes

MOST_COUNTED = 24
"""Conditions inside one `at_least`."""

LANGUAGE = (
    "use AND, OR, NOT, parentheses, = <> < <= > >=, BETWEEN, IN, fact names, literals, at_least(n, ...), any(fact)"
)
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_WHOLE = re.compile(r"0|[1-9][0-9]*")
_NUMBER = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]+)?")
_NEVER_A_NAME = {"and", "or", "not", "in", "between", "is", "null", "true", "false", "like", "any", "at_least"}

_COMPARISONS: dict[type[exp.Expr], str] = {
    exp.EQ: "=", exp.NEQ: "<>", exp.LT: "<", exp.LTE: "<=", exp.GT: ">", exp.GTE: ">=",
}  # fmt: skip
_TURNED = {"=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_PARTS: dict[type[exp.Expr], set[str]] = {
    exp.Paren: {"this"},
    exp.Not: {"this"},
    exp.Neg: {"this"},
    exp.Any: {"this"},
    exp.And: {"this", "expression"},
    exp.Or: {"this", "expression"},
    exp.Column: {"this", "table"},
    exp.Identifier: {"this"},
    exp.Literal: {"this", "is_string"},
    exp.Between: {"this", "low", "high"},
    exp.In: {"this", "expressions"},
    exp.Anonymous: {"this", "expressions"},
} | {comparison: {"this", "expression"} for comparison in _COMPARISONS}
"""Every kind of sqlglot node that the language has, with the parts it may have."""

_NOTHING = Or(())
"""Stands where a refused part stood, so that reading goes on and finds the other problems too."""
_Connector = TypeVar("_Connector", exp.And, exp.Or)


class Reader:
    """Reads one expression. `condition` gives the tree; it counts only if `problems` stays empty."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def refuse(self, expression: exp.Expr, message: str, hint: str) -> None:
        self.problems.append(Problem(message, _column(expression), hint))

    def condition(self, expression: exp.Expr) -> Node:
        """A whole condition: an atom, or conditions joined."""
        if not self.known(expression):
            return _NOTHING
        match expression:
            case exp.Paren():
                return self.condition(expression.this)
            case exp.And():
                return And(tuple(self.condition(part) for part in _chain(expression, exp.And)))
            case exp.Or():
                return Or(tuple(self.condition(part) for part in _chain(expression, exp.Or)))
            case exp.Not():
                return Not(self.condition(expression.this))
            case exp.Column():
                return Yes(self.fact(expression, dotted=True))
            case exp.Between():
                return self.between(expression)
            case exp.In():
                return self.one_of(expression)
            case exp.Any():
                return self.any_region(expression)
            case exp.Anonymous():
                return self.at_least(expression)
            case exp.Literal() | exp.Neg():
                self.refuse(expression, f"`{_shown(expression)}` stands alone", "compare a fact with it")
                return _NOTHING
            case _:
                return self.comparison(expression)

    def known(self, expression: exp.Expr) -> bool:
        """Is this kind of node in the language, with no part that the language does not have?"""
        parts = {name for name, part in expression.args.items() if part}
        if parts <= _PARTS.get(type(expression), set()) and type(expression) in _PARTS:
            return True
        written = _shown(expression)
        match expression:
            case exp.Null() | exp.Is():
                hint = "a fact that is not known is handled by itself; say what must be true instead"
                self.refuse(expression, f"`{written}`: NULL and IS are not part of the language", hint)
            case exp.Boolean():
                self.refuse(
                    expression, f"`{written}` is not part of the language", "a yes/no fact stands alone: `fact`"
                )
            case exp.Column() | exp.Identifier():
                self.refuse(
                    expression, f"`{written}` is not a fact name", "lower case letters, digits and _, not quoted"
                )
            case exp.In():
                self.refuse(expression, f"`{written}`: IN takes literals only", "write `fact IN ('one', 'other')`")
            case _:
                self.refuse(expression, f"`{written}` is not part of the language", LANGUAGE)
        return False

    def fact(self, column: exp.Expr, *, dotted: bool) -> str:
        """The name of a fact, or "" after refusing."""
        names = [part for part in (column.args.get("table"), column.this) if part is not None]
        if not all(self.known(name) for name in names):
            return ""
        words = [str(name.this) for name in names]
        name = ".".join(words)
        if not all(_NAME.fullmatch(word) and word not in _NEVER_A_NAME for word in words):
            self.refuse(
                column, f"`{name}` is not a fact name", "lower case letters, digits and _, beginning with a letter"
            )
        elif len(words) > 1 and not dotted:
            self.refuse(column, f"`{name}` cannot stand here", f"write `{words[0]}`, or `{name}` alone")
        else:
            return name
        return ""

    def comparison(self, expression: exp.Expr) -> Node:
        operator = _COMPARISONS[type(expression)]
        left, right = expression.this.unnest(), expression.expression.unnest()
        if isinstance(left, exp.Column) and isinstance(right, exp.Column):
            self.refuse(expression, "a fact is compared with a fact", "compare it with a number or a choice")
        elif _is_literal(left) and _is_literal(right):
            self.refuse(
                expression, f"`{_shown(expression)}` names no fact", "compare a fact with a literal, or take it out"
            )
        elif _is_literal(left) and isinstance(right, exp.Column):
            turned = f"{_shown(right)} {_TURNED[operator]} {_shown(left)}"
            self.refuse(expression, "the fact comes first", f"write `{turned}`")
        elif not isinstance(left, exp.Column):
            self.refuse(
                expression, f"`{_shown(left)}` cannot be compared", "only a fact can be compared with a literal"
            )
        elif isinstance(right, exp.Boolean):
            alone = _shown(left) if (operator == "=") == bool(right.this) else f"NOT {_shown(left)}"
            self.refuse(expression, "a yes/no fact is not compared with TRUE or FALSE", f"write `{alone}`")
        elif self.known(left):
            return Compare(self.fact(left, dotted=False), operator, self.literal(right))
        return _NOTHING

    def between(self, expression: exp.Expr) -> Node:
        subject, low, high = (expression.args[part].unnest() for part in ("this", "low", "high"))
        if not isinstance(subject, exp.Column):
            self.refuse(expression, f"`{_shown(subject)}` is not a fact", "write `fact BETWEEN 1 AND 5`")
            return _NOTHING
        name = self.fact(subject, dotted=False) if self.known(subject) else ""
        bounds = self.literal(low), self.literal(high)
        match bounds:
            case (Number(lower), Number(upper)) if Decimal(lower) > Decimal(upper):
                self.refuse(low, "the bounds of BETWEEN are reversed", f"write `{name} BETWEEN {upper} AND {lower}`")
            case (Number(), Number()):
                pass
            case _:
                hint = f"write `{name} >= {_shown(low)} AND {name} <= {_shown(high)}`"
                self.refuse(low, "BETWEEN takes two numbers", hint)
        return And((Compare(name, ">=", bounds[0]), Compare(name, "<=", bounds[1])))

    def one_of(self, expression: exp.Expr) -> Node:
        subject, values = expression.this.unnest(), expression.expressions
        if not isinstance(subject, exp.Column):
            self.refuse(expression, f"`{_shown(subject)}` is not a fact", "write `fact IN ('one', 'other')`")
        elif not values:
            self.refuse(expression, "IN without values is never true", "name at least one value")
        elif self.known(subject):
            return OneOf(self.fact(subject, dotted=False), tuple(self.literal(value) for value in values))
        return _NOTHING

    def any_region(self, expression: exp.Expr) -> Node:
        subject = expression.this.unnest()
        if isinstance(subject, exp.Column) and self.known(subject):
            return AnyRegion(self.fact(subject, dotted=False))
        if not isinstance(subject, exp.Column):
            self.refuse(expression, f"`{_shown(expression)}`: any() takes one region fact", "write `any(wound_at)`")
        return _NOTHING

    def at_least(self, expression: exp.Expr) -> Node:
        if str(expression.this).lower() != "at_least":
            self.refuse(expression, f"`{expression.this}(...)` is not part of the language", LANGUAGE)
            return _NOTHING
        how_many, *counted = expression.expressions or [None]
        parts = tuple(self.condition(part) for part in counted)
        if not isinstance(how_many, exp.Literal) or how_many.is_string or not _WHOLE.fullmatch(how_many.this):
            hint = "write `at_least(2, a, b, c)`"
            self.refuse(how_many or expression, "the first part of at_least must be a whole number", hint)
        elif not 1 <= len(parts) <= MOST_COUNTED:
            hint = f"1 to {MOST_COUNTED} conditions after the number"
            self.refuse(expression, f"at_least counts {len(parts)} conditions", hint)
        elif not 1 <= int(how_many.this) <= len(parts):
            of = f"at_least asks for {how_many.this} of {len(parts)}"
            self.refuse(how_many, of, f"a number from 1 to {len(parts)}")
        else:
            return AtLeast(int(how_many.this), parts)
        return _NOTHING

    def literal(self, expression: exp.Expr) -> Literal:
        """A number or a choice; after refusing, any value."""
        expression = expression.unnest()
        digits = expression.this if isinstance(expression, exp.Neg) else expression
        if isinstance(digits, exp.Literal) and not digits.is_string:
            sign = "-" if digits is not expression else ""
            if _NUMBER.fullmatch(digits.this):
                return Number(sign + digits.this)
            self.refuse(digits, f"`{digits.this}` is not a plain number", "digits, and a point with digits after it")
        elif isinstance(expression, exp.Literal):
            return str(expression.this)
        elif isinstance(expression, exp.Column):
            self.refuse(expression, "a fact stands where a literal belongs", "put choices in quotes: `'left'`")
        elif self.known(expression):
            self.refuse(
                expression, f"`{_shown(expression)}` is not a literal", "a number or a choice in quotes: `'left'`"
            )
        return ""


def _shown(expression: exp.Expr) -> str:
    """The expression in words of a message, cut where it is long."""
    written = expression.sql()
    return written if len(written) <= 60 else f"{written[:57]}..."


def _is_literal(expression: exp.Expr) -> bool:
    inside = expression.this if isinstance(expression, exp.Neg) else expression
    return isinstance(inside, exp.Literal | exp.Boolean | exp.Null)


def _chain(expression: exp.Expr, kind: type[_Connector]) -> list[exp.Expr]:
    """The parts of `a AND b AND c`, which sqlglot nests to the left, without recursion."""
    parts: list[exp.Expr] = []
    while isinstance(expression, kind):
        parts.append(expression.expression)
        expression = expression.this
    return [expression, *reversed(parts)]


def _column(expression: exp.Expr) -> int:
    """Where the expression begins: the first place that sqlglot knows in it, or in what it stands in."""
    node: exp.Expr | None = expression
    while node is not None:
        starts = [inside.meta["start"] for inside in node.walk() if "start" in inside.meta]
        if starts:
            return int(min(starts)) + 1
        node = node.parent
    return 1
