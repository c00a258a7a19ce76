"""Draws one's own hands on one's own back, reaching behind or over the shoulder, and what they hold.

Firm work on the low back stays below the belt line, on the muscle, two finger-widths off the bones.
"""

from __future__ import annotations

from unknot.web.drawings.made.arrows import arrow, ring
from unknot.web.drawings.made.curves import Point, points, smooth
from unknot.web.drawings.made.hands import FIST, FLAT, GRIP, TIPS, Bar, HandShape, finger_bars, hand
from unknot.web.drawings.made.outline import ELBOW, on
from unknot.web.drawings.made.paper import circle, path
from unknot.web.drawings.made.tools import gun, gun_over_shoulder
from unknot.web.drawings.made.touch import limits

DOWN_AND_IN = -152
"""Fingers of a hand that reaches behind point down and toward the middle, as in a back pocket."""
OVER_SHOULDER: list[Bar] = [
    ("139,125 141,152", 9.4), ("150,128 152,162", 9.6), ("161,131 163,163", 9.4), ("172,134 173,158", 8.6),
]  # fmt: skip
"""Fingers of the other hand that come over the right shoulder from the front."""
AROUND_GUN: list[Bar] = [("176,92 176,112", 9), ("187,91 187,113", 9), ("197,94 197,112", 8.6)]
OWN_SPOTS: dict[str, Point] = {"low_back": (40, 356), "buttock": (50, 380)}


def reaching(kind: HandShape, spot: Point, lying: bool, turn: float = DOWN_AND_IN) -> str:
    """One's own hands behind the back: both, or the upper one when lying on the side."""
    return "".join(
        hand(kind, on(side, [spot])[0], turn, side=side, elbow=on(side, [ELBOW])[0])
        for side in ((1,) if lying else (-1, 1))
    )


def up_and_down(lying: bool) -> str:
    return "".join(arrow(on(side, points("93,350 95,398")), to_and_fro=True) for side in ((1,) if lying else (-1, 1)))


def effleurage(place: str, lying: bool) -> str:
    """A flat hand glides up and down the muscle, or outward along the shoulder."""
    if place == "shoulder_top":
        return limits(place) + finger_bars(OVER_SHOULDER) + arrow(on(1, points("34,176 62,168 88,178")))
    return limits(place) + reaching(FLAT, OWN_SPOTS[place], lying) + up_and_down(lying)


def hand_rest(place: str, lying: bool) -> str:
    """Warm hands lie still."""
    return limits(place) + (
        finger_bars(OVER_SHOULDER) if place == "shoulder_top" else reaching(FLAT, OWN_SPOTS[place], lying)
    )


def petrissage(place: str, lying: bool) -> str:
    """The muscle is squeezed between fingers and the heel of the hand, and let go."""
    if place == "shoulder_top":
        squeeze = arrow([(152, 198), (152, 178)]) + arrow([(158, 96), (155, 114)])
        return limits(place) + finger_bars(OVER_SHOULDER) + squeeze
    squeeze = "".join(arrow(on(side, points("54,418 50,402"))) for side in (-1, 1))
    return limits(place) + reaching(GRIP, (46, 390), lying, -90) + squeeze


def circles(place: str, lying: bool) -> str:
    """Fingertips make small circles."""
    if place == "shoulder_top":
        return limits(place) + finger_bars(OVER_SHOULDER[1:3]) + ring((157, 163), 18)
    (x, y), elbow = OWN_SPOTS[place], on(1, [ELBOW])[0]
    spot = on(1, [(x - 8, y + (20 if place == "low_back" else 0))])[0]  # the thumb stays clear of the kidney zone
    return limits(place) + hand(TIPS, spot, DOWN_AND_IN + 20, elbow=elbow) + ring(spot, 17)


def knuckles(place: str, lying: bool) -> str:
    """Loose fists roll slowly from the belt line to the buttock."""
    return limits(place) + reaching(FIST, OWN_SPOTS[place], lying, -112) + up_and_down(lying)


def massage_gun(place: str, lying: bool) -> str:
    """The head floats on the muscle."""
    if place == "shoulder_top":
        return (
            limits(place)
            + gun_over_shoulder()
            + finger_bars(AROUND_GUN)
            + arrow(on(1, points("40,178 60,174 80,184")), to_and_fro=True)
        )
    spot = on(1, [(48, 378)])[0]
    held = hand(FIST, (spot[0] + 42, spot[1] - 2), 188, elbow=on(1, [ELBOW])[0])
    return limits(place) + gun(spot, -28) + held + arrow(on(1, points("22,392 34,406 52,408")), to_and_fro=True)


def cane(place: str, lying: bool) -> str:
    """The hook of a cane presses one spot and stays."""
    ways = {
        "between_blades": "58,96 62,112 58,140 40,164 22,190",
        "low_back": "99,306 92,336 76,353 56,356 33,356",
        "buttock": "99,316 95,350 84,373 66,380 46,380",
    }
    row = on(1, points(ways[place]))
    stick = path("d-tool-out", smooth(row)) + path("d-tool-in", smooth(row))
    tip = row[-1]
    if place == "between_blades":
        held = finger_bars([("176,104 192,108", 9), ("178,114 194,118", 9)])
    else:
        held = hand(FIST, (row[0][0], row[0][1] + 6), -170, elbow=on(1, [ELBOW])[0])
    return limits(place) + stick + circle("d-tool", tip, 8) + held + circle("d-still", tip, 17)
