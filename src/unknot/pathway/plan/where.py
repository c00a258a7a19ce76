"""Chooses where hands, tools or heat go today, the sorest place first."""

from __future__ import annotations

from typing import Literal

from unknot.knowledge.regions import PLAN_REGIONS, PLANNED, both, name_of, side_of
from unknot.knowledge.sentences import worded
from unknot.knowledge.shapes import Knowledge, Limits
from unknot.pathway.plan.shape import both_or_one
from unknot.pathway.plan.words import SIDES
from unknot.pathway.request import Request

Side = Literal["left", "right", "both"]
WORDS = {
    "shoulder_top": worded("top of the shoulder"),
    "between_blades": worded("between the shoulder blades"),
    "mid_back": worded("middle back"),
    "low_back": worded("low back"),
    "buttock": worded("buttock"),
}
"""The regions as people say them."""
BESIDE = 2
"""How many regions away a visit may still go (a proposal: from the low back to between the blades, not further)."""
UNSAID = ("low_back_left", "low_back_right")
"""Where nobody says where it aches: the commonest place (a proposal)."""


def wanted_regions(knowledge: Knowledge, request: Request, sore: tuple[str, ...], why: list[str]) -> tuple[str, ...]:
    """Sided regions where work is wished for, in order: asked for, else sore, else the low back.

    What lies beside them is `beside`'s to say.
    """
    named = request.regions or sore
    if not named:
        why.append(knowledge.say("You did not say where it aches, so this plan is for the low back."))
        named = UNSAID
    reported = tuple(region for region in named if region not in PLAN_REGIONS)
    if set(reported) - {"neck"}:  # of a neck alone `neck_lines` speaks
        why.append(
            knowledge.say(
                "Neck, spine, the sides below the ribs, tailbone, belly, chest, arms and legs are not worked on."
            )
        )
    return tuple(region for region in named if region in PLAN_REGIONS)


def beside(request: Request, wanted: tuple[str, ...], lead: str, limits: Limits, position: str) -> dict[str, Side]:
    """Regions (no side) that a visit may add to the sore ones and nobody named, the nearest to `lead` first.

    Only at a professional's and only where nothing is asked for by name. The far end of the back is not beside, and
    nobody who lies on the side turns over for a side on which nothing aches.
    """
    if request.helper != "professional" or request.regions:
        return {}
    named, place = {name_of(region) for region in wanted}, PLANNED.index(lead)
    aching = {side_of(region) for region in wanted}
    near = sorted(PLANNED, key=lambda name: (abs(PLANNED.index(name) - place), -PLANNED.index(name)))
    found: dict[str, Side] = {}
    for name in near:
        free = (region for region in both(name) if region not in limits.keep_off)
        side = both_or_one(
            tuple(region for region in free if position != "side_lying" or side_of(region) in aching), name
        )
        if name not in named and side and abs(PLANNED.index(name) - place) <= BESIDE:
            found[name] = side
    return found


def open_regions(knowledge: Knowledge, wanted: tuple[str, ...], limits: Limits, why: list[str]) -> dict[str, Side]:
    """Region (no side) -> the sides that may be worked, in the order of `wanted`; barred ones are named in `why`."""
    free = tuple(region for region in wanted if region not in limits.keep_off)
    found: dict[str, Side] = {}
    for name in dict.fromkeys(name_of(region) for region in wanted):
        side = both_or_one(free, name)
        if side:
            found[name] = side
        if side != both_or_one(wanted, name):
            place = _which(knowledge, wanted, free, name)
            why.append(knowledge.say("Your answers keep hands off here today: {place}.", place=place))
    return found


def heat_region(wanted: tuple[str, ...], limits: Limits) -> str:
    """The first wished-for region (no side) where a heat pack may lie, or "".

    Where hands keep off, warmth may still be allowed (a sore disc: T-HEAT). A pack covers both sides, so one
    barred side bars the region: stricter than the words of the limit.
    """
    if limits.heat == "none":
        return ""
    barred = {name_of(region) for region in limits.heat_not_at}
    names = (name_of(region) for region in wanted)
    return next((name for name in names if name in PLANNED and name not in barred), "")


def place_words(knowledge: Knowledge, region: str) -> str:
    """A plan region (no side) in words."""
    return knowledge.say(WORDS[region])


def _which(knowledge: Knowledge, wanted: tuple[str, ...], free: tuple[str, ...], name: str) -> str:
    """`low back`, or `low back, left`, for the sides of a region that were wished for and are barred."""
    lost = tuple(region for region in wanted if name_of(region) == name and region not in free)
    side, place = both_or_one(lost, name), place_words(knowledge, name)
    return place if side == "both" or not both_or_one(free, name) else f"{place}, {knowledge.say(SIDES[side])}"
