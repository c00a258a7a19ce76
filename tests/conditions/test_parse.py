"""What is a condition, what is not, and what does a person who wrote it wrongly read?"""

import pytest

from unknot.conditions.parse import ConditionRefused, parse
from unknot.conditions.tree import And, AnyRegion, AtLeast, Compare, Not, Number, OneOf, Or, Yes
from unknot.conditions.whitelist import LANGUAGE


def refused(text: str) -> list[tuple[str, int, str]]:
    with pytest.raises(ConditionRefused) as refusal:
        parse(text)
    return [(problem.message, problem.column, problem.hint) for problem in refusal.value.problems]


def test_every_form_of_the_language_becomes_its_node() -> None:
    assert parse("fever") == Yes("fever")
    assert parse("wound_at.low_back_left") == Yes("wound_at.low_back_left")
    assert parse("age >= 65") == Compare("age", ">=", Number("65"))
    assert parse("temperature < -38.50") == Compare("temperature", "<", Number("-38.50"))
    assert parse("sex <> 'male'") == Compare("sex", "<>", "male")
    assert parse("side IN ('left', 'both')") == OneOf("side", ("left", "both"))
    assert parse("age BETWEEN 5 AND 7") == And((Compare("age", ">=", Number("5")), Compare("age", "<=", Number("7"))))
    assert parse("any(wound_at)") == AnyRegion("wound_at")
    assert parse("at_least(2, a, NOT b, c OR d)") == AtLeast(2, (Yes("a"), Not(Yes("b")), Or((Yes("c"), Yes("d")))))


def test_not_binds_tighter_than_and_and_tighter_than_or() -> None:
    assert parse("NOT a AND b OR c") == Or((And((Not(Yes("a")), Yes("b"))), Yes("c")))
    assert parse("a OR b AND c") == Or((Yes("a"), And((Yes("b"), Yes("c")))))
    assert parse("a AND b AND c") == And((Yes("a"), Yes("b"), Yes("c")))


def test_spaces_letter_case_of_keywords_and_parentheses_are_free() -> None:
    assert parse("a\n  and (not\tb)") == parse("(a) AND NOT b")
    assert parse("Any (w) or AT_LEAST(1,a)") == Or((AnyRegion("w"), AtLeast(1, (Yes("a"),))))


@pytest.mark.parametrize(
    ("text", "message", "column", "hint"),
    [
        ("", "the condition is empty", 1, LANGUAGE),
        ("  ", "the condition is empty", 1, LANGUAGE),
        ("a -- x", "comments are not part of a condition", 3, "take it out; say it in `why` or in a TOML comment"),
        ("a /* x */", "comments are not part of a condition", 3, "take it out; say it in `why` or in a TOML comment"),
        ("a; drop", "`;` is not part of a condition", 2, "one condition, nothing after it"),
        ("a AND (b", "a parenthesis is not closed", 7, "close it with `)`"),
        ("a = 'x", "a quote is not closed", 5, "end the choice with `'`"),
        ("a != 1", "`!=` is not part of the language", 3, "write `<>`"),
        ("é", r"cannot read '\xe9'", 1, "use plain letters and spaces"),
        ("a AND", "cannot be read from `AND` on", 3, LANGUAGE),
        ("a b", "cannot be read from `b` on", 3, LANGUAGE),
        ("a>0x10", "cannot be read from `x10` on", 4, LANGUAGE),
        ("a AND\n b c", "cannot be read from `c` on", 10, LANGUAGE),
    ],
)
def test_text_that_cannot_be_read_is_refused_with_its_place(text: str, message: str, column: int, hint: str) -> None:
    assert refused(text) == [(message, column, hint)]


NULL_HINT = "a fact that is not known is handled by itself; say what must be true instead"


@pytest.mark.parametrize(
    ("text", "message", "column", "hint"),
    [
        ("a IS NULL", "`a IS NULL`: NULL and IS are not part of the language", 1, NULL_HINT),
        ("a IS NOT NULL", "`a IS NULL`: NULL and IS are not part of the language", 1, NULL_HINT),
        ("b OR a = NULL", "`NULL`: NULL and IS are not part of the language", 6, NULL_HINT),
        ("a IS TRUE", "`a IS TRUE`: NULL and IS are not part of the language", 1, NULL_HINT),
        ("a LIKE 'x%'", "`a LIKE 'x%'` is not part of the language", 1, LANGUAGE),
        ("a + 1 > 2", "`a + 1` cannot be compared", 1, "only a fact can be compared with a literal"),
        ("a < 3 < 4", "`a < 3` cannot be compared", 1, "only a fact can be compared with a literal"),
        ("sum(a) > 2", "`SUM(a)` cannot be compared", 1, "only a fact can be compared with a literal"),
        ("count_of(a)", "`count_of(...)` is not part of the language", 1, LANGUAGE),
        ("a IN (SELECT 1)", "`a IN (SELECT 1)`: IN takes literals only", 1, "write `fact IN ('one', 'other')`"),
        ("a::INT = 1", "`CAST(a AS INT)` cannot be compared", 1, "only a fact can be compared with a literal"),
        ("TRUE", "`TRUE` is not part of the language", 1, "a yes/no fact stands alone: `fact`"),
    ],
)
def test_sql_beyond_the_language_is_refused(text: str, message: str, column: int, hint: str) -> None:
    assert refused(text) == [(message, column, hint)]


@pytest.mark.parametrize(
    ("text", "message", "column", "hint"),
    [
        ("a = b", "a fact is compared with a fact", 1, "compare it with a number or a choice"),
        ("c OR 1 = 1", "`1 = 1` names no fact", 6, "compare a fact with a literal, or take it out"),
        ("5", "`5` stands alone", 1, "compare a fact with it"),
        ("65 <= age", "the fact comes first", 1, "write `age >= 65`"),
        ("fever = TRUE", "a yes/no fact is not compared with TRUE or FALSE", 1, "write `fever`"),
        ("fever = FALSE", "a yes/no fact is not compared with TRUE or FALSE", 1, "write `NOT fever`"),
        ("age BETWEEN 7 AND 5", "the bounds of BETWEEN are reversed", 13, "write `age BETWEEN 5 AND 7`"),
        ("a BETWEEN 'x' AND 'y'", "BETWEEN takes two numbers", 11, "write `a >= 'x' AND a <= 'y'`"),
        ("side IN ()", "IN without values is never true", 1, "name at least one value"),
        ("side IN (left_one)", "a fact stands where a literal belongs", 10, "put choices in quotes: `'left'`"),
        ("age = 1e3", "`1e3` is not a plain number", 7, "digits, and a point with digits after it"),
        ("age = 007", "`007` is not a plain number", 7, "digits, and a point with digits after it"),
        ("Age > 3", "`Age` is not a fact name", 1, "lower case letters, digits and _, beginning with a letter"),
        ('"age" > 3', '`"age"` is not a fact name', 1, "lower case letters, digits and _, not quoted"),
        ("a.b.c", "`a.b.c` is not a fact name", 1, "lower case letters, digits and _, not quoted"),
        ("wound_at.neck = 1", "`wound_at.neck` cannot stand here", 1, "write `wound_at`, or `wound_at.neck` alone"),
        ("any(w.neck)", "`w.neck` cannot stand here", 5, "write `w`, or `w.neck` alone"),
        ("any('x')", "`ANY('x')`: any() takes one region fact", 5, "write `any(wound_at)`"),
        ("at_least(0, a)", "at_least asks for 0 of 1", 10, "a number from 1 to 1"),
        ("at_least(3, a, b)", "at_least asks for 3 of 2", 10, "a number from 1 to 2"),
        ("at_least(a, b)", "the first part of at_least must be a whole number", 10, "write `at_least(2, a, b, c)`"),
        ("at_least(1)", "at_least counts 0 conditions", 1, "1 to 24 conditions after the number"),
    ],
)
def test_a_meaningless_part_is_refused_with_what_to_write(text: str, message: str, column: int, hint: str) -> None:
    assert refused(text) == [(message, column, hint)]


@pytest.mark.parametrize(
    ("text", "column", "meant"),
    [
        ("a == 1", 3, "a = 1"),
        ("b AND a = +1", 11, "b AND a = 1"),
        ("a = .5", 5, "a = 0.5"),
        ("a IN ('x',)", 10, "a IN ('x')"),
        ("NOT !a", 5, "NOT NOT a"),
        ("a NOT IN ('x')", 1, "NOT a IN ('x')"),
        ("a NOT BETWEEN 1 AND 2", 1, "NOT a BETWEEN 1 AND 2"),
    ],
)
def test_what_sqlglot_would_silently_rewrite_is_refused(text: str, column: int, meant: str) -> None:
    hint = f"write it as `{meant}` if that is what you mean"
    assert refused(text) == [("would silently be read as something else", column, hint)]


def test_at_least_counts_at_most_twenty_four() -> None:
    letters = [f"fact_{i}" for i in range(25)]
    parse(f"at_least(24, {', '.join(letters[:24])})")
    assert refused(f"at_least(1, {', '.join(letters)})")[0][0] == "at_least counts 25 conditions"


def test_all_problems_of_a_condition_are_named_at_once() -> None:
    found = refused("1 = 1 OR x IS NULL AND B AND at_least(9, a) AND wobble(c)")
    assert [column for _, column, _ in found] == [1, 10, 24, 39, 49]


def test_a_refusal_reads_as_place_problem_and_hint() -> None:
    with pytest.raises(ConditionRefused) as refusal:
        parse("fever = TRUE OR 65 <= age")
    assert str(refusal.value) == (
        "column 1: a yes/no fact is not compared with TRUE or FALSE\nhint: write `fever`\n"
        "column 17: the fact comes first\nhint: write `age >= 65`"
    )


@pytest.mark.parametrize(
    "bomb",
    [
        "(" * 1900 + "a" + ")" * 1900,
        "NOT " * 999 + "a",
        "a = " + "- " * 1000 + "1",
        "at_least(1, " * 300 + "a" + ")" * 300,
        "a" + "<a" * 1900,
        "[" * 3000,
        "case " * 800,
        "'" * 3001,
        "a" * 4001,
    ],
)
def test_a_bomb_is_refused_and_not_echoed(bomb: str) -> None:
    problems = refused(bomb)
    assert all(len(message) < 200 for message, _, _ in problems)


def test_a_long_plain_condition_is_fine() -> None:
    many = parse(" OR ".join(["fever"] * 400))
    assert isinstance(many, Or) and len(many.children) == 400
