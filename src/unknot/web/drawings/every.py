"""Which drawings are there? All of them, in one list."""

from __future__ import annotations

from unknot.web.drawings import icons, marks, pressure, regions, start, thread
from unknot.web.drawings.paper import Drawing


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
        pressure.scale(),
        pressure.short_form(),
    ]
    names = [drawing.name for drawing in found]
    assert len(names) == len(set(names)), "two drawings with one name"
    return found
