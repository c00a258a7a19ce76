"""How do we say a person's answers back to them? Their own facts in words: what is so, never a list of what is not."""

from __future__ import annotations

from collections.abc import Iterable

from unknot.knowledge.regions import REGIONS, both, name_of, side_of
from unknot.knowledge.shapes import Fact, Knowledge
from unknot.pathway.facts import Facts

UNSAID = "one of your answers"
"""Instead of facts that are private (addendum 7a), or when only an absence speaks."""


def own_words(knowledge: Knowledge, facts: Facts, ids: Iterable[str]) -> str:
    """The facts behind a finding as the person would name them: "age 72 and a fall".

    A "no" and a usual answer are left out, and so is every private fact; when nothing is left, `UNSAID`.
    """
    said = [_said(knowledge, facts, knowledge.facts[id]) for id in ids]
    return " and ".join(dict.fromkeys(word for word in said if word)) or UNSAID


def _said(knowledge: Knowledge, facts: Facts, fact: Fact) -> str:
    value = facts.values.get(fact.id)
    if fact.private or fact.id == "sex":
        return ""
    if fact.type == "regions":
        return region_words(facts.regions(fact.id)) if fact.id == "site" else fact.label
    if fact.id in facts.unsure:
        return f"{fact.label} (not sure)" if value is not False else ""
    if value is None or value is False:
        return ""
    if fact.type == "choice":
        choice = fact.choices[int(value)]
        if choice.id == fact.usual:
            return ""
        return fact.label if choice.label == "Yes" else f"{fact.label} ({choice.label.lower()})"
    if fact.type in ("integer", "decimal"):
        number = round(int(value) * fact.step, 6)
        unit = {"0-10": " of 10", "years": "", "weeks": ""}.get(fact.unit, f" {fact.unit}")
        return "" if number == fact.usual else f"{fact.label} {number:g}{unit}"
    return fact.label


def region_words(regions: Iterable[str]) -> str:
    """Regions as people say them, both sides as one: "low back, left shoulder top"."""
    named = [region for region in REGIONS if region in set(regions)]
    if len(named) == len(REGIONS):
        return "the whole body"
    said = []
    for region in named:
        side, words = side_of(region), name_of(region).replace("_", " ")
        whole = not side or set(both(name_of(region))) <= set(named)
        said.append(words if whole else f"{side} {words}")
    return ", ".join(dict.fromkeys(said))
