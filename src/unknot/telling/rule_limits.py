"""Puts the limits of one rule in words before anybody has answered; a place still to come is named by its question."""

from __future__ import annotations

import msgspec

from unknot.knowledge.outcome import regions_named
from unknot.knowledge.sentences import inside, sentence
from unknot.knowledge.shapes import Knowledge, Limits
from unknot.telling.limits import limit_phrases


def rule_limits(knowledge: Knowledge, limits: Limits) -> tuple[str, ...]:
    """The limits of a rule, a sentence each, in the language of the knowledge."""

    def fixed(words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(region for region, guard in regions_named(words, knowledge.facts) if not guard)

    def named(words: tuple[str, ...]) -> list[str]:
        facts = (knowledge.facts[word] for word in words if word in knowledge.facts)
        return [inside(fact.label) for fact in facts if fact.type == "regions"]

    heat_not_at = fixed(limits.heat_not_at)
    heat = limits.heat if limits.heat == "none" else "not_at" if heat_not_at else "ok"
    known = msgspec.structs.replace(limits, keep_off=fixed(limits.keep_off), heat_not_at=heat_not_at, heat=heat)
    warm = limits.heat_not_at if heat != "none" else ()
    return (
        *(sentence(phrase) for phrase in limit_phrases(knowledge, known)),
        *(knowledge.say("Hands off each place you name: {what}", what=what) for what in named(limits.keep_off)),
        *(knowledge.say("No heat on each place you name: {what}", what=what) for what in named(warm)),
        *limits.notes,
    )
