"""Writes a drawing as a file: one inline SVG that a template includes, with a sentence that can replace it."""

from __future__ import annotations

from dataclasses import dataclass

from unknot.web.drawings.made.curves import Point, dot, number, straight

ID = "{{ id }}"
"""The id of the drawing where it is included, in names inside it; its name when the page gives none."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Drawing:
    """A name, a box (x, y, width, height), a sentence, and what is in it."""

    name: str
    box: Box
    title: str
    body: str
    kind: str = "d-picture"
    """One more class on the whole. A picture is as wide as its place; marks and icons have a size of their own."""


def render(drawing: Drawing) -> str:
    """The template partial. Its sentence is found by translators; `hidden` leaves it out."""
    box = " ".join(number(side) for side in drawing.box)
    own = "" if "d-picture" in drawing.kind else f' width="{drawing.box[2]:g}" height="{drawing.box[3]:g}"'
    spoken = f'role="img" aria-labelledby="{ID}-title"'
    return (
        f"{{% load i18n %}}{{% with id=id|default:'{drawing.name}' %}}"
        f'{{% translate "{drawing.title}" as title %}}'
        f'<svg class="drawing {drawing.kind}" viewBox="{box}"{own} '
        f'{{% if hidden %}}aria-hidden="true"{{% else %}}{spoken}{{% endif %}} focusable="false">'
        f'{{% if not hidden %}}<title id="{ID}-title">{{{{ title }}}}</title>{{% endif %}}\n'
        f"{drawing.body}\n</svg>{{% endwith %}}\n"
    )


def included(name: str) -> str:
    return f'{{% include "drawings/parts/{name}.svg" %}}'


def path(kind: str, data: str, **more: str) -> str:
    return f'<path class="{kind}" d="{data}"{_attributes(more)}/>'


def circle(kind: str, centre: Point, r: float) -> str:
    return f'<circle class="{kind}" cx="{number(centre[0])}" cy="{number(centre[1])}" r="{number(r)}"/>'


def rect(kind: str, box: Box, radius: float = 0, **more: str) -> str:
    x, y, width, height = map(number, box)
    rx = f' rx="{number(radius)}"' if radius else ""
    return f'<rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{height}"{rx}{_attributes(more)}/>'


def group(kind: str, *inside: str, **more: str) -> str:
    named = f' class="{kind}"' if kind else ""
    return f"<g{named}{_attributes(more)}>{''.join(inside)}</g>"


def text(kind: str, at: Point, words: str, **more: str) -> str:
    return f'<text class="{kind}" x="{number(at[0])}" y="{number(at[1])}"{_attributes(more)}>{words}</text>'


def moved(inside: str, transform: str) -> str:
    return f'<g transform="{transform}">{inside}</g>'


def dotted(row: list[Point]) -> str:
    """Dots as strokes of no length: a round cap makes each a dot."""
    return "".join(f"M{dot(point)}h0" for point in row)


def cross(centre: Point, half: float) -> str:
    x, y = centre
    return straight([(x - half, y - half), (x + half, y + half)]) + straight(
        [(x + half, y - half), (x - half, y + half)]
    )


def _attributes(more: dict[str, str]) -> str:
    return "".join(f' {name.rstrip("_").replace("_", "-")}="{value}"' for name, value in more.items())
