"""STOP works in every state of the player in a browser, and the sound comes back after a call."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.diaries import entries_in
from tests.web.serving import Serving
from tests.web.sessions import new_session
from tests.web.signing_in import make_account, sign_in_by_code, sign_in_ends
from tests.web.test_session import player, state_of  # noqa: F401 (a fixture)
from tests.web.test_session_plain import plain  # noqa: F401 (a fixture)
from tests.web.until import until
from unknot.web.serving.serve import Server

Player = Callable[..., Page]


def stops(page: Page) -> None:
    """STOP leads to the reasons, by its button and by its key; and back again."""
    for press in (lambda: page.click("#k-stop"), lambda: page.keyboard.press("Escape")):
        press()
        expect(page.get_by_role("heading", name="Stopped. Take the hands off. What did you feel?")).to_be_visible()
        expect(page.locator("#player")).to_be_hidden()
        page.click("#k-resume")


def test_stop_works_in_every_state_of_the_browser(player: Player, server: Server) -> None:  # noqa: F811
    page: Any = player()
    stops(page)  # ready
    page.click("#k-pause")
    stops(page)  # running
    page.click("#k-skip")
    page.clock.run_for(50_000)
    expect(page.get_by_role("button", name="Just right")).to_be_visible()
    stops(page)  # a check-in is due
    page.click("#k-much")
    stops(page)  # something is said
    page.click("#k-pause")
    expect(page.locator("#p-how")).to_be_visible()
    stops(page)  # paused, with how it is done
    state_of(server, page, status="paused")
    page.reload()
    page.wait_for_selector("#player:not([hidden])")
    stops(page)  # after a reload
    page.click("#k-sound")
    page.context.set_offline(True)
    stops(page)  # without a network
    page.keyboard.down("Escape")
    page.keyboard.down("Escape")  # held down it repeats, and does not go back
    expect(page.locator("#p-why")).to_be_visible()
    page.keyboard.up("Escape")
    page.click("[data-reason=stopped_sharp_pain]")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Not today")
    page.context.set_offline(False)


def test_stop_works_on_every_page_without_scripts(plain: Callable[[], Page], server: Server) -> None:  # noqa: F811
    for presses in ([], ["Begin"], ["Begin", "Done, next step"], ["Begin", "Too much"]):
        page: Any = plain()
        for name in presses:
            page.get_by_role("button", name=name).click()
        page.get_by_role("button", name="Numbness or weakness, or tingling that stays when I move").click()

        expect(page.get_by_role("heading", level=1)).to_contain_text("Go to an emergency department now")
        (entry,) = entries_in(server.data_folder, page.unknot_profile)  # type: ignore[attr-defined]
        assert entry["stopped"] == ["stopped_numb_or_weak"], presses


NOTE_SOUNDS = """() => {
  window.sounds = [];
  const Real = window.AudioContext;
  window.AudioContext = class extends Real { constructor() { super(); window.sounds.push(this); } };
}"""
"""The page's own sounds, for the test to interrupt as a telephone call does."""
SEEN_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"
SOUNDS = "window.sounds.at(-1).state === 'running'"


def test_the_sound_comes_back_after_a_call(player: Player) -> None:  # noqa: F811
    page = player(fake=False)
    page.evaluate(NOTE_SOUNDS)
    page.click("#k-pause")
    until(page, SOUNDS)

    page.evaluate("window.sounds[0].suspend()")
    page.evaluate(SEEN_AGAIN)
    until(page, SOUNDS)

    page.evaluate("window.sounds[0].suspend()")
    page.click("#k-much")
    until(page, SOUNDS)

    page.evaluate(  # what Safari calls it during a call
        "() => Object.defineProperty(window.sounds[0], 'state', { get: () => 'interrupted', configurable: true })"
    )
    page.evaluate("() => { window.resumed = 0; window.sounds[0].resume = async () => (window.resumed += 1); }")
    page.keyboard.press("1")
    assert page.evaluate("window.resumed") >= 1

    page.evaluate("() => { delete window.sounds[0].state; return window.sounds[0].close(); }")
    page.click("#k-much")
    until(page, f"window.sounds.length === 2 && {SOUNDS}")


@pytest.mark.parametrize("felt", [True, False])
def test_a_session_of_somebody_whose_sign_in_ended_is_kept_until_they_are_back(
    visitor: Callable[..., Page], shared: Serving, felt: bool
) -> None:
    # Given a session of an account
    mail = f"{uuid.uuid4().hex[:8]}@example.org"
    page = visitor()
    make_account(page, shared, mail)
    made, session = new_session(shared.folder)
    page.goto("/diary/")
    profile = page.locator("html").get_attribute("data-profile") or ""
    with sqlite3.connect(shared.folder / "unknot.sqlite3", timeout=20) as database:
        for table in ("savedcheck", "savedplan", "savedsession"):
            change = f"UPDATE self_care_{table} SET profile_id = ? WHERE profile_id = ?"
            database.execute(change, (uuid.UUID(profile).hex, uuid.UUID(made).hex))
    database.close()
    page.goto(f"/session/{session}/")
    page.click("#k-pause")
    page.click("#k-skip")
    page.wait_for_timeout(1_200)
    # When the sign-in ends in the middle, and then the session
    sign_in_ends(page)
    with page.expect_response("**/keep/") as kept:
        page.click("#k-much")
    assert kept.value.status == 401
    page.click("#k-stop")
    page.click("[data-reason=stopped_sharp_pain]" if felt else "[data-reason=stopped_by_wish]")
    page.get_by_role("button", name="Write it into the diary").click()
    expect(page.locator("#p-saved")).to_contain_text("You are signed out")
    # Then it is in the diary when they are back
    sign_in_by_code(page, shared, mail)
    page.goto("/diary/waiting/")
    expect(page.get_by_text("Nothing waits here.")).to_be_visible(timeout=10_000)
    (entry,) = entries_in(shared.folder, profile)
    assert entry["stopped"] == ["stopped_sharp_pain" if felt else "stopped_by_wish"]
