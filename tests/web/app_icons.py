"""The icons of an installed unknot, drawn from the mark: `python -m tests.web.app_icons` writes them again."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.web.chromium import ARGUMENTS, chromium_path

STATIC = Path(__file__).parents[2] / "src" / "unknot" / "web" / "site" / "static" / "site"
ICONS = {"icon-192": (192, 0.68), "icon-512": (512, 0.68), "icon-maskable-512": (512, 0.5)}
"""Name -> side in pixels, and how much of the side the mark takes; a maskable icon may lose its outer tenth."""
PAGE = """<style>
*{{margin:0}} body{{background:#EFF1EF;width:{side}px;height:{side}px;display:grid;place-content:center}}
svg{{width:{wide}px;height:auto;display:block}}</style>{mark}"""


def draw() -> None:
    """Every icon as a PNG beside the other static files."""
    mark = (STATIC / "mark.svg").read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        for name, (side, share) in ICONS.items():
            page = browser.new_page(viewport={"width": side, "height": side})
            page.set_content(PAGE.format(side=side, wide=round(side * share), mark=mark))
            page.screenshot(path=STATIC / "icons" / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    draw()
