"""Draws what is seen from the side: tools between body and wall or floor, moves, breathing, the table."""

from __future__ import annotations

from unknot.web.drawings.made.arrows import arrow
from unknot.web.drawings.made.back import off_limits
from unknot.web.drawings.made.curves import Point, ellipse, points, smooth, straight, taper
from unknot.web.drawings.made.figures import Pose, figure, leaning_on_wall, union
from unknot.web.drawings.made.paper import Box, circle, path, rect
from unknot.web.drawings.made.thread import breath_height

FLOOR = 316
WALL = 193
WALL_BOX: Box = (36, 6, 206, 318)
BALLS: dict[str, tuple[float, float]] = {
    "between_blades": (104, 13), "mid_back": (124, 15), "low_back": (167, 12.5), "buttock": (184, 11.5),
}  # fmt: skip
"""Height and radius of the ball. On the low back it stays at the belt line or lower."""


def room() -> str:
    """A wall at the right and the floor."""
    wall = rect("d-plain", (WALL, 0, 60, FLOOR)) + path("d-ground", straight([(WALL, 6), (WALL, FLOOR)]))
    return wall + path("d-ground", straight([(60, FLOOR), (236, FLOOR)]))


def kidney_from_side(x: float = 150, y: float = 140) -> str:
    """The soft back between the lowest rib and the belt line."""
    return off_limits(ellipse((x, y), 9, 14, -8))


def ball_on_wall(place: str, *, rolling: bool) -> str:
    """Lean on a soft ball; bend the knees so that it rolls, or hold still."""
    y, r = BALLS[place]
    ball = circle("d-tool", (WALL - r, y), r)
    shown = room() + leaning_on_wall() + kidney_from_side() + ball
    if not rolling:
        return shown + circle("d-still", (WALL - r, y), r + 7) + arrow([(96, y), (116, y)])
    top, foot = (y, y + 36) if place == "low_back" else (y - 22, y + 22)
    return shown + arrow([(215, top), (215, foot)], to_and_fro=True) + arrow([(74, 214), (74, 244)], light=True)


def roller_on_wall(place: str) -> str:
    y, r = {"between_blades": (106, 14), "buttock": (182, 12)}[place]
    roller = circle("d-tool", (WALL - r, y), r) + circle("d-tool", (WALL - r, y), r * 0.45)
    shown = room() + leaning_on_wall() + kidney_from_side() + roller
    return shown + arrow([(215, y - 20), (215, y + 20)], to_and_fro=True) + arrow([(74, 214), (74, 244)], light=True)


def seat(x: float = 118, width: float = 92) -> str:
    legs = path(
        "d-ground",
        straight([(x + 10, 240), (x + 6, FLOOR)]) + straight([(x + width - 10, 240), (x + width - 6, FLOOR)]),
    )
    return legs + rect("d-place", (x, 230, width, 11), 5)


SITTING = Pose(
    head=(158, 76), chest=(162, 122), waist=(163, 164), hip=(166, 208), knee=(104, 212), ankle=(102, 294),
    toe=(80, 309), far_knee=(112, 213), far_ankle=(114, 295), far_toe=(92, 309), elbow=(150, 160), hand=(122, 194),
)  # fmt: skip


def ball_seated(place: str) -> str:
    """Sitting with the ball between the back and a wall; for the buttock it lies on the seat."""
    y = {"between_blades": 118, "low_back": 194, "buttock": 222}[place]
    wall_x = 206
    wall = rect("d-plain", (wall_x, 0, 60, FLOOR)) + path("d-ground", straight([(wall_x, 6), (wall_x, FLOOR)]))
    at: Point = (wall_x - 11, y) if place != "buttock" else (176, 222)
    ball = circle("d-tool", at, 11)
    floor = path("d-ground", straight([(60, FLOOR), (wall_x + 30, FLOOR)]))
    return (
        wall + floor + seat(112, 90) + figure(SITTING) + kidney_from_side(172, 161) + ball + circle("d-still", at, 17)
    )


def floor_line(y: float = 300, x: float = 8, width: float = 300) -> str:
    return rect("d-place", (x, y, width, 12), 6)


ROLLING_UPPER = Pose(
    head=(258, 222), look=62, chest=(208, 244), waist=(170, 262), hip=(132, 268), knee=(84, 218), ankle=(60, 280),
    toe=(40, 293), far_knee=(94, 220), far_ankle=(74, 281), far_toe=(52, 293), elbow=(262, 192), hand=(276, 226),
)  # fmt: skip


def roller_on_floor_upper() -> str:
    """Lying over the roller below the neck, hips low, hands behind the head."""
    roller = circle("d-tool", (208, 282), 17) + circle("d-tool", (208, 282), 7)
    return (
        floor_line() + roller + figure(ROLLING_UPPER) + off_limits(ellipse((160, 274), 15, 8, 14))
        + arrow([(190, 324), (228, 324)], to_and_fro=True)
    )  # fmt: skip


ROLLING_SEAT = Pose(
    head=(206, 102), look=8, chest=(204, 152), waist=(190, 194), hip=(174, 236), far_knee=(110, 224),
    far_ankle=(92, 286), far_toe=(68, 294), knee=(120, 204), ankle=(112, 228), toe=(92, 222), elbow=(232, 196),
    hand=(244, 290),
)  # fmt: skip


def roller_on_floor_buttock() -> str:
    """Sitting on the roller, one ankle over the other knee, a hand behind on the floor."""
    roller = circle("d-tool", (176, 274), 22) + circle("d-tool", (176, 274), 9)
    return floor_line() + roller + figure(ROLLING_SEAT) + arrow([(152, 324), (202, 324)], to_and_fro=True)


RECLINING = Pose(
    head=(238, 158), look=34, chest=(212, 196), waist=(182, 228), hip=(148, 254), knee=(92, 226), ankle=(38, 262),
    toe=(26, 244), far_knee=(98, 228), far_ankle=(44, 264), far_toe=(32, 246), elbow=(186, 226), hand=(150, 230),
)  # fmt: skip
SUPINE = Pose(
    head=(252, 262), look=84, chest=(208, 266), waist=(168, 270), hip=(126, 270), knee=(80, 222), ankle=(58, 280),
    toe=(36, 293), far_knee=(90, 224), far_ankle=(72, 281), far_toe=(50, 293), elbow=(184, 276), hand=(158, 250),
)  # fmt: skip
FACE_DOWN = Pose(
    head=(252, 262), look=-82, chest=(208, 262), waist=(168, 260), hip=(128, 262), knee=(76, 274), ankle=(24, 262),
    toe=(10, 276), elbow=(236, 286), hand=(272, 288),
)  # fmt: skip
LEANING = Pose(
    head=(112, 104), look=-38, chest=(140, 140), waist=(160, 174), hip=(174, 208), knee=(112, 214), ankle=(116, 294),
    toe=(94, 309), far_knee=(118, 214), far_ankle=(126, 295), far_toe=(104, 309), elbow=(108, 158), hand=(88, 142),
)  # fmt: skip
STANDING = Pose(
    head=(144, 52), chest=(142, 98), waist=(142, 140), hip=(146, 184), knee=(140, 246), ankle=(146, 302),
    toe=(122, 310), far_knee=(148, 246), far_ankle=(156, 302), far_toe=(132, 310), elbow=(148, 134), hand=(138, 172),
)  # fmt: skip
WALKING = Pose(
    head=(140, 50), chest=(140, 96), waist=(142, 138), hip=(146, 182), knee=(120, 236), ankle=(106, 296),
    toe=(84, 300), far_knee=(156, 242), far_ankle=(192, 288), far_toe=(182, 308), elbow=(168, 126), hand=(178, 168),
    far_elbow=(122, 126), far_hand=(96, 154),
)  # fmt: skip
KNEE_TO_CHEST = Pose(
    head=(252, 262), look=84, chest=(208, 266), waist=(168, 270), hip=(128, 270), knee=(152, 214), ankle=(100, 208),
    toe=(94, 190), far_knee=(76, 232), far_ankle=(50, 281), far_toe=(28, 293), elbow=(184, 234), hand=(150, 222),
)  # fmt: skip


def bed_head() -> str:
    """A bed whose head end is raised."""
    base = rect("d-place", (6, 276, 152, 16), 8)
    back = taper((154, 286), 9, (262, 164), 9)
    return base + path("d-place", back)


def chair_back() -> str:
    return path("d-place", straight([(66, 146), (78, 146), (78, FLOOR), (66, FLOOR)], closed=True))


def ground(x: float = 60, width: float = 170) -> str:
    return path("d-ground", straight([(x, FLOOR), (x + width, FLOOR)]))


def breath_sign(x: float, y: float) -> str:
    """One slow breath: the thread rises for four seconds and falls for six."""
    return path("d-thread", smooth([(x + 9 * i, y - 22 * breath_height(i)) for i in range(11)]))


def belly(x: float, y: float, dx: float, dy: float) -> str:
    """The belly moves a little, out and in."""
    return arrow([(x, y), (x + dx, y + dy)], light=True, to_and_fro=True)


def breathing() -> dict[str, tuple[Box, str]]:
    low: Box = (0, 170, 320, 146)
    sat = ground() + seat() + figure(SITTING) + belly(132, 170, -26, 0) + breath_sign(26, 104)
    leant = ground() + seat(126) + chair_back() + figure(LEANING) + breath_sign(150, 72)
    stood = ground(100, 90) + figure(STANDING) + belly(112, 148, -26, 0) + breath_sign(20, 62)
    pillow = rect("d-cloth", (236, 276, 60, 24), 11)
    lain = floor_line() + pillow + figure(SUPINE) + belly(164, 238, 0, -24) + breath_sign(196, 210)
    towel, under_belly, under_shins = (
        rect("d-cloth", box, 11) for box in ((226, 278, 44, 22), (130, 274, 56, 26), (30, 276, 50, 24))
    )
    face_down = floor_line() + towel + under_belly + under_shins + figure(FACE_DOWN) + breath_sign(196, 210)
    reclined = bed_head() + figure(RECLINING) + belly(158, 206, -16, -18) + breath_sign(110, 150)
    return {
        "seated": ((16, 10, 224, 314), sat),
        "seated_lean": ((30, 30, 214, 294), leant),
        "standing": ((10, 0, 200, 324), stood),
        "semi_reclined": ((0, 100, 290, 200), reclined),
        "supine": (low, lain),
        "prone": (low, face_down),
    }


def walking() -> str:
    return ground(50, 180) + figure(WALKING) + arrow([(70, 210), (40, 210)])


def knee_to_chest() -> str:
    return floor_line() + figure(KNEE_TO_CHEST) + arrow(points("118,180 140,172 166,184"))


def heat_reclined() -> str:
    """The pack lies between the back and the raised bed, where nobody lies on it with their weight."""
    pack = path("d-tool", taper((196, 246), 7, (222, 216), 7))
    return bed_head() + figure(RECLINING) + pack


def hands_reclined() -> str:
    """A partner beside the raised bed: a flat hand on the shoulder top."""
    arm = union(taper((186, 60), 15, (202, 128), 9.5) + taper((202, 128), 8.5, (218, 178), 5.5), acting=True)
    return bed_head() + figure(RECLINING) + arm


GIVER = Pose(
    head=(236, 52), look=-14, chest=(244, 98), waist=(256, 138), hip=(268, 180), knee=(256, 242), ankle=(282, 302),
    toe=(258, 310), far_knee=(262, 244), far_ankle=(300, 302), far_toe=(276, 310), elbow=(214, 122), hand=(176, 146),
    acting=True,
)  # fmt: skip


def partner_behind() -> str:
    """One sits astride a chair, the other stands behind with straight arms and lets the body's weight work."""
    low = "".join([ground(50, 260), seat(126), chair_back(), figure(LEANING)])
    return low + figure(GIVER) + arrow(points("206,196 192,172 176,118"))


def at_the_table(*, deep: bool) -> str:
    """Face down on a table; the therapist stands at the head with straight arms."""
    body = Pose(
        head=(118, 196), look=82, chest=(160, 196), waist=(200, 194), hip=(240, 196), knee=(294, 202),
        ankle=(346, 196),
    )  # fmt: skip
    table = rect("d-place", (96, 216, 280, 14), 7) + path(
        "d-ground", straight([(120, 230), (120, FLOOR)]) + straight([(352, 230), (352, FLOOR)])
    )
    giver = Pose(
        head=(214, 42), look=-26, chest=(232, 86), waist=(258, 124), hip=(282, 160), knee=(270, 232), ankle=(292, 302),
        toe=(268, 310), far_knee=(276, 234), far_ankle=(310, 302), far_toe=(286, 310), elbow=(206, 122),
        hand=(186, 166), acting=True,
    )  # fmt: skip
    turned_giver = f'<g transform="matrix(-1 0 0 1 336 0)">{figure(giver)}</g>'
    slow = arrow([(186, 134), (186, 164)]) + arrow([(206, 160), (234, 160)])
    way = slow if deep else arrow([(180, 158), (250, 158)])
    return ground(10, 370) + turned_giver + table + figure(body) + way
