"""The plan in a browser: what is done today, changed by pressing, never past a limit."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.web.accessible import assert_accessible, assert_fits
from tests.web.conftest import BOTH, BOTH_IDS, DESKTOP, PHONE
from tests.web.diaries import cookie_of
from tests.web.plans import new_journey, plans_in, weeks_of_sessions
from tests.web.sessions import LOW_BACK, knowledge
from unknot.pathway import follow
from unknot.pathway.answers import read_answers
from unknot.pathway.diary.course import history
from unknot.pathway.plan.broken_limits import broken_limits

OpenBrowser = Callable[..., BrowserContext]
Person = Callable[..., Page]
FIELD = re.compile(r'name="(csrfmiddlewaretoken|plan_id|session_id|shown)" value="([^"]*)"')


@pytest.fixture
def person(open_browser: OpenBrowser, server: Any) -> Person:
    """`person(language="id", size=DESKTOP, answers=..., entries=..., helper="partner")`: somebody before their plan."""

    def opened(language: str = "en", size: Any = PHONE, **journey: Any) -> Page:
        more = {key: journey.pop(key) for key in ("java_script_enabled",) if key in journey}
        profile = new_journey(server.data_folder, **journey)
        context = open_browser(language, size, **more)
        context.add_cookies([cookie_of(profile, server.address)])
        page = context.new_page()
        page.profile = profile  # type: ignore[attr-defined]
        page.goto("/plan/")
        return page

    return opened


@pytest.mark.parametrize(("language", "size"), BOTH, ids=BOTH_IDS)
@pytest.mark.parametrize("helper", ["alone", "partner", "professional"])
def test_the_plan_says_what_is_done_in_one_sentence_and_in_steps(
    person: Person, language: str, size: Any, helper: str
) -> None:
    minutes = 60 if helper == "professional" else 20
    entries = weeks_of_sessions(datetime.now(UTC)) if helper == "alone" else ()
    page = person(language, size, entries=entries, helper=helper, minutes=minutes, tools=["ball", "heat_pack"])

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.locator(".plan-steps .step").count() > 2
    expect(page.locator("form.dock .button")).to_be_in_viewport()
    for step in page.locator(".step details[name] > summary").all()[:2]:
        step.click()
    page.locator(".wish-chips summary").last.click()
    assert_fits(page)
    assert_accessible(page)


def test_the_minutes_the_helper_and_the_kit_are_changed_by_their_chips(person: Person) -> None:
    page = person()
    page.locator(".wish-chips summary").filter(has_text="On my own").click()
    page.get_by_label("With a partner").check(force=True)
    page.get_by_role("button", name="Change the plan").first.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("with a partner")
    page.goto("/plan/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("with a partner")


def test_places_come_in_the_order_the_person_gives_them(person: Person) -> None:
    page = person(answers={**LOW_BACK, "site": ["low_back_left", "buttock_right"]})
    page.locator(".wish-chips summary").last.click()
    page.get_by_role("button", name=re.compile("Earlier.*right buttock")).click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("your right buttock")
    page.locator(".wish-chips summary").last.click()
    expect(page.locator(".wish-places li").first).to_contain_text("right buttock")


def test_the_sorest_place_comes_first(person: Person, server: Any) -> None:
    page = person(
        answers={**LOW_BACK, "site": ["low_back_left", "buttock_right"]}, sore={"low_back_left": 2, "buttock_right": 7}
    )
    expect(page.get_by_role("heading", level=1)).to_contain_text("your right buttock")


def test_a_step_is_swapped_for_another_that_is_allowed_and_back_again(person: Person) -> None:
    page = person(entries=weeks_of_sessions(datetime.now(UTC)), minutes=30, tools=["ball"])
    title = page.locator(".step-title")
    ball = page.locator(".step").filter(has=title.filter(has_text="Rolling a soft ball"))
    ball.locator("summary").first.click()
    ball.get_by_role("button", name="Fingertip or knuckle circles").click()

    expect(title.filter(has_text="Rolling a soft ball")).to_have_count(0)
    expect(title.filter(has_text="Fingertip or knuckle circles")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(title.filter(has_text="Rolling a soft ball")).to_have_count(1)


def test_a_wish_that_cannot_be_read_is_said_at_its_field(person: Person) -> None:
    page = person()
    page.locator('input[name=minutes][value="10"]').evaluate("box => { box.value = '75'; box.checked = true; }")
    page.locator(".wish-chips summary").first.click()
    page.get_by_role("button", name="Change the plan").first.click()

    expect(page).to_have_title(re.compile("^Error:"))
    expect(page.locator("#wish-minutes .error")).to_contain_text("give 5 to 30")
    assert_accessible(page)


def test_a_partner_who_is_barred_is_not_offered_and_not_spoken_of(person: Person) -> None:
    page = person(answers={**LOW_BACK, "someone_hurt_me": True})
    assert page.locator("input[name=helper][value=partner]").count() == 0
    assert knowledge().facts["someone_hurt_me"].label not in page.content()


def test_without_a_plan_the_way_leads_back_to_the_answer(person: Person) -> None:
    page = person(answers={**LOW_BACK, "saddle_change": True})
    expect(page).to_have_url(re.compile("/result/$"))


def test_without_a_check_the_way_begins_at_the_start(page: Page) -> None:
    page.context.clear_cookies(name="unknot_profile")
    response = page.goto("/plan/")
    assert response is not None and response.ok


def test_it_starts_the_session_with_the_plan_that_was_shown(person: Person, server: Any) -> None:
    page = person()
    steps = page.locator(".plan-steps .step").count()
    page.get_by_role("button", name="Start the session").click()

    expect(page).to_have_url(re.compile("/session/$"))
    (kept,) = plans_in(server.data_folder, page.profile)  # type: ignore[attr-defined]
    assert len(kept.steps) == steps


def test_keeping_twice_keeps_once(person: Person, server: Any) -> None:
    page = person()
    page.get_by_role("button", name="Keep this plan").click()
    expect(page.get_by_role("status").filter(has_text="kept")).to_be_visible()
    page.get_by_role("button", name="Keep this plan").click()
    page.get_by_role("button", name="Start the session").click()
    expect(page).to_have_url(re.compile("/session/$"))
    assert len(plans_in(server.data_folder, page.profile)) == 1  # type: ignore[attr-defined]


def test_a_plan_that_has_changed_since_is_shown_before_it_starts(person: Person, server: Any) -> None:
    page = person()
    page.locator("form.dock input[name=shown]").evaluate("field => field.value = 'another'")
    page.get_by_role("button", name="Start the session").click()

    expect(page.get_by_role("status").filter(has_text="made anew")).to_be_visible()
    assert plans_in(server.data_folder, page.profile) == []  # type: ignore[attr-defined]


def test_the_keyboard_alone_opens_a_step_and_starts(person: Person) -> None:
    page = person(size=DESKTOP)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.step summary')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".step details[open] .how").first).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('form.dock .button')"):
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/session/$"))


def test_it_works_without_javascript(person: Person) -> None:
    page = person(java_script_enabled=False)
    page.locator(".wish-chips summary").nth(2).click()
    page.locator("input[name=tool][value=ball]").check(force=True)
    page.locator(".wish-panel:visible .button").click()
    expect(page.locator(".wish-chips summary").nth(2)).to_contain_text("Hands, ball")
    page.get_by_role("button", name="Start the session").click()
    expect(page).to_have_url(re.compile("/session/$"))


def test_the_language_changes_in_place(person: Person) -> None:
    page = person()
    page.get_by_role("button", name="Bahasa Indonesia").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("menit untuk punggung bawah Anda")
    expect(page).to_have_url(re.compile("/plan/$"))


def test_no_plan_shown_over_many_wishes_breaks_a_limit(person: Person, server: Any) -> None:
    entries = weeks_of_sessions(datetime.now(UTC))
    answers = {
        **LOW_BACK,
        "hypermobile": True,
        "no_touch_at": ["buttock_left"],
        "site": ["low_back_left", "buttock_right"],
    }
    page, dice = person(answers=answers, entries=entries), random.Random(7)
    for _ in range(12):
        helper = dice.choice(["alone", "partner", "professional"])
        wish = {
            "csrfmiddlewaretoken": dict(FIELD.findall(page.content()))["csrfmiddlewaretoken"],
            "go": "change",
            "helper": helper,
            "minutes": str(dice.choice([30, 60, 90] if helper == "professional" else [5, 15, 30])),
            "tool": dice.choice(["ball", "roller", "gun", "cane", "heat_pack", "oil"]),
            "pressure": dice.choice(["", "1", "3", "5"]),
            "floor": dice.choice(["", "1"]),
            "place": dice.choice(["low_back_left", "shoulder_top_left shoulder_top_right", "buttock_right"]),
        }
        headers = {"Origin": server.address.rstrip("/")}
        shown = page.request.post("/plan/", form=wish, headers=headers)
        assert shown.ok
        fields = dict(FIELD.findall(shown.text()))
        assert page.request.post("/plan/", form={**fields, "go": "keep"}, headers=headers).ok
    known, now = knowledge(), datetime.now().astimezone()
    decision = follow(known, read_answers(known, answers, now), now=now).decision
    plans = plans_in(server.data_folder, page.profile)  # type: ignore[attr-defined]
    assert len(plans) == 12
    for plan in plans:
        assert not broken_limits(known, plan, decision, history(entries, now))


def test_no_answer_stands_in_an_address(person: Person) -> None:
    page = person()
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    page.locator(".wish-chips summary").first.click()
    page.get_by_role("button", name="Change the plan").first.click()
    page.get_by_role("button", name="Keep this plan").click()
    assert seen and not any("?" in url or "low_back" in url for url in seen)


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("path", ["/plan/", "/visit/"])
def test_nothing_scrolls_sideways_on_the_narrowest_phone(person: Person, language: str, path: str) -> None:
    page = person(language, {"width": 320, "height": 640}, entries=weeks_of_sessions(datetime.now(UTC)), tools=["ball"])
    page.goto(path)
    for summary in page.locator("details[name] > summary").all()[:6]:
        summary.click()
        assert_fits(page)
