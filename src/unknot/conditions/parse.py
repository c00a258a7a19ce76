"""Is this text a condition, and which one? SQL text in, a tree of `tree.py` out, or every problem with place and hint.

sqlglot parses; a whitelist walk takes over what the language has and refuses the rest. sqlglot also rewrites without a
word (`a == 1` becomes `a = 1`), so what it understood is printed again and must equal what was written.
"""

from __future__ import annotations

import re
import string
from decimal import Decimal
from typing import TypeVar

import sqlglot
from sqlglot import exp

from unknot.conditions.refused import ConditionRefused, Problem
from unknot.conditions.tree import And, AnyRegion, AtLeast, Compare, Literal, Node, Not, Number, OneOf, Or, Yes

__all__ = ["ConditionRefused", "Problem", "parse"]

LONGEST = 4000
"""Characters. Far above any real condition; keeps a parser of deep texts from being a way to stop the program."""
DEEPEST = 40
"""Parentheses inside parentheses, or NOT after NOT."""
MOST_COUNTED = 12
"""Conditions inside one `at_least`."""

LANGUAGE = (
    "use AND, OR, NOT, parentheses, = <> < <= > >=, BETWEEN, IN, fact names, literals, at_least(n, ...), any(fact)"
)
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_WHOLE = re.compile(r"0|[1-9][0-9]*")
_NUMBER = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]+)?")
_TOKEN = re.compile(r"'(?:[^']|'')*'|[A-Za-z_][A-Za-z0-9_]*|[0-9]+(?:\.[0-9]+)?|--|/\*|[<>=!]+|\S")
_LETTERS = frozenset(string.printable)
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
"""Stands where a refused part stood, so that the walk goes on and finds the other problems too."""
_Connector = TypeVar("_Connector", exp.And, exp.Or)


def parse(text: str) -> Node:
    """The tree of a condition such as `age_years >= 65 AND NOT fever`.

    Facts are names, region facts `fact.region`; numbers stay as written (`Number`) until `typecheck`. Raises
    ConditionRefused with every problem found.
    """
    problems = _problems_of_the_text(text)
    if problems:
        raise ConditionRefused(problems)
    try:
        expression = sqlglot.parse_one(text, into=exp.Condition)
        reader = _Reader()
        tree = reader.condition(expression)
        if not reader.problems:
            reader.problems = _rewritten(text, expression)
    except sqlglot.ParseError as error:
        raise ConditionRefused([_unreadable(text, error)]) from None
    except sqlglot.TokenError:
        raise ConditionRefused(
            [Problem("a quote is not closed", text.find("'") + 1, "end the choice with `'`")]
        ) from None
    except RecursionError:
        raise ConditionRefused([Problem("too deeply nested", 1, "split it into named conditions")]) from None
    if reader.problems:
        raise ConditionRefused(reader.problems)
    return tree


def _problems_of_the_text(text: str) -> list[Problem]:
    """What can be refused before parsing: length, depth, comments, letters from elsewhere."""
    if len(text) > LONGEST:
        long = f"a condition has at most {LONGEST} characters, this one {len(text)}"
        return [Problem(long, 1, "split it into named conditions")]
    if not text.strip():
        return [Problem("the condition is empty", 1, LANGUAGE)]
    problems: list[Problem] = []
    depth = negations = 0
    for token in _TOKEN.finditer(text):
        word, column = token.group(), token.start() + 1
        depth += (word == "(") - (word == ")")
        negations = negations + 1 if word.lower() == "not" else 0
        if depth > DEEPEST or negations > DEEPEST:
            return [*problems, Problem("too deeply nested", column, "split it into named conditions")]
        if word in ("--", "/*"):
            hint = "take it out; say it in `why` or in a TOML comment"
            return [*problems, Problem("comments are not part of a condition", column, hint)]
        if word == ";":
            problems.append(Problem("`;` is not part of a condition", column, "one condition, nothing after it"))
        elif word == "!=":
            problems.append(Problem("`!=` is not part of the language", column, "write `<>`"))
    if depth > 0:
        problems.append(Problem("a parenthesis is not closed", text.rindex("(") + 1, "close it with `)`"))
    strange = (place for place, letter in enumerate(text) if letter not in _LETTERS)
    return problems + [Problem(f"cannot read {text[at]!a}", at + 1, "use plain letters and spaces") for at in strange]


def _unreadable(text: str, error: sqlglot.ParseError) -> Problem:
    place = error.errors[0] if error.errors else {}
    near = str(place.get("highlight") or "")
    line_start = sum(len(line) for line in text.splitlines(keepends=True)[: int(place.get("line") or 1) - 1])
    column = max(1, line_start + int(place.get("col") or 1) - max(len(near), 1) + 1)
    return Problem(f"cannot be read from `{near}` on" if near else "cannot be read", column, LANGUAGE)


def _rewritten(text: str, expression: exp.Expr) -> list[Problem]:
    """Does what sqlglot understood equal what was written, up to spaces, letter case of keywords and parentheses?"""
    understood = expression.sql()
    if _words(text) == _words(understood):
        return []
    hint = f"write it as `{understood}` if that is what you mean"
    return [Problem("would silently be read as something else", 1, hint)]


def _words(text: str) -> list[str]:
    words = (token.group() for token in _TOKEN.finditer(text))
    return [word if word.startswith("'") else word.lower() for word in words if word not in "()"]


class _Reader:
    """The whitelist walk. Collects problems and goes on."""

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
                self.refuse(expression, f"`{expression.sql()}` stands alone", "compare a fact with it")
                return _NOTHING
            case _:
                return self.comparison(expression)

    def known(self, expression: exp.Expr) -> bool:
        """Is this kind of node in the language, with no part that the language does not have?"""
        parts = {name for name, part in expression.args.items() if part}
        if parts <= _PARTS.get(type(expression), set()) and type(expression) in _PARTS:
            return True
        written = expression.sql()
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
                expression, f"`{expression.sql()}` names no fact", "compare a fact with a literal, or take it out"
            )
        elif _is_literal(left) and isinstance(right, exp.Column):
            turned = f"{right.sql()} {_TURNED[operator]} {left.sql()}"
            self.refuse(expression, "the fact comes first", f"write `{turned}`")
        elif not isinstance(left, exp.Column):
            self.refuse(expression, f"`{left.sql()}` cannot be compared", "only a fact can be compared with a literal")
        elif isinstance(right, exp.Boolean):
            alone = left.sql() if (operator == "=") == bool(right.this) else f"NOT {left.sql()}"
            self.refuse(expression, "a yes/no fact is not compared with TRUE or FALSE", f"write `{alone}`")
        elif self.known(left):
            return Compare(self.fact(left, dotted=False), operator, self.literal(right))
        return _NOTHING

    def between(self, expression: exp.Expr) -> Node:
        subject, low, high = (expression.args[part].unnest() for part in ("this", "low", "high"))
        if not isinstance(subject, exp.Column):
            self.refuse(expression, f"`{subject.sql()}` is not a fact", "write `fact BETWEEN 1 AND 5`")
            return _NOTHING
        name = self.fact(subject, dotted=False) if self.known(subject) else ""
        bounds = self.literal(low), self.literal(high)
        match bounds:
            case (Number(lower), Number(upper)) if Decimal(lower) > Decimal(upper):
                self.refuse(low, "the bounds of BETWEEN are reversed", f"write `{name} BETWEEN {upper} AND {lower}`")
            case (Number(), Number()):
                pass
            case _:
                hint = f"write `{name} >= {low.sql()} AND {name} <= {high.sql()}`"
                self.refuse(low, "BETWEEN takes two numbers", hint)
        return And((Compare(name, ">=", bounds[0]), Compare(name, "<=", bounds[1])))

    def one_of(self, expression: exp.Expr) -> Node:
        subject, values = expression.this.unnest(), expression.expressions
        if not isinstance(subject, exp.Column):
            self.refuse(expression, f"`{subject.sql()}` is not a fact", "write `fact IN ('one', 'other')`")
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
            self.refuse(expression, f"`{expression.sql()}`: any() takes one region fact", "write `any(wound_at)`")
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
                expression, f"`{expression.sql()}` is not a literal", "a number or a choice in quotes: `'left'`"
            )
        return ""


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
