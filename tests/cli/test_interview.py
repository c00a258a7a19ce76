"""The interview in a real terminal: pages, back, not sure, why, stop."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pexpect
import pytest

from tests.cli.terminal import piped
from unknot.cli.check.interview import days
from unknot.knowledge.values import Unreadable


@pytest.fixture
def terminal(tmp_path: Path) -> pexpect.spawn:
    env = {**os.environ, "UNKNOT_DATA": str(tmp_path), "TERM": "dumb", "COLUMNS": "80"}
    child = pexpect.spawn(
        sys.executable, ["-m", "unknot", "check", "--country", "GB"], env=env, encoding="utf-8", timeout=20
    )
    child.expect("Before anything else")
    return child


def say(child: pexpect.spawn, word: str) -> None:
    child.expect("> ")
    child.sendline(word)


def test_new_saddle_numbness_ends_the_interview_at_once(terminal: pexpect.spawn) -> None:
    say(terminal, "0")
    terminal.expect("Nerves, bladder and legs")
    say(terminal, "1")
    terminal.expect("EMERGENCY")
    terminal.expect("Go to an emergency department now")
    terminal.expect(pexpect.EOF)
    assert "About you" not in terminal.before


def test_not_sure_shows_a_thing_to_try_and_then_counts_as_yes(terminal: pexpect.spawn) -> None:
    say(terminal, "u1")
    terminal.expect("Sore only where")
    say(terminal, "u")
    terminal.expect("EMERGENCY")
    terminal.expect("Call 999 now")


def test_back_returns_to_the_page_before_and_why_says_why(terminal: pexpect.spawn) -> None:
    say(terminal, "w")
    terminal.expect("Why we ask: These need help before massage.")
    say(terminal, "0")
    terminal.expect("Nerves, bladder and legs")
    say(terminal, "b")
    terminal.expect("Before anything else")


def test_stopping_keeps_nothing(terminal: pexpect.spawn, tmp_path: Path) -> None:
    say(terminal, "0")
    terminal.expect("Nerves")
    say(terminal, "q")
    terminal.expect("nothing was kept")
    terminal.expect(pexpect.EOF)
    assert not list(tmp_path.iterdir())


def test_nonsense_is_answered_with_what_to_write(terminal: pexpect.spawn) -> None:
    say(terminal, "maybe 77")
    terminal.expect("Write numbers that are true, 0 for none")


def test_an_ordinary_ache_comes_to_a_plan(terminal: pexpect.spawn, tmp_path: Path) -> None:
    replies = {
        "Who is this for": "1", "How old are you": "38", "Sex\r\n": "2", "Where does it hurt": "4",
        "When did it begin": "1 week", "How did it begin": "1", "Have you had it before": "2",
        "How is it changing": "2",
        "Ache now": "4", "At its worst": "5", "One position": "1", "Blood pressure\r\n": "1",
    }  # fmt: skip
    seen = [*replies, "None of these", pexpect.EOF]
    asked = 0
    while (place := terminal.expect(seen)) < len(seen) - 1:
        asked += 1
        assert asked < 60
        say(terminal, replies.get(seen[place], "0") if place < len(replies) else "0")
    assert "Massage looks fine for you today" in terminal.before
    assert "unknot session" in terminal.before
    kept = tmp_path / "unknot.sqlite3"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert piped(tmp_path, "plan").returncode == 0


@pytest.mark.parametrize(
    ("typed", "days_ago"),
    [("today", 0), ("5", 5), ("3 weeks", 21), ("2 months", 60), ("1 y", 365), ("2026-10-31", "2026-10-31")],
)
def test_when_it_began_can_be_written_as_people_say_it(typed: str, days_ago: int | str) -> None:
    assert days(typed) == days_ago


@pytest.mark.parametrize("typed", ["31/10/2026", "last Monday", "", "1.5 weeks"])
def test_a_time_we_do_not_know_is_answered_with_what_to_write(typed: str) -> None:
    with pytest.raises(Unreadable) as refused:
        days(typed)

    assert "3 weeks" in refused.value.hint
