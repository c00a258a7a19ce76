"""One fixture: a table of the spec, run on every carrier."""

from collections.abc import Callable

import pytest

from tests.spec import tables


@pytest.fixture
def on_every_carrier() -> Callable[[str], None]:
    return tables.run
