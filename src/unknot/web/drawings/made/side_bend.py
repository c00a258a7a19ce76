"""Draws the side bend on a chair: the back from behind, bent along an arc, one hand sliding to the floor."""

from __future__ import annotations

from math import cos, pi, sin

from unknot.web.drawings.made.arrows import arrow
from unknot.web.drawings.made.back import SIDES
from unknot.web.drawings.made.curves import Point, smooth, taper
from unknot.web.drawings.made.figures import union
from unknot.web.drawings.made.outline import BLADE, EAR, HEAD, MIDDLE, SPINE_DOTS
from unknot.web.drawings.made.paper import dotted, path
from unknot.web.drawings.made.scenes import SEATED_TRUNK, seat

FROM = 390
"""Where the bend begins, at the seat."""
LEAN = 24 * pi / 180 / 300
"""Radians for each unit of height."""


def bent(x: float, y: float) -> Point:
    """Where a point of the upright back comes to lie."""
    turn = LEAN * max(0.0, FROM - y)
    along = (1 - cos(turn)) / LEAN, sin(turn) / LEAN if turn else y - FROM
    below = min(0.0, FROM - y)
    return MIDDLE + along[0] + x * cos(turn), FROM - (along[1] if turn else below) + x * sin(turn)


def line(row: list[Point], side: int) -> list[Point]:
    return [bent(side * x, y) for x, y in row]


def side_bend() -> str:
    right, left = line(SEATED_TRUNK, 1), line(SEATED_TRUNK, -1)
    trunk = path("d-skin", smooth(right) + smooth(left[::-1], begin="L") + "Z") + path(
        "d-line", smooth(right) + smooth(left)
    )
    head = smooth(line(HEAD[:0:-1], -1) + line(HEAD, 1), closed=False)
    ears = path("d-skin d-line", "".join(smooth(line(EAR, side)) for side in SIDES))
    skull = ears + path("d-skin", head + "Z") + path("d-line", head)
    fine = path("d-thin", "".join(smooth(line(BLADE, side)) for side in SIDES)) + path(
        "d-spine-dots", dotted(line(SPINE_DOTS, 1))
    )
    arms = ""
    for side, hang in ((1, 12), (-1, -4)):
        x, y = bent(side * 90, 160)
        arms += union(
            taper((x, y), 14, (x + hang, y + 84), 10.5) + taper((x + hang, y + 84), 10, (x + hang, y + 168), 7)
        )
    right_hand = bent(90, 160)
    way = arrow([(right_hand[0] + 34, right_hand[1] + 110), (right_hand[0] + 34, right_hand[1] + 176)])
    return arms + trunk + skull + fine + seat() + way
