"""Draws the small signs beside words: a 24 grid, 20 live, one round 2 px line, never filled."""

from __future__ import annotations

from math import cos, pi, sin

from unknot.web.drawings.made.curves import straight
from unknot.web.drawings.made.marks import octagon
from unknot.web.drawings.made.paper import Drawing, circle, cross, path, rect

SPEAKER = "M3 9.5V14.5H6.5L11 18.5V5.5L6.5 9.5Z"
HANDSET = (
    "M8.2 3.6 5.4 4.4C4 4.8 3.3 6 3.6 7.4 5 14 10 19 16.6 20.4 18 20.7 19.2 20 19.6 18.6L20.4 15.8 16 13.4 "
    "13.8 15.4C11.6 14.3 9.7 12.4 8.6 10.2L10.6 8Z"
)
SUN = "".join(straight([(12 + r * cos(i * pi / 4), 12 + r * sin(i * pi / 4)) for r in (7.4, 9.8)]) for i in range(8))
PRINTER = "M7 9V3.5H17V9M7 17.5H4V9H20V17.5H17M7 14.5H17V20.5H7Z"
ICONS = {
    "back": ("Back", path("d-icon-line", "M15 4.5 7.5 12 15 19.5")),
    "forward": ("Go on", path("d-icon-line", "M9 4.5 16.5 12 9 19.5")),
    "open": ("Open", path("d-icon-line", "M4.5 9 12 16.5 19.5 9")),
    "close": ("Close", path("d-icon-line", "M4.5 15.5 12 8 19.5 15.5")),
    "step_back": ("Step back", path("d-icon-line", "M5 5V19M18 5.5 10.5 12 18 18.5")),
    "skip": ("Skip this step", path("d-icon-line", "M19 5V19M6 5.5 13.5 12 6 18.5")),
    "pause": ("Pause", path("d-icon-line", "M8 4.5V19.5M16 4.5V19.5")),
    "play": ("Go on with the session", path("d-icon-line", "M7 4.5 19 12 7 19.5Z")),
    "stop": ("Stop", path("d-icon-line", straight(octagon((12, 12), 10), closed=True))),
    "sound": ("Sound on", path("d-icon-line", SPEAKER + "M14.5 9Q16.8 12 14.5 15M17.5 6.5Q22 12 17.5 17.5")),
    "sound_off": ("Sound off", path("d-icon-line", SPEAKER + "M15.5 9.5 20.5 14.5M20.5 9.5 15.5 14.5")),
    "sun": ("Light screen", circle("d-icon-line", (12, 12), 4.2) + path("d-icon-line", SUN)),
    "moon": ("Dark screen", path("d-icon-line", "M19.5 14.5A8.2 8.2 0 1 1 9.5 4.5 6.6 6.6 0 0 0 19.5 14.5Z")),
    "phone": ("Call", path("d-icon-line", HANDSET)),
    "offline": ("Offline", path("d-icon-line", "M2.5 14Q5.5 9 9 12M15 12Q18.5 15 21.5 10M10 6.5 14 17.5")),
    "cross": ("Do not", path("d-icon-line", cross((12, 12), 6.5))),
    "tick": ("Done", path("d-icon-line", "M4.5 12.5 10 18 19.5 6.5")),
    "plus": ("Add", path("d-icon-line", "M12 4V20M4 12H20")),
    "minus": ("Less", path("d-icon-line", "M4 12H20")),
    "swap": ("Swap this step", path("d-icon-line", "M4 8.5H19M15 4.5 19 8.5 15 12.5M20 16H5M9 12.5 5 16 9 20")),
    "print": ("Print", path("d-icon-line", PRINTER)),
    "save": ("Save a copy", path("d-icon-line", "M12 3.5V15.5M7 10.5 12 15.5 17 10.5M4 20H20")),
    "delete": ("Delete", path("d-icon-line", "M4 6.5H20M9.5 6.5V4H14.5V6.5M6.5 6.5 7.5 20.5H16.5L17.5 6.5")),
    "clock": ("Time", circle("d-icon-line", (12, 12), 9) + path("d-icon-line", "M12 6.5V12L16 14.5")),
    "language": (
        "Language",
        circle("d-icon-line", (12, 12), 9) + path("d-icon-line", "M3 12H21M12 3Q5.5 12 12 21Q18.5 12 12 3"),
    ),
    "device": ("On this device", rect("d-icon-line", (6, 2.5, 12, 19), 2.5) + path("d-icon-line", "M10.5 18H13.5")),
}


def icons() -> list[Drawing]:
    return [Drawing(f"icon__{id}", (0, 0, 24, 24), title, body, "d-icon") for id, (title, body) in ICONS.items()]
