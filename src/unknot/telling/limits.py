"""What do the limits say, in words? One short phrase a limit, for the result and the plan.

Told by what a person meets and what is left, not by every technique that is barred: the exact list is in the JSON, and
the therapist's brief names it.
"""

from __future__ import annotations

from unknot.knowledge.shapes import Knowledge, Limits, Position
from unknot.telling.own_words import listed, region_words

TOOLS = {
    "ball": "ball", "roller": "foam roller", "gun": "massage gun", "cane": "massage cane", "heat_pack": "heat pack",
    "oil": "oil", "cups_scraper": "cups or scraper",
}  # fmt: skip
POSITIONS = {
    "prone": "lying face down", "supine": "lying flat on the back", "side_lying": "lying on the side",
    "seated": "sitting", "seated_lean": "sitting and leaning forward", "semi_reclined": "half lying",
    "standing": "standing", "floor": "on the floor",
}  # fmt: skip
BARRED_TOOLS = {
    "cups_scraper": "cupping, scraping",
    **{tool: name for tool, name in TOOLS.items() if tool != "cups_scraper"},
}
BARRED_POSITIONS = {
    "prone": "face down", "supine": "flat on the back", "side_lying": "on the side", "seated": "sitting",
    "seated_lean": "leaning forward", "semi_reclined": "half lying", "standing": "standing", "floor": "on the floor",
}  # fmt: skip
LYING: tuple[Position, ...] = ("prone", "supine", "side_lying")
KNEADING = {"petrissage", "circular_friction", "knuckle_kneading"}
"""Without these, long strokes and still hands are what is left of hand work."""
FIRMER = {
    "deep_tissue": "deep work", "friction": "deep work", "trigger_point": "held pressure on sore spots",
    "tapotement": "tapping",
}  # fmt: skip


def limit_phrases(knowledge: Knowledge, limits: Limits) -> list[str]:
    """One phrase for each kind of limit that is set, what matters most first; notes are not among them.

    That a partner alone is barred is never said (addendum 1d, RF-VIOLENCE): the plan just does not offer it.
    """
    said = [
        *short_phrases(limits),
        _hand_work(limits),
        _positions(limits),
        _heat(limits),
        "no slow breathing exercise" if "slow_breathing" in limits.no_technique else "",
        "no stretching" if "chair_stretch" in limits.no_technique else "",
        "someone with you" if limits.needs_helper else "",
        "only by a professional" if {"alone", "partner"} <= set(limits.no_helper) else "",
    ]
    return [phrase for phrase in said if phrase]


def short_phrases(limits: Limits) -> list[str]:
    """The limits that fit in one sentence: how firm, how long, where not."""
    said = [
        (limits.max_pressure is not None, f"pressure up to {limits.max_pressure} of 10"),
        (limits.max_minutes is not None, f"at most {limits.max_minutes} minutes"),
        (limits.max_minutes_per_region is not None, f"at most {limits.max_minutes_per_region} minutes in one place"),
        (bool(limits.keep_off), f"hands off {region_words(limits.keep_off)}"),
    ]
    return [phrase for holds, phrase in said if holds]


def _hand_work(limits: Limits) -> str:
    """What hands and tools leave out; a heat pack belongs to the heat."""
    barred = set(limits.no_technique)
    tools = [BARRED_TOOLS[tool] for tool in BARRED_TOOLS if tool in limits.no_tool and tool != "heat_pack"]
    if barred >= KNEADING and "effleurage" not in barred:
        without = f", no {listed(tools, 'or')}" if tools else ""
        return f"only long, light strokes and still hands{without}"
    firmer = dict.fromkeys(words for id, words in FIRMER.items() if id in barred)
    kneading = ["kneading"] if barred & KNEADING else []
    return f"no {listed([*firmer, *kneading, *tools], 'or')}" if firmer or kneading or tools else ""


def _positions(limits: Limits) -> str:
    barred = set(limits.no_position)
    if barred >= set(LYING):
        upright = ("seated", "seated_lean", "semi_reclined")
        left = [BARRED_POSITIONS[position] for position in upright if position not in barred]
        return f"{listed(left, 'or') or 'standing'}; not lying down{' or standing' if 'standing' in barred else ''}"
    named = [BARRED_POSITIONS[position] for position in POSITIONS if position in barred]
    return f"not {listed(named, 'or')}" if named else ""


def _heat(limits: Limits) -> str:
    if limits.heat == "none":
        return "no heat"
    return f"no heat on {region_words(limits.heat_not_at)}" if limits.heat == "not_at" else ""
