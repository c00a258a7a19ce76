"""What zone is this computer in, and what is a day? As the C library has it, with the rules of each date."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unknot.pathway.moments import (
    CLOCKS_DIFFER,
    days_between,
    elapsed,
    on_the_clock,
    outside_of_past,
    outside_of_plans,
    with_offset,
    zone_named,
)

ZONES = ("Etc/GMT+12", "Pacific/Kiritimati", "Europe/Berlin", "America/St_Johns", "Asia/Jakarta", "Australia/Lord_Howe")
instants = st.datetimes(datetime(1950, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
zones = st.sampled_from([zone_named(name) for name in ZONES])


@pytest.mark.parametrize(
    ("named", "summer", "winter"),
    [
        ("Asia/Jakarta", 7, 7),
        (":Europe/Berlin", 2, 1),
        ("/usr/share/zoneinfo/Europe/Berlin", 2, 1),
        ("WIB-7", 7, 7),
        ("<+14>-14", 14, 14),
        ("UTC+12", -12, -12),
        ("CET-1CEST,M3.5.0,M10.5.0/3", 2, 1),
        ("", 0, 0),
        ("no/such zone", 0, 0),
    ],
)
def test_the_zone_is_the_one_that_the_system_uses(named: str, summer: int, winter: int) -> None:
    asked = "import time; t = time.localtime; print(*(t(s).tm_gmtoff / 3600 for s in (1782900000, 1796100000)))"
    system = subprocess.run(
        [sys.executable, "-c", asked], env={**os.environ, "TZ": named}, capture_output=True, text=True, check=True
    )
    asked = "from unknot import clock; from datetime import datetime as d; z = clock.zone();"
    asked += "print(*(d.fromtimestamp(s, z).utcoffset().total_seconds() / 3600 for s in (1782900000, 1796100000)))"
    ours = subprocess.run(
        [sys.executable, "-c", asked], env={**os.environ, "TZ": named}, capture_output=True, text=True, check=True
    )

    assert ours.stdout == system.stdout == f"{float(summer)} {float(winter)}\n"


def test_django_never_sets_the_zone_of_the_process_or_of_its_children(tmp_path: Path) -> None:
    program = (
        "import os, subprocess, sys, time, django; before = (os.environ.get('TZ'), time.tzname); django.setup();"
        "from unknot import clock; print(before == (os.environ.get('TZ'), time.tzname), clock.zone())"
    )
    env = {**os.environ, "TZ": "Asia/Jakarta", "UNKNOT_DATA": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, check=True)

    assert done.stdout == "True Asia/Jakarta\n"


@pytest.mark.parametrize("text", ["America", "x" * 300, "../../etc/passwd", "localtime", "a\0b", "", "+15:00", "é"])
def test_what_is_no_zone_is_none_and_no_fault(text: str) -> None:
    assert zone_named(text) is None


@given(zones, instants, st.integers(0, 30))
def test_days_are_calendar_days_whatever_the_clocks_do(zone: timezone, at: datetime, days: int) -> None:
    local = at.astimezone(zone)
    later = on_the_clock((local + timedelta(days=days)).replace(tzinfo=None, hour=12), zone)

    assert days_between(at, later) == days
    assert days_between(with_offset(local), later) == days


@given(zones, instants, instants)
def test_real_time_is_the_same_in_every_zone(zone: timezone, one: datetime, other: datetime) -> None:
    there = (one.astimezone(zone), other.astimezone(zone))

    assert elapsed(*there) == other - one
    assert elapsed(with_offset(there[0]), there[1]) == other - one


@given(zones, instants)
def test_what_is_kept_is_the_same_instant_with_a_plain_offset(zone: timezone, at: datetime) -> None:
    kept = with_offset(at.astimezone(zone))

    assert kept == at
    assert datetime.fromisoformat(kept.isoformat()) == kept
    assert type(kept.tzinfo) is timezone


def test_an_hour_that_the_clocks_jump_over_is_the_one_after_it() -> None:
    berlin = zone_named("Europe/Berlin")

    assert on_the_clock(datetime(2026, 3, 29, 2, 30), berlin).isoformat() == "2026-03-29T03:30:00+02:00"
    assert on_the_clock(datetime(2026, 10, 25, 2, 30), berlin).isoformat() == "2026-10-25T02:30:00+02:00"
    assert on_the_clock(datetime(2026, 7, 1, 9), berlin).isoformat() == "2026-07-01T09:00:00+02:00"


@pytest.mark.parametrize("zone", ZONES)
def test_one_range_of_moments_up_to_both_ends_of_the_calendar(zone: str) -> None:
    now = datetime(2026, 11, 22, 9, tzinfo=zone_named(zone))
    far_east, far_west = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))

    assert outside_of_past(datetime(1, 1, 1, tzinfo=far_east), now) == "too_early"
    assert outside_of_past(datetime(9999, 12, 31, 23, tzinfo=far_west), now) == "not_yet"
    assert outside_of_past(datetime(1899, 12, 31, 12, tzinfo=UTC), now) == "too_early"
    assert outside_of_past(now + CLOCKS_DIFFER, now) is None
    assert outside_of_past(now + CLOCKS_DIFFER + timedelta(seconds=1), now) == "not_yet"
    assert outside_of_plans(datetime(9999, 12, 31).date(), now) == "too_far"
    assert outside_of_plans((now + timedelta(days=3650)).date(), now) is None
