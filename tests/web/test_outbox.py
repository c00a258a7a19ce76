"""What was typed is never lost on the way: it leaves the device only on the receipt that it was written."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.web.accessible import assert_accessible, assert_fits
from tests.web.diaries import cookie_of, new_profile
from tests.web.serving import Serving
from tests.web.signing_in import make_account, sign_in_by_code, sign_in_ends, sign_out
from tests.web.test_offline import entries_when
from tests.web.until import until
from unknot.pathway.diary import entries as diary
from unknot.web.serving.serve import Server

PAIN = "**/diary/add/pain/"


@pytest.fixture
def writer(open_browser: Callable[..., BrowserContext], server: Server) -> Callable[..., Page]:
    """`writer(language="en")`: a person before the form for pain."""

    def opened(language: str = "en") -> Page:
        profile = new_profile(server.data_folder)  # type: ignore[attr-defined]
        context = open_browser(language=language)
        context.add_cookies([cookie_of(profile, server.address)])
        page: Any = context.new_page()
        page.unknot_profile = profile
        page.goto("/diary/add/pain/")
        return page  # type: ignore[no-any-return]

    return opened


def save(page: Page, score: str, note: str = "") -> None:
    page.locator(f'[name=score][value="{score}"]').check(force=True)
    page.locator("#note").fill(note)
    page.locator(".entry-form .button").click()


def is_kept(page: Page, words: str = "Kept on this device") -> None:
    expect(page.locator("p.saved").filter(has_text=words)).to_be_visible()


def nothing_waits(page: Page) -> None:
    page.goto("/diary/waiting/")
    expect(page.get_by_text("Nothing waits here.")).to_be_visible()


def only_posts(answer: Callable[[Route], None]) -> Callable[[Route], None]:
    """Meets what is sent; what is only read goes through."""
    return lambda route: answer(route) if route.request.method == "POST" else route.continue_()


FOREIGN: dict[str, dict[str, Any]] = {
    "a captive portal": {"status": 200, "content_type": "text/html", "body": "<h1>Welcome to the airport</h1>"},
    "a portal that says created": {"status": 201, "content_type": "text/html", "body": "ok"},
    "json of somebody else": {"status": 201, "content_type": "application/json", "body": '{"written": "yes"}'},
    "a redirect": {"status": 302, "headers": {"Location": "/diary/?saved"}},
    "nothing there": {"status": 404, "body": ""},
    "too much": {"status": 429, "body": ""},
    "a broken server": {"status": 502, "body": "bad gateway"},
    "no content": {"status": 204, "body": ""},
}


@pytest.mark.parametrize("foreign", FOREIGN.values(), ids=FOREIGN.keys())
def test_an_answer_that_does_not_name_the_entry_is_no_receipt(
    writer: Callable[..., Page], server: Server, foreign: dict[str, Any]
) -> None:
    page = writer()
    page.route(PAIN, only_posts(lambda route: route.fulfill(**foreign)))
    save(page, "6")
    is_kept(page)
    page.goto("/diary/waiting/")
    expect(page.locator(".w-item")).to_contain_text("6 / 10")
    assert entries_when(server, page, 0) == []

    page.unroute(PAIN)
    page.goto("/diary/")

    assert [entry["score"] for entry in entries_when(server, page, 1)] == [6]
    nothing_waits(page)


def test_a_server_that_is_gone_while_the_browser_says_online_loses_nothing(
    writer: Callable[..., Page], server: Server
) -> None:
    page = writer()
    page.route("**/*", lambda route: route.abort())
    save(page, "5", note="in the train")
    is_kept(page)
    page.unroute("**/*")
    page.goto("/diary/")

    (entry,) = entries_when(server, page, 1)
    assert (entry["score"], entry["note"]) == (5, "in the train")


def test_a_lost_answer_then_back_and_saved_again_makes_one_entry(writer: Callable[..., Page], server: Server) -> None:
    page = writer()

    def written_but_unheard(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(PAIN, only_posts(written_but_unheard))
    save(page, "4")
    is_kept(page)
    assert len(entries_when(server, page, 1)) == 1
    page.unroute(PAIN)
    page.goto("/offline/")
    page.go_back()
    if page.locator(".entry-form").count():
        save(page, "4")
        page.wait_for_url("**/diary/?saved")
    nothing_waits(page)
    assert len(entries_when(server, page, 2)) == 1


def test_a_double_press_makes_one_entry(writer: Callable[..., Page], server: Server) -> None:
    page = writer()
    page.locator('[name=score][value="3"]').check(force=True)
    page.evaluate("for (const _ of '123') document.querySelector('.entry-form').requestSubmit()")
    page.wait_for_url("**/diary/?saved")
    page.wait_for_timeout(300)

    assert len(entries_when(server, page, 1)) == 1


def test_two_tabs_that_send_at_once_write_each_entry_once(writer: Callable[..., Page], server: Server) -> None:
    page: Any = writer()
    page.context.set_offline(True)
    save(page, "3")
    is_kept(page)
    tabs = [page.context.new_page() for _ in "12"]
    page.context.set_offline(False)
    for tab in tabs:
        tab.goto("/learn/", wait_until="commit")

    assert len(entries_when(server, page, 1)) == 1
    nothing_waits(page)
    assert len(entries_when(server, page, 2)) == 1


def test_a_clock_half_an_hour_ahead_is_believed_and_two_hours_ahead_are_mended(
    writer: Callable[..., Page], server: Server
) -> None:
    # Given a telephone without a network whose clock is ahead
    page: Any = writer()
    for ahead, score in ((30, "2"), (120, "7")):
        page.goto("/diary/add/pain/")
        page.evaluate(
            """(ms) => { const Real = Date;
              globalThis.Date = class extends Real {
                constructor(...given) { super(...(given.length ? given : [Real.now() + ms])); }
              }; }""",
            ahead * 60_000,
        )
        page.context.set_offline(True)
        save(page, score)
        is_kept(page)
        page.context.set_offline(False)
    # Then the first is in the diary, no later than now, and the second is listed with its reason
    (entry,) = entries_when(server, page, 1)
    assert entry["score"] == 2
    assert datetime.fromisoformat(entry["at"]) <= datetime.now(UTC) + timedelta(seconds=1)
    page.goto("/")
    page.locator("#waiting a").click()
    expect(page.locator(".w-item")).to_contain_text("Choose a moment that has been")
    assert_fits(page)
    assert_accessible(page)
    # And mended, it is there too, once
    page.get_by_role("link", name="Mend it").click()
    expect(page.locator('[name=score][value="7"]')).to_be_checked()
    page.locator("#day").fill("2026-01-02")
    page.locator("#time").fill("07:30")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/diary/?saved")
    nothing_waits(page)
    assert [entry["score"] for entry in entries_when(server, page, 2)] == [7, 2]


def test_what_was_told_offline_keeps_the_instant_of_the_person_s_zone(
    open_browser: Callable[..., BrowserContext], server: Server
) -> None:
    profile = new_profile(server.data_folder)  # type: ignore[attr-defined]
    context = open_browser(timezone_id="Pacific/Auckland")
    context.add_cookies([cookie_of(profile, server.address)])
    page: Any = context.new_page()
    page.unknot_profile = profile
    page.goto("/diary/add/pain/")
    page.get_by_text("It was earlier").click()
    page.locator("#day").fill("2026-01-02")
    page.locator("#time").fill("07:30")
    context.set_offline(True)
    save(page, "4")
    is_kept(page)
    context.set_offline(False)

    (entry,) = entries_when(server, page, 1)
    assert entry["at"] == "2026-01-02T07:30:00+13:00"


def test_what_waits_is_saved_as_a_file_that_a_diary_takes_and_is_discarded_only_after_asking(
    writer: Callable[..., Page], server: Server
) -> None:
    page = writer()
    page.route("**/diary/add/**", only_posts(lambda route: route.abort()))
    save(page, "8", note="on the stairs")
    is_kept(page)
    page.goto("/diary/add/psfs/")
    page.locator("#name_1").fill("climb stairs")
    page.locator('[name=score_1][value="4"]').check(force=True)
    page.locator(".entry-form .button").click()
    is_kept(page)
    page.goto("/diary/waiting/")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save all of it as a file").click()
    read = diary.read(saved.value.path().read_text())
    assert read.broken == ()
    assert {type(entry).__name__ for entry in read.entries} == {"Pain", "Psfs"}
    assert {entry.note for entry in read.entries} == {"on the stairs", ""}

    page.get_by_role("button", name="Discard it").first.click()
    expect(page.get_by_text("Discard it for good?").locator("visible=true")).to_have_count(1)
    page.locator(".w-item").get_by_role("button", name="Keep it").first.click()
    expect(page.locator(".w-item")).to_have_count(2)
    page.get_by_role("button", name="Discard it").first.click()
    page.get_by_role("button", name="Yes, discard it").click()
    expect(page.locator(".w-item")).to_have_count(1)
    page.unroute("**/diary/add/**")
    page.get_by_role("button", name="Send it now").click()
    expect(page.get_by_text("Nothing waits here.")).to_be_visible()
    assert [entry["kind"] for entry in entries_when(server, page, 1)] == ["psfs"]


def test_what_waits_is_listed_in_the_language_of_the_page(writer: Callable[..., Page]) -> None:
    page = writer("id")
    page.route(PAIN, only_posts(lambda route: route.fulfill(status=200, body="portal")))
    save(page, "6")
    is_kept(page, "Disimpan")
    page.goto("/diary/waiting/")
    expect(page.locator(".w-item")).to_be_visible()
    assert_fits(page)
    assert_accessible(page)
    assert not re.search(r"\b(the|this|device|sent)\b", page.locator("main").inner_text())


HOLDS = """async ([text, address]) => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (address && new URL(request.url).pathname !== address) continue;
      const answer = await cache.match(request, { ignoreVary: true });
      const isPage = (answer?.headers.get("Content-Type") ?? "").startsWith("text/html");
      if (isPage && (await answer.text()).includes(text)) return true;
    }
  }
  return false;
}"""
"""Whether a page that this device keeps, or that of one address, holds a text."""


def test_an_entry_of_somebody_whose_sign_in_ended_stays_until_they_are_back(
    visitor: Callable[..., Page], shared: Serving
) -> None:
    # Given somebody who is signed in no longer when they save
    mail = f"{uuid.uuid4().hex[:8]}@example.org"
    page = visitor()
    make_account(page, shared, mail)
    page.goto("/diary/add/pain/")
    sign_in_ends(page)
    save(page, "9")
    is_kept(page, "You are signed out")
    # Then a stranger at this device is told of it, but not what it says
    page.goto("/diary/waiting/")
    expect(page.get_by_text("Entries that wait here for another person:")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("9 / 10")
    assert_accessible(page)
    # And it is in the diary as soon as they are signed in again
    sign_in_by_code(page, shared, mail)
    nothing_waits(page)
    page.goto("/diary/table/")
    expect(page.locator("tbody tr")).to_have_count(1)


def test_pages_of_a_sign_in_that_ended_say_whose_they_are_and_go_at_the_next_contact(
    visitor: Callable[..., Page], shared: Serving
) -> None:
    mail = f"{uuid.uuid4().hex[:8]}@example.org"
    page = visitor()
    make_account(page, shared, mail)
    page.goto("/diary/")
    until(page, HOLDS, arg=[mail, "/diary/"])
    sign_in_ends(page)
    page.context.set_offline(True)
    page.goto("/diary/")
    expect(page.locator("#offline")).to_contain_text(mail)
    page.context.set_offline(False)
    page.goto("/learn/")
    until(page, f"async (given) => !(await ({HOLDS})(given))", arg=[mail, ""])
    until(page, "async () => Boolean(await caches.match('/offline/'))")
    page.context.set_offline(True)
    page.goto("/diary/")
    expect(page.locator("body")).not_to_contain_text(mail)
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no network, and this page was not kept.")


def test_a_shared_device_forgets_also_without_a_network(visitor: Callable[..., Page], shared: Serving) -> None:
    mail = f"{uuid.uuid4().hex[:8]}@example.org"
    page = visitor()
    make_account(page, shared, mail)
    page.goto("/diary/")
    until(page, HOLDS, arg=[mail, "/diary/"])
    until(page, HOLDS, arg=[mail, "/diary/waiting/"])
    page.goto("/diary/waiting/")
    page.context.set_offline(True)
    page.reload()
    page.get_by_role("button", name="Forget this device").click()
    page.get_by_role("button", name="Yes, forget it").click()
    expect(page.get_by_text("This device has forgotten.")).to_be_visible()

    assert not page.evaluate(HOLDS, [mail, ""])


def test_signing_out_says_what_would_be_lost_and_needs_a_second_press(
    visitor: Callable[..., Page], shared: Serving
) -> None:
    page = visitor()
    make_account(page, shared, f"{uuid.uuid4().hex[:8]}@example.org")
    page.goto("/diary/add/pain/")
    page.route("**/diary/add/**", only_posts(lambda route: route.abort()))
    save(page, "5")
    is_kept(page)
    page.goto("/you/")
    page.locator('form[action="/account/logout/"] .button').click()
    expect(page.get_by_role("alert")).to_contain_text("If you sign out now, it is lost.")
    assert_accessible(page)
    sign_in_again = page.locator('a[href="/account/login/code/"]')
    expect(sign_in_again).to_have_count(0)

    page.locator('form[action="/account/logout/"] .button').click()
    expect(sign_in_again).not_to_have_count(0)


def test_signing_out_sends_first_what_can_be_sent(visitor: Callable[..., Page], shared: Serving) -> None:
    mail = f"{uuid.uuid4().hex[:8]}@example.org"
    page = visitor()
    make_account(page, shared, mail)
    page.goto("/diary/add/pain/")
    page.context.set_offline(True)
    save(page, "5")
    is_kept(page)
    page.route("**/diary/add/**", only_posts(lambda route: route.abort()))
    page.context.set_offline(False)
    page.goto("/you/")
    page.unroute("**/diary/add/**")
    sign_out(page, shared)
    sign_in_by_code(page, shared, mail)
    page.goto("/diary/table/")

    expect(page.locator("tbody tr")).to_have_count(1)
