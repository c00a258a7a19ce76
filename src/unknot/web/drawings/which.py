"""Names the drawing of a step, for every step that a plan can make."""

from __future__ import annotations

from unknot.knowledge.shapes import Helper, Position, Tool

WHOLE = {
    "walking": "walking__standing",
    "chair_stretch": "chair_stretch__seated",
    "floor_stretch": "floor_stretch__floor",
    "partner_routine": "partner_routine__seated_lean",
    "swedish": "swedish__table",
    "deep_tissue": "deep_tissue__table",
}
"""Techniques with one picture."""


def picture_for(
    technique: str, position: Position, region: str = "", helper: Helper = "alone", tool: Tool | str = ""
) -> str:
    """The name of the drawing, without folder and ending. `region` has no side: `low_back`."""
    if technique in WHOLE:
        return WHOLE[technique]
    return f"{technique}__{_scene(technique, position, region, helper, tool)}"


def _scene(technique: str, position: Position, region: str, helper: Helper, tool: Tool | str) -> str:
    if technique in ("slow_breathing", "vibration") or position == "semi_reclined":
        return position
    if technique == "ball_rolling":
        return region
    if technique == "foam_rolling":
        return f"{region}_{position}"
    if technique == "trigger_point" and helper == "alone":
        return f"{tool}_{region}_{position}"
    if technique == "heat":
        return f"{'upper' if region in ('between_blades', 'mid_back') else region}_{position}"
    if helper == "alone":
        return f"own_{region}_{position}"
    return f"{_flat(technique, region)}_{position}"


def _flat(technique: str, region: str) -> str:
    """Flat hands cover more than one region: a stroke runs from hip to shoulder."""
    back = {
        "effleurage": ("between_blades", "mid_back", "low_back"),
        "hand_rest": ("between_blades", "mid_back"),
    }.get(technique, ())
    return "back" if region in back else region
