"""Writes the lines for someone whose neck aches: no hands here, but safe movement, what is near, where to go.

Why not here: neck is reported only (knowledge/regions.py). Movement within comfort, never to the end of the range, and
the signs of a hurt artery: docs/clinical/nerves.md (row RF-NECK-ARTERY). The words are a proposal.
"""

from __future__ import annotations

from unknot.knowledge.regions import both
from unknot.knowledge.sentences import worded
from unknot.pathway.plan.room import Today
from unknot.pathway.plan.where import place_words

WHY_NOT = worded("No plan here works on the neck: large blood vessels and nerves lie close under the skin.")
MOVE = worded(
    "What you can do for your neck: turn and tilt your head slowly, a few times each way, only as far as it stays "
    "comfortable. Never push it to the end and never crack it."
)
STILL = worded("Your answers ask for care with the neck: no stretching and no turning as far as it goes.")
NEAR = worded("Light work nearby is possible. To ask for it, name this place: {place}.")
WHERE = worded("If the neck is no better in a few weeks, have a doctor or physiotherapist look at it.")
AT_ONCE = worded(
    "With dizziness, double sight, trouble speaking or swallowing, a drooping face or eyelid, or neck pain unlike any "
    "before, get help at once."
)


def neck_lines(today: Today, sore: tuple[str, ...]) -> tuple[str, ...]:
    """Sentences for the plan of someone whose neck is among the sore places; empty for all others."""
    if "neck" not in sore:
        return ()
    limits, say = today.limits, today.knowledge.say
    careful = "neck" in limits.keep_off or {"chair_stretch", "floor_stretch"} <= set(limits.no_technique)
    shoulders = both("shoulder_top")
    free = not set(shoulders) & {*limits.keep_off, *sore, *today.request.regions}
    near = (say(NEAR, place=place_words(today.knowledge, "shoulder_top")),) if free else ()
    return (say(WHY_NOT), say(STILL if careful else MOVE), *near, say(WHERE), say(AT_ONCE))
