"""Two writers at the same moment on PostgreSQL: what was said twice is kept once, and nobody sees an error."""

from __future__ import annotations

from pathlib import Path

from tests.web.serving import postgresql
from tests.web.test_two_writers import seen_wrong


def test_two_at_once_end_as_one_after_the_other_on_postgresql(tmp_path: Path) -> None:
    with postgresql() as address:
        assert seen_wrong(tmp_path, address) == {}
