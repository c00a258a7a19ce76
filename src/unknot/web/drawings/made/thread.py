"""Draws the one thread where it is a picture of its own: mark, curl, progress, breath and the empty page."""

from __future__ import annotations

from itertools import pairwise
from math import cos, dist, pi

from unknot.web.drawings.made.curves import Point, dot, number, smooth
from unknot.web.drawings.made.paper import Drawing, circle, dotted, path

Bezier = tuple[Point, Point, Point, Point]
IN: Bezier = ((2, 20), (11, 20), (23.5, 17.5), (23.5, 9))
"""The strand from the left; where it meets the last one it passes under."""
LOOP: list[Bezier] = [((23.5, 9), (23.5, 5.3), (20.7, 3), (17, 3)), ((17, 3), (13.3, 3), (10.5, 5.3), (10.5, 9))]
OUT: Bezier = ((10.5, 9), (10.5, 17.5), (23, 20), (32, 20))
CROSSING: Point = (17, 17.1)
BREATH_WIDE, BREATH_HIGH, BREATH_AT = 240, 36, 8
"""Ten seconds across; the height of a full breath; room for the bead above and to the left."""


def part(curve: Bezier, start: float, end: float) -> Bezier:
    """The piece of a Bezier curve between two of its times, 0 to 1 (de Casteljau, twice)."""

    def until(points: Bezier, t: float) -> Bezier:
        rows = [list(points)]
        while len(rows[-1]) > 1:
            row = rows[-1]
            rows.append([(a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])) for a, b in pairwise(row)])
        one, two, three, four = (row[0] for row in rows)
        return one, two, three, four

    head = until(curve, end)
    return until(head[::-1], 1 - start / end)[::-1]


def joined(curves: list[Bezier], at: Point, scale: float, begin: str = "M") -> str:
    """Bezier curves one after the other, with the crossing of the curl at `at`."""

    def put(point: Point) -> str:
        return dot((at[0] + (point[0] - CROSSING[0]) * scale, at[1] + (point[1] - CROSSING[1]) * scale))

    return begin + put(curves[0][0]) + "".join(f"C{put(b)} {put(c)} {put(d)}" for _, b, c, d in curves)


def clear_times(clear: float) -> tuple[float, float]:
    """The times between which the strand from the left is nearer than `clear` to the one that crosses it."""
    over = [part(OUT, 0.001, i / 60)[3] for i in range(1, 61)]
    near = [i / 100 for i in range(5, 100) if min(dist(part(IN, 0.001, i / 100)[3], point) for point in over) < clear]
    return near[0], near[-1]


def strands(at: Point = CROSSING, scale: float = 1, clear: float = 3.3, begin: str = "M") -> tuple[str, str]:
    """The two strands of the curl; the one that passes under leaves a gap."""
    before, after = clear_times(clear)
    under = joined([part(IN, 0.001, before)], at, scale, begin)
    return under, joined([part(IN, after, 1), *LOOP, OUT], at, scale)


def breath_height(second: float) -> float:
    """0 to 1: in for four seconds, out for six."""
    return (1 - cos(pi * second / 4)) / 2 if second <= 4 else (1 + cos(pi * (second - 4) / 6)) / 2


def breath_curve() -> list[Point]:
    return [(BREATH_AT + BREATH_WIDE * i / 20, BREATH_AT + BREATH_HIGH * (1 - breath_height(i / 2))) for i in range(21)]


def wave(length: float, middle: float) -> str:
    """Half-waves 9 long and 4.5 high, the thread still to come."""
    turns = int(length / 9)
    return f"M0 {number(middle)}q4.5 -9 9 0" + "t9 0" * (turns - 1)


def threads() -> list[Drawing]:
    mark = path("d-thread d-cut", "".join(strands())) + path("d-thread", dotted([IN[0], OUT[3]]))
    open_curl = path("d-thread d-cut", "".join(strands((160, 42), 1.5, 2.8)))
    empty = path("d-edge-dots", smooth([(6, 44), (60, 47), (137, 46)])) + path(
        "d-edge-dots", smooth([(186, 46), (260, 47), (314, 44)])
    )
    progress = (
        '<svg class="d-window" x="{{ done|default:0 }}" width="210" height="20">'
        f"{path('d-ahead', wave(207, 10))}</svg>"
        + '<rect class="d-margin" x="200" width="6" height="20"/>'
        + '<path class="d-done" d="M2 10H{{ done|default:2 }}"/>'
        + '<circle class="d-bead" cx="{{ done|default:2 }}" cy="10" r="5"/>'
    )
    curve = smooth(breath_curve())
    breath = path("d-ahead", curve) + path("d-done d-breath-done", curve, pathLength="10")
    bead = circle("d-bead d-breath-bead", breath_curve()[0], 4.5)
    width, height = BREATH_WIDE + 2 * BREATH_AT, BREATH_HIGH + 2 * BREATH_AT
    return [
        Drawing("mark", (0, 0, 34, 24), "unknot", mark, "d-mark"),
        Drawing(
            "curl",
            (0, 0, 34, 24),
            "Massage",
            path("d-thread d-heavy", joined([IN, *LOOP, OUT], CROSSING, 1)),
            "d-mark d-tiny",
        ),
        Drawing(
            "empty",
            (0, 0, 320, 60),
            "A thread with one curl",
            empty + open_curl,
        ),
        Drawing("progress", (-4, 0, 210, 20), "How far you are", progress, "d-mark"),
        Drawing("breath", (0, 0, width, height), "One breath: in for 4 seconds, out for 6", breath + bead),
    ]
