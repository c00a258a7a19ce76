"""What does one rule do, before anybody has answered? Its level, its limits in words, and where it comes from."""

from __future__ import annotations

import msgspec
from django.utils.translation import gettext as _

from unknot.knowledge.outcome import regions_named
from unknot.knowledge.sentences import inside, sentence
from unknot.knowledge.shapes import Knowledge, Limits, Rule, Source
from unknot.telling.decision import MASSAGE_WORDS, URGENCY_WORDS
from unknot.telling.limits import limit_phrases
from unknot.web.self_care.course_findings import sources_of


class RuleShown(msgspec.Struct, frozen=True, kw_only=True):
    """One rule, whole."""

    id: str
    title: str
    why: str
    advice: str
    urgency: str
    urgency_word: str
    within_days: int | None
    massage: str
    massage_word: str
    limits: tuple[str, ...]
    recheck_days: int | None
    basis: str
    sources: tuple[Source, ...]
    when: str
    """The condition as the program reads it."""


def rule_shown(knowledge: Knowledge, rule: Rule) -> RuleShown:
    """The page of one rule."""
    urgent = rule.urgency in ("emergency", "same_day")
    massage = "avoid" if urgent else rule.massage or ""
    return RuleShown(
        id=rule.id,
        title=rule.title,
        why=rule.why,
        advice=rule.advice,
        urgency=rule.urgency or "",
        urgency_word=knowledge.say(URGENCY_WORDS[rule.urgency]) if rule.urgency else "",
        within_days=rule.within_days,
        massage=massage,
        massage_word=knowledge.say(MASSAGE_WORDS[massage]) if massage else "",
        limits=() if massage == "avoid" else _limits(knowledge, rule.limits),
        recheck_days=rule.recheck_days,
        basis=rule.basis or "proposal",
        sources=sources_of(knowledge, rule.sources),
        when=" ".join(rule.when.split()),
    )


def _limits(knowledge: Knowledge, limits: Limits) -> tuple[str, ...]:
    """The limits in words; places that a person will name are named by the question."""

    def fixed(words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(region for region, guard in regions_named(words, knowledge.facts) if not guard)

    def told(words: tuple[str, ...]) -> list[str]:
        facts = (knowledge.facts[word] for word in words if word in knowledge.facts)
        return [fact.label for fact in facts if fact.type == "regions"]

    heat_not_at = fixed(limits.heat_not_at)
    heat = limits.heat if limits.heat == "none" else "not_at" if heat_not_at else "ok"
    known = msgspec.structs.replace(limits, keep_off=fixed(limits.keep_off), heat_not_at=heat_not_at, heat=heat)
    return (
        *(sentence(phrase) for phrase in limit_phrases(knowledge, known)),
        *(_("Hands off each place you name: %(what)s") % {"what": inside(label)} for label in told(limits.keep_off)),
        *(
            _("No heat on each place you name: %(what)s") % {"what": inside(label)}
            for label in told(limits.heat_not_at)
            if heat != "none"
        ),
        *limits.notes,
    )
