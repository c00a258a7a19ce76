"""Draws a hand that acts: bars with round ends, all in ink and wider, then all again in colour.

Right hands, seen on their backs, fingers up, thumb toward the mid-line; points are from the middle of the palm.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import cos, pi, sin

from unknot.web.drawings.made.curves import Point, number, points, straight, taper
from unknot.web.drawings.made.paper import ID, path

RIM = 4.4
"""How much wider the ink below is."""
Bar = tuple[str, float]
PALM: list[Bar] = [("-15,-16 -5,14", 12), ("-5,-18 1,16", 12), ("6,-16 6,16", 12), ("15,-10 11,14", 11)]
THUMB_OUT: Bar = ("-8,9 -17,0 -21.5,-14", 9.6)
THUMB_IN: Bar = ("-8,9 -15,3 -15,-8", 9.6)


@dataclass(frozen=True)
class HandShape:
    """A way to hold the hand, and the point of it that touches."""

    fingers: list[Bar]
    thumb: Bar
    contact: Point


FLAT = HandShape(
    [("-16,-18 -19,-36 -20,-49", 9.4), ("-5,-21 -6,-42 -6,-58", 9.6), ("6,-19 7,-38 8,-53", 9.4),
     ("16,-12 19,-27 22,-39", 8.6)],
    THUMB_OUT, (0, -12),
)  # fmt: skip
FIST = HandShape(
    [("-16,-18 -17,-28", 10.4), ("-5,-21 -5.5,-31", 10.4), ("6,-19 6.5,-30", 10.4), ("16,-12 17,-24", 9.6)],
    THUMB_IN, (0, -26),
)  # fmt: skip
TIPS = HandShape(
    [("-16,-18 -14,-36 -10,-51", 9.4), ("-5,-21 -4,-40 -2,-55", 9.6), ("6,-19 8,-30 8,-34", 9.4),
     ("16,-12 18,-22 18,-26", 8.6)],
    THUMB_OUT, (-6, -52),
)  # fmt: skip
THUMB = HandShape(
    [("-16,-18 -8,-34 2,-44", 9.4), ("-5,-21 6,-34 16,-42", 9.6), ("6,-19 17,-29 26,-35", 9.4),
     ("16,-12 25,-20 32,-24", 8.6)],
    ("-8,9 -22,-6 -29,-30", 10.6), (-29, -31),
)  # fmt: skip
GRIP = HandShape(
    [("-16,-18 -23,-32 -29,-38", 9.4), ("-5,-21 -9,-38 -17,-49", 9.6), ("6,-19 5,-38 -2,-51", 9.4),
     ("16,-12 19,-29 15,-43", 8.6)],
    ("-8,9 -28,8 -43,-4", 10.4), (-31, -22),
)  # fmt: skip
CUPPED = HandShape(
    [("-16,-18 -16,-32 -11,-42", 9.6), ("-5,-21 -5,-38 -3,-47", 9.8), ("6,-19 6,-36 5,-46", 9.6),
     ("16,-12 16,-26 12,-37", 9)],
    THUMB_IN, (0, -14),
)  # fmt: skip
FOREARM: tuple[Point, Point] = ((3, 16), (75, 178))


def turned(point: Point, degrees: float) -> Point:
    turn = degrees * pi / 180
    return point[0] * cos(turn) - point[1] * sin(turn), point[0] * sin(turn) + point[1] * cos(turn)


def hand(
    kind: HandShape, spot: Point, turn: float = 0, *, side: int = 1, arm: Point = FOREARM[1], elbow: Point | None = None
) -> str:
    """A hand that touches at `spot`, fingers turned clockwise; side -1 is a left hand (its turn mirrored too).

    `arm` is the way of a forearm that fades out, from the middle of the palm and turned with it. `elbow`, a point on
    the page, is where the forearm of one's own arm begins.
    """
    dx, dy = turned(kind.contact, turn)
    at = f"translate({number(spot[0] - side * dx)} {number(spot[1] - dy)})"
    mirror = " scale(-1 1)" if side < 0 else ""
    turns = f" rotate({number(turn)})" if turn else ""
    if elbow:
        arm = turned((side * (elbow[0] - spot[0]) + dx, elbow[1] - spot[1] + dy), -turn)
    limb = taper(FOREARM[0], 10.8, arm, 11.5 if elbow else 17)
    bars = [*kind.fingers, kind.thumb, *PALM]
    under = path("d-out", limb) + laid(bars, "d-hand-out", RIM)
    over = path("d-hand-fill", limb) + laid(bars, "d-hand-in", 0)
    fade = "" if elbow else f' mask="url(#{ID}-arm)"'
    return f'<g transform="{at}{mirror}{turns}"{fade}>{under}{over}</g>'


def fading_arms() -> str:
    """What lets a partner's forearm fade, measured from the palm: one for all hands of a drawing."""
    return (
        f'<radialGradient id="{ID}-wrist" gradientUnits="userSpaceOnUse" cx="0" cy="0" r="128">'
        '<stop offset=".6" stop-color="#fff"/><stop offset="1" stop-color="#000"/></radialGradient>'
        f'<mask id="{ID}-arm" maskUnits="userSpaceOnUse" x="-130" y="-130" width="260" height="260">'
        f'<path fill="url(#{ID}-wrist)" d="M-130-130H130V130H-130Z"/></mask>'
    )


def laid(bars: list[Bar], kind: str, wider: float) -> str:
    """The bars, one path for each width."""
    by_width: dict[float, str] = defaultdict(str)
    for row, width in bars:
        by_width[width] += straight(points(row))
    return "".join(path(kind, data, stroke_width=number(width + wider)) for width, data in by_width.items())


def finger_bars(rows: list[Bar]) -> str:
    """Fingers alone, where the rest of the hand is hidden."""
    return laid(rows, "d-hand-out", RIM) + laid(rows, "d-hand-in", 0)
