"""Draws the tools: ball, roller, gun and heat pack, in the thread's colour with an ink line."""

from __future__ import annotations

from unknot.web.drawings.made.curves import Point, number, straight
from unknot.web.drawings.made.outline import MIDDLE
from unknot.web.drawings.made.paper import Box, circle, path, rect

PACKS: dict[str, Box] = {
    "shoulder_top": (-74, 124, 148, 40), "upper": (-50, 182, 100, 70), "low_back": (-52, 284, 104, 62),
    "buttock": (12, 350, 64, 56),
}  # fmt: skip
"""Where the pack lies; on a buttock it is on the right one."""


def gun(spot: Point, turn: float) -> str:
    """Head at the spot, body outward along the turn, the handle hanging from it."""
    shape = (
        path("d-tool", "M40 4V50Q48 56 56 50V4Z")
        + path("d-tool", straight([(4, -3), (26, -3), (26, 3), (4, 3)], closed=True))
        + rect("d-tool", (22, -14, 46, 28), 10)
        + circle("d-tool", (0, 0), 9)
    )
    return f'<g transform="translate({number(spot[0])} {number(spot[1])}) rotate({number(turn)})">{shape}</g>'


def gun_over_shoulder() -> str:
    """Only what is seen from behind: the head on the muscle, the body coming from the front."""
    return (
        rect("d-tool", (156, 92, 46, 26), 10)
        + path("d-tool", straight([(176, 116), (184, 116), (184, 140), (176, 140)], closed=True))
        + circle("d-tool", (180, 143), 9)
    )


def heat_pack(place: str) -> str:
    """A pack in a cloth, with three waves of warmth."""
    x, y, width, height = PACKS[place]
    x += MIDDLE
    cloth = rect("d-cloth", (x, y, width, height), 10)
    pack = rect("d-tool", (x + 8, y + 8, width - 16, height - 16), 7)
    middle = y + height / 2
    gaps = (0.3, 0.5, 0.7)
    waves = "".join(f"M{number(x + width * gap)} {number(middle + 9)}q-5 -4.5 0 -9t0 -9" for gap in gaps)
    return cloth + pack + path("d-warmth", waves)
