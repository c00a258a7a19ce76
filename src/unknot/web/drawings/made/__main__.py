"""Writes every drawing into the templates: `python -m unknot.web.drawings [folder]`."""

from __future__ import annotations

import sys
from pathlib import Path

from unknot.web.drawings.made.every import every_drawing, every_part
from unknot.web.drawings.made.paper import render

TEMPLATES = Path(__file__).parents[1] / "templates" / "drawings"


def write(folder: Path) -> list[str]:
    """All drawings into the folder; a file that no drawing has any more goes away. The names written."""
    (folder / "parts").mkdir(parents=True, exist_ok=True)
    files = {f"{drawing.name}.svg": render(drawing) for drawing in every_drawing()}
    files |= {f"parts/{name}.svg": body + "\n" for name, body in every_part().items()}
    for old in folder.rglob("*.svg"):
        if str(old.relative_to(folder)) not in files:
            old.unlink()
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return sorted(files)


if __name__ == "__main__":
    print(len(write(Path(sys.argv[1]) if len(sys.argv) > 1 else TEMPLATES)), "drawings")
