"""Keeps the count of tries to sign in, for all processes, in a table of the database, until it has run out.

Django's table of cached values has room for 300 and then drops living ones, so whoever filled it had new tries.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import connections


class Limits(DatabaseCache):
    """Django's cache in the database, but only what has run out makes room. A count lives minutes: it stays small."""

    _table: str  # Django's name for the table, of which its types say nothing

    def _cull(self, db: str, cursor: Any, now: datetime, num: int) -> None:
        """Called by each write while there are more rows than `MAX_ENTRIES`, 300."""
        connection = connections[db]
        table, expires = (connection.ops.quote_name(name) for name in (self._table, "expires"))
        cursor.execute(f"DELETE FROM {table} WHERE {expires} < %s", [connection.ops.adapt_datetimefield_value(now)])
