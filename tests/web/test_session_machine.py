"""The browser's machine is the pathway's: the same events lead to the same state, event by event."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tests.lib.plans import KNOWLEDGE, decided, histories, limits, requests, sores
from unknot.pathway.plan.planner import safe_plan
from unknot.pathway.plan.shape import Plan
from unknot.pathway.session.machine import apply, begin, interrupted, view
from unknot.pathway.session.shape import Back, CheckIn, Event, Next, Pause, Resume, Skip, Start, Stop
from unknot.web.session.playing import constants

MACHINE = (
    Path(__file__).parents[2] / "src/unknot/web/session/static/session/js/machine.mjs"
).read_text(encoding="utf-8")  # fmt: skip
SECOND, MINUTE = 1000, 60_000
REASONS = sorted(fact.id for fact in KNOWLEDGE.facts.values() if fact.source == "session")
PLAY = """([fixed, plan, techniques, events, looks]) => import(window.machineAddress).then(({ machine }) => {
  const play = machine(fixed);
  const states = [play.begin(plan, techniques)];
  const views = [];
  events.forEach((event, index) => {
    states.push(play.apply(states[index], event));
    views.push(play.view(states[index + 1], looks[index]));
  });
  return { states, views, interrupted: play.interrupted(states.at(-1)) };
})"""

kinds = st.one_of(
    st.builds(Start, at=st.just(0), ache=st.none() | st.integers(0, 10)),
    st.sampled_from([Pause(at=0), Resume(at=0), Next(at=0), Back(at=0), Skip(at=0)]),
    st.builds(
        CheckIn,
        at=st.just(0),
        ache=st.none() | st.integers(0, 10),
        pressure=st.none() | st.integers(0, 10),
        feels=st.sampled_from([None, "too_much", "just_right", "a_bit_more"]),
    ),
    st.builds(CheckIn, at=st.just(0), feels=st.sampled_from(["too_much", "a_bit_more"])),
    st.builds(Stop, at=st.just(0), reason=st.sampled_from(REASONS)),
)
plans = st.builds(
    lambda held, wish, sore, lately: safe_plan(KNOWLEDGE, decided(held), wish, sore=sore, history=lately),
    limits,
    requests(),
    sores,
    histories,
).filter(bool)


@st.composite
def happenings(draw: st.DrawFn) -> list[Event]:
    """Events of any kind at any times since the epoch, also with a clock that jumps back."""
    now, events = draw(st.integers(0, 4_000_000_000_000)), []
    for event in draw(st.lists(kinds, max_size=25)):
        now = max(0, now + draw(st.integers(-5 * SECOND, 3 * MINUTE)))
        events.append(msgspec.structs.replace(event, at=now))
    return [Start(at=events[0].at if events else now, ache=draw(st.none() | st.integers(0, 10))), *events]


@pytest.fixture(scope="module")
def lone_page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.evaluate(
        "(text) => { window.machineAddress = URL.createObjectURL(new Blob([text], { type: 'text/javascript' })); }",
        MACHINE,
    )
    yield page
    page.close()


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(plan=plans, events=happenings(), later=st.integers(0, 2 * MINUTE))
def test_the_machine_in_the_browser_is_the_one_of_the_pathway(
    lone_page: Page, plan: Plan, events: list[Event], later: int
) -> None:
    looks = [event.at + later for event in events]
    techniques = {
        id: {"pressure_min": each.dose.pressure_min, "runs_at_limit": each.dose.runs_at_limit}
        for id, each in KNOWLEDGE.techniques.items()
    }

    told = lone_page.evaluate(PLAY, [constants(), _plain(plan), techniques, list(map(_plain, events)), looks])

    state = begin(plan, KNOWLEDGE.techniques)
    assert told["states"][0] == _plain(state)
    for event, look, theirs, seen in zip(events, looks, told["states"][1:], told["views"], strict=True):
        state = apply(state, event)
        assert theirs == _plain(state), event
        assert seen == _plain(view(state, look)), event
    assert told["interrupted"] == _plain(interrupted(state))


def _plain(thing: Any) -> Any:
    return msgspec.json.decode(msgspec.json.encode(thing))
