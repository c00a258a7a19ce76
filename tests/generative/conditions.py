"""Hypothesis makes vocabularies, conditions over them, and people who have answered some of it."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import cache

from hypothesis import strategies as st

from tests.lib.carriers import Case, Values
from unknot.conditions.tree import And, AnyRegion, AtLeast, Cleared, Compare, Fired, Node, Not, Number, OneOf, Or, Yes
from unknot.conditions.typecheck import FactType, typecheck

Draw = st.DrawFn
COMPARISONS = ("=", "<>", "<", "<=", ">", ">=")
OPERATORS = {"Yes", "OneOf", "AnyRegion", "Not", "And", "Or", "AtLeast", *(f"Compare {c}" for c in COMPARISONS)}
"""What a run must have generated, by name."""


Vocabulary = tuple[tuple[str, FactType], ...]
"""Hashable, so that what is made for a vocabulary is made once: Hypothesis is slow to begin a strategy anew."""


@st.composite
def vocabularies(draw: Draw) -> Vocabulary:
    """Two yes/no facts and one fact of every other kind."""
    words = ("none", "some", "more", "most")
    heat = draw(
        st.sampled_from(
            [
                FactType(kind="number", minimum=-3, maximum=1),
                FactType(kind="number", minimum=37.8, maximum=38.2, step=0.1),
                FactType(kind="number", minimum=-0.5, maximum=1.5, step=0.5),
                FactType(kind="number", minimum=10, maximum=30, step=5),
            ]
        )
    )
    return (
        ("itch", FactType(kind="yes_no")),
        ("cough", FactType(kind="yes_no")),
        ("heat", heat),
        ("side", FactType(kind="choice", choices=words[: draw(st.sampled_from([2, 4]))])),
        ("trend", FactType(kind="choice", choices=words[:3], ordered=True)),
        ("sore_at", FactType(kind="regions", regions=("neck", "low_back", "leg")[: draw(st.sampled_from([1, 3]))])),
    )


def _atoms(facts: Vocabulary) -> st.SearchStrategy[Node]:
    vocabulary = dict(facts)
    heat, regions = vocabulary["heat"], vocabulary["sore_at"].regions
    assert heat.minimum is not None
    counts = range(heat.count(heat.minimum), heat.count(heat.minimum) + 5)
    number = st.sampled_from([Number(_digits(count, heat.step)) for count in counts])
    choices = [st.sampled_from(vocabulary[fact].choices) for fact in ("side", "trend")]
    return st.one_of(
        st.sampled_from([Yes("itch"), Yes("cough"), AnyRegion("sore_at"), *(Yes(f"sore_at.{r}") for r in regions)]),
        st.builds(Compare, st.just("heat"), st.sampled_from(COMPARISONS), number),
        st.builds(Compare, st.just("side"), st.sampled_from(COMPARISONS[:2]), choices[0]),
        st.builds(Compare, st.just("trend"), st.sampled_from(COMPARISONS), choices[1]),
        st.builds(OneOf, st.just("heat"), st.lists(number, min_size=1, max_size=3).map(tuple)),
        st.builds(OneOf, st.just("side"), st.lists(choices[0], min_size=1, max_size=3).map(tuple)),
    )


def _digits(count: int, step: float) -> str:
    exact = Fraction(str(step)) * count
    return str(exact.numerator) if exact.denominator == 1 else str(float(exact))


@cache
def conditions(vocabulary: Vocabulary) -> st.SearchStrategy[Node]:
    """Conditions as `parse` makes them, up to eight atoms or so."""

    def grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        several = st.lists(inner, min_size=2, max_size=4).map(tuple)
        counted = st.lists(inner, min_size=1, max_size=4).flatmap(
            lambda parts: st.builds(AtLeast, st.integers(1, len(parts)), st.just(tuple(parts)))
        )
        return st.one_of(st.builds(Not, inner), st.builds(And, several), st.builds(Or, several), counted)

    return st.recursive(_atoms(vocabulary), grown, max_leaves=8)


@cache
def people(vocabulary: Vocabulary) -> st.SearchStrategy[Values]:
    """A person who has answered about two thirds of everything."""
    known: dict[str, st.SearchStrategy[bool | int]] = {}
    for fact, kind in vocabulary:
        if kind.kind == "number":
            assert kind.minimum is not None and kind.maximum is not None
            known[fact] = st.integers(kind.count(kind.minimum), kind.count(kind.maximum))
        elif kind.kind == "choice":
            known[fact] = st.integers(0, len(kind.choices) - 1)
        else:
            known |= dict.fromkeys([f"{fact}.{r}" for r in kind.regions] or [fact], st.booleans())
    return st.fixed_dictionaries({fact: st.one_of(st.none(), answer, answer) for fact, answer in known.items()})


@cache
def outcomes(rules: tuple[str, ...], regions: tuple[str, ...]) -> st.SearchStrategy[Node]:
    """An outcome tree: rules, some only for one region, some unless cleared."""
    fired = st.builds(Fired, st.sampled_from(rules))
    guards = st.one_of(
        st.sampled_from([Yes(f"sore_at.{region}") for region in regions]),
        st.builds(Cleared, st.sampled_from(rules)),
        st.builds(Not, st.builds(Cleared, st.sampled_from(rules))),
    )
    guarded = st.builds(lambda rule, beside: And((rule, *beside)), fired, st.lists(guards, min_size=1, max_size=2))
    return st.one_of(
        fired, guarded, st.lists(st.one_of(fired, guarded), max_size=4).map(lambda terms: Or(tuple(terms)))
    )


@st.composite
def cases(draw: Draw, seen: Counter[str]) -> tuple[Case, dict[str, Node]]:
    """A case for the carriers, and its conditions as they were before typechecking; counts the operators in `seen`."""
    facts = draw(vocabularies())
    vocabulary = dict(facts)
    drawn = draw(st.lists(conditions(facts), min_size=1, max_size=4))
    written = {f"rule_{i}": node for i, node in enumerate(drawn)}
    for node in written.values():
        seen.update(_operators(node))
    rules = {rule: typecheck(node, vocabulary) for rule, node in written.items()}
    outcome = draw(st.lists(outcomes(tuple(rules), vocabulary["sore_at"].regions), max_size=3))
    answered = draw(st.lists(people(facts), min_size=1, max_size=6))
    cleared = draw(
        st.lists(st.frozensets(st.sampled_from(list(rules))), min_size=len(answered), max_size=len(answered))
    )
    return Case(vocabulary, rules, answered, {f"outcome_{i}": o for i, o in enumerate(outcome)}, cleared), written


def _operators(node: Node) -> list[str]:
    name = type(node).__name__
    parts = (node.child,) if isinstance(node, Not) else node.children if isinstance(node, And | Or | AtLeast) else ()
    here = f"{name} {node.operator}" if isinstance(node, Compare) else name
    return [here, *(inner for part in parts for inner in _operators(part))]


def as_text(node: Node) -> str:
    """The condition as someone would write it."""
    match node:
        case Yes(fact):
            return fact
        case Compare(fact, operator, value):
            return f"{fact} {operator} {_literal(value)}"
        case OneOf(fact, values):
            return f"{fact} IN ({', '.join(map(_literal, values))})"
        case AnyRegion(fact):
            return f"any({fact})"
        case Not(child):
            return f"NOT ({as_text(child)})"
        case And(parts):
            return " AND ".join(f"({as_text(part)})" for part in parts)
        case Or(parts):
            return " OR ".join(f"({as_text(part)})" for part in parts)
        case AtLeast(n, parts):
            return f"at_least({n}, {', '.join(map(as_text, parts))})"
    raise AssertionError(node)


def _literal(value: int | str | Number) -> str:
    return value.text if isinstance(value, Number) else f"'{value}'"
