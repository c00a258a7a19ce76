"""Draws the first picture: a back, and the thread that curls once and runs off both edges of the screen."""

from __future__ import annotations

from unknot.web.drawings.made.back import faded, fine_lines, whole
from unknot.web.drawings.made.curves import Point, smooth
from unknot.web.drawings.made.paper import Drawing, moved, path
from unknot.web.drawings.made.thread import strands


def body(scale: float, x: float, y: float) -> str:
    inside = faded(whole(), neck=True) + fine_lines()
    return moved(inside, f"translate({x:g} {y:g}) scale({scale:g})")


def curled(at: Point, scale: float, before: list[Point], after: list[Point]) -> str:
    """The thread from far left to far right: two strands, so that it can be drawn one after the other."""
    under, over = strands(at, scale, 1.9, "L")
    foot = at[1] + 2.9 * scale
    left, right = (at[0] - 15 * scale, foot), (at[0] + 15 * scale, foot)
    runs_in, runs_out = smooth([*before, left]) + under, over + smooth([right, *after], begin="L")
    return path("d-curl d-curl-in", runs_in, pathLength="1") + path("d-curl d-curl-out", runs_out, pathLength="1")


def starts() -> list[Drawing]:
    title = "A thread runs in, curls once over the low back and falls open"
    narrow = body(1.05, 43.5, -100) + curled(
        (180, 224), 4.2, [(-600, 262), (-120, 250), (40, 238)], [(320, 235), (480, 228), (960, 200)]
    )
    wide = body(2.13, 653, -96) + curled(
        (930, 556),
        8.6,
        [(-500, 940), (0, 772), (360, 653), (600, 597)],
        [(1280, 575), (1500, 560), (1900, 500)],
    )
    return [
        Drawing("start_curl", (0, 0, 360, 262), title, narrow, "d-picture d-start"),
        Drawing("start_curl_wide", (0, 0, 1280, 860), title, wide, "d-picture d-start d-start-wide"),
    ]
