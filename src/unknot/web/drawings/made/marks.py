"""Draws level, massage and certainty as shapes: decision shapes, massage marks and the rings of a grade."""

from __future__ import annotations

from math import cos, pi, sin

from unknot.web.drawings.made.curves import Point, straight
from unknot.web.drawings.made.paper import Drawing, circle, cross, dotted, path, rect

TICK: list[Point] = [(14, 22.5), (20, 28.5), (30.5, 16.5)]
PLUS = straight([(22, 13), (22, 31)]) + straight([(13, 22), (31, 22)])


def octagon(centre: Point, r: float) -> list[Point]:
    return [(centre[0] + r * cos(pi / 8 + i * pi / 4), centre[1] + r * sin(pi / 8 + i * pi / 4)) for i in range(8)]


def urgencies() -> list[Drawing]:
    """Four solid shapes; the sign in each is cut out of it, in the colour of the band."""
    warning = path("d-sign", straight([(22, 12), (22, 23.5)])) + circle("d-sign-dot", (22, 30.5), 2.6)
    low_warning = path("d-sign", straight([(22, 18), (22, 26.5)])) + circle("d-sign-dot", (22, 33), 2.4)
    shapes = {
        "self_care": ("Self-care", circle("d-level", (22, 22), 19) + path("d-sign", straight(TICK))),
        "clinician": ("See a clinician", rect("d-level", (4, 4, 36, 36), 6) + path("d-sign", PLUS)),
        "same_day": (
            "See a clinician today",
            path("d-level d-round", straight([(22, 6), (40, 37), (4, 37)], closed=True)) + low_warning,
        ),
        "emergency": ("Emergency", path("d-level", straight(octagon((22, 22), 20.5), closed=True)) + warning),
    }
    return [
        Drawing(f"urgency__{id}", (0, 0, 44, 44), title, body, f"d-mark urgency-{id.replace('_', '-')}")
        for id, (title, body) in shapes.items()
    ]


LINE = straight([(2, 10), (38, 10)])
BARS = straight([(9, 3), (9, 17)]) + straight([(31, 3), (31, 17)])
MASSAGE = {
    "suitable": ("Massage suits you", path("d-thread", LINE)),
    "modify": ("Massage with limits", path("d-thread", LINE + BARS)),
    "clearance": (
        "Massage after they agree",
        path("d-thread", straight([(2, 10), (20, 10)]) + straight([(20, 3), (20, 17)]))
        + path("d-thread-dots", dotted([(27, 10), (32.5, 10), (38, 10)])),
    ),
    "avoid": (
        "No massage today",
        path("d-thread", straight([(2, 10), (11, 10)]) + straight([(29, 10), (38, 10)]) + cross((20, 10), 5)),
    ),
}


def massages() -> list[Drawing]:
    """One thread, whole, limited, waiting or broken; in the colour of the urgency beside it."""
    return [
        Drawing(f"massage__{id}", (0, 0, 40, 20), title, body, "d-mark d-takes-colour")
        for id, (title, body) in MASSAGE.items()
    ]


FILLED = {"high": 4, "moderate": 3, "low": 2, "very_low": 1, "no_evidence": 0}
CERTAINTY = {
    "high": "High certainty",
    "moderate": "Moderate certainty",
    "low": "Low certainty",
    "very_low": "Very low certainty",
    "no_evidence": "Not tested",
}


def grades() -> list[Drawing]:
    """Rings, filled from the left; a struck or dotted ring and the safety mark are no measure of certainty."""
    found = [
        Drawing(
            f"grade__{id}",
            (0, 0, 44, 14),
            CERTAINTY[id],
            "".join(circle("d-ring-full" if i < filled else "d-ring", (5.5 + 11 * i, 7), 4) for i in range(4)),
            "d-mark",
        )
        for id, filled in FILLED.items()
    ]
    struck = circle("d-ring", (9, 7), 4) + path("d-ring", straight([(4, 11.6), (14, 2.4)]))
    same = path("d-ring", straight([(3, 4.5), (15, 4.5)]) + straight([(3, 9.5), (15, 9.5)]))
    found += [
        Drawing("grade__contradicted", (0, 0, 18, 14), "Contradicted", struck, "d-mark"),
        Drawing("grade__custom", (0, 0, 18, 14), "Custom, harmless", circle("d-ring-dotted", (9, 7), 4.6), "d-mark"),
        Drawing("grade__safety_consensus", (0, 0, 40, 20), "Safety rule", MASSAGE["modify"][1], "d-mark"),
        Drawing("grade__definition", (0, 0, 18, 14), "A definition", same, "d-mark"),
    ]
    return found


def gap_sign() -> list[Drawing]:
    """Days without an entry in the chart, and a pain value, with the signs that the chart uses."""
    gap = path("d-edge", straight([(4, 16), (36, 16), (36, 4)]))
    dot = path("d-chart", straight([(2, 10), (15.8, 10)]) + straight([(24.2, 10), (38, 10)]))
    return [
        Drawing("chart__gap", (0, 0, 40, 20), "No entries", gap, "d-mark"),
        Drawing("chart__pain", (0, 0, 40, 20), "Pain", dot + circle("d-chart", (20, 10), 4.2), "d-mark"),
    ]
