"""A session: time only from timestamps, check-ins inside the limits, and a stop that stays a stop."""

from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unknot.pathway.diary.entries import read, write
from unknot.pathway.plan.shape import Plan, Step
from unknot.pathway.session.machine import (
    Back,
    CheckIn,
    Event,
    Next,
    Pause,
    Resume,
    Skip,
    Start,
    State,
    Stop,
    apply,
    begin,
    diary_entry,
    from_json,
    interrupted,
    to_json,
    view,
)

SECOND = 1000
MINUTE = 60 * SECOND
ID = "0b2c1f3e-1111-4222-8333-123456789abc"


def step(technique: str, minutes: float, pressure: int = 3, **other: object) -> Step:
    return Step(
        **{
            "technique": technique,
            "name": technique,
            "phase": "work",
            "region": "low_back",
            "side": "both",
            "minutes": minutes,
            "touch": True,
            "pressure": pressure,
            "pressure_max": 5,
            "position": "seated",
            "tool": "",
            "how": (),
            "do_not": (),
            "why": "",
            "sources": (),
            "grade": "low",
            "basis": "proposal",
            **other,
        }
    )


BREATHING = step("slow_breathing", 2, 0, touch=False, pressure_max=0, region="", side="", phase="settle")
STEPS = (
    BREATHING,
    step("knuckle_kneading", 3),
    step("circular_friction", 3, 4),
    step("knuckle_kneading", 1, region="buttock"),
    step("walking", 5, 0, touch=False, pressure_max=0, region="", side="", phase="after"),
)


def plan(*steps: Step, helper: str = "alone", max_pressure: int = 4, every: int = 180) -> Plan:
    steps = steps or STEPS
    return Plan(
        helper=helper,
        routine="",
        steps=steps,
        hands_on_minutes=sum(each.minutes for each in steps if each.touch),
        total_minutes=sum(each.minutes for each in steps),
        left_over_minutes=0,
        max_pressure=max_pressure,
        first_session=False,
        checkin_first_seconds=30,
        checkin_every_seconds=every,
        notes=(),
        why=(),
        do_not=(),
        prepare=(),
        aftercare=(),
        safety_net=(),
    )


@dataclass
class Floor:
    """Just the dose of a technique that a session asks for."""

    pressure_min: int
    runs_at_limit: bool = False

    @property
    def dose(self) -> "Floor":
        return self


def play(*events: Event, of: Plan | None = None) -> State:
    state = begin(of or plan())
    for event in events:
        state = apply(state, event)
    return state


kinds = st.one_of(
    st.builds(Start, at=st.just(0), ache=st.none() | st.integers(0, 10)),
    st.sampled_from([Pause(at=0), Resume(at=0), Next(at=0), Back(at=0), Skip(at=0)]),
    st.builds(
        CheckIn,
        at=st.just(0),
        ache=st.none() | st.integers(0, 5),
        pressure=st.none() | st.integers(0, 8),
        feels=st.sampled_from([None, "too_much", "just_right", "a_bit_more"]),
    ),
)


@st.composite
def happenings(draw: st.DrawFn) -> list[Event]:
    """Events of any kind at any times, also with a clock that jumps back."""
    now, events = 0, []
    for event in draw(st.lists(kinds, max_size=25)):
        now += draw(st.integers(-5 * SECOND, 2 * MINUTE))
        events.append(msgspec.structs.replace(event, at=now))
    return [Start(at=0, ache=4), *events]


def test_time_passes_only_while_running() -> None:
    state = play(Start(at=0), Pause(at=50 * SECOND), Resume(at=900 * SECOND))
    seen = view(state, 910 * SECOND)

    assert seen.elapsed_seconds == 60
    assert seen.remaining_seconds == 60


def test_steps_follow_each_other_by_themselves() -> None:
    seen = view(play(Start(at=0)), 2 * MINUTE + 10 * SECOND)

    assert seen.step is not None and seen.step.technique == "knuckle_kneading"
    assert seen.next_step is not None and seen.next_step.technique == "circular_friction"
    assert seen.remaining_seconds == 170
    assert seen.number == 2


def test_a_session_left_alone_ends_after_exactly_its_minutes() -> None:
    state = play(Start(at=0))

    assert not view(state, 14 * MINUTE - 1).finished
    assert view(state, 14 * MINUTE).finished
    assert view(state, 99 * MINUTE).elapsed_seconds == 14 * 60


def test_breath_goes_four_seconds_in_and_six_out_and_waits_in_a_pause() -> None:
    state = play(Start(at=0))
    breaths = [(view(state, s * SECOND).breath, view(state, s * SECOND).breath_seconds) for s in range(12)]

    assert breaths[:4] == [("in", 4), ("in", 3), ("in", 2), ("in", 1)]
    assert breaths[4:10] == [("out", left) for left in (6, 5, 4, 3, 2, 1)]
    assert breaths[10] == ("in", 4)
    paused = apply(state, Pause(at=5 * SECOND))
    assert view(paused, 5 * SECOND).breath_seconds == view(paused, 500 * SECOND).breath_seconds == 5


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40_000), st.integers(0, 4_000_000)), max_size=20))
def test_pauses_never_make_the_clock_drift(stretches: list[tuple[int, int]]) -> None:
    state, now, ran = play(Start(at=0)), 0, 0
    for running, pausing in stretches:
        now, ran = now + running, ran + running
        state = apply(state, Pause(at=now))
        now += pausing
        state = apply(state, Resume(at=now))

    assert sum(state.spent) == min(ran, 14 * MINUTE)


@settings(max_examples=100, deadline=None)
@given(happenings(), st.data())
def test_a_session_saved_and_read_back_anywhere_goes_on_as_if_uninterrupted(
    events: list[Event], data: st.DataObject
) -> None:
    cuts = data.draw(st.sets(st.integers(0, len(events) - 1)))
    whole = broken_up = begin(plan())
    for number, event in enumerate(events):
        whole = apply(whole, event)
        broken_up = apply(from_json(to_json(broken_up)) if number in cuts else broken_up, event)

    assert broken_up == whole


@settings(max_examples=100, deadline=None)
@given(happenings(), st.lists(st.integers(0, 20 * MINUTE), max_size=5))
def test_looking_changes_nothing(events: list[Event], looks: list[int]) -> None:
    state = play(*events)
    before = to_json(state)
    for now in looks:
        view(state, now)

    assert to_json(state) == before


@settings(max_examples=200, deadline=None)
@given(happenings(), st.integers(1, 7), st.sampled_from(["alone", "partner", "professional"]))
def test_no_check_in_ever_leads_above_a_limit(events: list[Event], most: int, helper: str) -> None:
    steps = tuple(msgspec.structs.replace(each, pressure=min(each.pressure, most)) for each in STEPS)
    state = begin(plan(*steps, helper=helper, max_pressure=most))
    ceiling = most if helper == "professional" else min(most, 5)
    for event in events:
        before, state = state.cap, apply(state, event)
        assert state.cap <= before
        for each, pressure in zip(steps, state.pressures, strict=True):
            assert 0 <= pressure <= min(ceiling, each.pressure_max, state.cap) or pressure == 0


@settings(max_examples=200, deadline=None)
@given(happenings())
def test_no_step_ever_gets_more_time_than_planned(events: list[Event]) -> None:
    state = play(*events)

    assert all(done <= each.minutes * MINUTE for done, each in zip(state.spent, STEPS, strict=True))


@settings(max_examples=100, deadline=None)
@given(happenings(), st.integers(0, 20 * MINUTE))
def test_after_a_stop_nothing_is_massaged(events: list[Event], later: int) -> None:
    state = apply(play(*events), Stop(at=0, reason="stopped_dizzy"))
    again = apply(apply(state, Resume(at=later)), Start(at=later))

    assert state.status == again.status == "stopped"
    assert again.spent == state.spent
    assert view(again, later + MINUTE).step is None


def test_an_earlier_time_counts_as_the_same_instant() -> None:
    state = play(Start(at=100 * SECOND), Pause(at=40 * SECOND), Resume(at=110 * SECOND))

    assert view(state, 50 * SECOND).elapsed_seconds == 0
    assert view(state, 120 * SECOND).elapsed_seconds == 10


def test_a_session_cut_off_in_the_middle_goes_on_where_it_was() -> None:
    saved = to_json(apply(play(Start(at=0)), CheckIn(at=150 * SECOND, feels="just_right")))
    found = interrupted(from_json(saved))
    state = apply(found, Resume(at=9_000 * SECOND))

    assert view(state, 9_000 * SECOND).elapsed_seconds == 150
    assert view(state, 9_010 * SECOND).elapsed_seconds == 160


def test_a_check_in_is_due_half_a_minute_after_each_new_technique_or_region() -> None:
    state = play(Start(at=0))

    assert not view(state, 2 * MINUTE + 29 * SECOND).check_in_due
    assert view(state, 2 * MINUTE + 30 * SECOND).check_in_due

    state = apply(state, CheckIn(at=2 * MINUTE + 30 * SECOND, feels="just_right"))
    assert not view(state, 5 * MINUTE + 29 * SECOND).check_in_due
    assert view(state, 5 * MINUTE + 30 * SECOND).check_in_due


def test_breathing_and_walking_ask_nothing() -> None:
    state = play(Start(at=0))

    assert not view(state, 2 * MINUTE - 1).check_in_due
    assert not view(apply(state, Next(at=0)), 0).check_in_due
    walking = play(Start(at=0), Next(at=0), Next(at=0), Next(at=0), Next(at=0))
    assert not view(walking, 4 * MINUTE).check_in_due


@pytest.mark.parametrize(("helper", "every"), [("alone", 180), ("partner", 120)])
def test_no_more_than_the_plans_gap_lies_between_check_ins(helper: str, every: int) -> None:
    long = plan(step("effleurage", 10), helper=helper, every=every)
    state = play(Start(at=0), CheckIn(at=30 * SECOND, feels="just_right"), of=long)

    assert not view(state, (30 + every) * SECOND - 1).check_in_due
    assert view(state, (30 + every) * SECOND).check_in_due


def test_a_changed_pressure_is_asked_about_after_half_a_minute() -> None:
    state = play(Start(at=0), Next(at=0), CheckIn(at=30 * SECOND, feels="a_bit_more"))

    assert view(state, 59 * SECOND).check_in_due is False
    assert view(state, 60 * SECOND).check_in_due is True


def test_heat_is_looked_at_like_a_hand() -> None:
    warm = plan(step("heat", 15, 0, touch=False, tool="heat_pack", phase="warm"))

    assert view(play(Start(at=0), of=warm), 30 * SECOND).check_in_due


def test_too_much_lowers_the_rest_and_halves_what_is_left_of_the_spot() -> None:
    state = play(Start(at=0), Next(at=0), CheckIn(at=MINUTE, feels="too_much"))
    seen = view(state, MINUTE)

    assert seen.pressure == 2
    assert seen.remaining_seconds == 60
    assert [pressure for pressure, each in zip(state.pressures, STEPS, strict=True) if each.touch] == [2, 2, 2]


def test_seven_or_more_at_a_professionals_goes_down_by_two_at_once() -> None:
    visit = plan(step("effleurage", 30, 5, pressure_max=6), helper="professional", max_pressure=6)

    assert view(play(Start(at=0), CheckIn(at=MINUTE, pressure=7), of=visit), MINUTE).pressure == 3
    assert view(play(Start(at=0), CheckIn(at=MINUTE, pressure=8, feels="a_bit_more"), of=visit), MINUTE).pressure == 3


def test_a_bit_more_rises_by_one_and_never_above_the_plan() -> None:
    once = play(Start(at=0), Next(at=0), CheckIn(at=MINUTE, feels="a_bit_more"))
    often = apply(apply(once, CheckIn(at=MINUTE, feels="a_bit_more")), CheckIn(at=MINUTE, feels="a_bit_more"))

    assert view(once, MINUTE).pressure == 4
    assert view(often, MINUTE).pressure == 4
    assert once.pressures == (0, 4, 4, 4, 0)


def test_after_too_much_a_bit_more_never_reaches_that_pressure_again() -> None:
    state = play(Start(at=0), Next(at=0), CheckIn(at=MINUTE, feels="too_much"))
    for _ in range(5):
        state = apply(state, CheckIn(at=MINUTE, feels="a_bit_more"))

    assert max(state.pressures) == 2


def test_a_technique_that_makes_no_sense_so_lightly_is_dropped() -> None:
    holds = plan(step("effleurage", 2, 4), step("trigger_point", 2, 4), step("effleurage", 2, 2))
    floors = {"effleurage": Floor(2), "trigger_point": Floor(4)}
    state = apply(apply(begin(holds, floors), Start(at=0)), CheckIn(at=MINUTE, feels="too_much"))  # type: ignore[arg-type]

    assert state.pressures == (3, 3, 2)
    assert state.lengths == (90 * SECOND, 0, 2 * MINUTE)


def test_ache_two_above_its_start_stops_the_session() -> None:
    state = play(Start(at=0, ache=4), CheckIn(at=MINUTE, ache=5))
    assert state.status == "running"

    state = apply(state, CheckIn(at=2 * MINUTE, ache=6))
    assert state.status == "stopped"
    assert state.reasons == ("stopped_ache_up",)


def test_a_person_who_starts_at_eight_is_not_stopped_for_being_at_eight() -> None:
    assert play(Start(at=0, ache=8), CheckIn(at=MINUTE, ache=8)).status == "running"


def test_pressure_of_six_stops_at_home_and_not_at_a_professionals() -> None:
    assert play(Start(at=0), CheckIn(at=MINUTE, pressure=5)).status == "running"
    assert play(Start(at=0), CheckIn(at=MINUTE, pressure=6)).reasons == ("stopped_pressure_high",)
    visit = plan(helper="professional", max_pressure=6)
    assert play(Start(at=0), CheckIn(at=MINUTE, pressure=6), of=visit).status == "running"


def test_something_felt_after_the_end_still_counts() -> None:
    state = play(Start(at=0, ache=3), Stop(at=99 * MINUTE, reason="stopped_numb_or_weak"))

    assert state.status == "stopped"
    assert state.reasons == ("stopped_numb_or_weak",)


def test_a_second_reason_is_kept_beside_the_first() -> None:
    state = play(Start(at=0), Stop(at=9, reason="stopped_by_wish"), Stop(at=10, reason="stopped_chest_or_breath"))

    assert state.reasons == ("stopped_by_wish", "stopped_chest_or_breath")


def test_next_leaves_the_time_for_back_and_skip_gives_it_up() -> None:
    forth_and_back = play(Start(at=0), Next(at=30 * SECOND), Back(at=40 * SECOND))
    assert view(forth_and_back, 40 * SECOND).number == 1
    assert view(forth_and_back, 40 * SECOND).remaining_seconds == 90

    skipped = play(Start(at=0), Skip(at=30 * SECOND), Back(at=40 * SECOND))
    assert view(skipped, 40 * SECOND).number == 2


def test_the_last_next_finishes() -> None:
    assert play(Start(at=0), *[Next(at=1)] * 5).status == "finished"


def test_a_plan_without_steps_is_finished_at_once() -> None:
    nothing = msgspec.structs.replace(plan(), steps=())

    assert view(play(of=nothing), 0).step is None
    assert play(Start(at=0), of=nothing).status == "finished"


def test_the_diary_gets_what_was_really_done() -> None:
    state = play(Start(at=0, ache=5), Skip(at=MINUTE), CheckIn(at=3 * MINUTE, ache=4, feels="too_much"))
    entry = diary_entry(apply(state, Pause(at=3 * MINUTE)), entry_id=ID, at=datetime(2026, 3, 1, tzinfo=UTC))

    assert (entry.ache_before, entry.ache_after, entry.finished) == (5, 4, False)
    assert entry.minutes == 2
    assert [(work.technique, work.minutes, work.pressure) for work in entry.work] == [
        ("slow_breathing", 1, 0),
        ("knuckle_kneading", 2, 2),
    ]
    assert read(write([entry])).entries == (entry,)


@pytest.mark.parametrize("broken", [b"{}", b"[]", b'{"format":2}', b"\xff"])
def test_a_saved_session_that_is_not_one_is_refused(broken: bytes) -> None:
    with pytest.raises((msgspec.DecodeError, UnicodeDecodeError)):
        from_json(broken)


def test_a_saved_session_with_more_time_done_than_planned_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="more time done"):
        from_json(to_json(play(Start(at=0))).replace(b'"spent":[0,', b'"spent":[999999,'))


def test_no_answer_shows_in_a_repr() -> None:
    check = CheckIn(at=MINUTE, ache=9, pressure=8)

    assert repr(check) == f"<CheckIn at {MINUTE}>"
    assert repr(play(Start(at=0, ache=9))) == "<State running, step 1 of 5>"
