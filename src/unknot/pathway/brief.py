"""What must the therapist know before laying hands on? One page of plain text, the limits first.

Clinical-addendum part 7a, without what needs a booking. Facts marked private are never named: they act through the
limits as "health reason", and so does every reason that the person did not consent to share.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

from unknot.knowledge.regions import name_of, side_of
from unknot.knowledge.sentences import inside, number, sentence, worded
from unknot.knowledge.shapes import Fact, Knowledge, Limits
from unknot.knowledge.values import UNSURE
from unknot.pathway.decision import Decision, Finding
from unknot.pathway.history import History
from unknot.pathway.plan_shape import Plan
from unknot.pathway.plan_where import WORDS, place_words
from unknot.pathway.plan_words import SIDES

WIDTH = 80
WALTON = ((1, "W1"), (3, "W2"), (4, "W3"), (6, "W4"))
"""Highest of our numbers for each of Walton's levels (addendum 3b; the mapping is a proposal)."""
NOT_NAMED = worded("health reason")
ASK_AGAIN = worded(
    "limbs or face newly numb, weak, tingling; between the legs, bladder, bowel; fever, unwell; chest, breath, faint, "
    "calf; fall, operation, injection, new medicine; pregnancy; skin; soreness, bruise or dark pee after the last time"
)
"""The eight short questions in short."""
TODAY = ("duration_days", "pain_now", "pain_worst", "trend", "spread_thigh", "spread_below_knee")
"""Facts of the ache itself, shown when answered."""
UNITS = {"0-10": worded("{value} of 10"), "days": worded("{value} days")}
STOP_ALL = worded("new numbness, a weak leg, chest pain, breathlessness, faintness")
STOP_FOR = {
    "blood_thinner": worded("sudden flank, groin or thigh pain, a swelling or spreading bruise"),
    "pregnancy_state": worded("tightenings, bleeding, bad headache, changed sight"),
    "thin_bones": worded("a sudden new pain in the back or a rib"),
    "cancer_treatment_now": worded("fever, a new bone pain, a new swelling"),
}
"""Signs to stop and refer for, by the fact behind a limit; shown only where that reason is shared."""
ASK_FOR = {
    "blood_thinner": worded("Any new bruise? If on warfarin: INR in range this month?"),
    "pregnancy_state": worded("Any bleeding, waters, tightenings? Is the baby moving as usual?"),
    "diabetes": worded("Glucose checked and food eaten today? Where are sensor and injection sites?"),
    "patch_at": worded("Where is the patch? No heat and no oil near it."),
    "strong_painkiller": worded("When was the last dose? Feeling may be dulled."),
}
TOOLS = {
    "ball": worded("ball"), "roller": worded("roller"), "gun": worded("gun"), "cane": worded("cane"),
    "heat_pack": worded("heat pack"), "oil": worded("oil"), "cups_scraper": worded("cups, scraper"),
}  # fmt: skip
POSITIONS = {
    "prone": worded("prone"), "supine": worded("supine"), "side_lying": worded("side-lying"),
    "seated": worded("seated"), "seated_lean": worded("seated, leaning"), "semi_reclined": worded("semi-reclined"),
    "standing": worded("standing"), "floor": worded("on the floor"),
}  # fmt: skip
"""In the words of the trade."""
REPORTED = {
    "neck": worded("neck"), "spine_midline": worded("spine bones"), "flank": worded("flank"),
    "tailbone": worded("tailbone"), "leg": worded("leg"), "arm": worded("arm"), "belly": worded("belly"),
    "chest_front": worded("front of the chest"),
}  # fmt: skip
"""The regions that are reported only; the others are in `plan_where`."""


def brief(
    knowledge: Knowledge,
    decision: Decision,
    plan: Plan,
    *,
    sore: tuple[str, ...] = (),
    answers: Mapping[str, Any] | None = None,
    history: History | None = None,
    consented: bool = False,
    screened_at: str = "",
) -> str:
    """The page as text, lines of at most 80 columns. `sore` are sided regions, `answers` plain values by fact id.

    `consented`: the person agreed to share the reasons behind the limits. Raises ValueError without a plan for a
    professional.
    """
    if plan.helper != "professional" or decision.limits is None or not plan.hands_on_minutes:
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
    lines = [
        say("BRIEF FOR THE THERAPIST"),
        *_wrap(" ".join((screened, say("Valid today only.")))),
        *_item(say("Ask again first"), say(ASK_AGAIN)),
        "",
        f"== {_bar(knowledge, decision)} ==",
        *_item(say("STOP and refer if"), "; ".join([*stop_for[:2], say(STOP_ALL)])),
        "",
        say("LIMITS (they always win)"),
        *_limits(knowledge, decision, decision.limits, plan, shared),
        "",
        say("TODAY"),
        *_item(say("Where"), _places(knowledge, sore) or say("not said")),
        *_today(knowledge, answers or {}),
        *_item(say("Plan"), _plan_words(knowledge, plan)),
        *_last_time(knowledge, history),
        "",
        say("ASK BEFORE STARTING"),
        *(line for question in _questions(knowledge, named) for line in _wrap(f"- {question}")),
        "",
        say("AFTER"),
        *_wrap("- " + say("Sit 2 minutes, rise slowly. Soreness up to 36 hours is usual; longer, or a bruise larger "
                          "than a palm, is not. Drink to thirst; nothing is flushed out.")),
        "",
        *_wrap(say("Screening is not a diagnosis. Your judgement may only be more cautious than this page.")),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _is_private(knowledge: Knowledge, finding: Finding) -> bool:
    """Whether naming the finding would name a private fact; a fact nobody knows counts as private."""
    facts = [knowledge.facts.get(fact) for fact in finding.because]
    return not facts or any(fact is None or fact.private for fact in facts)


def _bar(knowledge: Knowledge, decision: Decision) -> str:
    rules = (knowledge.rules.get(finding.id) for finding in decision.findings)
    if any(rule is not None and rule.massage == "clearance" for rule in rules):
        return "[/] " + knowledge.say("CLEARANCE SEEN: ask to see who gave it and when")
    suitable = decision.massage == "suitable"
    return "[v] " + knowledge.say("SUITABLE") if suitable else "[!] " + knowledge.say("WITH LIMITS")


def _limits(knowledge: Knowledge, decision: Decision, limits: Limits, plan: Plan, shared: list[Finding]) -> list[str]:
    say = knowledge.say

    def because(field: str, word: str = "") -> str:
        """The reasons of one limit, in brackets; empty where no finding asked for it."""
        found = [finding for finding in decision.findings if _asks(knowledge, finding, field, word)]
        known = [finding.title for finding in found if finding in shared]
        hidden = [say(NOT_NAMED)] if len(known) < len(found) else []
        return f" ({', '.join(dict.fromkeys(known + hidden))})" if found else ""

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
        "not_at": say("not on {places}", places=_places(knowledge, limits.heat_not_at)),
    }[limits.heat]
    pressure = say("at most {pressure} of 10, {walton}", pressure=plan.max_pressure, walton=walton)
    minutes = say("{minutes} hands-on", minutes=number(knowledge, plan.hands_on_minutes))
    keep_off = _places(knowledge, limits.keep_off) + because("keep_off") if limits.keep_off else ""
    return [
        *_item(say("Pressure"), pressure + because("max_pressure")),
        *_item(say("Minutes"), minutes + because("max_minutes")),
        *_item(say("Not at all on"), keep_off),
        *_item(say("Not"), "; ".join(barred)),
        *_item(say("Not lying or sitting"), "; ".join(positions)),
        *_item(say("Heat"), heat + because("heat" if limits.heat == "none" else "heat_not_at")),
        *_item(say("Always"), say("spine bones never; between lowest rib and belt line a flat hand, 3 at most")),
        *(line for note in limits.notes if note in sayable for line in _wrap(f"- {note}")),
    ]


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


def _today(knowledge: Knowledge, answers: Mapping[str, Any]) -> list[str]:
    said = []
    for id in TODAY:
        fact, value = knowledge.facts.get(id), answers.get(id)
        if fact is None or fact.private or value is None or value is False:
            continue
        if value is True:
            said.append(fact.label)
        else:
            said.append(f"{fact.label}: {_value(knowledge, fact, value)}")
    return _item(knowledge.say("The ache"), "; ".join(said))


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


def _last_time(knowledge: Knowledge, history: History | None) -> list[str]:
    say = knowledge.say
    label = say("Last time")
    if history is None or history.days_since_last is None:
        return _item(label, say("no massage recorded in the last 28 days"))
    said = [say("{days} days ago", days=history.days_since_last)]
    if history.soreness_last is None:
        said.append(say("soreness the next day not told"))
    else:
        said.append(say("soreness the next day {score} of 10", score=history.soreness_last))
    if history.soreness_stayed:
        said.append(say("stayed long or left a large bruise"))
    return _item(label, ", ".join(said))


def _questions(knowledge: Knowledge, named: tuple[str, ...]) -> list[str]:
    own = [knowledge.say(ASK_FOR[fact]) for fact in named if fact in ASK_FOR][:3]
    last = knowledge.say("Anything new since the screening? Is there anywhere you do not want to be touched?")
    return [*own, last]


def _places(knowledge: Knowledge, regions: tuple[str, ...]) -> str:
    """Sided regions in words, both sides as one: `low back, neck, buttock (left)`."""
    words = []
    for name in dict.fromkeys(name_of(region) for region in regions):
        sides = [side_of(region) for region in regions if name_of(region) == name and side_of(region)]
        plain = knowledge.say(WORDS.get(name) or REPORTED[name])
        words.append(f"{plain} ({knowledge.say(SIDES[sides[0]])})" if len(sides) == 1 else plain)
    return ", ".join(words)


def _item(label: str, text: str) -> list[str]:
    """One labelled paragraph; nothing when there is nothing to say."""
    return _wrap(f"{label}: {text}") if text else []


def _wrap(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent="  ")
