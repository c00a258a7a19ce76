"""Holds the lines of the back: points as (distance from the mid-line, y) in a box of 260 x 462, one half each.

One head is 92 high; shoulders, waist and hips are neither a man's nor a woman's.
"""

from __future__ import annotations

from collections.abc import Iterable

from unknot.web.drawings.made.curves import Point, points

MIDDLE = 130
HEAD = points("0,8 20,14 33,33 35,54 30,75 20,91")
EAR = points("35,50 40,51 40,62 34,70")
SHOULDER_ARM = points(
    "20,88 20.5,104 27,118 50,130 78,139 95,153 103,178 106,210 108,246 112,282 117,312"
)  # neck, shoulder, outer arm
INNER_ARM = points("94,314 88,284 84,248 79,222 72,204")
SIDE = points("72,204 70,228 65,256 60,282 61,306 68,332 75,362 77,392 74,424 69,462")
INNER_LEG = points("7,462 6,436 2,408")
BLADE = points("36,158 31,178 33,202 42,222 54,212 66,192")
FOLD = points("8,410 24,415 42,412 56,402")
CLEFT = points("0,376 0,406")
SPINE_DOTS: list[Point] = [(0, 138 + 11.7 * i) for i in range(19)]
SHOULDER = points("20,88 20.5,104 27,118 50,130 78,139 92,150")
TORSO = [*SHOULDER, (86, 180), *SIDE]
"""One side of the trunk without its arm."""

REACHING_ARM = points("20,88 20.5,104 27,118 50,130 78,139 95,153 105,178 113,210 121,240 126,260 124,271 116,275")
REACHING_INSIDE = points("116,275 107,266 98,246 86,222 72,204")
"""An arm bent back to reach one's own back, down to the elbow."""
ELBOW: Point = (114, 262)

UNDER_NECK = points("27,118 13,127 0,130")
UNDER_SHOULDER = points("13,162 40,157 72,160 112,178")
BLADE_TIPS = points("13,234 44,231 80,223 112,212")
LAST_RIB = points("13,276 37,287 62,292 112,292")
LOW_BACK_FLANK = points("37,287 36,309 37,331")
HIP_CREST = points("13,346 37,331 62,318 112,300")
UNDER_BUTTOCK = points("8,410 24,416 42,413 58,402 112,392")

KIDNEY_CENTRE: Point = (37, 308)
KIDNEY_SIZE = (21, 20)
"""From the lowest rib to the belt line, a hand wide from the spine (docs/clinical/places.md)."""


def on(side: int, row: Iterable[Point]) -> list[Point]:
    """Points on the page: side 1 is the person's right, -1 the left (we stand behind the person)."""
    return [(MIDDLE + side * x, y) for x, y in row]
