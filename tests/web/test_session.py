"""The session in a browser, as a person meets it: from the short questions to the diary, and every way it can stop."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.web.accessible import assert_accessible, assert_fits
from tests.web.conftest import DESKTOP, PHONE
from tests.web.diaries import cookie_of, entries_in
from tests.web.sessions import add_entry, new_plan, new_session, plan_today, state_in
from unknot.pathway.diary.entries import Session, new_id
from unknot.web.serving.serve import Server

SMALL = {"width": 320, "height": 568}
Opened = Callable[..., BrowserContext]

POST_TO_SESSION = """([plan, session]) => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/session/";
  const token = document.querySelector("[name=csrfmiddlewaretoken]").cloneNode();
  form.append(token);
  for (const [name, value] of Object.entries({ plan_id: plan, session_id: session, go: "begin" })) {
    const field = document.createElement("input");
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}"""


@pytest.fixture
def player(open_browser: Opened, server: Server) -> Callable[..., Page]:
    """`player(size=PHONE, language="en")`: a page with a session that is ready, its time under the test's hand."""

    def opened(size: Any = PHONE, language: str = "en", fake: bool = True, **more: Any) -> Page:
        profile, session = new_session(server.data_folder, plan_today(language=language))  # type: ignore[attr-defined]
        context = open_browser(language=language, size=size, **more)
        context.add_cookies([cookie_of(profile, server.address)])
        page = context.new_page()
        if fake:
            page.clock.install()
        page.goto(f"/session/{session}/")
        page.wait_for_selector("#player:not([hidden])")
        page.unknot_profile, page.unknot_session = profile, session  # type: ignore[attr-defined]
        return page

    return opened


def entries_of(server: Server, page: Any, at_least: int = 1) -> list[dict[str, Any]]:
    """The diary of this page's person, once it has so many entries."""
    for _ in range(50):
        found = entries_in(server.data_folder, page.unknot_profile)  # type: ignore[attr-defined]
        if len(found) >= at_least:
            return found
        page.wait_for_timeout(100)
    return found


def state_of(server: Server, page: Any, **known: Any) -> dict[str, Any]:
    """Where the server has this page's session, once these fields are so."""
    for _ in range(50):
        state = state_in(server.data_folder, page.unknot_session)  # type: ignore[attr-defined]
        if all(state[name] == value for name, value in known.items()):
            return state
        page.wait_for_timeout(100)
    raise AssertionError(f"the server still has {[state[name] for name in known]}")


def go_to_touch(page: Page) -> None:
    """Begin, and go on to the first step with hands on the body."""
    page.click("#k-pause")
    page.click("#k-skip")
    page.clock.run_for(300)
    expect(page.locator("#p-note")).to_contain_text("of 10")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_an_ordinary_session_from_the_short_questions_to_the_diary(
    open_browser: Opened, server: Server, size: Any
) -> None:
    # Given a person with a plan
    profile, plan = new_plan(server.data_folder)  # type: ignore[attr-defined]
    context = open_browser(size=size)
    context.add_cookies([cookie_of(profile, server.address)])
    page: Any = context.new_page()
    page.unknot_profile = profile
    page.goto("/")
    page.evaluate(POST_TO_SESSION, [plan, "0f0e0d0c-1111-4222-8333-" + profile[-12:]])
    expect(page.get_by_role("heading", level=1)).to_have_text("Is any of these new since your check?")
    assert_accessible(page)
    # When nothing is new, the ache is 4, and every step is played to its end
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick what is new")
    page.get_by_label("None of these").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How strong is the ache now?")
    assert_accessible(page)
    page.locator('[name=ache][value="4"]').check(force=True)
    page.clock.install()
    page.get_by_role("button", name="To the session").click()
    page.get_by_role("button", name="Begin").click()
    assert_fits(page)
    page.clock.run_for(15 * 60_000)
    # Then it is finished, the ache is asked, and both are in the diary
    expect(page.get_by_role("heading", name="The session is finished.")).to_be_visible()
    page.locator('#p-ache [name=ache][value="2"]').check(force=True)
    page.get_by_role("button", name="Write it into the diary").click()
    expect(page.get_by_role("status").filter(has_text="In your diary")).to_be_visible()
    (entry,) = entries_of(server, page)
    assert entry["kind"] == "session" and entry["finished"]
    assert (entry["ache_before"], entry["ache_after"]) == (4, 2)
    assert_accessible(page)


def test_something_new_leads_back_to_the_check_of_just_that(open_browser: Opened, server: Server) -> None:
    profile, plan = new_plan(server.data_folder)  # type: ignore[attr-defined]
    context = open_browser()
    context.add_cookies([cookie_of(profile, server.address)])
    page = context.new_page()
    page.goto("/")
    page.evaluate(POST_TO_SESSION, [plan, "0f0e0d0c-2222-4222-8333-" + profile[-12:]])

    page.get_by_label("A fall, operation, injection or new medicine?").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A few questions first")
    page.get_by_role("button", name="Answer again").click()

    expect(page.locator("form.check")).to_be_visible()
    asked = page.locator('form.check input[name="shown"]').get_attribute("value") or ""
    assert {"onset", "spinal_procedure_recent", "operation_12_weeks", "blood_thinner"} & set(asked.split())
    assert "chest_pressure" not in asked


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP, SMALL], ids=["phone", "desktop", "small"])
def test_everything_of_the_player_fits(player: Callable[..., Page], size: Any, language: str) -> None:
    page = player(size=size, language=language)
    page.click("#k-pause")
    page.click("#k-skip")
    page.clock.run_for(50_000)  # a check-in is due: the most that ever stands there

    for id in ("k-much", "k-right", "k-light", "k-back", "k-pause", "k-skip", "k-stop", "p-time", "p-says", "p-breath"):
        expect(page.locator(f"#{id}")).to_be_in_viewport(ratio=1)
    heights = [page.locator(f"#{id}").bounding_box()["height"] for id in ("k-much", "k-pause", "k-stop")]  # type: ignore[index]
    assert min(heights) >= 56
    assert_fits(page)
    assert_accessible(page)


@pytest.mark.parametrize("language", ["en", "id"])
def test_at_twice_the_size_on_the_smallest_phone_stop_stays_and_nothing_is_too_wide(
    player: Callable[..., Page], language: str
) -> None:
    page = player(size={"width": 160, "height": 284}, language=language)
    page.click("#k-pause")
    page.click("#k-skip")
    page.clock.run_for(50_000)
    for place in (0, 9999):
        page.evaluate("(y) => scrollTo(0, y)", place)
        expect(page.locator("#k-stop")).to_be_in_viewport(ratio=1)
    assert_fits(page)
    page.click("#k-stop")
    assert_fits(page)


def test_too_much_lowers_the_rest_and_says_so(player: Callable[..., Page], server: Server) -> None:
    page: Any = player()
    go_to_touch(page)
    before = state_of(server, page, here=1)
    here = before["here"]

    page.get_by_role("button", name="Too much").click()

    pressure = before["pressures"][here] - 1
    expect(page.locator("#p-note")).to_have_text(f"Lighter now: {pressure} of 10. This spot ends sooner.")
    after = state_of(server, page, cap=pressure)
    assert after["lengths"][here] < before["lengths"][here]
    page.clock.run_for(6_100)
    expect(page.locator("#p-note")).to_contain_text(f"up to {pressure} of 10")


def test_too_light_goes_no_further_than_the_plan_allows(player: Callable[..., Page], server: Server) -> None:
    page: Any = player()
    go_to_touch(page)

    for _ in range(6):
        page.get_by_role("button", name="Too light").click()

    expect(page.locator("#p-note")).to_contain_text("is the most for today")
    state = state_of(server, page, here=1)
    step = state["plan"]["steps"][state["here"]]
    assert state["pressures"][state["here"]] == min(step["pressure_max"], state["cap"])


def test_a_check_in_that_is_due_offers_just_right(player: Callable[..., Page]) -> None:
    page = player()
    go_to_touch(page)
    expect(page.get_by_role("button", name="Just right")).to_be_hidden()

    page.clock.run_for(31_000)
    expect(page.locator("#p-note")).to_have_text("How is it? Press the key that fits.")
    page.get_by_role("button", name="Just right").click()

    expect(page.get_by_role("button", name="Just right")).to_be_hidden()


def test_sharp_pain_stops_with_the_right_words_and_is_in_the_diary_at_once(
    player: Callable[..., Page], server: Server
) -> None:
    page = player()
    go_to_touch(page)
    page.clock.run_for(20_000)

    page.get_by_role("button", name="Stop: sharp pain or numb").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What did you feel?")
    assert_accessible(page)
    page.get_by_role("button", name="Sharp, electric or burning pain").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Not today; try again tomorrow, away from that spot")
    expect(page.locator("main")).to_contain_text("If numbness or weakness follows, go to an emergency department.")
    (entry,) = entries_of(server, page)
    assert entry["stopped"] == ["stopped_sharp_pain"] and not entry["finished"]
    assert_fits(page)
    assert_accessible(page)


@pytest.mark.parametrize("language", ["en", "id"])
def test_an_alarming_reason_shows_the_emergency_and_nothing_else(
    player: Callable[..., Page], server: Server, language: str
) -> None:
    page = player(language=language)
    page.click("#k-pause")

    page.click("#k-stop")
    page.click("[data-reason=stopped_chest_or_breath]")

    expect(page.get_by_role("link", name="119")).to_be_in_viewport()
    assert page.get_by_role("link", name="119").get_attribute("href") == "tel:119"
    expect(page.locator("#player, #p-after, #p-why").locator("visible=true")).to_have_count(0)
    assert page.title().startswith("Emergency:" if language == "en" else "Darurat:")
    expect(page.locator("h1:focus")).to_be_visible()
    entries_of(server, page, at_least=0)
    assert_fits(page)
    assert_accessible(page)
    # And a reload still says it
    page.wait_for_timeout(500)
    page.reload()
    expect(page.get_by_role("link", name="119")).to_be_visible()
    assert_accessible(page)


def test_just_wanting_to_stop_is_always_right(player: Callable[..., Page], server: Server) -> None:
    page = player()
    go_to_touch(page)
    page.clock.run_for(20_000)
    page.click("#k-stop")
    page.get_by_role("button", name="I just want to stop").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("You stopped, that was right. Sit up slowly.")
    page.get_by_role("button", name="Write it into the diary").click()
    (entry,) = entries_of(server, page)
    assert entry["stopped"] == ["stopped_by_wish"]


def test_an_ache_that_rose_is_a_reason_like_any_other(player: Callable[..., Page], server: Server) -> None:
    page = player()
    page.click("#k-pause")
    page.clock.run_for(15 * 60_000)
    page.locator('#p-ache [name=ache][value="7"]').check(force=True)
    page.get_by_role("button", name="Write it into the diary").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Not today; try again tomorrow")
    (entry,) = entries_of(server, page)
    assert entry["stopped"] == ["stopped_ache_up"] and entry["ache_after"] == 7


def test_keys_do_what_the_buttons_do(player: Callable[..., Page]) -> None:
    page = player()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#p-where")).to_contain_text("Step 2")
    page.keyboard.press("1")
    expect(page.locator("#p-note")).to_contain_text("Lighter now")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#p-why")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#player")).to_be_visible()


def test_steps_and_the_last_minute_are_spoken_politely_and_the_time_is_silent(player: Callable[..., Page]) -> None:
    page = player()
    page.click("#k-pause")
    page.clock.run_for(61_000)
    live = page.locator("#p-live")
    expect(live).to_contain_text("Step 1 of 3. Slow breathing.")
    expect(live).to_contain_text("1 minute left")
    page.clock.run_for(50_000)
    expect(live).to_contain_text("10 seconds left")
    page.clock.run_for(11_000)
    expect(live).to_contain_text("Step 2 of 3.")
    assert page.get_by_role("timer").get_attribute("aria-live") in (None, "off")


def test_the_breath_is_words_and_counts_where_motion_is_not_wanted(player: Callable[..., Page]) -> None:
    page = player(reduced_motion="reduce")
    page.click("#k-pause")
    page.clock.run_for(1_500)
    expect(page.locator("#p-breath-word")).to_have_text("Breathe in")
    expect(page.locator("#p-breath-count")).to_have_text("3")
    expect(page.locator(".p-curve")).to_be_hidden()
    page.clock.run_for(4_000)
    expect(page.locator("#p-breath-word")).to_have_text("Breathe out")
    assert_accessible(page)


def test_the_sun_is_remembered(player: Callable[..., Page]) -> None:
    page = player()
    page.get_by_role("button", name="Light screen").click()
    page.reload()
    expect(page.get_by_role("button", name="Light screen")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("html")).to_have_class("sunlit")
    assert_accessible(page)


def test_a_session_of_somebody_else_is_not_there(player: Callable[..., Page], server: Server) -> None:
    theirs: Any = player(fake=False)
    page = player(fake=False)
    for address in ("", "after/"):
        answer = page.goto(f"/session/{theirs.unknot_session}/{address}")
        assert answer is not None and answer.status == 404


def test_a_session_that_does_not_fit_any_more_is_not_gone_on_with(player: Callable[..., Page], server: Server) -> None:
    # Given a session under way, and a stop for numbness on another device
    page: Any = player(fake=False)
    page.click("#k-pause")
    page.click("#k-skip")
    page.wait_for_timeout(1_500)
    stop = Session(
        id=new_id(), at=datetime.now(UTC), helper="alone", minutes=1, finished=False, stopped=("stopped_numb_or_weak",)
    )
    add_entry(server.data_folder, page.unknot_profile, stop)  # type: ignore[attr-defined]
    # When it is opened again
    page.goto(f"/session/{page.unknot_session}/")
    # Then it has ended, and what was done of it can still be written down
    expect(page.get_by_role("heading", level=1)).to_have_text("This session ended early.")
    page.get_by_role("button", name="Write it into the diary").click()
    expect(page.locator("main")).to_contain_text("This session is in your diary.")
    assert len(entries_of(server, page, at_least=2)) == 2
    assert_accessible(page)


@pytest.mark.parametrize("forged", ["higher", "other plan", "nonsense", "deep"])
def test_a_state_that_could_not_have_come_from_this_session_is_refused(
    player: Callable[..., Page], server: Server, forged: str
) -> None:
    page: Any = player(fake=False)
    state = state_in(server.data_folder, page.unknot_session)  # type: ignore[attr-defined]
    state.pop("ended")
    if forged == "higher":
        state["cap"], state["pressures"] = 9, [9 for _ in state["pressures"]]
    elif forged == "other plan":
        state["plan"]["steps"][0]["minutes"] = 60
    text = {"nonsense": "{", "deep": "[" * 100_000}.get(forged, json.dumps(state))
    status = page.evaluate(
        """([address, state]) => {
          const form = new FormData();
          form.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
          form.set("state", state);
          return fetch(address, { method: "POST", body: form }).then((answer) => answer.status);
        }""",
        [f"/session/{page.unknot_session}/keep/", text],
    )
    assert status == 400
