"""Compiles the whole outcome into conditions over rules, once, for every carrier to read.

Each outcome name stands for one strictness ("pressure at most 3", "keep off the left low back"), true when any rule
demands it. So "most cautious wins" is an OR, written here and nowhere else: `MERGE` says which fields take the smaller
number, which add up, and `demands` turns one rule into the names it makes true. `read` is the way back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec

from unknot.conditions.tree import And, Cleared, Fired, Node, Not, Or, Yes
from unknot.knowledge.regions import REGIONS, both
from unknot.knowledge.shapes import Fact, Limits, Massage, Rule, Urgency

URGENCIES: tuple[Urgency, ...] = ("self_care", "clinician", "same_day", "emergency")
MASSAGES: tuple[Massage, ...] = ("suitable", "modify", "clearance", "avoid")

MERGE = {
    "max_pressure": "smallest",
    "max_minutes": "smallest",
    "max_minutes_per_region": "smallest",
    "no_technique": "union",
    "no_tool": "union",
    "no_position": "union",
    "no_helper": "union",
    "keep_off": "union of regions",
    "heat": "strictest",
    "heat_not_at": "union of regions",
    "needs_helper": "any",
    "notes": "all",
}
"""How each field of Limits is merged when several rules fire. A field without a line here fails the tests."""

ROUTINE = Limits(max_pressure=3, no_tool=("ball", "roller", "gun"))
"""What "see a clinician within 28 days" means for massage where a row says no more (docs/clinical/deciding.md)."""
CLEARED = Limits(max_pressure=3, max_minutes=20)
"""What holds after a clearance where the row says no more (docs/clinical/deciding.md)."""


class Demand(msgspec.Struct, frozen=True):
    """One outcome name that a rule makes true; with `region`, only if that region was named (`wound_at.neck`)."""

    name: str
    region: str = ""
    unless_cleared: bool = False


def with_defaults(rule: Rule) -> Rule:
    """The rule with what its urgency implies: emergency and same day avoid, 7 days clearance, 28 days modify."""
    massage, limits = rule.massage, rule.limits
    if rule.urgency in ("emergency", "same_day"):
        massage = "avoid"
    elif rule.urgency == "clinician" and massage is None:
        massage = "clearance" if rule.within_days == 7 else "modify"
        if limits == Limits():
            limits = CLEARED if massage == "clearance" else ROUTINE
    return msgspec.structs.replace(rule, massage=massage, limits=limits)


def regions_named(words: Iterable[str], facts: Mapping[str, Fact]) -> list[tuple[str, str]]:
    """(region, guard) pairs for the words of `keep_off`: a region, both sides of a pair, `all`, or a regions fact.

    The guard is the expanded yes/no fact that must hold, or ``. Raises KeyError for a word that is none of these.
    """
    named: list[tuple[str, str]] = []
    for word in words:
        if word in REGIONS:
            named.append((word, ""))
        elif word == "all":
            named += [(region, "") for region in REGIONS]
        elif word in facts and facts[word].type == "regions":
            named += [(region, f"{word}.{region}") for region in REGIONS]
        elif both(word)[0] in REGIONS:
            named += [(region, "") for region in both(word)]
        else:
            raise KeyError(word)
    return named


def demands(rule: Rule, facts: Mapping[str, Fact]) -> list[Demand]:
    """Every outcome name this rule makes true when it fires."""
    found: list[Demand] = []
    if rule.urgency:
        found += [Demand(f"urgency.{level}") for level in URGENCIES[1 : URGENCIES.index(rule.urgency) + 1]]
        if rule.within_days == 7:
            found.append(Demand("within_days.7"))
    if rule.massage:
        for level in MASSAGES[1 : MASSAGES.index(rule.massage) + 1]:
            found.append(Demand(f"massage.{level}", unless_cleared=level == rule.massage == "clearance"))
    if rule.recheck_days:
        found.append(Demand(f"recheck_days.{rule.recheck_days}"))
    limits = rule.limits
    for field in ("max_pressure", "max_minutes", "max_minutes_per_region"):
        if getattr(limits, field) is not None:
            found.append(Demand(f"{field}.{getattr(limits, field)}"))
    for field in ("no_technique", "no_tool", "no_position", "no_helper"):
        found += [Demand(f"{field}.{word}") for word in getattr(limits, field)]
    found += [Demand(f"keep_off.{region}", guard) for region, guard in regions_named(limits.keep_off, facts)]
    found += [Demand(f"heat_not_at.{region}", guard) for region, guard in regions_named(limits.heat_not_at, facts)]
    if limits.heat == "none":
        found += [Demand("heat.none"), *(Demand(f"heat_not_at.{region}") for region in REGIONS)]
    if limits.needs_helper:
        found.append(Demand("needs_helper"))
    if limits.notes:
        found.append(Demand(f"notes.{rule.id}"))
    return found


def compile_outcome(rules: Mapping[str, Rule], facts: Mapping[str, Fact]) -> dict[str, Node]:
    """Outcome name -> the tree that makes it true. A smaller number makes every larger bound of its field true too."""
    terms: dict[str, dict[Node, None]] = {}
    for rule in rules.values():
        for demand in demands(rule, facts):
            parts: list[Node] = [Fired(rule.id)]
            if demand.region:
                parts.append(Yes(demand.region))
            if demand.unless_cleared:
                parts.append(Not(Cleared(rule.id)))
            terms.setdefault(demand.name, {})[parts[0] if len(parts) == 1 else And(tuple(parts))] = None
    for field in ("max_pressure", "max_minutes", "max_minutes_per_region", "recheck_days"):
        bounds = sorted((int(name.partition(".")[2]), name) for name in terms if name.partition(".")[0] == field)
        for (_, tighter), (_, looser) in pairwise(bounds):
            terms[looser] = {**terms[tighter], **terms[looser]}
    return {name: Or(tuple(terms[name])) for name in sorted(terms, key=_order)}


def _order(name: str) -> tuple[int, str]:
    """Urgency, massage, then the rest by name: a fixed order, so that the same knowledge gives the same bits.

    Regions stand in their own order, so that the function of `in_python.py` moves all of them at once.
    """
    field, _, word = name.partition(".")
    if field in ("urgency", "within_days", "massage"):
        levels = ["urgency.clinician", "within_days.7", "urgency.same_day", "urgency.emergency"]
        levels += [f"massage.{level}" for level in MASSAGES[1:]]
        return levels.index(name), ""
    number = str(REGIONS.index(word)) if word in REGIONS else word
    return 10, f"{field}.{number.zfill(6)}" if number.isdigit() else name


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome names that hold, read as one answer. `limits` is None exactly when massage is avoid."""

    urgency: Urgency
    within_days: int | None
    massage: Massage
    limits: Limits | None
    recheck_days: int | None


def read(names: Sequence[str], rules: Mapping[str, Rule]) -> Outcome:
    """The outcome in which exactly these names hold."""
    held = set(names)
    words: dict[str, list[str]] = {}
    for name in names:
        field, _, word = name.partition(".")
        words.setdefault(field, []).append(word)

    def smallest(field: str) -> int | None:
        return min((int(word) for word in words.get(field, ())), default=None)

    urgency: Urgency = next((level for level in reversed(URGENCIES) if f"urgency.{level}" in held), "self_care")
    massage: Massage = next((level for level in reversed(MASSAGES) if f"massage.{level}" in held), "suitable")
    within = (7 if "within_days.7" in held else 28) if urgency == "clinician" else None
    none, not_at = "heat.none" in held, words.get("heat_not_at", [])
    limits = Limits(
        max_pressure=smallest("max_pressure"),
        max_minutes=smallest("max_minutes"),
        max_minutes_per_region=smallest("max_minutes_per_region"),
        no_technique=tuple(words.get("no_technique", ())),
        no_tool=tuple(words.get("no_tool", ())),  # type: ignore[arg-type]  # the names come from Limits
        no_position=tuple(words.get("no_position", ())),  # type: ignore[arg-type]
        no_helper=tuple(words.get("no_helper", ())),  # type: ignore[arg-type]
        keep_off=tuple(words.get("keep_off", ())),
        heat="none" if none else "not_at" if not_at else "ok",
        heat_not_at=() if none else tuple(not_at),
        needs_helper="needs_helper" in held,
        notes=tuple(dict.fromkeys(note for rule in words.get("notes", ()) for note in rules[rule].limits.notes)),
    )
    return Outcome(
        urgency=urgency,
        within_days=within,
        massage=massage,
        limits=None if massage == "avoid" else limits,
        recheck_days=smallest("recheck_days") if massage != "avoid" else None,
    )
