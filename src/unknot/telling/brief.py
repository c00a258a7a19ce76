"""Writes the page that a therapist reads before laying hands on, limits first; `brief_text` prints it as text.

docs/clinical/telling.md, without what needs a booking. Facts marked private are never named: they act through the
limits as "health reason", and so does every reason that the person did not consent to share.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from unknot.knowledge.sentences import inside, number, sentence
from unknot.knowledge.shapes import Fact, Knowledge, Limits
from unknot.knowledge.values import UNSURE
from unknot.pathway.decision import Decision, Finding
from unknot.pathway.diary.history import History
from unknot.pathway.plan.shape import Plan
from unknot.pathway.plan.where import place_words
from unknot.telling.brief_words import (
    ASK_AGAIN,
    ASK_FOR,
    BARS,
    NOT_NAMED,
    POSITIONS,
    STOP_ALL,
    STOP_FOR,
    TOOLS,
    UNITS,
    places,
)

WALTON = ((1, "W1"), (3, "W2"), (4, "W3"), (6, "W4"))
"""Highest of our numbers for each of Walton's levels (docs/clinical/session.md; the mapping is a proposal)."""
KIDNEY_ZONE_MOST = 2
"""Of 10, for everybody (docs/clinical/places.md): the one number of every face."""
MOST_REASONS = 2
"""Behind each limit: two to five words are enough to act on."""
TODAY = ("duration_days", "pain_now", "pain_worst", "trend", "spread_thigh", "spread_below_knee")
"""Facts of the ache itself, shown when answered."""


class Item(msgspec.Struct, frozen=True):
    """One labelled paragraph of the page; without a label a line of a list."""

    label: str
    text: str


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """The page, in the order in which it is read. Its repr says nothing of the person."""

    screened: str
    ask_again: Item
    bar: Literal["suitable", "limits", "clearance"]
    bar_words: str
    stop: Item
    limits: tuple[Item, ...]
    """They always win."""
    today: tuple[Item, ...]
    questions: tuple[str, ...]
    """To be asked before starting."""
    after: str
    foot: str
    keep_off: tuple[str, ...]
    """Sided regions for the drawing: not to be touched."""
    sore: tuple[str, ...]
    """Sided regions for the drawing: where it hurts, the sorest first."""

    def __repr__(self) -> str:
        return "<Brief>"


def brief_of(
    knowledge: Knowledge,
    decision: Decision,
    plan: Plan,
    *,
    sore: tuple[str, ...] = (),
    answers: Mapping[str, Any] | None = None,
    history: History | None = None,
    consented: bool = False,
    screened_at: str = "",
) -> Brief:
    """The page for this visit. `sore` are sided regions, `answers` plain values by fact id.

    `consented`: the person agreed to share the reasons behind the limits. Raises ValueError without a plan for a
    professional.
    """
    limits = decision.answer.limits if decision.answer else None
    if plan.helper != "professional" or limits is None or not plan.hands_on_minutes:
        raise ValueError(
            "brief: there is no massage at a professional's in this plan\n"
            "hint: ask for a plan with the helper `professional`, and only when the decision allows massage"
        )
    say = knowledge.say
    shared = [finding for finding in decision.findings if consented and not _is_private(knowledge, finding)]
    named = tuple(dict.fromkeys(fact for finding in shared for fact in finding.because))
    stop_for = [say(STOP_FOR[fact]) for fact in named if fact in STOP_FOR]
    screened = (
        say("Screened {moment}, knowledge {release}.", moment=screened_at, release=decision.release)
        if screened_at
        else say("Screened today, knowledge {release}.", release=decision.release)
    )
    bar = _bar(knowledge, decision)
    return Brief(
        screened=" ".join((screened, say("Valid today only."))),
        ask_again=Item(say("Ask again first"), say(ASK_AGAIN)),
        bar=bar,
        bar_words=say(BARS[bar]),
        stop=Item(say("STOP and refer if"), "; ".join([*stop_for[:2], say(STOP_ALL)])),
        limits=_limits(knowledge, decision, limits, plan, shared),
        today=(
            Item(say("Where"), places(knowledge, sore) or say("not said")),
            *_today(knowledge, answers or {}),
            Item(say("Plan"), _plan_words(knowledge, plan)),
            _last_time(knowledge, history),
        ),
        questions=tuple(_questions(knowledge, named)),
        after=say("Sit 2 minutes, rise slowly. Soreness up to 36 hours is usual; longer, or a bruise larger "
                  "than a palm, is not. Drink to thirst; nothing is flushed out."),
        foot=say("Screening is not a diagnosis. Your judgement may only be more cautious than this page."),
        keep_off=limits.keep_off,
        sore=sore,
    )  # fmt: skip


def _is_private(knowledge: Knowledge, finding: Finding) -> bool:
    """Whether naming the finding would name a private fact; a fact nobody knows counts as private."""
    facts = [knowledge.facts.get(fact) for fact in finding.because]
    return not facts or any(fact is None or fact.private for fact in facts)


def _bar(knowledge: Knowledge, decision: Decision) -> Literal["suitable", "limits", "clearance"]:
    rules = (knowledge.rules.get(finding.id) for finding in decision.findings)
    if any(rule is not None and rule.massage == "clearance" for rule in rules):
        return "clearance"
    return "suitable" if decision.answer and decision.answer.massage == "suitable" else "limits"


def _limits(
    knowledge: Knowledge, decision: Decision, limits: Limits, plan: Plan, shared: list[Finding]
) -> tuple[Item, ...]:
    say = knowledge.say

    def because(field: str, word: str = "") -> str:
        """The reasons of one limit, in brackets; empty where no finding asked for it."""
        found = [finding for finding in decision.findings if _asks(knowledge, finding, field, word)]
        known = [finding.title for finding in found if finding in shared]
        hidden = [say(NOT_NAMED)] if len(known) < len(found) else []
        named = tuple(dict.fromkeys(known + hidden))[:MOST_REASONS]
        return f" ({', '.join(named)})" if found else ""

    rules = (knowledge.rules.get(finding.id) for finding in shared)
    sayable = {note for rule in rules if rule for note in rule.limits.notes}
    walton = next((name for top, name in WALTON if plan.max_pressure <= top), "W5")
    on_a_table = [id for id in limits.no_technique if id in knowledge.techniques and _is_professional(knowledge, id)]
    barred = _by_reason(
        [(inside(knowledge.techniques[id].name), because("no_technique", id)) for id in on_a_table]
        + [(say(TOOLS[tool]), because("no_tool", tool)) for tool in limits.no_tool]
    )
    positions = _by_reason(
        [(say(POSITIONS[position]), because("no_position", position)) for position in limits.no_position]
    )
    heat = {
        "ok": say("as liked"),
        "none": say("no heat at all"),
        "not_at": say("not on {places}", places=places(knowledge, limits.heat_not_at)),
    }[limits.heat]
    pressure = say("at most {pressure} of 10, {walton}", pressure=plan.max_pressure, walton=walton)
    minutes = say("{minutes} hands-on", minutes=number(knowledge, plan.hands_on_minutes))
    keep_off = places(knowledge, limits.keep_off) + because("keep_off") if limits.keep_off else ""
    items = (
        Item(say("Pressure"), pressure + because("max_pressure")),
        Item(say("Minutes"), minutes + because("max_minutes")),
        Item(say("Not at all on"), keep_off),
        Item(say("Not"), "; ".join(barred)),
        Item(say("Not lying or sitting"), "; ".join(positions)),
        Item(say("Heat"), heat + because("heat" if limits.heat == "none" else "heat_not_at")),
        Item(
            say("Always"),
            say(
                "spine bones never; between lowest rib and belt line a flat hand, {most} at most",
                most=min(KIDNEY_ZONE_MOST, plan.max_pressure),
            ),
        ),
        *(Item("", note) for note in limits.notes if note in sayable),
    )
    return tuple(item for item in items if item.text)


def _is_professional(knowledge: Knowledge, technique: str) -> bool:
    return any(who.helper == "professional" for who in knowledge.techniques[technique].who)


def _by_reason(named: list[tuple[str, str]]) -> list[str]:
    """What shares a reason stands together: "kneading, tapping (Medicine that thins the blood)"."""
    reasons: dict[str, list[str]] = {}
    for word, reason in named:
        reasons.setdefault(reason, []).append(word)
    return [f"{', '.join(words)}{reason}" for reason, words in reasons.items()]


def _asks(knowledge: Knowledge, finding: Finding, field: str, word: str) -> bool:
    """Whether this finding's rule set the limit `field`, or the `word` in it."""
    rule = knowledge.rules.get(finding.id)
    if rule is None:
        return False
    value = getattr(rule.limits, field)
    return word in value if word else value not in (None, (), "ok")


def _today(knowledge: Knowledge, answers: Mapping[str, Any]) -> tuple[Item, ...]:
    said = []
    for id in TODAY:
        fact, value = knowledge.facts.get(id), answers.get(id)
        if fact is None or fact.private or value is None or value is False:
            continue
        if value is True:
            said.append(fact.label)
        else:
            said.append(f"{fact.label}: {_value(knowledge, fact, value)}")
    return (Item(knowledge.say("The ache"), "; ".join(said)),) if said else ()


def _value(knowledge: Knowledge, fact: Fact, value: Any) -> str:
    """An answer in words: a choice by its label, a number with its unit."""
    label = next((choice.label for choice in fact.choices if choice.id == value), "")
    if label:
        return inside(label)
    if value == UNSURE:
        return knowledge.say("not sure")
    plain = number(knowledge, value) if isinstance(value, int | float) else str(value)
    return knowledge.say(UNITS[fact.unit], value=plain) if fact.unit in UNITS and plain != value else plain


def _plan_words(knowledge: Knowledge, plan: Plan) -> str:
    say = knowledge.say
    places = dict.fromkeys(place_words(knowledge, step.region) for step in plan.steps if step.touch)
    names = dict.fromkeys(inside(step.name) for step in plan.steps if step.touch)
    return say(
        "{routine}. Start at {pressure} of 10, ask for a number after 10 minutes. {places}: {techniques}.",
        routine=knowledge.techniques[plan.routine].name if plan.routine else say("Gentle touch"),
        pressure=min(3, plan.max_pressure),
        places=sentence(", ".join(places)),
        techniques=", ".join(names),
    )


def _last_time(knowledge: Knowledge, history: History | None) -> Item:
    say = knowledge.say
    label = say("Last time")
    if history is None or history.days_since_last is None:
        return Item(label, say("no massage recorded in the last 28 days"))
    said = [say("{days} days ago", days=history.days_since_last)]
    if history.soreness_last is None:
        said.append(say("soreness the next day not told"))
    else:
        said.append(say("soreness the next day {score} of 10", score=history.soreness_last))
    if history.soreness_stayed:
        said.append(say("stayed long or left a large bruise"))
    return Item(label, ", ".join(said))


def _questions(knowledge: Knowledge, named: tuple[str, ...]) -> list[str]:
    own = [knowledge.say(ASK_FOR[fact]) for fact in named if fact in ASK_FOR][:3]
    last = knowledge.say("Anything new since the screening? Is there anywhere you do not want to be touched?")
    return [*own, last]
