"""Turns rows of points into SVG path data: smooth curves, tapered limbs and hatching.

A smooth curve is a Catmull-Rom spline: each Bezier handle is one sixth of the chord between the neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import acos, atan2, ceil, cos, hypot, pi, sin

Point = tuple[float, float]


def number(value: float) -> str:
    """At most one decimal: a tenth of a unit cannot be seen."""
    return f"{round(value, 1):g}".replace("-0.", "-.").removeprefix("0") if abs(value) >= 0.05 else "0"


def dot(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def step(start: Point, *ends: Point) -> str:
    """Ends as seen from the start, written as short as SVG allows."""
    words = [number(value) for x, y in ends for value in (x - start[0], y - start[1])]
    return words[0] + "".join(word if word.startswith("-") else f" {word}" for word in words[1:])


def rounded(point: Point) -> Point:
    """Where a pen stands after the numbers were cut to a tenth: errors must not add up."""
    return round(point[0], 1), round(point[1], 1)


def points(text: str) -> list[Point]:
    """`20,88 27,118` -> [(20, 88), (27, 118)]."""
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in text.split())]


def _handles(row: Sequence[Point], closed: bool) -> list[tuple[Point, Point, Point]]:
    """For each step along the row: two Bezier handles and the end."""
    n = len(row)
    found = []
    for i in range(n if closed else n - 1):
        before = row[i - 1] if closed or i else row[0]
        start, end = row[i], row[(i + 1) % n]
        after = row[(i + 2) % n] if closed or i + 2 < n else row[-1]
        one = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        two = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        found.append((one, two, end))
    return found


def smooth(row: Sequence[Point], *, closed: bool = False, begin: str = "M") -> str:
    """A smooth curve through the points; `begin="L"` goes on from the curve before."""
    pen = rounded(row[0])
    found = [f"{begin}{dot(pen)}"]
    for one, two, end in _handles(row, closed):
        found.append(f"c{step(pen, one, two, rounded(end))}")
        pen = rounded(end)
    return "".join(found) + ("Z" if closed else "")


def straight(row: Sequence[Point], *, closed: bool = False, begin: str = "M") -> str:
    pen = rounded(row[0])
    found = [f"{begin}{dot(pen)}"]
    for end in map(rounded, row[1:]):
        found.append(f"l{step(pen, end)}")
        pen = end
    return "".join(found) + ("Z" if closed else "")


def sampled(row: Sequence[Point], *, closed: bool = False, steps: int = 6) -> list[Point]:
    """Points along the smooth curve, close enough to measure with."""
    found = [row[0]]
    start = row[0]
    for one, two, end in _handles(row, closed):
        for i in range(1, steps + 1):
            t = i / steps
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            found.append(
                (
                    a * start[0] + b * one[0] + c * two[0] + d * end[0],
                    a * start[1] + b * one[1] + c * two[1] + d * end[1],
                )
            )
        start = end
    return found


def taper(a: Point, ra: float, b: Point, rb: float) -> str:
    """A limb: two circles and their outer tangents."""
    length = hypot(b[0] - a[0], b[1] - a[1])
    along = atan2(b[1] - a[1], b[0] - a[0])
    lean = acos(max(-1.0, min(1.0, (ra - rb) / length)))
    left, right = along + lean, along - lean
    corners = [
        (centre[0] + r * cos(angle), centre[1] + r * sin(angle))
        for centre, r, angle in ((a, ra, left), (b, rb, left), (b, rb, right), (a, ra, right))
    ]
    big = [1 if sweep > pi else 0 for sweep in (2 * lean, 2 * pi - 2 * lean)]
    end = f"A{number(rb)} {number(rb)} 0 {big[0]} 0 {dot(corners[2])}"
    start = f"A{number(ra)} {number(ra)} 0 {big[1]} 0 {dot(corners[0])}"
    return f"M{dot(corners[0])}L{dot(corners[1])}{end}L{dot(corners[3])}{start}Z"


def ellipse(centre: Point, rx: float, ry: float, lean: float = 0) -> list[Point]:
    """Sixteen points of an ellipse that leans by so many degrees."""
    turn = lean * pi / 180
    found = []
    for i in range(16):
        x, y = rx * cos(i * pi / 8), ry * sin(i * pi / 8)
        found.append((centre[0] + x * cos(turn) - y * sin(turn), centre[1] + x * sin(turn) + y * cos(turn)))
    return found


def hatch(shape: Sequence[Point], gap: float = 6) -> str:
    """Lines at 45 degrees inside a closed shape, so that no pattern with a name is needed."""
    apart = gap * 2**0.5
    sums = [x + y for x, y in shape]
    found = []
    for i in range(ceil(min(sums) / apart), ceil(max(sums) / apart)):
        cuts = sorted(_crossings(shape, i * apart + 0.01))
        found += [straight(pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)]
    return "".join(found)


def _crossings(shape: Sequence[Point], total: float) -> Iterable[Point]:
    """Where the line x + y = total crosses the border."""
    for (ax, ay), (bx, by) in zip(shape, [*shape[1:], shape[0]], strict=True):
        a, b = ax + ay - total, bx + by - total
        if (a < 0) != (b < 0):
            t = a / (a - b)
            yield ax + t * (bx - ax), ay + t * (by - ay)
