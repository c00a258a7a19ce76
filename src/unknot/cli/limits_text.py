"""What do the limits say, in words? One short phrase a limit, for the result, the plan and the brief."""

from __future__ import annotations

from unknot.knowledge.regions import PLAN_REGIONS, REGIONS, both, name_of, side_of
from unknot.knowledge.shapes import Knowledge, Limits

TOOLS = {
    "ball": "ball", "roller": "foam roller", "gun": "massage gun", "cane": "massage cane", "heat_pack": "heat pack",
    "oil": "oil", "cups_scraper": "cups or scraper",
}  # fmt: skip
POSITIONS = {
    "prone": "lying face down", "supine": "lying flat on the back", "side_lying": "lying on the side",
    "seated": "sitting", "seated_lean": "sitting and leaning forward", "semi_reclined": "half lying",
    "standing": "standing", "floor": "floor work",
}  # fmt: skip
HELPERS = {"alone": "alone", "partner": "with a partner", "professional": "by a professional"}


def region_words(regions: tuple[str, ...] | list[str]) -> str:
    """Regions as people say them, both sides as one: "low back, left shoulder top"."""
    if set(PLAN_REGIONS) <= set(regions):
        return "the whole back" if len(regions) < len(REGIONS) else "the whole body"
    said: list[str] = []
    for region in regions:
        name, side = name_of(region), side_of(region)
        whole = bool(side) and set(both(name)) <= set(regions)
        words = name.replace("_", " ")
        said.append(words if whole or not side else f"{side} {words}")
    return ", ".join(dict.fromkeys(said))


def limit_phrases(knowledge: Knowledge, limits: Limits) -> list[str]:
    """One phrase for each limit that is set, the strictest matters first; notes are not among them."""

    def techniques(ids: tuple[str, ...]) -> str:
        return ", ".join(knowledge.techniques[id].name.lower() if id in knowledge.techniques else id for id in ids)

    said = [
        (limits.max_pressure is not None, f"pressure up to {limits.max_pressure} of 10"),
        (limits.max_minutes is not None, f"at most {limits.max_minutes} minutes"),
        (limits.max_minutes_per_region is not None, f"at most {limits.max_minutes_per_region} minutes in one place"),
        (bool(limits.keep_off), f"hands off: {region_words(limits.keep_off)}"),
        (bool(limits.no_technique), f"no {techniques(limits.no_technique)}"),
        (bool(limits.no_tool), f"no {', '.join(TOOLS[tool] for tool in limits.no_tool)}"),
        (bool(limits.no_position), f"not {', '.join(POSITIONS[position] for position in limits.no_position)}"),
        (limits.heat == "none", "no heat"),
        (limits.heat == "not_at", f"no heat on: {region_words(limits.heat_not_at)}"),
        (limits.needs_helper, "someone with you"),
        (bool(limits.no_helper), f"not {', '.join(HELPERS[helper] for helper in limits.no_helper)}"),
    ]
    return [phrase for holds, phrase in said if holds]
