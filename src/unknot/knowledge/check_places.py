"""Checks that each row of the clinical text has its place in `docs/clinical/`, and that links there lead somewhere.

Those pages are read by clinicians beside the rules, so they exist in a checkout only: installed from a wheel there is
no such folder, and nothing is said. A place is an anchor with the id of its row, `<a id="RF-CES-SADDLE"></a>`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from unknot.knowledge.places import CONTENT
from unknot.knowledge.refused import Problem

PAGES = CONTENT.parents[3] / "docs" / "clinical"
ANCHOR = re.compile(r'<a id="([^"]*)">')
LINK = re.compile(r"\]\(([^)\s]+)\)|^\[[^\]]+\]: +(\S+)", re.MULTILINE)
"""`[words](path)`, or the definition `[word]: path` at the foot of a page."""


def place_problems(content: Path, pages: Path = PAGES) -> Iterator[Problem]:
    """Rows without a place, places without a row, links that lead nowhere, rule files that nothing links to."""
    if not (pages.is_dir() and (content / "rows.toml").exists()):
        return
    texts = {path: path.read_text() for path in sorted(pages.glob("*.md"))}
    linked = {path: [a or b for a, b in LINK.findall(text)] for path, text in texts.items()}
    yield from _anchors(content, texts)
    for page, links in linked.items():
        for link in links:
            if not _leads_somewhere(page, link):
                hint = "a path from this page to a file; nothing after # is looked at"
                yield Problem(f"docs/clinical/{page.name}", link, "", "the link leads to no file", hint)
    named = {Path(link).name for links in linked.values() for link in links if Path(link).parent.name == "rules"}
    for rules in sorted((content / "rules").glob("*.toml")):
        if rules.name not in named:
            hint = "link to it in docs/clinical/ where its row stands"
            yield Problem(f"rules/{rules.name}", "", "", "no page of the clinical text links to it", hint)


def anchor_of(row: str) -> str:
    """The row's id as it can stand in an address: `on-track acute` -> `on-track-acute`."""
    return re.sub(r"[^\w.-]+", "-", row)


def _anchors(content: Path, texts: dict[Path, str]) -> Iterator[Problem]:
    rows = [row for rows in tomllib.loads((content / "rows.toml").read_text())["rows"].values() for row in rows]
    found = [(anchor, page.name) for page, text in texts.items() for anchor in ANCHOR.findall(text)]
    anchors = [anchor for anchor, _ in found]
    for row in rows:
        if anchor_of(row) not in anchors:
            hint = f'write what it says on a page of docs/clinical/, with <a id="{anchor_of(row)}"></a>'
            yield Problem("rows.toml", row, "", "no place in the clinical text", hint)
    known = {anchor_of(row) for row in rows}
    for anchor, page in found:
        if anchor not in known:
            yield Problem(f"docs/clinical/{page}", anchor, "", "an anchor that is no row", "see rows.toml")
        elif anchors.count(anchor) > 1:
            yield Problem(f"docs/clinical/{page}", anchor, "", "the row stands twice", "say each thing once")


def _leads_somewhere(page: Path, link: str) -> bool:
    path = link.partition("#")[0]
    return "://" in link or not path or (page.parent / path).exists()
