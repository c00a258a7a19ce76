"""With the network off: after one visit the session plays and finishes, and what was told arrives once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.web.accessible import assert_accessible
from tests.web.diaries import cookie_of, entries_in
from tests.web.sessions import new_session
from unknot.web.serving.serve import Server

AT_HAND = """async (address) => {
  for (let tries = 0; tries < 100; tries++) {
    if (navigator.serviceWorker.controller && await caches.match(address)) return true;
    await new Promise((later) => setTimeout(later, 100));
  }
  return false;
}"""


@pytest.fixture
def visited(open_browser: Callable[..., BrowserContext], server: Server) -> Callable[..., Page]:
    """`visited(language="en")`: a person who has opened their session once and then loses the network."""

    def opened(language: str = "en") -> Page:
        profile, session = new_session(server.data_folder)  # type: ignore[attr-defined]
        context = open_browser(language=language)
        context.add_cookies([cookie_of(profile, server.address)])
        page: Any = context.new_page()
        page.goto(f"/session/{session}/")
        page.wait_for_selector("#player:not([hidden])")
        for address in (
            f"/session/{session}/",
            "/",
            "/diary/add/pain/",
            "/diary/add/soreness/",
            "/offline/",
            "/plan/",
            "/learn/techniques/effleurage/",
        ):
            assert page.evaluate(AT_HAND, address), address
        page.unknot_profile, page.unknot_session = profile, session
        context.set_offline(True)
        return page  # type: ignore[no-any-return]

    return opened


def entries_when(server: Server, page: Any, count: int) -> list[dict[str, Any]]:
    """The diary once it has so many entries; what it has after a while if that never comes."""
    for _ in range(50):
        found = entries_in(server.data_folder, page.unknot_profile)  # type: ignore[attr-defined]
        if len(found) >= count:
            break
        page.wait_for_timeout(100)
    return found


def test_an_offline_session_finishes_and_its_entry_arrives_once(visited: Callable[..., Page], server: Server) -> None:
    # Given a session that is opened again with the network off
    page: Any = visited()
    page.reload()
    page.wait_for_selector("#player:not([hidden])")
    expect(page.get_by_text("Offline. Your session and diary still work.")).to_be_visible()
    assert_accessible(page)
    # When it is played, reloaded on the way, and ended
    page.click("#k-pause")
    page.click("#k-skip")
    page.wait_for_timeout(1_500)
    page.reload()
    page.wait_for_selector("#player:not([hidden])")
    expect(page.locator("#p-where")).to_contain_text("Step 2")
    page.click("#k-skip")
    page.click("#k-skip")
    page.locator('#p-ache [name=ache][value="2"]').check(force=True)
    page.get_by_role("button", name="Write it into the diary").click()
    expect(page.get_by_role("status").filter(has_text="Kept on this device")).to_be_visible()
    assert entries_in(server.data_folder, page.unknot_profile) == []  # type: ignore[attr-defined]
    # Then it is in the diary as soon as the network is back, and only once
    page.context.set_offline(False)
    (entry,) = entries_when(server, page, 1)
    assert entry["finished"] and entry["ache_after"] == 2
    page.goto("/")
    page.wait_for_timeout(700)
    assert len(entries_in(server.data_folder, page.unknot_profile)) == 1  # type: ignore[attr-defined]


def test_a_stop_has_its_words_offline_too(visited: Callable[..., Page], server: Server) -> None:
    page: Any = visited()
    page.reload()
    page.click("#k-pause")
    page.click("#k-stop")
    page.click("[data-reason=stopped_saddle_or_bladder]")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Go to an emergency department now")
    expect(page.get_by_role("link", name="119")).to_be_visible()
    page.context.set_offline(False)
    (entry,) = entries_when(server, page, 1)
    assert entry["stopped"] == ["stopped_saddle_or_bladder"]


def test_pain_and_soreness_told_offline_arrive_once_each_at_their_own_time(
    visited: Callable[..., Page], server: Server
) -> None:
    page: Any = visited()
    for score in ("3", "5"):
        page.goto("/diary/add/pain/")
        page.locator(f'[name=score][value="{score}"]').check(force=True)
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("status").filter(has_text="Kept on this device")).to_be_visible()

    page.context.set_offline(False)
    found = entries_when(server, page, 2)
    assert sorted(entry["score"] for entry in found) == [3, 5]
    page.reload()
    page.wait_for_timeout(500)
    assert len(entries_in(server.data_folder, page.unknot_profile)) == 2  # type: ignore[attr-defined]


def test_plan_start_and_technique_pages_with_their_pictures_are_at_hand(visited: Callable[..., Page]) -> None:
    page = visited()
    page.goto("/plan/")
    expect(page.get_by_role("button", name="Start the session")).to_be_visible()
    assert page.locator("main svg").count() > 2
    page.goto("/learn/techniques/effleurage/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Long gliding strokes")
    assert page.locator("main svg.d-picture").first.is_visible()
    page.goto("/")
    expect(page.get_by_role("link", name="Go on with the session you began")).to_be_visible()
    assert_accessible(page)


def test_what_was_never_seen_says_so_offline(visited: Callable[..., Page]) -> None:
    page = visited()
    page.goto("/profiles/")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no network, and this page was not kept.")
    page.get_by_role("link", name="To the start").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("An aching back")
    assert_accessible(page)


def test_another_person_on_this_device_finds_nothing_of_the_first(visited: Callable[..., Page], server: Server) -> None:
    page: Any = visited()
    page.context.set_offline(False)
    other, _ = new_session(server.data_folder)  # type: ignore[attr-defined]
    page.context.add_cookies([cookie_of(other, server.address)])
    page.goto("/")
    for _ in range(50):
        if not page.evaluate("(address) => caches.match(address).then(Boolean)", f"/session/{page.unknot_session}/"):
            break
        page.wait_for_timeout(100)
    page.context.set_offline(True)
    page.goto(f"/session/{page.unknot_session}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no network, and this page was not kept.")


def test_it_can_be_installed(page: Page, server: Server) -> None:
    page.goto("/")
    manifest = page.evaluate("fetch(document.querySelector('link[rel=manifest]').href).then((answer) => answer.json())")
    assert manifest["start_url"] == "/" and manifest["display"] == "standalone"
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}
    assert any(icon["purpose"] == "maskable" for icon in manifest["icons"])
    for icon in manifest["icons"]:
        size = page.evaluate(
            """(address) => fetch(address).then((answer) => answer.blob()).then(createImageBitmap)
              .then((drawn) => `${drawn.width}x${drawn.height}`)""",
            icon["src"],
        )
        assert size == icon["sizes"]


def test_the_worker_is_another_one_in_another_language(page: Page) -> None:
    page.goto("/")
    worker = "(language) => fetch('/sw.js').then((answer) => answer.text())"
    english = page.evaluate(worker)
    page.context.add_cookies([{"name": "unknot_language", "value": "id", "url": page.url}])
    assert page.evaluate(worker) != english


STORE_GONE = "() => { CacheStorage.prototype.open = () => Promise.reject(new Error('the store is gone')); }"
"""What a worker meets while its store is cleared, by the answer of "delete everything" itself, or on a full disk."""


def test_an_answer_that_cannot_be_kept_is_shown_all_the_same(visited: Callable[..., Page]) -> None:
    """The page that says "everything is deleted" was lost: the worker took its own trouble for that of the network."""
    page: Any = visited()
    page.context.set_offline(False)
    (worker,) = page.context.service_workers
    worker.evaluate(STORE_GONE)

    page.goto("/learn/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Learn")
    page.goto("/delete-everything/")
    page.locator(".button.danger").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Everything is deleted.")
