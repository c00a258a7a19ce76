"""Puts the limits in words: one short phrase a limit, for the result and the plan.

Told by what a person meets and what is left, not by every technique that is barred: the exact list is in the JSON, and
the therapist's brief names it.
"""

from __future__ import annotations

from unknot.knowledge.sentences import listed, worded
from unknot.knowledge.shapes import Knowledge, Limits, Position
from unknot.pathway.plan.words import POSITIONS, TOOLS
from unknot.telling.own_words import region_words

__all__ = ["POSITIONS", "TOOLS", "limit_phrases", "short_phrases"]

BARRED_TOOLS = {"cups_scraper": worded("cupping, scraping"), **{id: TOOLS[id] for id in TOOLS if id != "cups_scraper"}}
BARRED_POSITIONS = {
    "prone": worded("face down"), "supine": worded("flat on the back"), "side_lying": worded("on the side"),
    "seated": worded("sitting"), "seated_lean": worded("leaning on a chair's back"),
    "semi_reclined": worded("half lying"), "standing": worded("standing"), "floor": worded("on the floor"),
}  # fmt: skip
LYING: tuple[Position, ...] = ("prone", "supine", "side_lying")
KNEADING = {"petrissage", "circular_friction", "knuckle_kneading"}
"""Without these, long strokes and still hands are what is left of hand work."""
FIRMER = {
    "deep_tissue": worded("deep work"), "friction": worded("deep work"),
    "trigger_point": worded("held pressure on sore spots"), "tapotement": worded("tapping"),
}  # fmt: skip


def limit_phrases(knowledge: Knowledge, limits: Limits) -> list[str]:
    """One phrase for each kind of limit that is set, what matters most first; notes are not among them.

    That a partner alone is barred is never said (RF-VIOLENCE): the plan just does not offer it.
    """
    say = knowledge.say
    said = [
        *short_phrases(knowledge, limits),
        _hand_work(knowledge, limits),
        _positions(knowledge, limits),
        _heat(knowledge, limits),
        say("no slow breathing exercise") if "slow_breathing" in limits.no_technique else "",
        say("no stretching") if "chair_stretch" in limits.no_technique else "",
        say("someone with you") if limits.needs_helper else "",
        say("only by a professional") if {"alone", "partner"} <= set(limits.no_helper) else "",
    ]
    return [phrase for phrase in said if phrase]


def short_phrases(knowledge: Knowledge, limits: Limits) -> list[str]:
    """The limits that fit in one sentence: how firm, how long, where not."""
    say, said = knowledge.say, []
    if limits.max_pressure is not None:
        said.append(say("pressure up to {pressure} of 10", pressure=limits.max_pressure))
    if limits.max_minutes is not None:
        said.append(say("at most {minutes} minutes", minutes=limits.max_minutes))
    if limits.max_minutes_per_region is not None:
        said.append(say("at most {minutes} minutes in one place", minutes=limits.max_minutes_per_region))
    if limits.keep_off:
        said.append(say("hands off {places}", places=region_words(knowledge, limits.keep_off)))
    return said


def _hand_work(knowledge: Knowledge, limits: Limits) -> str:
    """What hands and tools leave out; a heat pack belongs to the heat."""
    barred, say = set(limits.no_technique), knowledge.say
    tools = [say(BARRED_TOOLS[tool]) for tool in BARRED_TOOLS if tool in limits.no_tool and tool != "heat_pack"]
    if barred >= KNEADING and "effleurage" not in barred:
        if not tools:
            return say("only long, light strokes and still hands")
        return say("only long, light strokes and still hands, no {what}", what=listed(knowledge, tools, "or"))
    firmer = dict.fromkeys(say(words) for id, words in FIRMER.items() if id in barred)
    kneading = [say("kneading")] if barred & KNEADING else []
    what = listed(knowledge, [*firmer, *kneading, *tools], "or")
    return say("no {what}", what=what) if what else ""


def _positions(knowledge: Knowledge, limits: Limits) -> str:
    barred, say = set(limits.no_position), knowledge.say
    if barred >= set(LYING):
        upright = ("seated", "seated_lean", "semi_reclined")
        left = [say(BARRED_POSITIONS[position]) for position in upright if position not in barred]
        how = listed(knowledge, left, "or") or say("standing")
        if "standing" in barred:
            return say("{how}; not lying down or standing", how=how)
        return say("{how}; not lying down", how=how)
    named = [say(BARRED_POSITIONS[position]) for position in POSITIONS if position in barred]
    return say("not {positions}", positions=listed(knowledge, named, "or")) if named else ""


def _heat(knowledge: Knowledge, limits: Limits) -> str:
    if limits.heat == "none":
        return knowledge.say("no heat")
    if limits.heat == "not_at":
        return knowledge.say("no heat on {places}", places=region_words(knowledge, limits.heat_not_at))
    return ""
