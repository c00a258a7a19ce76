"""Two writers at the same moment, over and over: `python -m tests.web.writers` in the environment of a server.

Each of two threads has a connection of its own; a barrier lets both go at once. For each kind of write it prints what
was raised, and how often what is kept afterwards differs from what the same two writes leave one after the other.
"""

from __future__ import annotations

import json
import sys
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def tried(times: int) -> dict[str, dict[str, int]]:
    """What went wrong, by the kind of write: each error by its name, and "not as in sequence"."""
    from django.db import connection

    from tests.web.write_pairs import EVERY

    start = threading.Barrier(2, timeout=60)
    wrong: dict[str, dict[str, int]] = {}

    def at_once(write: Callable[[], Any]) -> str:
        connection.ensure_connection()
        start.wait()
        try:
            write()
        except Exception as error:
            return type(error).__name__
        return ""

    with ThreadPoolExecutor(2) as both:
        for name, pair in EVERY.items():
            seen: Counter[str] = Counter()
            for _ in range(times):
                one, other, right = pair()
                seen.update(filter(None, both.map(at_once, (one, other))))
                try:
                    seen.update([] if right() else ["not as in sequence"])
                except Exception as error:
                    seen[f"afterwards {type(error).__name__}"] += 1
            wrong[name] = dict(seen)
        both.map(lambda _: connection.close(), range(2))
    return wrong


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(tried(int(sys.argv[1]))))
