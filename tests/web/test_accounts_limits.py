"""Limits on tries to sign in hold, whatever else is kept."""

from __future__ import annotations

import pytest

from tests.web.by_hand import ByHand
from tests.web.serving import Serving

FILL = """
from django.core.cache import cache
for number in range(700):
    cache.set(f"zzz {number} of somebody else", [1.0], 600)
"""


@pytest.mark.parametrize("shared", ["SQLite", "PostgreSQL"], indirect=True)
def test_limits_of_sign_in_hold_however_many_others_try(shared: Serving) -> None:
    mail = "limits@example.org"
    for _ in range(3):
        ByHand(shared).ask_code(mail)
    assert "oo many" in ByHand(shared).ask_code(mail).text
    shared.inside(FILL)

    assert "oo many" in ByHand(shared).ask_code(mail).text


def test_what_has_run_out_makes_room(shared: Serving) -> None:
    shared.inside("from django.core.cache import cache\n[cache.set(f'old {n}', 1, -5) for n in range(400)]")
    shared.inside(FILL)

    left = shared.inside(
        "from django.db import connection\ncursor = connection.cursor()\n"
        "cursor.execute(\"SELECT COUNT(*) FROM unknot_cache WHERE cache_key LIKE '%old%'\")\n"
        "print(cursor.fetchone()[0])"
    )
    assert int(left) == 0
