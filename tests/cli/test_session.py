"""The session in a terminal, by real keys in a pseudo-terminal: guided, adapted, stopped, gone on with."""

import signal
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.cli.terminal import EXAMPLES, at_terminal, code_of, piped, written
from tests.lib.plans import KNOWLEDGE, decided, weeks_in
from unknot.cli.session.kept import Kept
from unknot.cli.session.player import Clock, Player
from unknot.cli.session.screen import LETTERS, how_pages, playing, why_pages
from unknot.pathway.diary.entries import Session, new_id
from unknot.pathway.plan.planner import safe_plan
from unknot.pathway.request import Request
from unknot.pathway.session.machine import advance, apply, begin, view
from unknot.pathway.session.shape import Start
from unknot.telling.stopping import stop_reasons

DESK = ("session", "--answers", str(EXAMPLES / "desk_ache.json"), "--minutes", "5")


def begun(folder: Path, speed: str, ache: str = "4", words: tuple[str, ...] = DESK) -> Any:
    """A session on the screen, the questions before it answered."""
    child = at_terminal(folder, *words, "--speed", speed)
    child.expect("Any yes, or not sure")
    child.sendline("n")
    child.expect("How strong is the ache now")
    child.sendline(ache)
    child.expect("Enter begins")
    child.sendline("")
    child.expect("Step 1 of")
    return child


def the_session(folder: Path) -> Session:
    (entry,) = written(folder)
    assert isinstance(entry, Session)
    return entry


def test_a_whole_session_ends_with_its_entry_in_the_diary(tmp_path: Path) -> None:
    child = begun(tmp_path, speed="200")
    child.expect("The session is finished")
    child.expect("How strong is the ache now")
    child.sendline("2")
    child.expect("In your diary")

    assert code_of(child) == 0
    entry = the_session(tmp_path)
    assert (entry.finished, entry.ache_before, entry.ache_after) == (True, 4, 2)
    assert entry.minutes >= 2
    assert not (tmp_path / "session.json").exists()


def test_a_session_killed_in_the_middle_goes_on_where_it_was(tmp_path: Path) -> None:
    child = begun(tmp_path, speed="20")
    child.send("n")
    child.expect("Step 2 of")
    child.expect("Check-in: how strong")
    child.kill(signal.SIGKILL)
    child.wait()
    kept = msgspec.json.decode((tmp_path / "session.json").read_bytes(), type=Kept)
    mode = stat.S_IMODE((tmp_path / "session.json").stat().st_mode)

    again = at_terminal(tmp_path, *DESK, "--speed", "200")
    again.expect(r"You began a session: step 2 of")
    again.sendline("y")
    again.expect("Step 2 of")
    again.expect("The session is finished")
    again.expect("How strong is the ache now")
    again.sendline("")

    assert code_of(again) == 0
    assert mode == 0o600
    assert kept.state.spent[1] >= 10_000
    entry = the_session(tmp_path)
    assert entry.finished
    assert entry.id == kept.entry
    assert sum(work.minutes for work in entry.work) <= kept.state.plan.total_minutes


def test_stopping_for_numbness_sends_to_an_emergency_department_and_bars_the_next_session(tmp_path: Path) -> None:
    child = begun(tmp_path, speed="20")
    letter = "abcdefghijklmnopq"[[fact.id for fact in stop_reasons(KNOWLEDGE)].index("stopped_numb_or_weak")]
    child.send("s")
    child.expect("Press the first letter that fits")
    child.send(letter)
    child.expect("EMERGENCY")
    child.expect("Go to an emergency department now")

    assert code_of(child) == 0
    assert the_session(tmp_path).stopped == ("stopped_numb_or_weak",)
    assert "EMERGENCY" in piped(tmp_path, *DESK, "--fast").stdout


def test_an_ache_that_rises_by_two_ends_the_session_with_advice(tmp_path: Path) -> None:
    child = begun(tmp_path, speed="1", ache="3")
    child.send("5")
    child.expect("The ache rose during the session")
    child.expect("How strong is the ache now")
    child.sendline("5")

    assert code_of(child) == 0
    assert the_session(tmp_path).stopped == ("stopped_ache_up",)


def test_too_much_lowers_the_pressure_and_escape_leads_back_from_the_stop_page(tmp_path: Path) -> None:
    child = begun(tmp_path, speed="1")
    child.send("n")
    child.expect("pressure 3 of 10")
    child.send("m")
    child.expect("Lighter: pressure 2 of 10")
    child.send("s")
    child.expect("Why did you stop")
    child.send("\x1b")
    child.expect("Step 2 of")
    child.send("p")
    child.expect("PAUSED")
    child.send("q")
    child.expect("because you wanted to")
    child.sendline("")

    assert code_of(child) == 0
    assert the_session(tmp_path).stopped == ("stopped_by_wish",)


def test_ctrl_c_keeps_the_session_and_says_how_to_go_on(tmp_path: Path) -> None:
    child = begun(tmp_path, speed="1")
    child.sendintr()
    child.expect("Paused and kept at step 1 of")
    child.expect("To go on within 12 hours: unknot session")

    assert code_of(child) == 0
    assert (tmp_path / "session.json").exists()
    assert written(tmp_path) == ()


def test_ctrl_c_works_where_whoever_started_us_had_it_ignored(tmp_path: Path) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        child = begun(tmp_path, speed="1")
    finally:
        signal.signal(signal.SIGINT, before)
    child.sendintr()
    child.expect("Paused and kept at step 1 of")

    assert code_of(child) == 0


def test_something_new_since_the_check_leads_back_to_the_check(tmp_path: Path) -> None:
    child = at_terminal(tmp_path, *DESK)
    child.expect("Any yes, or not sure")
    child.sendline("y")
    child.expect("answer the check again")

    assert code_of(child) == 0


def test_fast_plays_it_at_once_and_writes_only_when_asked(tmp_path: Path) -> None:
    played = piped(tmp_path, *DESK, "--fast")
    kept_none = written(tmp_path)
    kept = piped(tmp_path, *DESK, "--fast", "--keep")

    assert (played.returncode, kept.returncode) == (0, 0)
    assert "1/" in played.stdout
    assert "finished" in played.stdout
    assert kept_none == ()
    assert the_session(tmp_path).finished


def test_without_a_terminal_it_says_what_to_do(tmp_path: Path) -> None:
    refused = piped(tmp_path, *DESK)

    assert refused.returncode == 2
    assert "needs a terminal" in refused.stderr
    assert "hint: add --fast" in refused.stderr


def test_without_a_plan_the_decision_is_shown_and_that_is_no_error(tmp_path: Path) -> None:
    shown = piped(tmp_path, "session", "--fast", "--answers", str(EXAMPLES / "saddle_numbness.json"))

    assert shown.returncode == 0
    assert "EMERGENCY" in shown.stdout


@pytest.mark.parametrize("size", [(80, 24), (100, 50), (60, 20), (50, 16)])
def test_every_page_of_a_session_fits_the_terminal(size: tuple[int, int]) -> None:
    request = Request(helper="partner", minutes=30, tools=("ball", "roller", "gun", "oil"))
    plan = safe_plan(KNOWLEDGE, decided(), request, sore=("low_back_left", "low_back_right"), history=weeks_in())
    assert plan is not None
    state = apply(begin(plan, KNOWLEDGE.techniques), Start(at=0))
    reasons = stop_reasons(KNOWLEDGE)
    pages = why_pages(reasons, size)
    while state.status == "running":
        shown = view(state, state.at)
        assert shown.step is not None
        page = playing(shown, "Check-in: how strong is the ache now?", "", size)
        assert any("STOP" in line for line in page)
        assert any("Breathe" in line for line in page)
        pages += [page, *how_pages(shown.step, size)]
        state = advance(state, state.at + 30_000)

    assert max(len(page) for page in pages) <= size[1]
    assert max(len(line) for page in pages for line in page) <= size[0]


def test_the_gravest_reasons_to_stop_stand_first_and_a_mere_wish_last() -> None:
    ids = [fact.id for fact in stop_reasons(KNOWLEDGE)]

    assert ids.index("stopped_chest_or_breath") < ids.index("stopped_spreading_pain") < ids.index("stopped_tingling")
    assert ids[-1] == "stopped_by_wish"


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (50, 16), (40, 8)])
def test_every_reason_to_stop_can_be_read_in_a_small_terminal_too(size: tuple[int, int]) -> None:
    reasons = stop_reasons(KNOWLEDGE)
    pages = why_pages(reasons, size)

    assert max(len(page) for page in pages) <= size[1]
    shown = [line for page in pages for line in page]
    assert [line[2] for line in shown if line[:2] == "  " and line[2] != " " and line[3:5] == "  "] == list(
        LETTERS[: len(reasons)]
    )
    assert all("Take the hands off" in page[0] for page in pages)


class Hands:
    """A clock on the wall that may be set, and a steady one that nobody sets; in seconds."""

    def __init__(self) -> None:
        self.wall, self.steady = 1_800_000_000.0, 50.0

    def pass_by(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds


def playing_now(monkeypatch: pytest.MonkeyPatch, folder: Path, hands: Hands) -> Player:
    """A player in the middle of its second step, without a screen; its session lies in `folder`."""
    monkeypatch.setenv("UNKNOT_DATA", str(folder))
    plan = safe_plan(KNOWLEDGE, decided(), Request(helper="alone", minutes=20), sore=("low_back_left",))
    assert plan is not None
    kept = Kept(saved=datetime.now(UTC), entry=new_id(), state=begin(plan, KNOWLEDGE.techniques))
    clock = Clock(1, kept.state.at, wall=lambda: hands.wall, steady=lambda: hands.steady)
    player = Player(KNOWLEDGE, kept, clock)
    player.happen(Start(at=clock.now()))
    hands.pass_by(5)
    player.press("n")
    assert player.state.here == 1
    return player


STATES = {
    "running": "",
    "paused": "p",
    "how it is done": "h",
    "the last page of how": "hhhh",
    "how it is done, paused": "ph",
    "pressure asked": "4",
    "something said": "m",
    "back from the reasons": "s\x1b",
    "how, after a press that means nothing": "hxh",
}


@pytest.mark.parametrize("size", [(80, 24), (40, 8)])
@pytest.mark.parametrize("before", STATES.values(), ids=STATES.keys())
def test_stop_works_in_every_state_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, before: str, size: tuple[int, int]
) -> None:
    hands = Hands()
    player = playing_now(monkeypatch, tmp_path, hands)
    for key in before:
        player.press(key)
        player.lines(size)
    player.press("s")

    assert player.state.status == "paused"
    assert "Take the hands off" in player.lines(size)[0]
    player.press("s")  # pressed twice in a fright it is still STOP
    assert player.asking == "why"
    player.press("a")
    assert player.state.reasons == ("stopped_numb_or_weak",)


def test_stop_works_while_a_check_in_is_due(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    hands = Hands()
    player = playing_now(monkeypatch, tmp_path, hands)
    while player.asking != "ache":
        hands.pass_by(5)
        player.look()
    player.press("s")

    assert "Take the hands off" in player.lines((80, 24))[0]


def test_stop_works_when_the_disk_is_full(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    player = playing_now(monkeypatch, tmp_path, Hands())
    monkeypatch.setenv("UNKNOT_DATA", "/proc/nowhere")  # nothing can be written there
    player.press("s")

    assert "Take the hands off" in player.lines((80, 24))[0]


@pytest.mark.parametrize("set_by", [-3600, -90_000, 3600, 90_000])
def test_a_clock_that_is_set_neither_freezes_nor_ends_a_session_and_it_is_still_saved(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, set_by: int
) -> None:
    hands = Hands()
    player = playing_now(monkeypatch, tmp_path, hands)
    before = player.state.spent[1]
    hands.wall += set_by
    for _ in range(4):
        hands.pass_by(2)
        player.look()

    assert player.state.status == "running"
    assert player.state.spent[1] - before == 8_000
    kept = msgspec.json.decode((tmp_path / "session.json").read_bytes(), type=Kept)
    assert kept.state == player.state


def test_a_computer_that_slept_finds_the_session_where_it_was(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    hands = Hands()
    player = playing_now(monkeypatch, tmp_path, hands)
    before = player.state.spent
    hands.pass_by(4 * 3600)
    player.look()

    assert (player.state.status, player.state.spent) == ("paused", before)


def test_stop_right_after_an_arrow_key_is_not_lost(tmp_path: Path) -> None:
    child = begun(tmp_path, speed="1")
    child.send("h")
    child.expect("s STOP, other keys back")
    child.send("\x1b[As")
    child.expect("Why did you stop")
    child.send("a")
    child.expect("EMERGENCY")

    assert code_of(child) == 0
