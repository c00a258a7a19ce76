"""Waits until something is true in a page: playwright's own wait compiles a string, which our policy forbids."""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import Page

LONGEST_SECONDS = 30


def until(page: Page, expression: str, arg: Any = None) -> None:
    """Look again and again; `expression` is evaluated from outside of the page, and may be a promise."""
    end = time.monotonic() + LONGEST_SECONDS
    while not page.evaluate(expression, arg):
        assert time.monotonic() < end, f"never came true: {expression}"
        page.wait_for_timeout(50)
