"""How heavy is the first page of the check? Bytes over the wire in a real Chromium that has never been here."""

from __future__ import annotations

from collections import Counter
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.table import Row
from benchmarks.web_server import visitor
from tests.web.chromium import ARGUMENTS, chromium_path

MOST_KB = {"everything but pictures": 60, "JavaScript": 40}


def measure() -> list[Row]:
    """What a phone loads to see the first question, by kind."""
    with visitor() as browser:
        browser.post("/check/", {"go": "begin"})
        loaded = _loaded(browser.address, browser.cookies)
    weights = {
        "everything but pictures": sum(size for kind, size in loaded.items() if kind != "Image"),
        "JavaScript": loaded["Script"],
    }
    return [
        Row("first load of the check", what, f"{size / 1000:.1f} KB", "", f"under {most} KB", size < most * 1000)
        for what, most in MOST_KB.items()
        for size in (weights[what],)
    ]


def _loaded(address: str, cookies: dict[str, str]) -> Counter[str]:
    """Kind of what was loaded -> bytes as they came, heads included."""
    kinds: dict[str, str] = {}
    sizes: Counter[str] = Counter()

    def came(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"]

    def ended(event: dict[str, Any]) -> None:
        sizes[kinds.get(event["requestId"], "")] += int(event["encodedDataLength"])

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        context = chromium.new_context(viewport={"width": 360, "height": 740}, service_workers="block")
        context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
        page = context.new_page()
        watching = context.new_cdp_session(page)
        watching.send("Network.enable")
        watching.on("Network.responseReceived", came)
        watching.on("Network.loadingFinished", ended)
        page.goto(f"{address}check/", wait_until="networkidle")
        assert page.locator("form.check").count() == 1, "the first question is not there"
        chromium.close()
    return sizes
