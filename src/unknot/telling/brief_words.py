"""Holds the words of the brief: those of the trade, short enough for one page. Words only."""

from __future__ import annotations

from unknot.knowledge.regions import name_of, side_of
from unknot.knowledge.sentences import worded
from unknot.knowledge.shapes import Knowledge
from unknot.pathway.plan.where import WORDS
from unknot.pathway.plan.words import SIDES

BARS = {
    "suitable": worded("SUITABLE"),
    "limits": worded("WITH LIMITS"),
    "clearance": worded("CLEARANCE SEEN: ask to see who gave it and when"),
}
NOT_NAMED = worded("health reason")
ASK_AGAIN = worded(
    "limbs or face newly numb, weak, tingling; between the legs, bladder, bowel; fever, unwell; chest, breath, faint, "
    "calf; fall, operation, injection, new medicine; pregnancy; skin; soreness, bruise or dark pee after the last time"
)
"""The eight short questions in short."""
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
"""The regions that are reported only; the others are in `pathway/plan/where.py`."""


def places(knowledge: Knowledge, regions: tuple[str, ...]) -> str:
    """Sided regions in words, both sides as one: `low back, neck, buttock (left)`."""
    words = []
    for name in dict.fromkeys(name_of(region) for region in regions):
        sides = [side_of(region) for region in regions if name_of(region) == name and side_of(region)]
        plain = knowledge.say(WORDS.get(name) or REPORTED[name])
        words.append(f"{plain} ({knowledge.say(SIDES[sides[0]])})" if len(sides) == 1 else plain)
    return ", ".join(words)
