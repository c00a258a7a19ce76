"""Does axe find anything wrong on this page? Called at the end of every journey."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


def assert_accessible(page: Page) -> None:
    """No violation of WCAG 2.2 AA or of axe's best practices."""
    results = Axe().run(page, options=RULES)
    problems = [
        f"{violation['id']}: {violation['help']}\n    "
        + "\n    ".join(node["html"][:160] for node in violation["nodes"][:4])
        for violation in results.response["violations"]
    ]
    assert not problems, f"{page.url}\n" + "\n".join(problems)


def assert_fits(page: Page) -> None:
    """Nothing makes the page scroll sideways."""
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"{page.url} is {wider} px too wide"
