"""What do the limits say, in words? One short phrase a limit, for the result, the plan and the brief."""

from __future__ import annotations

from unknot.knowledge.shapes import Knowledge, Limits
from unknot.pathway.own_words import region_words

TOOLS = {
    "ball": "ball", "roller": "foam roller", "gun": "massage gun", "cane": "massage cane", "heat_pack": "heat pack",
    "oil": "oil", "cups_scraper": "cups or scraper",
}  # fmt: skip
POSITIONS = {
    "prone": "lying face down", "supine": "lying flat on the back", "side_lying": "lying on the side",
    "seated": "sitting", "seated_lean": "sitting and leaning forward", "semi_reclined": "half lying",
    "standing": "standing", "floor": "floor work",
}  # fmt: skip


def limit_phrases(knowledge: Knowledge, limits: Limits) -> list[str]:
    """One phrase for each limit that is set, what matters most first; notes are not among them.

    That a partner alone is barred is never said (addendum 1d, RF-VIOLENCE): the plan just does not offer it.
    """

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
        ({"alone", "partner"} <= set(limits.no_helper), "only by a professional"),
    ]
    return [phrase for holds, phrase in said if holds]


def short_phrases(limits: Limits) -> list[str]:
    """The limits that fit in one sentence: how firm, how long, where not."""
    said = [
        (limits.max_pressure is not None, f"pressure up to {limits.max_pressure} of 10"),
        (limits.max_minutes is not None, f"at most {limits.max_minutes} minutes"),
        (bool(limits.keep_off), f"hands off: {region_words(limits.keep_off)}"),
    ]
    return [phrase for holds, phrase in said if holds]
