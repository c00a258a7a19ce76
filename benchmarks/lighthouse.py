"""What does Lighthouse say about the pages, as on a phone? `make lighthouse`: needs Node; the figures go into the page.

Not part of `make bench`: it takes minutes, and its performance figure swings with what else the machine does.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from playwright.sync_api import BrowserContext, sync_playwright

from benchmarks.web_server import Visitor, visitor
from tests.web.chromium import ARGUMENTS, chromium_path
from tests.web.diaries import easing, new_profile
from tests.web.plans import new_journey
from tests.web.sessions import new_session
from unknot.web.serving.serve import free_port

VERSION = "12.8"
LEAST = 95
RUNS = 3
"""Another program on the machine makes a page look slow; what is slow itself stays slow."""
PAGE = Path(__file__).parent.parent / "docs" / "reference" / "benchmarks.md"
HEADING = "## Lighthouse"
THREE = ("performance", "accessibility", "best-practices")
WITH_SEO = (*THREE, "seo")
INTRODUCTION = f"""
Made by `make lighthouse` (Lighthouse {VERSION}, mobile: a slow phone on a slow network that has never been here).
Wanted is at least {LEAST} everywhere. A page that is below is asked up to {RUNS} times and its best figures
count, because whatever else runs on the machine slows it.

"""


def main() -> int:
    """Exit code 0, or 1 when a figure is too low or Node is missing."""
    if not shutil.which("npx"):
        print("npx is missing\nhint: sudo apt-get install nodejs npm", file=sys.stderr)
        return 1
    wanted = sys.argv[1:]
    with visitor() as browser, chromium(browser) as (port, window):
        judged = [page for page in pages(browser.folder) if not wanted or page.name in wanted]
        found = {page.name: figures(browser, page, port, window) for page in judged}
    table = markdown(found)
    print(table)
    if not wanted:
        text = PAGE.read_text(encoding="utf-8").partition(HEADING)[0].rstrip("\n")
        PAGE.write_text(f"{text}\n\n{HEADING}\n{INTRODUCTION}{table}\n", encoding="utf-8")
    return int(any(score < LEAST for scores in found.values() for score in scores.values()))


def markdown(found: dict[str, dict[str, int]]) -> str:
    """The figures as a table."""
    lines = [("page", *WITH_SEO), ("---",) * 5]
    lines += [(name, *(str(scores.get(of, "")) for of in WITH_SEO)) for name, scores in found.items()]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


class Judged(NamedTuple):
    """One page, for whom it is asked for, and what is judged."""

    name: str
    path: str
    profile: str
    of: tuple[str, ...]


def pages(folder: Path) -> list[Judged]:
    """The pages, for somebody with a finished check, for one in a session, and for one with a diary."""
    person, (player, session) = new_journey(folder), new_session(folder)
    writer = new_profile(folder, easing(datetime.now().astimezone()))
    return [
        Judged("Start", "/", person, WITH_SEO),
        Judged("Learn", "/learn/", person, WITH_SEO),
        Judged("Techniques", "/learn/techniques/", person, WITH_SEO),
        Judged("One technique", "/learn/techniques/effleurage/", person, WITH_SEO),
        Judged("Evidence", "/learn/evidence/", person, WITH_SEO),
        Judged("Check", "/check/", new_journey(folder, {}), THREE),
        Judged("Result", "/result/", person, THREE),
        Judged("Plan", "/plan/", person, THREE),
        Judged("Session", f"/session/{session}/", player, THREE),
        Judged("Diary", "/diary/", writer, THREE),
    ]


@contextmanager
def chromium(browser: Visitor) -> Iterator[tuple[int, BrowserContext]]:
    """A Chromium that Lighthouse can drive, with the household's cookie; its port and its window."""
    port = free_port(0)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        window = playwright.chromium.launch_persistent_context(
            folder, executable_path=chromium_path(), args=[*ARGUMENTS, f"--remote-debugging-port={port}"]
        )
        for name, value in browser.cookies.items():
            window.add_cookies([{"name": name, "value": value, "url": browser.address}])
        yield port, window
        window.close()


def figures(browser: Visitor, judged: Judged, port: int, window: BrowserContext) -> dict[str, int]:
    """Category -> 0 to 100, the best of some runs; what is not whole goes to standard error."""
    window.add_cookies([{"name": "unknot_profile", "value": judged.profile, "url": browser.address}])
    best: dict[str, int] = {}
    for _ in range(RUNS):
        report = _report(f"{browser.address.rstrip('/')}{judged.path}", judged.of, port)
        scores = {of: round(100 * report["categories"][of]["score"]) for of in judged.of}
        best = {of: max(score, best.get(of, 0)) for of, score in scores.items()}
        if min(best.values()) >= LEAST:
            return best
    refs = [ref for of in report["categories"].values() for ref in of["auditRefs"] if ref["weight"]]
    for audit in (report["audits"][ref["id"]] for ref in refs):
        if audit["score"] is not None and audit["score"] < 0.9:
            print(f"{judged.name}: {audit['title']} {audit.get('displayValue', '')}", file=sys.stderr)
    return best


def _report(address: str, of: tuple[str, ...], port: int) -> dict[str, Any]:
    command = [
        "npx", "--yes", f"lighthouse@{VERSION}", address, "--quiet", "--output=json", f"--port={port}",
        f"--only-categories={','.join(of)}",
    ]  # fmt: skip
    told = subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    report: dict[str, Any] = json.loads(told.stdout)
    return report


if __name__ == "__main__":
    sys.exit(main())
