"""What do hands do on a back? One function a technique: where the hands lie, which way they move, what is off limits.

Every place is a spot on muscle, never on bone: the firm ones on the low back lie below the belt line, since above it is
the kidney zone (clinical-addendum T4). On the side a person's upper half is worked on, by one hand from below.
"""

from __future__ import annotations

from unknot.web.drawings.arrows import arrow, ring
from unknot.web.drawings.back import kidney_shapes, off_limits, spine_shape
from unknot.web.drawings.curves import Point, ellipse, points
from unknot.web.drawings.hands import CUPPED, FIST, FLAT, GRIP, THUMB, TIPS, Kind, fading_arms, hand
from unknot.web.drawings.outline import MIDDLE, on
from unknot.web.drawings.paper import circle, included
from unknot.web.drawings.tools import gun

SPOTS: dict[str, Point] = {
    "shoulder_top": (50, 143), "between_blades": (22, 190), "mid_back": (30, 250), "low_back": (31, 354),
    "buttock": (46, 376),
}  # fmt: skip
FROM_OUTSIDE = -34
LYING_TURN = 62
"""On the side, the hand comes from where the partner sits, behind the hips."""


def parts() -> dict[str, str]:
    """The pieces that every drawing of hands shares: what is off limits, and forearms that fade."""
    neck = ellipse((MIDDLE, 107), 16, 14)
    return {
        "off_limits__spine": off_limits(spine_shape()),
        "off_limits__spine_neck": off_limits(spine_shape(), neck),
        "off_limits__spine_kidneys": off_limits(spine_shape(), *kidney_shapes()),
        "fading_arms": fading_arms(),
    }


def limits(place: str) -> str:
    """Spine always; the neck beside the shoulders; the kidney zone from the mid back down."""
    kind = {"shoulder_top": "spine_neck", "between_blades": "spine"}.get(place, "spine_kidneys")
    return included(f"off_limits__{kind}")


def two(kind: Kind, at: Point, turn: float = 0) -> str:
    return included("fading_arms") + "".join(hand(kind, on(side, [at])[0], turn, side=side) for side in (-1, 1))


def one(kind: Kind, at: Point, lying: bool, turn: float = FROM_OUTSIDE) -> str:
    """One hand on the right side; on the side it comes from where the partner sits."""
    return included("fading_arms") + hand(kind, on(1, [at])[0], LYING_TURN if lying else turn)


def ways(*rows: str, sides: tuple[int, ...] = (-1, 1), light: bool = False, to_and_fro: bool = False) -> str:
    return "".join(arrow(on(side, points(row)), light=light, to_and_fro=to_and_fro) for row in rows for side in sides)


def effleurage(place: str, lying: bool) -> str:
    """Flat hands glide up beside the spine and out over the shoulders, and come back lightly along the side."""
    sides = (1,) if lying else (-1, 1)
    if place == "shoulder_top":
        stroke = ways("40,132 64,134 90,152", sides=sides)
        hands = one(FLAT, (40, 172), True) if lying else two(FLAT, (42, 196), 8)
    elif place == "buttock":
        stroke = ways("32,346 58,340 80,362", sides=sides)
        hands = one(FLAT, (46, 392), True) if lying else two(FLAT, (44, 408))
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
    """The muscle is lifted and squeezed between thumb and fingers, one side at a time."""
    x, y = SPOTS[place]
    x += 8 if place in ("between_blades", "mid_back") else 4
    squeeze = ways(f"{x - 34},{y - 34} {x - 16},{y - 16}", f"{x + 22},{y + 22} {x + 6},{y + 6}", sides=(1,))
    return limits(place) + one(GRIP, (x, y), lying) + squeeze


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
    return limits(place) + one(THUMB, SPOTS[place], lying) + circle("d-still", at, 15)


def held_stretch(place: str, lying: bool) -> str:
    """Two flat hands lie apart, sink in and draw gently away from each other."""
    top, foot = {
        "shoulder_top": (178, 250), "between_blades": (190, 262), "mid_back": (190, 262), "low_back": (236, 372),
        "buttock": (346, 404),
    }[place]  # fmt: skip
    x = 46 if place == "buttock" else 36
    away = (-150, 40) if lying else (150, 40)
    upper_hand = hand(FLAT, on(1, [(x, top)])[0], 0, arm=away)
    lower_hand = f'<g transform="matrix(1 0 0 -1 0 {2 * foot})">{hand(FLAT, on(1, [(x, foot)])[0], 0, arm=away)}</g>'
    apart = arrow(on(1, [(x + 34, top - 8), (x + 34, top - 38)])) + arrow(
        on(1, [(x + 34, foot + 8), (x + 34, foot + 38)])
    )
    return limits(place) + included("fading_arms") + upper_hand + lower_hand + apart


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
        held = hand(FIST, (spot[0] + 10, spot[1] + 56), 20)
        tool = gun(spot, 70)
    else:
        held = hand(FIST, (spot[0] + 52, spot[1] + 22), -50)
        tool = gun(spot, 14)
    sway = arrow(on(1, [(x - 22, y + 18), (x - 6, y + 26), (x + 12, y + 26)]), to_and_fro=True)
    return limits(place) + tool + included("fading_arms") + held + (sway if not lying else "")
