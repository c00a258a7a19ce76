"""Parses the SQL text of a condition into a tree of `tree.py`, or refuses it with every problem, place and hint.

sqlglot parses; `whitelist.py` takes over what the language has and refuses the rest. sqlglot also rewrites without a
word (`a == 1` becomes `a = 1`), so what it understood is printed again and must equal what was written.
"""

from __future__ import annotations

import re
import string

import sqlglot
from sqlglot import exp

from unknot.conditions.refused import ConditionRefused, Problem
from unknot.conditions.tree import Node
from unknot.conditions.whitelist import LANGUAGE, Reader

__all__ = ["ConditionRefused", "Problem", "parse"]

LONGEST = 4000
"""Characters. Far above any real condition; keeps a parser of deep texts from being a way to stop the program."""
DEEPEST = 40
"""Parentheses inside parentheses, or NOT after NOT."""
_TOKEN = re.compile(r"'(?:[^']|'')*'|[A-Za-z_][A-Za-z0-9_]*|[0-9]+(?:\.[0-9]+)?|--|/\*|[<>=!]+|\S")
_LETTERS = frozenset(string.printable)


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
        reader = Reader()
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
    written, again = _words(text), _words(understood)
    if [word for word, _ in written] == [word for word, _ in again]:
        return []
    same = next((i for i, (one, other) in enumerate(zip(written, again, strict=False)) if one[0] != other[0]), -1)
    hint = f"write it as `{understood}` if that is what you mean"
    return [Problem("would silently be read as something else", written[same][1], hint)]


def _words(text: str) -> list[tuple[str, int]]:
    """The words and signs of a text with their columns, without parentheses."""
    words = ((token.group(), token.start() + 1) for token in _TOKEN.finditer(text))
    return [(word if word.startswith("'") else word.lower(), column) for word, column in words if word not in "()"]
