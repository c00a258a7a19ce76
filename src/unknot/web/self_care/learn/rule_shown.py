"""Lays out one rule before anybody has answered: its level, its limits in words, and where it comes from."""

from __future__ import annotations

import msgspec

from unknot.knowledge.shapes import Knowledge, Rule, Source
from unknot.telling.course import sources_of
from unknot.telling.decision import MASSAGE_WORDS, URGENCY_WORDS
from unknot.telling.rule_limits import rule_limits


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
        limits=() if massage == "avoid" else rule_limits(knowledge, rule.limits),
        recheck_days=rule.recheck_days,
        basis=rule.basis or "proposal",
        sources=sources_of(knowledge, rule.sources),
        when=" ".join(rule.when.split()),
    )
