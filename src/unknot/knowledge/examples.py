"""Runs the knowledge's own examples and names those that do not hold; for the checker, `prove` and pytest alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from unknot.conditions.truth import value
from unknot.knowledge.outcome import Outcome, read
from unknot.knowledge.refused import Problem
from unknot.knowledge.shapes import Example, Knowledge, Rule
from unknot.knowledge.values import Unreadable, packed, settled, values_of


def failures(knowledge: Knowledge) -> list[Problem]:
    """Every example of every rule that does not hold."""
    return [problem for rule in knowledge.written for problem in _failures_of(knowledge, rule)]


def example_values(knowledge: Knowledge, example: Example) -> dict[str, bool | int | None]:
    """Slot -> value for the answers of an example. Raises KeyError for an unknown fact, Unreadable for a bad answer."""
    found: dict[str, bool | int | None] = {}
    for fact, answer in example.answers.items():
        found |= values_of(knowledge.facts[fact], knowledge.types[fact], answer)
    return {**found, **settled(knowledge, found)}


def lower_bound(knowledge: Knowledge, values: dict[str, bool | int | None]) -> Outcome:
    """What the known values demand already, before anything else is answered."""
    _, _, lower, _ = knowledge.evaluate(packed(knowledge.types, values))
    return read([name for bit, name in enumerate(knowledge.outcome_names) if lower >> bit & 1], knowledge.rules)


def _failures_of(knowledge: Knowledge, rule: Rule) -> Iterator[Problem]:
    file = f"rules/{rule.concern}.toml"
    for example in knowledge.examples[rule.id]:
        try:
            values = example_values(knowledge, example)
        except KeyError as error:
            yield Problem(file, rule.id, "example", f'"{example.says}" answers {error}', "name a fact of facts.toml")
            continue
        except Unreadable as error:
            yield Problem(file, rule.id, "example", f'"{example.says}": an answer {error}', error.hint)
            continue
        said = f'"{example.says}"'
        if any(value(never, values) for never in knowledge.never_conditions):
            yield Problem(file, rule.id, "example", f"{said} is an impossible person", "see [[never]] in facts.toml")
        truth = value(knowledge.conditions[rule.id], values)
        if truth is not {"unsettled": None}.get(str(example.fires), example.fires):
            found = {True: "fires", False: "does not fire", None: "is not settled"}[truth]
            yield Problem(file, rule.id, "example", f"{said}: the rule {found}", "mend `when` or the example's answers")
        outcome = lower_bound(knowledge, values)
        for key, wanted in expectations(example).items():
            if not meets(outcome, key, wanted):
                has = _held(outcome, key)
                yield Problem(file, rule.id, "example", f"{said}: {key} is {has}", f"expected {wanted}")


def expectations(example: Example) -> dict[str, object]:
    """What an example says of the outcome, field by field."""
    fields = (field.name for field in msgspec.structs.fields(Example))
    said = {key: getattr(example, key) for key in fields if key not in ("says", "answers", "fires")}
    return {key: wanted for key, wanted in said.items() if wanted is not None and wanted != ()}


def meets(found: Outcome, key: str, wanted: object) -> bool:
    """The outcome is what was expected; of a list, at least what was expected."""
    has = _held(found, key)
    return set(wanted) <= set(has or ()) if isinstance(wanted, tuple) else has == wanted


def _held(found: Outcome, key: str) -> Any:
    return getattr(found, key) if hasattr(found, key) else getattr(found.limits, key, None)
