"""Draws hands on a back, one function a technique: where they lie, which way they move, what is off limits.

Every place is a spot on muscle, never on bone: the firm ones on the low back lie below the belt line, since above it is
the kidney zone (docs/clinical/places.md). On the side a person's upper half is worked on, by one hand from below.
"""

from __future__ import annotations

from unknot.web.drawings.made.arrows import arrow, ring
from unknot.web.drawings.made.back import kidney_shapes, off_limits, spine_shape
from unknot.web.drawings.made.curves import Point, ellipse, points, smooth
from unknot.web.drawings.made.hands import CUPPED, FIST, FLAT, GRIP, THUMB, TIPS, HandShape, fading_arms, hand, turned
from unknot.web.drawings.made.outline import MIDDLE, on
from unknot.web.drawings.made.paper import circle, included, path
from unknot.web.drawings.made.tools import gun

SPOTS: dict[str, Point] = {
    "shoulder_top": (50, 143), "between_blades": (22, 190), "mid_back": (30, 238), "low_back": (31, 354),
    "buttock": (46, 376),
}  # fmt: skip
FROM_OUTSIDE = -34
LYING_TURN = 62
"""On the side, the hand comes from where the partner sits, behind the hips."""


def parts() -> dict[str, str]:
    """The pieces that every drawing of hands shares: what is off limits."""
    neck = ellipse((MIDDLE, 107), 16, 14)
    return {
        "off_limits__spine": off_limits(spine_shape()),
        "off_limits__spine_neck": off_limits(spine_shape(), neck),
        "off_limits__spine_kidneys": off_limits(spine_shape(), *kidney_shapes()),
    }


def limits(place: str) -> str:
    """Spine always; the neck beside the shoulders; the kidney zone from the mid back down."""
    kind = {"shoulder_top": "spine_neck", "between_blades": "spine"}.get(place, "spine_kidneys")
    return included(f"off_limits__{kind}")


def two(kind: HandShape, at: Point, turn: float = 0) -> str:
    return fading_arms() + "".join(hand(kind, on(side, [at])[0], turn, side=side) for side in (-1, 1))


def one(kind: HandShape, at: Point, lying: bool, turn: float = FROM_OUTSIDE) -> str:
    """One hand on the right side; on the side it comes from where the partner sits."""
    return fading_arms() + hand(kind, on(1, [at])[0], LYING_TURN if lying else turn)


def ways(*rows: str, sides: tuple[int, ...] = (-1, 1), light: bool = False, to_and_fro: bool = False) -> str:
    return "".join(arrow(on(side, points(row)), light=light, to_and_fro=to_and_fro) for row in rows for side in sides)


def effleurage(place: str, lying: bool) -> str:
    """Flat hands glide up beside the spine and out over the shoulders, and come back lightly along the side."""
    sides = (1,) if lying else (-1, 1)
    if place == "shoulder_top":
        stroke = ways("40,132 64,134 90,152", sides=sides)
        hands = one(FLAT, (16, 186), True) if lying else two(FLAT, (42, 196), 8)
    elif place == "buttock":
        stroke = ways("32,346 58,340 80,362", sides=sides)
        hands = one(FLAT, (36, 404), True) if lying else two(FLAT, (44, 408))
    else:
        stroke = ways("30,272 29,230 29,188 42,160 74,154", sides=sides)
        stroke += ways("86,172 80,198 68,228 64,262 64,300 67,326", sides=sides, light=True)
        hands = one(FLAT, (40, 384), True) if lying else two(FLAT, (41, 388))
    return limits(place) + stroke + hands


def hand_rest(place: str, lying: bool) -> str:
    """Flat hands lie still: no arrow."""
    rest = {"back": (34, 232), "shoulder_top": (42, 178), "low_back": (38, 372), "buttock": (44, 396)}
    at = rest.get(place, rest["back"])
    return included("off_limits__spine") + (one(FLAT, at, True) if lying else two(FLAT, at))


def petrissage(place: str, lying: bool) -> str:
    """A roll of muscle is lifted and squeezed between thumb and fingers, one side at a time."""
    x, y = SPOTS[place]
    # The fingers reach up from the spot: on the low back they must stay clear of the kidney zone.
    x, y = (42, 381) if place == "low_back" else (x + 8 if x < 31 else x + 4, y)
    at, turn = on(1, [(x, y)])[0], LYING_TURN if lying else FROM_OUTSIDE
    roll = path("d-skin d-line", smooth(ellipse(at, 24, 12, turn + 30), closed=True))
    (ax, ay), (bx, by) = turned((-40, 36), turn), turned((-27, 19), turn)
    squeeze = arrow([(at[0] + ax, at[1] + ay), (at[0] + bx, at[1] + by)])
    return limits(place) + roll + one(GRIP, (x, y), lying) + squeeze


def circles(place: str, lying: bool) -> str:
    """Two fingertips make small circles: the skin moves with them."""
    at = on(1, [SPOTS[place]])[0]
    return limits(place) + one(TIPS, SPOTS[place], lying) + ring(at, 17)


def friction(place: str, lying: bool) -> str:
    """Short strokes across the fibres, to and fro."""
    x, y = SPOTS[place]
    across = arrow(on(1, [(x - 16 if x > 30 else x - 8, y - 13), (x + 20, y - 13)]), to_and_fro=True)
    return limits(place) + one(TIPS, SPOTS[place], lying) + across


def held_thumb(place: str, lying: bool) -> str:
    """The pad of a thumb presses and stays: a still ring, no arrow."""
    at = on(1, [SPOTS[place]])[0]
    return limits(place) + one(THUMB, SPOTS[place], lying, -4) + circle("d-still", at, 15)


def held_stretch(place: str, lying: bool) -> str:
    """Two flat hands lie apart, sink in and draw gently away from each other, clear of the kidney zone."""
    top, foot = {
        "shoulder_top": (158, 216), "between_blades": (172, 234), "mid_back": (182, 244), "low_back": (238, 368),
        "buttock": (372, 422),
    }[place]  # fmt: skip
    x, turn = (34, 84) if lying else (64, -84)
    hands = "".join(hand(FLAT, on(1, [(x, y)])[0], turn) for y in (top, foot))
    away = ways(f"50,{top - 24} 50,{top - 42}", f"50,{foot + 26} 50,{foot + 44}", sides=(1,))
    return limits(place) + fading_arms() + hands + away


def tapping(place: str, lying: bool) -> str:
    """Cupped hands tap by turns, loosely."""
    x, y = (44, 168) if place == "shoulder_top" else (40, 208)
    bounce = ways(f"{x},{y - 42} {x + 2},{y - 62}", sides=(1,) if lying else (-1, 1), to_and_fro=True, light=False)
    hands = one(CUPPED, (x, y), True) if lying else two(CUPPED, (x, y))
    return limits(place) + hands + bounce


def rocking(_place: str, lying: bool) -> str:
    """A palm on the outer hip rocks it like a cradle."""
    sway = arrow(on(1, points("96,330 104,356 104,384 96,408")), to_and_fro=True)
    return limits("buttock") + one(FLAT, (60, 380), lying, -20) + sway


def massage_gun(place: str, lying: bool) -> str:
    """The head floats on the muscle; the hand only guides it."""
    x, y = SPOTS[place]
    spot = on(1, [(x, y)])[0]
    if lying:
        held = hand(FIST, (spot[0] + 16, spot[1] + 44), LYING_TURN)
        tool = gun(spot, 70)
    else:
        held = hand(FIST, (spot[0] + 52, spot[1] + 22), -50)
        tool = gun(spot, 14)
    sway_row = (
        [(x + 18, y - 22), (x, y - 26), (x - 18, y - 22)]
        if lying
        else [(x - 22, y + 18), (x - 6, y + 26), (x + 12, y + 26)]
    )
    sway = arrow(on(1, sway_row), to_and_fro=True)
    return limits(place) + tool + fading_arms() + held + sway
