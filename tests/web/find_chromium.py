"""Is there a Chromium for the tests? Finds one, installs Debian's package or playwright's own, or says what to do.

`make test` runs it once; `chromium.py` finds it again for every test.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from tests.web.chromium import chromium_path

PACKAGES = ("chromium", "fonts-liberation", "fonts-noto-core", "libpango-1.0-0", "libpangoft2-1.0-0")
"""The browser, fonts for two voices, and what PDF pages need."""


def install() -> None:
    """Install what is missing. Raises SystemExit with the line to run when we may not."""
    if chromium_path():
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {"DEBIAN_FRONTEND": "noninteractive", **os.environ}
        subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES], env=quiet, check=False
        )
    if not chromium_path() and not _playwrights_own():
        raise SystemExit(f"Chromium is missing\nhint: sudo apt-get install {' '.join(PACKAGES)}")


def _playwrights_own() -> bool:
    """Playwright's own browser, where it can be downloaded."""
    return subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode == 0


if __name__ == "__main__":
    install()
