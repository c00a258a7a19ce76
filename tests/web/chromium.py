"""Where is a Chromium, and how is it started? Debian's package first, then playwright's own."""

from __future__ import annotations

import shutil
from pathlib import Path

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-quic",
]  # fmt: skip


def chromium_path() -> str | None:
    """A Chromium on this machine; None lets playwright take its own, and say how to install it when there is none."""
    for name in (
        "/usr/bin/chromium",
        "chromium",
        "google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ):
        found = name if Path(name).exists() else shutil.which(name)
        if found:
            return found
    return None
