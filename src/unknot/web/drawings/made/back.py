"""Draws the body from behind: outline, fine lines, what is off limits, and limbs that fade out."""

from __future__ import annotations

from collections.abc import Iterable

from unknot.web.drawings.made.curves import Point, ellipse, hatch, points, sampled, smooth
from unknot.web.drawings.made.outline import (
    BLADE,
    CLEFT,
    EAR,
    FOLD,
    HEAD,
    INNER_ARM,
    INNER_LEG,
    KIDNEY_CENTRE,
    KIDNEY_SIZE,
    MIDDLE,
    SHOULDER_ARM,
    SIDE,
    SPINE_DOTS,
    TORSO,
    on,
)
from unknot.web.drawings.made.paper import ID, dotted, group, path

SIDES = (-1, 1)


def both(*rows: list[Point]) -> str:
    """Open curves on both sides, as one path."""
    return "".join(smooth(on(side, row)) for row in rows for side in SIDES)


def closed(*rows: list[Point]) -> str:
    """One outline round the body: the given curves down the right side, and back up the left."""
    down = [smooth(on(1, row), begin="L" if i else "M") for i, row in enumerate(rows)]
    up = [smooth(on(-1, row[::-1]), begin="L") for row in rows[::-1]]
    return "".join(down + up) + "Z"


def head() -> str:
    """From behind: no face, no hair."""
    shape = smooth(on(-1, HEAD[:0:-1]) + on(1, HEAD))
    return path("d-skin d-line", both(EAR)) + path("d-skin", shape + "Z") + path("d-line", shape)


def whole() -> str:
    """Body with arms and legs, without the head."""
    fill = path("d-skin", closed(SHOULDER_ARM, INNER_ARM, SIDE, INNER_LEG))
    return fill + path("d-line", both(SHOULDER_ARM, INNER_ARM, SIDE, INNER_LEG))


def trunk() -> str:
    """Body with legs, without arms."""
    return path("d-skin", closed(TORSO, INNER_LEG)) + path("d-line", both(TORSO, INNER_LEG))


def fine_lines(*, fold: bool = True, spine: bool = True) -> str:
    lines = both(BLADE, FOLD) if fold else both(BLADE)
    dots = path("d-spine-dots", dotted(on(1, SPINE_DOTS))) if spine else ""
    return path("d-thin", lines + smooth(on(1, CLEFT))) + dots


def faded(inside: str, *, neck: bool = False, arms: bool = True) -> str:
    """Arms fade from y 246 to 312, legs from 405 to 462; with `neck` the neck fades too, where no head is drawn."""
    fore, legs, top = ID + "-arms", ID + "-legs", ID + "-neck"
    wide = f"url(#{fore})" if arms else "#fff"
    stops = '<stop stop-color="#fff"/><stop offset="1" stop-color="#000"/>'
    return (
        f'<defs><linearGradient id="{fore}" gradientUnits="userSpaceOnUse" x1="0" y1="246" x2="0" y2="312">{stops}'
        f'</linearGradient><linearGradient id="{legs}" gradientUnits="userSpaceOnUse" x1="0" y1="405" x2="0" y2="462">'
        f'{stops}</linearGradient><mask id="{ID}-fade" maskUnits="userSpaceOnUse" x="0" y="0" width="260" height="470">'
        f'<path fill="{wide}" d="M0 0H260V470H0Z"/><path fill="url(#{legs})" d="M50 0H210V470H50Z"/>'
        f"{_neck(top) if neck else ''}"
        f'</mask></defs><g mask="url(#{ID}-fade)">{inside}</g>'
    )


def _neck(top: str) -> str:
    return (
        f'<linearGradient id="{top}" gradientUnits="userSpaceOnUse" x1="0" y1="96" x2="0" y2="116">'
        f'<stop stop-color="#000"/><stop offset="1" stop-color="#fff"/></linearGradient>'
        f'<path fill="url(#{top})" d="M96 0H164V124H96Z"/>'
    )


def off_limits(*shapes: list[Point]) -> str:
    """Dashed outline with hatching, drawn over the skin."""
    borders = "".join(smooth(shape, closed=True) for shape in shapes)
    lines = "".join(hatch(sampled(shape, closed=True)) for shape in shapes)
    return group("d-off", path("d-hatch", lines), path("d-off-line", borders))


def spine_shape() -> list[Point]:
    right = points("0,129 6,132 8,140 8,190 8,240 8,290 8,342 6,350 0,353")
    return [(MIDDLE + x, y) for x, y in right] + [(MIDDLE - x, y) for x, y in right[-2:0:-1]]


def kidney_shapes(sides: Iterable[int] = SIDES) -> list[list[Point]]:
    return [
        ellipse((MIDDLE + side * KIDNEY_CENTRE[0], KIDNEY_CENTRE[1]), *KIDNEY_SIZE, lean=14 * side) for side in sides
    ]
