"""Draws a movement as an arrow in the thread's colour; dots where it is light or returns."""

from __future__ import annotations

from math import atan2, cos, pi, sin

from unknot.web.drawings.made.curves import Point, sampled, smooth, straight
from unknot.web.drawings.made.paper import path

HEAD_LENGTH, HEAD_TURN = 8, 146 * pi / 180


def head_of(way: list[Point], length: float = HEAD_LENGTH) -> str:
    """Two strokes at the end of a curve."""
    last = sampled(way)
    tip, before = last[-1], last[-4] if len(last) > 4 else last[0]
    along = atan2(tip[1] - before[1], tip[0] - before[0])
    one, two = (
        (tip[0] + length * cos(along + turn), tip[1] + length * sin(along + turn)) for turn in (-HEAD_TURN, HEAD_TURN)
    )
    return straight([one, tip, two])


def arrow(way: list[Point], *, light: bool = False, to_and_fro: bool = False) -> str:
    """An arrow along the points; `light`: dots; `to_and_fro`: a head at either end."""
    heads = head_of(way) + (head_of(way[::-1]) if to_and_fro else "")
    if light:
        return path("d-arrow-light", smooth(way)) + path("d-arrow-head", heads)
    return path("d-arrow", smooth(way) + heads)


def light_line(way: list[Point]) -> str:
    """Dots that go on into something else."""
    return path("d-arrow-light", smooth(way))


def ring(centre: Point, r: float, *, clockwise: bool = True) -> str:
    """A small circle that is rubbed: nearly closed, with a head."""
    sign = 1 if clockwise else -1
    turns = [sign * (-60 + 30 * i) * pi / 180 for i in range(11)]
    return arrow([(centre[0] + r * cos(turn), centre[1] + r * sin(turn)) for turn in turns])
