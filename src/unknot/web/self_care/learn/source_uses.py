"""Finds the rules, techniques and claims that rest on a source.

Rules about what nobody but the person may know stand on no page: a helper reads these pages too.
"""

from __future__ import annotations

from functools import cache

import msgspec

from unknot.conditions.tree import facts_named
from unknot.knowledge.shapes import Knowledge
from unknot.web.site.languages import knowledge_in


class Uses(msgspec.Struct, frozen=True, kw_only=True):
    """Ids of what names a source, in the order of the files."""

    rules: tuple[str, ...]
    techniques: tuple[str, ...]
    claims: tuple[str, ...]


def shown_rules(knowledge: Knowledge) -> tuple[str, ...]:
    """Every rule that has a page: those about private facts alone have none."""
    return tuple(id for id in knowledge.rules if not _only_private(knowledge, id))


@cache
def uses(source: str) -> Uses:
    """What names a source. The same in every language."""
    knowledge = knowledge_in("en")
    return Uses(
        rules=tuple(id for id in shown_rules(knowledge) if source in knowledge.rules[id].sources),
        techniques=tuple(id for id, each in knowledge.techniques.items() if source in each.sources),
        claims=tuple(id for id, each in knowledge.claims.items() if source in each.sources),
    )


def _only_private(knowledge: Knowledge, rule: str) -> bool:
    facts = {slot.partition(".")[0] for slot in facts_named(knowledge.conditions[rule])}
    return bool(facts) and all(knowledge.facts[fact].private for fact in facts)
