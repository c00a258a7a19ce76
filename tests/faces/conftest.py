"""One household in one process: its terminal, its browser and its diary, at any moment and in any zone."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
import time_machine

from unknot import clock
from unknot.cli.diary import same_diary


@pytest.fixture
def at_moment(monkeypatch: pytest.MonkeyPatch) -> Callable[..., object]:
    """`with at_moment(zone, wall):` the computer is in this zone, and its clock stands still at this wall time."""

    @contextmanager
    def travelled(zone: str, wall: datetime) -> Iterator[datetime]:
        monkeypatch.setattr(clock, "_TZ", zone)
        clock.zone.cache_clear()
        moment = wall.replace(tzinfo=clock.zone())
        with time_machine.travel(moment.timestamp(), tick=False):
            yield clock.now()
        monkeypatch.undo()
        clock.zone.cache_clear()

    return travelled


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., str]:
    """`terminal(run, lines)`: what a command prints while these lines are typed."""
    monkeypatch.setenv("UNKNOT_DIARY", str(tmp_path / "none"))  # it may have a diary: the database lies in memory here
    same_diary._opened.cache_clear()

    def said(run: Callable[[], object], lines: list[str]) -> str:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        capsys.readouterr()
        run()
        return capsys.readouterr().out

    return said
