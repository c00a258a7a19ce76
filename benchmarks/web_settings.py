"""The settings of the web face, and one page more: the empty one (`web_empty.py`)."""

from __future__ import annotations

from unknot.web.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.web_empty"
