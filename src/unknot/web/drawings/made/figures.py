"""Draws the body from the side: a pose of joints, drawn as tapered limbs with one clean outline.

Trunk, head and near leg are one union; the far limbs are drawn first, the near arm last. Faces look left; a pose can be
turned round by the drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from unknot.web.drawings.made.curves import Point, points, smooth, taper
from unknot.web.drawings.made.hands import turned
from unknot.web.drawings.made.paper import path

HEAD = points("125,22 122,34 119,42 123,46 126,55 136,59 149,56 157,45 160,30 152,16 139,13")
"""Runs the same way round as the limbs: where outlines of a union overlap they must not cancel out."""
HEAD_BASE: Point = (144, 50)
"""Where the head sits on the neck."""


@dataclass(frozen=True)
class Pose:
    """Where the joints are. A limb of two joints may be left out."""

    head: Point
    chest: Point
    waist: Point
    hip: Point
    look: float = 0
    """How far the head is turned from upright, clockwise."""
    knee: Point | None = None
    ankle: Point | None = None
    toe: Point | None = None
    far_knee: Point | None = None
    far_ankle: Point | None = None
    far_toe: Point | None = None
    elbow: Point | None = None
    hand: Point | None = None
    far_elbow: Point | None = None
    far_hand: Point | None = None
    acting: bool = False
    """The near arm is the hand that acts, in its colour."""


def union(limbs: str, *, acting: bool = False) -> str:
    return path("d-out", limbs) + path("d-hand-fill" if acting else "d-in", limbs)


def chain(*joints: tuple[Point | None, float]) -> str:
    """Limbs from joint to joint, up to the first that is left out."""
    found = ""
    for (a, ra), (b, rb) in pairwise(joints):
        if a is None or b is None:
            break
        found += taper(a, ra, b, rb)
    return found


def head_shape(at: Point, look: float) -> str:
    moved = [turned((x - HEAD_BASE[0], y - HEAD_BASE[1]), look) for x, y in HEAD]
    return smooth([(x + at[0], y + at[1]) for x, y in moved], closed=True)


def between(a: Point, b: Point, share: float) -> Point:
    return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])


def leg(hip: Point, knee: Point | None, ankle: Point | None, toe: Point | None, thin: float = 0) -> str:
    return chain((hip, 18 - thin), (knee, 12.5 - thin), (ankle, 7.5 - thin / 2)) + chain((ankle, 6.5), (toe, 4.8))


def figure(pose: Pose) -> str:
    """The whole body."""
    shoulder = between(pose.chest, pose.head, 0.2)
    neck = between(pose.head, pose.chest, 0.5)
    far = union(leg(pose.hip, pose.far_knee, pose.far_ankle, pose.far_toe, 1)) if pose.far_knee else ""
    if pose.far_elbow:
        far += union(chain((shoulder, 8.4), (pose.far_elbow, 6.5), (pose.far_hand, 4.6)), acting=pose.acting)
    trunk = chain((pose.head, 8.5), (neck, 10), (pose.chest, 21), (pose.waist, 18), (pose.hip, 20))
    near = leg(pose.hip, pose.knee, pose.ankle, pose.toe)
    body = union(trunk + head_shape(pose.head, pose.look) + near)
    arm = union(chain((shoulder, 8.4), (pose.elbow, 6.5), (pose.hand, 4.6)), acting=pose.acting)
    return far + body + (arm if pose.elbow else "")


STANDING_TRUNK = points(
    "136,50 133,66 125,80 118,100 119,124 123,146 124,168 128,190 148,204 166,192 172,178 168,162 160,144 161,126 "
    "166,108 163,88 154,73 151,58 150,46"
)


def leaning_on_wall() -> str:
    """Standing 6.6 heads high with soft knees, the back toward a wall at the right."""
    near = leg((147, 186), (114, 240), (112, 300), None) + taper((112, 307.5), 6, (88, 310), 4.8)
    far = leg((159, 186), (128, 240), (126, 300), None, 1) + taper((126, 307.5), 6, (102, 310), 4.8)
    trunk = smooth(STANDING_TRUNK, closed=True) + smooth(HEAD, closed=True)
    arm = chain(((143, 88), 8.4), ((125, 122), 6.5), ((126, 166), 4.6))
    return union(far) + union(trunk + near) + union(arm)
