"""Makes the small mistakes somebody could make in a rule: the rule with one thing changed for the worse.

In the condition: a term dropped, AND for OR and back, a bound moved by one step, an atom turned round. In what follows
from it: urgency or massage one level lower, 28 days for 7, a limit one step wider or gone. Notes and words are left
alone: they are no strictness.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from unknot.conditions.parse import parse
from unknot.conditions.refused import ConditionRefused
from unknot.conditions.tree import And, AnyRegion, AtLeast, Compare, Node, Not, Number, OneOf, Or, Yes
from unknot.conditions.typecheck import FactType, typecheck
from unknot.knowledge.shapes import Knowledge, Limits, Rule

Change = tuple[str, Node]
"""What was changed, in words, and the condition that it leads to."""
TURNED = {"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
WIDER = {"max_pressure": 1, "max_minutes": 5, "max_minutes_per_region": 5}


class Mutant(msgspec.Struct, frozen=True):
    """A rule with one mistake. `when` is typechecked."""

    rule: str
    change: str
    when: Node
    row: Rule

    def __str__(self) -> str:
        return f"{self.rule}: {self.change}"


def mutants(knowledge: Knowledge) -> Iterator[Mutant]:
    """Every mutant of every rule, in the order of the rules."""
    named = {fact.id: parse(fact.when) for fact in knowledge.facts.values() if fact.source == "computed"}
    for rule in knowledge.written:
        when = knowledge.conditions[rule.id]
        for change, written in of_condition(parse(rule.when), knowledge.types):
            try:
                mutated = typecheck(written, knowledge.types, named)
            except ConditionRefused:
                continue  # a bound moved out of its range
            if mutated != when:
                yield Mutant(rule.id, change, mutated, rule)
        for change, row in of_row(rule):
            yield Mutant(rule.id, change, when, row)


def of_condition(node: Node, types: dict[str, FactType]) -> Iterator[Change]:
    """Every condition that differs in one place."""
    match node:
        case And(parts) | Or(parts):
            word, other = ("AND", Or) if isinstance(node, And) else ("OR", And)
            yield f"{word} -> {'OR' if word == 'AND' else 'AND'} in `{text(node)}`", other(parts)
            yield from _without_one(parts, type(node))
            for n, part in enumerate(parts):
                for change, new in of_condition(part, types):
                    yield change, type(node)((*parts[:n], new, *parts[n + 1 :]))
        case AtLeast(count, parts):
            for n in (count - 1, count + 1):
                if 1 <= n <= len(parts):
                    yield f"at_least({count}, ...) -> at_least({n}, ...)", AtLeast(n, parts)
            for n, part in enumerate(parts):
                if count < len(parts):
                    yield f"drop `{text(part)}`", AtLeast(count, (*parts[:n], *parts[n + 1 :]))
                for change, new in of_condition(part, types):
                    yield change, AtLeast(count, (*parts[:n], new, *parts[n + 1 :]))
        case Not(child):
            yield f"`{text(node)}` -> `{text(child)}`", child
            if not isinstance(child, Yes | AnyRegion):
                yield from ((change, Not(new)) for change, new in of_condition(child, types))
        case Compare(fact, operator, value):
            turned = Compare(fact, TURNED[operator], value)
            yield f"`{text(node)}` -> `{text(turned)}`", turned
            for moved in _moved(node, types):
                yield f"`{text(node)}` -> `{text(moved)}`", moved
        case OneOf(fact, values):
            yield f"`{text(node)}` -> NOT", Not(node)
            if len(values) > 1:
                for n, value in enumerate(values):
                    yield f"drop {_literal(value)} in `{text(node)}`", OneOf(fact, (*values[:n], *values[n + 1 :]))
        case _:
            yield f"`{text(node)}` -> NOT", Not(node)


def _without_one(parts: tuple[Node, ...], kind: type[And] | type[Or]) -> Iterator[Change]:
    for n, part in enumerate(parts):
        rest = (*parts[:n], *parts[n + 1 :])
        yield f"drop `{text(part)}`", rest[0] if len(rest) == 1 else kind(rest)


def _moved(node: Compare, types: dict[str, FactType]) -> Iterator[Compare]:
    """The same comparison one step up and one step down."""
    kind = types[node.fact]
    if isinstance(node.value, Number):
        for step in (Decimal(str(kind.step)), -Decimal(str(kind.step))):
            yield Compare(node.fact, node.operator, Number(format(Decimal(node.value.text) + step, "f")))
    elif isinstance(node.value, str) and kind.ordered:
        at = kind.choices.index(node.value)
        for choice in (kind.choices[n] for n in (at - 1, at + 1) if 0 <= n < len(kind.choices)):
            yield Compare(node.fact, node.operator, choice)


def of_row(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """Every rule that asks for one thing less."""

    def less(change: str, **fields: object) -> tuple[str, Rule]:
        return change, msgspec.structs.replace(rule, **fields)

    match rule.urgency:
        case "emergency":
            yield less("urgency emergency -> same_day", urgency="same_day", act=None)
        case "same_day":
            yield less("urgency same_day -> clinician in 7 days", urgency="clinician", within_days=7)
        case "clinician":
            yield less("urgency clinician -> none", urgency=None, within_days=None)
    if rule.within_days == 7:
        yield less("within 7 days -> 28 days", within_days=28)
    match rule.massage:
        case "avoid":
            yield less("massage avoid -> clearance", massage="clearance")
        case "clearance":
            yield less("massage clearance -> modify", massage="modify")
        case "modify":
            yield less("massage modify -> none", massage=None)
    if rule.recheck_days:
        yield less(f"no re-check after {rule.recheck_days} days", recheck_days=None)
    for change, limits in of_limits(rule.limits):
        yield less(change, limits=limits)


def of_limits(limits: Limits) -> Iterator[tuple[str, Limits]]:
    """Every field gone, and every number one step wider."""
    for field in msgspec.structs.fields(Limits):
        value = getattr(limits, field.name)
        if field.name == "notes" or value == field.default or (field.name == "heat" and value == "not_at"):
            continue
        told = ", ".join(value) if isinstance(value, tuple) else value
        yield f"without {field.name} = {told}", msgspec.structs.replace(limits, **{field.name: field.default})
        if field.name in WIDER:
            wider = value + WIDER[field.name]
            yield f"{field.name} {value} -> {wider}", msgspec.structs.replace(limits, **{field.name: wider})


def text(node: Node) -> str:
    """A condition as written, near enough to find the place."""
    match node:
        case Yes(fact):
            return fact
        case AnyRegion(fact):
            return f"any({fact})"
        case Not(child):
            return f"NOT {_inner(child)}"
        case Compare(fact, operator, value):
            return f"{fact} {operator} {_literal(value)}"
        case OneOf(fact, values):
            return f"{fact} IN ({', '.join(map(_literal, values))})"
        case And(parts):
            return " AND ".join(map(_inner, parts))
        case Or(parts):
            return " OR ".join(map(_inner, parts))
        case AtLeast(n, parts):
            return f"at_least({n}, {', '.join(map(text, parts))})"
    return str(node)


def _inner(node: Node) -> str:
    return f"({text(node)})" if isinstance(node, And | Or) else text(node)


def _literal(value: object) -> str:
    return value.text if isinstance(value, Number) else f"'{value}'"
