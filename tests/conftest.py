"""What every test may ask for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import settings

from unknot.knowledge.load import load
from unknot.knowledge.shapes import Knowledge

settings.register_profile("unknot", deadline=None)  # machines are shared: no test depends on wall time
settings.load_profile("unknot")

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The knowledge of the package, read once."""
    return load()


@pytest.fixture
def now() -> datetime:
    """One fixed moment."""
    return NOW
