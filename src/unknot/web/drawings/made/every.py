"""Lists every drawing, and every piece that drawings include."""

from __future__ import annotations

from unknot.web.drawings.made import icons, marks, pictures, pressure, regions, scenes, start, thread, touch
from unknot.web.drawings.made.paper import Drawing


def every_drawing() -> list[Drawing]:
    found = [
        *thread.threads(),
        *regions.maps(),
        *start.starts(),
        *marks.urgencies(),
        *marks.massages(),
        *marks.grades(),
        *marks.gap_sign(),
        *icons.icons(),
        *pictures.pictures(),
        pressure.scale(),
        pressure.short_form(),
    ]
    names = [drawing.name for drawing in found]
    assert len(names) == len(set(names)), "two drawings with one name"
    return found


def every_part() -> dict[str, str]:
    """Pieces that drawings include, by name."""
    return touch.parts() | scenes.parts()
