"""Draws the parts of the back that can be chosen: the map, the 54 px body and the numbers on them.

Regions are cut from the trunk. Neighbours use the same border points, so nothing gaps or overlaps; the gaps seen
between them are a line drawn on each.
"""

from __future__ import annotations

from unknot.web.drawings.made.arrows import head_of
from unknot.web.drawings.made.back import SIDES, closed, faded, fine_lines, head, whole
from unknot.web.drawings.made.curves import Point, hatch, points, sampled, smooth, straight
from unknot.web.drawings.made.outline import (
    BLADE_TIPS,
    HIP_CREST,
    LAST_RIB,
    LOW_BACK_FLANK,
    MIDDLE,
    SHOULDER,
    TORSO,
    UNDER_BUTTOCK,
    UNDER_NECK,
    UNDER_SHOULDER,
    on,
)
from unknot.web.drawings.made.paper import ID, Drawing, circle, group, path, text

SIDE_NAME = {-1: "left", 1: "right"}
INSIDE_LAST_RIB, OUTSIDE_LAST_RIB = LAST_RIB[:2], LAST_RIB[1:]
INSIDE_CREST, OUTSIDE_CREST = HIP_CREST[:2], HIP_CREST[1:]
Border = list[list[Point]]
"""Curves one after the other, closed by straight lines."""

PAIRED: dict[str, Border] = {
    "shoulder_top": [
        UNDER_NECK[:2], UNDER_SHOULDER, [(112, 178), (112, 100)], points("30,100 27,118"),
    ],
    "between_blades": [UNDER_SHOULDER, BLADE_TIPS[::-1]],
    "mid_back": [BLADE_TIPS, LAST_RIB[::-1]],
    "low_back": [INSIDE_LAST_RIB, LOW_BACK_FLANK, INSIDE_CREST[::-1]],
    "flank": [OUTSIDE_LAST_RIB, OUTSIDE_CREST[::-1], LOW_BACK_FLANK[::-1]],
    "buttock": [HIP_CREST, UNDER_BUTTOCK[::-1], points("2,408 0,370"), points("0,370 9,362 13,346")],
}  # fmt: skip
PLACES = {
    "neck": (0, 108), "spine_midline": (0, 200), "shoulder_top": (52, 146), "between_blades": (44, 195),
    "mid_back": (40, 258), "low_back": (24.5, 312), "flank": (49, 308), "buttock": (42, 372),
}  # fmt: skip
"""Where the number of a region stands."""
SPREAD = {"arm": points("92,170 99,240 104,300"), "leg": points("40,420 39,456")}


def border(name: str, side: int) -> Border:
    """The curves round a region, on the page."""
    if name == "neck":
        under = on(-1, UNDER_NECK[:2]) + on(1, UNDER_NECK[::-1])
        return [on(1, SHOULDER[2::-1]), on(-1, SHOULDER[:3]), under]
    if name == "spine_midline":
        top, foot = points("13,127 0,130"), points("13,346 9,362 0,370")
        down = on(1, foot) + on(-1, foot[1::-1])
        return [on(-1, top[:1]) + on(1, top[::-1]), down]
    return [on(side, row) for row in PAIRED[name]]


def outline_of(curves: Border) -> str:
    drawn = [(straight if len(row) == 2 else smooth)(row, begin="L" if i else "M") for i, row in enumerate(curves)]
    return "".join(drawn) + "Z"


def region(name: str, side: int, *, hatched: bool) -> str:
    """One region with its name; `chosen` is a class that the page or a script adds."""
    curves = border(name, side)
    full = f"{name}_{SIDE_NAME[side]}" if side else name
    inside = path("d-area", outline_of(curves))
    if hatched:
        inside += path("d-area-hatch", hatch([point for row in curves for point in sampled(row, steps=4)], 9))
    chosen = f"{{% if '{full}' in chosen %}} chosen{{% endif %}}"
    return f'<g class="d-region{chosen}" data-region="{full}">{inside}</g>'


def all_regions(*, small: bool = False) -> str:
    names = [(name, side) for name in PAIRED for side in SIDES]
    middle = [] if small else [("neck", 0), ("spine_midline", 0)]
    inside = "".join(region(name, side, hatched=not small) for name, side in [*middle, *names])
    clip = f'<clipPath id="{ID}-trunk"><path d="{closed(TORSO)}"/></clipPath>'
    return f'{clip}<g clip-path="url(#{ID}-trunk)">{inside}</g>'


def numbers() -> str:
    """How bad each chosen place is, 0 to 10, from `intensity`."""
    found = []
    for name, (x, y) in PLACES.items():
        for side in (0,) if not x else SIDES:
            full = f"{name}_{SIDE_NAME[side]}" if side else name
            at = (MIDDLE + side * x, float(y))
            sign = circle("d-number-ring", at, 11) + text(
                "d-number", (at[0], at[1] + 4.6), f"{{{{ intensity.{full} }}}}"
            )
            found.append(f"{{% if intensity.{full} is not None %}}{sign}{{% endif %}}")
    return "".join(found)


def spread() -> str:
    """Dotted arrows down an arm or a leg, for `arm_left` and so on in `spread`."""
    found = []
    for limb, row in SPREAD.items():
        for side in SIDES:
            full = f"{limb}_{SIDE_NAME[side]}"
            way = on(side, row)
            sign = path("d-arrow-light", smooth(way)) + path("d-arrow-head", head_of(way))
            shown = f"{{% if '{full}' in spread %}} chosen{{% endif %}}"
            found.append(f'<g class="d-spread{shown}" data-spread="{full}">{sign}</g>')
    return "".join(found)


def maps() -> list[Drawing]:
    words = text("d-word", (4, 16), '{% translate "Your left" %}') + text(
        "d-word d-word-end", (256, 16), '{% translate "Your right" %}'
    )
    body = faded(whole()) + head() + all_regions() + fine_lines() + spread() + numbers() + words
    small = group("d-small", faded(whole()) + all_regions(small=True))
    return [
        Drawing(
            "back_map",
            (0, 0, 260, 462),
            "Your back, seen from behind, with the places you chose",
            body,
            "d-picture d-map",
        ),
        Drawing("back_small", (26, 104, 208, 312), "Where on the back", small),
    ]
