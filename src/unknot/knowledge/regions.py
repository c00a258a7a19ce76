"""Names the regions of the body with their sides, and says which of them may be massaged at home.

Regions and never-zones: docs/clinical/places.md; who reaches what: docs/clinical/techniques.md.
"""

SIDES = ("left", "right")
PLANNED = ("shoulder_top", "between_blades", "mid_back", "low_back", "buttock")
"""Regions a plan may work on, each left and right."""

PLAN_REGIONS = tuple(f"{region}_{side}" for region in PLANNED for side in SIDES)
REPORTED_ONLY = (
    "neck", "spine_midline", "flank_left", "flank_right", "tailbone",
    "leg_left", "leg_right", "arm_left", "arm_right", "belly", "chest_front",
)  # fmt: skip
"""Regions a person can report and a rule can bar, never massaged at home. The flank is the kidney zone."""

REGIONS = PLAN_REGIONS + REPORTED_ONLY


def both(region: str) -> tuple[str, str]:
    """The left and right half of a paired region: `low_back` -> (`low_back_left`, `low_back_right`)."""
    return f"{region}_left", f"{region}_right"


def side_of(region: str) -> str:
    """`left`, `right`, or `` for a region in the middle."""
    return next((side for side in SIDES if region.endswith(f"_{side}")), "")


def name_of(region: str) -> str:
    """The region without its side: `low_back_left` -> `low_back`."""
    side = side_of(region)
    return region.removesuffix(f"_{side}") if side else region
