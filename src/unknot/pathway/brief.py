"""What must the therapist know before laying hands on? One page of plain text, the limits first.

Clinical-addendum part 7a, without what needs a booking. Facts marked private are never named: they act through the
limits as "health reason", and so does every reason that the person did not consent to share.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

from unknot.knowledge.regions import name_of, side_of
from unknot.knowledge.shapes import Knowledge, Limits
from unknot.pathway.decision import Decision, Finding
from unknot.pathway.history import History
from unknot.pathway.plan_shape import Plan
from unknot.pathway.plan_where import WORDS

WIDTH = 80
WALTON = ((1, "W1"), (3, "W2"), (4, "W3"), (6, "W4"))
"""Highest of our numbers for each of Walton's levels (addendum 3b; the mapping is a proposal)."""
NOT_NAMED = "health reason"
ASK_AGAIN = (
    "limbs or face newly numb, weak, tingling; between the legs, bladder, bowel; fever, unwell; chest, breath, faint, "
    "calf; fall, operation, injection, new medicine; pregnancy; skin; soreness, bruise or dark pee after the last time"
)
"""The eight short questions in short."""
TODAY = ("duration_days", "pain_now", "pain_worst", "trend", "spread_thigh", "spread_below_knee")
"""Facts of the ache itself, shown when answered."""
STOP_ALL = "new numbness, a weak leg, chest pain, breathlessness, faintness"
STOP_FOR = {
    "blood_thinner": "sudden flank, groin or thigh pain, a swelling or spreading bruise",
    "pregnancy_state": "tightenings, bleeding, bad headache, changed sight",
    "thin_bones": "a sudden new pain in the back or a rib",
    "cancer_treatment_now": "fever, a new bone pain, a new swelling",
}
"""Signs to stop and refer for, by the fact behind a limit; shown only where that reason is shared."""
ASK_FOR = {
    "blood_thinner": "Any new bruise? If on warfarin: INR in range this month?",
    "pregnancy_state": "Any bleeding, waters, tightenings? Is the baby moving as usual?",
    "diabetes": "Glucose checked and food eaten today? Where are sensor and injection sites?",
    "patch_at": "Where is the patch? No heat and no oil near it.",
    "strong_painkiller": "When was the last dose? Feeling may be dulled.",
}


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
    shared = [finding for finding in decision.findings if consented and not _is_private(knowledge, finding)]
    named = tuple(dict.fromkeys(fact for finding in shared for fact in finding.because))
    stop_for = [STOP_FOR[fact] for fact in named if fact in STOP_FOR]
    lines = [
        "BRIEF FOR THE THERAPIST",
        f"Screened {screened_at or 'today'}, knowledge {decision.release}. Valid today only.",
        *_item("Ask again first", ASK_AGAIN),
        "",
        f"== {_bar(knowledge, decision)} ==",
        *_item("STOP and refer if", "; ".join([*stop_for[:2], STOP_ALL])),
        "",
        "LIMITS (they always win)",
        *_limits(knowledge, decision, decision.limits, plan, shared),
        "",
        "TODAY",
        *_item("Where", _places(sore) or "not said"),
        *_today(knowledge, answers or {}),
        *_item("Plan", _plan_words(knowledge, plan)),
        *_last_time(history),
        "",
        "ASK BEFORE STARTING",
        *(line for question in _questions(named) for line in _wrap(f"- {question}")),
        "",
        "AFTER",
        *_wrap("- Sit 2 minutes, rise slowly. Soreness up to 36 hours is usual; longer, or a bruise larger than a "
               "palm, is not. Drink to thirst; nothing is flushed out."),
        "",
        *_wrap("Screening is not a diagnosis. Your judgement may only be more cautious than this page."),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _is_private(knowledge: Knowledge, finding: Finding) -> bool:
    """Whether naming the finding would name a private fact; a fact nobody knows counts as private."""
    facts = [knowledge.facts.get(fact) for fact in finding.because]
    return not facts or any(fact is None or fact.private for fact in facts)


def _bar(knowledge: Knowledge, decision: Decision) -> str:
    rules = (knowledge.rules.get(finding.id) for finding in decision.findings)
    if any(rule is not None and rule.massage == "clearance" for rule in rules):
        return "[/] CLEARANCE SEEN: ask to see who gave it and when"
    return "[v] SUITABLE" if decision.massage == "suitable" else "[!] WITH LIMITS"


def _limits(knowledge: Knowledge, decision: Decision, limits: Limits, plan: Plan, shared: list[Finding]) -> list[str]:
    def because(field: str, word: str = "") -> str:
        """The reasons of one limit, in brackets; empty where no finding asked for it."""
        found = [finding for finding in decision.findings if _asks(knowledge, finding, field, word)]
        known = [finding.title for finding in found if finding in shared]
        hidden = [NOT_NAMED] if len(known) < len(found) else []
        return f" ({', '.join(dict.fromkeys(known + hidden))})" if found else ""

    rules = (knowledge.rules.get(finding.id) for finding in shared)
    sayable = {note for rule in rules if rule for note in rule.limits.notes}
    walton = next((name for top, name in WALTON if plan.max_pressure <= top), "W5")
    on_a_table = [id for id in limits.no_technique if id in knowledge.techniques and _is_professional(knowledge, id)]
    barred = _by_reason(
        [(knowledge.techniques[id].name.lower(), because("no_technique", id)) for id in on_a_table]
        + [(_plain(tool), because("no_tool", tool)) for tool in limits.no_tool]
    )
    positions = _by_reason([(_plain(position), because("no_position", position)) for position in limits.no_position])
    heat = {"ok": "as liked", "none": "none", "not_at": f"not on {_places(limits.heat_not_at)}"}[limits.heat]
    return [
        *_item("Pressure", f"at most {plan.max_pressure} of 10, {walton}{because('max_pressure')}"),
        *_item("Minutes", f"{plan.hands_on_minutes:g} hands-on{because('max_minutes')}"),
        *_item("Not at all on", _places(limits.keep_off) + because("keep_off") if limits.keep_off else ""),
        *_item("Not", "; ".join(barred)),
        *_item("Not lying or sitting", "; ".join(positions)),
        *_item("Heat", heat + because("heat" if limits.heat == "none" else "heat_not_at")),
        *_item("Always", "spine bones never; between lowest rib and belt line a flat hand, 3 at most"),
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
        label = next((choice.label for choice in fact.choices if choice.id == value), "")
        unit = {"": "", "0-10": " of 10"}.get(fact.unit, f" {fact.unit}")
        said.append(fact.label if value is True else f"{fact.label}: {label.lower() or value}{unit}")
    return _item("The ache", "; ".join(said))


def _plan_words(knowledge: Knowledge, plan: Plan) -> str:
    routine = knowledge.techniques[plan.routine].name if plan.routine else "gentle touch"
    regions = dict.fromkeys(WORDS[step.region] for step in plan.steps if step.touch)
    names = dict.fromkeys(step.name.lower() for step in plan.steps if step.touch)
    start = f"Start at {min(3, plan.max_pressure)} of 10, ask for a number after 10 minutes."
    return f"{routine}. {start} {', '.join(regions).capitalize()}: {', '.join(names)}."


def _last_time(history: History | None) -> list[str]:
    if history is None or history.days_since_last is None:
        return _item("Last time", "no massage recorded in the last 28 days")
    sore = "not told" if history.soreness_last is None else f"{history.soreness_last} of 10"
    bruise = ", stayed long or left a large bruise" if history.soreness_stayed else ""
    return _item("Last time", f"{history.days_since_last} days ago, soreness the next day {sore}{bruise}")


def _questions(named: tuple[str, ...]) -> list[str]:
    own = [ASK_FOR[fact] for fact in named if fact in ASK_FOR][:3]
    return [*own, "Anything new since the screening? Is there anywhere you do not want to be touched?"]


def _places(regions: tuple[str, ...]) -> str:
    """Sided regions in words, both sides as one: `low back, neck, buttock (left)`."""
    words = []
    for name in dict.fromkeys(name_of(region) for region in regions):
        sides = [side_of(region) for region in regions if name_of(region) == name and side_of(region)]
        plain = WORDS.get(name, _plain(name))
        words.append(f"{plain} ({sides[0]})" if len(sides) == 1 else plain)
    return ", ".join(words)


def _plain(id: str) -> str:
    return id.replace("_", " ")


def _item(label: str, text: str) -> list[str]:
    """One labelled paragraph; nothing when there is nothing to say."""
    return _wrap(f"{label}: {text}") if text else []


def _wrap(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent="  ")
