"""The session's time: right after a lock, a sleep, another tab, a clock that was set, and a reload."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.test_session import player, state_of  # noqa: F401 (a fixture)
from unknot.web.serving.serve import Server

Player = Callable[..., Page]
DRIFT = """async (minutes) => {
  const loaded = performance.getEntriesByType("resource").map((each) => each.name);
  const address = loaded.find((name) => name.includes("/session/js/clock."));
  const { makeClock } = await import(address);
  let wall = 1_800_000_000_000, running = 5_000, hidden = false;
  const clock = makeClock({ wall: () => wall, monotonic: () => running, isHidden: () => hidden });
  const began = clock.now();
  const worst = [0];
  let truly = 0;
  const pass = (ms, { asleep = false } = {}) => { truly += ms; wall += ms; if (!asleep) running += ms; };
  const look = () => worst.push(Math.abs(clock.now() - began - truly));
  for (let second = 0; second < minutes * 60; second++) {
    pass(second % 7 ? 1_000 : 1_003.7);
    if (second === 200) wall += 3_600_000;                    // the clock is set forward, in sight
    if (second === 400) wall -= 7_200_000;                    // and back
    if (second === 600) { hidden = true; look(); pass(95_000, { asleep: true }); look(); hidden = false; }  // locked
    if (second === 800) { hidden = true; look(); wall -= 60_000; look(); hidden = false; }  // set back while locked
    look();
  }
  return Math.max(...worst);
}"""


NOTE_PRESSES = "document.addEventListener('click', () => (window.pressed ??= []).push(Date.now()), true)"
"""The page itself notes when it is pressed: the way from the test to the browser takes a time of its own."""


def between_presses(page: Page) -> int:
    """Milliseconds from the first press to the last, by the clock on the wall of the page."""
    pressed: list[int] = page.evaluate("window.pressed")
    return pressed[-1] - pressed[0]


def remaining(page: Page) -> int:
    """Seconds left of the step, as shown."""
    minutes, seconds = page.locator("#p-time").inner_text().split(":")
    return int(minutes) * 60 + int(seconds)


def test_drift_over_half_an_hour_with_locks_and_clock_changes_stays_under_100_ms(player: Player) -> None:  # noqa: F811
    page = player(fake=False)
    assert page.evaluate(DRIFT, 30) < 100


def test_half_an_hour_of_the_page_s_time_is_half_an_hour_of_the_session(player: Player, server: Server) -> None:  # noqa: F811
    page: Any = player()
    page.evaluate(NOTE_PRESSES)
    page.click("#k-pause")
    page.clock.run_for(timedelta(minutes=5).seconds * 1000)
    page.click("#k-pause")
    passed = between_presses(page)
    state = state_of(server, page, status="paused")
    assert abs(sum(state["spent"]) - passed) < 100


@pytest.mark.parametrize("away", [30, 200], ids=["half a minute", "over the end of a step"])
def test_a_page_that_slept_is_right_when_it_wakes(player: Player, away: int) -> None:  # noqa: F811
    page = player()
    page.click("#k-pause")
    page.clock.run_for(5_000)
    before = remaining(page)
    page.clock.fast_forward(away * 1000)
    page.clock.run_for(200)
    if away < before:
        assert before - away - 1 <= remaining(page) <= before - away
    else:
        expect(page.locator("#p-where")).to_contain_text("Step 2")


def test_real_time_passes_as_it_does_on_the_wall(player: Player, server: Server) -> None:  # noqa: F811
    page: Any = player(fake=False)
    page.evaluate(NOTE_PRESSES)
    page.click("#k-pause")
    page.wait_for_timeout(6_000)
    page.click("#k-pause")
    passed = between_presses(page)
    state = state_of(server, page, status="paused")
    assert passed >= 6_000
    assert abs(sum(state["spent"]) - passed) < 100


def test_a_reload_goes_on_where_it_was(player: Player) -> None:  # noqa: F811
    page = player(fake=False)
    page.click("#k-pause")
    page.click("#k-skip")
    page.wait_for_timeout(1_200)
    before = remaining(page)

    page.reload()

    page.wait_for_selector("#player:not([hidden])")
    expect(page.locator("#p-where")).to_contain_text("Step 2")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    assert before - 4 <= remaining(page) <= before


def test_a_session_that_was_left_waits_paused_where_it_was(player: Player) -> None:  # noqa: F811
    page: Any = player()
    page.click("#k-pause")
    page.click("#k-skip")
    page.clock.run_for(3_000)
    before = remaining(page)
    page.goto("/")
    page.clock.fast_forward(120_000)

    page.goto(f"/session/{page.unknot_session}/")

    page.wait_for_selector("#player:not([hidden])")
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    expect(page.locator("#p-note")).to_have_text("You were away. Everything waits where it was.")
    assert abs(remaining(page) - before) <= 1


def test_nothing_of_an_ended_session_stays_on_the_device(player: Player) -> None:  # noqa: F811
    page = player(fake=False)
    page.click("#k-pause")
    page.click("#k-stop")
    page.get_by_role("button", name="I just want to stop").click()
    page.get_by_role("button", name="Write it into the diary").click()
    expect(page.get_by_role("status").filter(has_text="In your diary")).to_be_visible()

    assert page.evaluate("Object.keys(sessionStorage).filter((name) => name.startsWith('unknot'))") == []
    left = page.evaluate(
        """() => new Promise((done) => {
          const asked = indexedDB.open("unknot", 1);
          asked.onsuccess = () => {
            const base = asked.result.transaction(["running", "outbox"]);
            const counts = [base.objectStore("running").count(), base.objectStore("outbox").count()];
            base.oncomplete = () => done(counts.map((each) => each.result));
          };
        })"""
    )
    assert left == [0, 0]
