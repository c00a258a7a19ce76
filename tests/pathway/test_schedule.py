"""Do the coming weeks keep the days of rest, the length of a trial and the day of the next check?"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lib.plans import KNOWLEDGE, LOW_BACK, decided, histories, limits, requests, sores, weeks_in
from unknot.knowledge.shapes import Limits
from unknot.pathway.diary.history import History
from unknot.pathway.diary.schedule import GAPS, MOST_SESSIONS, MOST_VISITS, Schedule, schedule
from unknot.pathway.plan.planner import safe_plan
from unknot.pathway.plan.shape import Plan
from unknot.pathway.request import Request

TODAY = date(2026, 11, 23)


def planned(request: Request, history: History | None = None) -> Plan:
    plan = safe_plan(KNOWLEDGE, decided(), request, sore=LOW_BACK, history=history or weeks_in())
    assert plan is not None
    return plan


def weeks(plan: Plan, history: History | None = None, **more: object) -> Schedule:
    usual: dict[str, object] = {"today": TODAY, "checked": TODAY}
    return schedule(plan, KNOWLEDGE.techniques, history or weeks_in(), **{**usual, **more})  # type: ignore[arg-type]


def gaps(days: tuple[date, ...]) -> list[int]:
    return [(after - before).days for before, after in pairwise(days)]


@settings(max_examples=300)
@given(
    st.data(), limits, requests(), histories, sores,
    st.integers(-30, 0), st.integers(-3, 40), st.sampled_from(sorted(GAPS)), st.integers(0, 14),
    st.sampled_from((None, 2, 3, 7, 14)), st.booleans(), st.booleans(),
)  # fmt: skip
def test_no_day_breaks_the_rest_the_trial_or_the_check(
    data: st.DataObject, held: Limits, request: Request, history: History, sore: tuple[str, ...],
    checked: int, start: int, times: int, done: int, recheck: int | None, improved: bool, stable: bool,
) -> None:  # fmt: skip
    plan = safe_plan(KNOWLEDGE, decided(held, "modify"), request, sore=sore, history=history)
    if plan is None:
        return
    found = weeks(
        plan, history, checked=TODAY + timedelta(days=checked), start=TODAY + timedelta(days=start),
        times_a_week=times, done=done, recheck_days=recheck, improved=improved, stable=stable,
    )  # fmt: skip
    rest = max((KNOWLEDGE.techniques[step.technique].dose.rest_days for step in plan.steps if step.touch), default=0)
    assert all(gap >= max(rest, 1) for gap in gaps(found.days))
    assert all(day >= TODAY and day >= TODAY + timedelta(days=start) for day in found.days)
    assert not found.days or done + len(found.days) <= (MOST_VISITS if plan.helper == "professional" else MOST_SESSIONS)
    if not improved:
        assert not found.days or done + len(found.days) <= (4 if plan.helper == "professional" else 8)
    assert all(day < found.check_on for day in found.days)
    assert not found.days or found.check_on <= TODAY + timedelta(days=checked + (recheck or 28))
    assert not found.days or found.days[-1] - found.days[0] < timedelta(weeks=4)
    for step in plan.steps:
        days = KNOWLEDGE.techniques[step.technique].dose.rest_days
        since = history.days_since(step.technique, step.region)
        if step.touch and days and since is not None and found.days:
            assert (found.days[0] - TODAY).days + since >= days


def test_at_home_it_is_two_days_a_week_for_four_weeks_then_the_check() -> None:
    found = weeks(planned(Request(helper="alone")))
    assert len(found.days) == 8 and set(gaps(found.days)) == {3, 4}
    assert found.check_on == TODAY + timedelta(weeks=4)


def test_a_professional_is_seen_once_a_week_and_after_four_visits_one_looks_back() -> None:
    found = weeks(planned(Request(helper="professional", minutes=60)))
    assert gaps(found.days) == [7, 7, 7] and found.check_on == TODAY + timedelta(weeks=4)


def test_a_check_that_is_due_sooner_ends_the_days() -> None:
    found = weeks(planned(Request(helper="alone")), recheck_days=7)
    assert found.check_on == TODAY + timedelta(days=7) and len(found.days) == 2


def test_a_trial_that_is_over_leaves_no_day_unless_it_helped() -> None:
    plan = planned(Request(helper="alone"))
    assert not weeks(plan, done=8).days
    assert len(weeks(plan, done=8, improved=True).days) == 4


def test_two_stable_weeks_halve_how_often() -> None:
    plan = planned(Request(helper="alone"))
    assert len(weeks(plan, improved=True, stable=True).days) == 4


def test_after_a_session_of_today_the_next_waits() -> None:
    plan = planned(Request(helper="alone"))
    assert weeks(plan, weeks_in(days_since_last=0)).days[0] == TODAY + timedelta(days=2)


def test_a_plan_without_touch_has_no_days() -> None:
    plan = safe_plan(KNOWLEDGE, decided(Limits(keep_off=LOW_BACK), "modify"), Request(), sore=LOW_BACK)
    assert plan is not None and not weeks(plan).days
