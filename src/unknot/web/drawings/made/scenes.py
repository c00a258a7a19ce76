"""Draws the back in its postures: standing, sitting, leaning over a chair, on the side, face down.

A scene is the body with what it rests on. What touches it is drawn in the numbers of the upright back; the scene turns
both together, so one stroke serves every posture.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from unknot.web.drawings.made.back import both, closed, faded, fine_lines, head, trunk, whole
from unknot.web.drawings.made.curves import Point, smooth, straight, taper
from unknot.web.drawings.made.outline import (
    INNER_ARM,
    INNER_LEG,
    MIDDLE,
    REACHING_ARM,
    REACHING_INSIDE,
    SHOULDER_ARM,
    SIDE,
    TORSO,
    on,
)
from unknot.web.drawings.made.paper import Box, included, path, rect

SEATED_SIDE = [*SIDE[:8], (74, 408)]
SEATED_TRUNK = [*TORSO[:7], *SEATED_SIDE]


@dataclass(frozen=True)
class Scene:
    """The box, the parts of it that are the same in every drawing, and how the body is turned in it."""

    name: str
    box: Box
    around: str
    body: str
    over: str = ""
    turn: str = ""

    def turned(self, inside: str) -> str:
        return f'<g transform="{self.turn}">{inside}</g>' if self.turn else inside


def reaching(rest: list[list[Point]], *, left: bool) -> str:
    """The right arm bent back toward one's own back, and the left one too or hanging."""
    right_rows = [REACHING_ARM, REACHING_INSIDE, *rest]
    left_rows = right_rows if left else [SHOULDER_ARM, INNER_ARM, *rest]
    lines = "".join(smooth(on(1, row)) for row in right_rows) + "".join(smooth(on(-1, row)) for row in left_rows)
    down = [smooth(on(1, row), begin="L" if i else "M") for i, row in enumerate(right_rows)]
    up = [smooth(on(-1, row[::-1]), begin="L") for row in left_rows[::-1]]
    return path("d-skin", "".join(down + up) + "Z") + path("d-line", lines)


def standing() -> Scene:
    return Scene("standing", (0, 88, 260, 366), "", faded(whole(), neck=True) + fine_lines())


def standing_own() -> Scene:
    body = faded(reaching([SIDE, INNER_LEG], left=True), neck=True, arms=False)
    return Scene("standing_own", (0, 88, 260, 366), "", body + fine_lines())


def standing_one() -> Scene:
    body = faded(reaching([SIDE, INNER_LEG], left=False), neck=True)
    return Scene("standing_one", (0, 88, 260, 366), "", body + fine_lines())


def seat() -> str:
    legs = path("d-line", straight([(62, 418), (58, 470)]) + straight([(198, 418), (202, 470)]))
    return legs + rect("d-place", (36, 400, 188, 19), 9)


def seated() -> Scene:
    """On a stool, seen from behind."""
    rows = [SHOULDER_ARM, INNER_ARM, SEATED_SIDE]
    body = faded(path("d-skin", closed(*rows)) + path("d-line", both(*rows)), neck=True)
    return Scene("seated", (0, 88, 260, 366), "", body + fine_lines(fold=False), seat())


def seated_own() -> Scene:
    body = faded(reaching([SEATED_SIDE], left=True), neck=True, arms=False)
    return Scene("seated_own", (0, 88, 260, 366), "", body + fine_lines(fold=False), seat())


def seated_one() -> Scene:
    body = faded(reaching([SEATED_SIDE], left=False), neck=True)
    return Scene("seated_one", (0, 88, 260, 366), "", body + fine_lines(fold=False), seat())


def seated_lean() -> Scene:
    """Astride a chair, arms on its back, head bowed."""
    rail = rect("d-place", (2, 190, 256, 17), 8) + path(
        "d-line", straight([(14, 207), (14, 470)]) + straight([(246, 207), (246, 470)])
    )
    arms = [taper((MIDDLE + s * 86, 158), 16, (MIDDLE + s * 106, 186), 12) for s in (-1, 1)]
    fore = [taper((MIDDLE + s * 106, 186), 11, (MIDDLE + s * 60, 180), 9) for s in (-1, 1)]
    knees = [taper((MIDDLE + s * 50, 384), 25, (MIDDLE + s * 94, 398), 17) for s in (-1, 1)]
    shins = [taper((MIDDLE + s * 96, 402), 13, (MIDDLE + s * 98, 476), 9) for s in (-1, 1)]
    limbs = "".join([*knees, *shins])
    behind = path("d-out", limbs) + path("d-in", limbs)
    arm_union = path("d-out", "".join(arms + fore)) + path("d-in", "".join(arms + fore))
    bowed = f'<g transform="translate(0 34)">{head()}</g>'
    body = bowed + behind + arm_union + path("d-skin", closed(SEATED_TRUNK)) + path("d-line", both(SEATED_TRUNK))
    over = rect("d-place", (58, 402, 144, 18), 9)
    return Scene("seated_lean", (0, 40, 260, 414), rail, body + fine_lines(fold=False), over)


def side_lying() -> Scene:
    """On the left side, seen from behind: the head at the left, a pillow under it."""
    bed = rect("d-place", (-8, 216, 480, 60), 10) + rect("d-cloth", (2, 160, 104, 58), 22)
    body = faded(trunk()) + head() + fine_lines()
    return Scene("side_lying", (0, 24, 462, 222), bed, body, "", "translate(0 260) rotate(-90)")


def side_lying_own() -> Scene:
    """The same, with the upper arm reaching back."""
    scene = side_lying()
    outer, inner = on(1, REACHING_ARM[4:]), on(1, REACHING_INSIDE)
    arm = path("d-skin", smooth(outer) + smooth(inner, begin="L") + "Z") + path("d-line", smooth(outer) + smooth(inner))
    return replace(scene, name="side_lying_own", box=(0, 2, 462, 244), body=scene.body + arm)


def prone() -> Scene:
    """Face down, seen from above: a bed, a rolled towel under the forehead."""
    bed = rect("d-place", (4, -20, 252, 500), 12) + rect("d-cloth", (80, 18, 100, 24), 12)
    return Scene("prone", (0, 0, 260, 446), bed, faded(whole()) + head() + fine_lines())


def every_scene() -> dict[str, Scene]:
    makers = (
        standing, standing_own, standing_one, seated, seated_own, seated_one, seated_lean, side_lying,
        side_lying_own, prone,
    )  # fmt: skip
    return {scene.name: scene for scene in (make() for make in makers)}


SCENES = every_scene()


def parts() -> dict[str, str]:
    """What is the same in every drawing of a scene, as files that the drawings include."""
    return {f"scene__{scene.name}": scene.turned(scene.body) for scene in SCENES.values()}


def placed(scene: Scene, touch: str, under: str = "") -> str:
    """What touches the body, in its scene; `under` lies between the bed and the body."""
    below = scene.turned(under) if under else ""
    return scene.around + below + included(f"scene__{scene.name}") + scene.over + scene.turned(touch)
