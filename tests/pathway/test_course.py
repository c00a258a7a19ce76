"""The course over weeks: what counts as better, worse, sore too long, and what the planner is told."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unknot.pathway.diary.course import course_facts, history, is_meaningful, is_worse, phase, trend
from unknot.pathway.diary.entries import Activity, Entry, Flare, Pain, Pgic, Psfs, Session, Soreness, Work
from unknot.pathway.diary.expected import EXPECTED
from unknot.pathway.diary.history import History, Used

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
IDS = (f"00000000-0000-4000-8000-{number:012d}" for number in range(10**9))


def at(days: float) -> datetime:
    return START + timedelta(days=days)


def pain(days: float, score: int) -> Pain:
    return Pain(id=next(IDS), at=at(days), score=score)


def pains(*told: tuple[float, int]) -> list[Entry]:
    return [pain(days, score) for days, score in told]


def sore(days: float, score: int, bruise: str = "none") -> Soreness:
    return Soreness(id=next(IDS), at=at(days), score=score, bruise=bruise)


def massage(days: float, minutes: float = 10, **other: object) -> Session:
    return Session(
        **{"id": next(IDS), "at": at(days), "helper": "alone", "minutes": minutes, "finished": True, **other}
    )


def said(entries: list[Entry], days: float) -> set[str]:
    """The diary facts that are true on that day, and nothing of the rest."""
    return {fact for fact, value in course_facts(entries, at(days)).items() if value}


def test_without_a_diary_every_fact_is_known_and_nothing_is_wrong() -> None:
    facts = course_facts([], START)

    assert len(facts) == 14
    assert not any(facts.values())
    assert history([], START) == History()
    assert trend([], START).baseline is None


@pytest.mark.parametrize(
    ("baseline", "score", "pgic", "meaningful"),
    [
        (8, 6, None, False),  # 2 points, but 25 %
        (8, 5, None, True),
        (6, 4, None, True),
        (5, 4, None, False),  # 1 point
        (4, 3, None, False),  # 25 %
        (4, 3, 3, True),
        (4, 3, 4, False),
        (3, 2, None, True),  # 33 %
        (0, 0, None, False),
        (8, 8, 2, True),
        (8, 7, 3, False),
    ],
)
def test_a_meaningful_gain_is_two_points_and_thirty_percent(
    baseline: int, score: int, pgic: int | None, meaningful: bool
) -> None:
    assert is_meaningful(baseline, score, pgic) is meaningful


@pytest.mark.parametrize(
    ("baseline", "score", "worse"),
    [(4, 6, True), (4, 5, False), (3, 4, True), (0, 1, False), (0, 2, True), (5, 5, False)],
)
def test_worse_is_two_points_or_thirty_percent(baseline: int, score: int, worse: bool) -> None:
    assert is_worse(baseline, score) is worse


def test_one_bad_day_is_no_worsening_and_two_a_day_apart_are() -> None:
    assert "diary_worsening" not in said(pains((0, 4), (3, 6)), 3)
    assert "diary_worsening" not in said(pains((0, 4), (3, 6), (3.9, 6)), 4)
    assert "diary_worsening" in said(pains((0, 4), (3, 6), (4, 6)), 4)


def test_back_at_the_baseline_between_means_up_and_down_not_worse() -> None:
    assert "diary_worsening" not in said(pains((0, 4), (3, 6), (4, 4), (5, 6)), 5)
    assert "diary_worsening" in said(pains((0, 4), (3, 6), (4, 5), (5, 6)), 5)


def test_worsening_ends_when_the_latest_score_is_no_longer_worse() -> None:
    assert "diary_worsening" not in said(pains((0, 4), (3, 6), (4, 6), (5, 5)), 5)


def test_worse_and_eight_of_ten_or_worse_by_four_in_a_week_is_fast() -> None:
    assert "diary_worsening_fast" in said(pains((0, 6), (3, 8), (4, 8)), 4)
    assert "diary_worsening_fast" in said(pains((0, 2), (3, 5), (4, 6)), 4)
    assert "diary_worsening_fast" not in said(pains((0, 4), (3, 6), (4, 7)), 4)
    assert "diary_worsening_fast" not in said(pains((0, 8), (3, 8), (4, 8)), 4)


def test_losing_an_activity_or_feeling_much_worse_counts_as_worsening() -> None:
    def form(days: float, *scores: int) -> Psfs:
        activities = tuple(Activity(name=f"activity {n}", score=score) for n, score in enumerate(scores))
        return Psfs(id=next(IDS), at=at(days), activities=activities)

    assert "diary_worsening" in said([form(0, 8, 8), form(7, 6, 6)], 7)
    assert "diary_worsening" in said([form(0, 8, 8), form(7, 5, 8)], 7)
    assert "diary_worsening" not in said([form(0, 8, 8), form(7, 6, 8)], 7)
    assert "diary_worsening" in said([Pgic(id=next(IDS), at=at(0), grade=6)], 1)
    assert "diary_worsening" not in said([Pgic(id=next(IDS), at=at(0), grade=5)], 1)


def test_no_clear_gain_is_noticed_at_four_six_and_twelve_weeks() -> None:
    weekly = pains(*((7 * week, 5) for week in range(13)))

    assert "diary_no_gain_4_weeks" not in said(weekly[:5], 27.9)
    assert "diary_no_gain_4_weeks" in said(weekly[:5], 28)
    assert "diary_no_gain_6_weeks" not in said(weekly[:7], 41.9)
    assert "diary_no_gain_6_weeks" in said(weekly[:7], 42)
    assert "diary_no_gain_12_weeks" not in said(weekly, 83.9)
    assert "diary_no_gain_12_weeks" in said(weekly, 84)


def test_a_clear_gain_or_hardly_any_ache_is_not_persistent() -> None:
    assert said(pains((0, 6), (14, 5), (28, 4)), 28) == set()
    assert said(pains((0, 1), (14, 1), (28, 1)), 28) == set()


def test_after_four_silent_weeks_a_new_course_begins() -> None:
    assert said(pains((0, 5), (60, 5)), 60) == set()
    assert trend(pains((0, 8), (60, 5)), at(60)).baseline == 5


def test_eight_home_sessions_without_a_gain_are_a_fair_try_and_seven_are_not() -> None:
    sessions = [massage(day, ache_before=5) for day in range(0, 16, 2)]

    assert "diary_trial_without_gain" in said([*sessions], 15)
    assert "diary_trial_without_gain" not in said([*sessions[:7]], 15)
    assert "diary_trial_without_gain" not in said([*sessions, *pains((15, 3))], 15)


def test_four_weeks_or_four_visits_are_a_fair_try_too() -> None:
    weekly = [massage(day, ache_before=5) for day in (0, 9, 18, 27)]
    visits = [massage(day, 60, helper="professional", ache_before=5) for day in (0, 5, 10, 15)]

    assert "diary_trial_without_gain" in said([*weekly], 28)
    assert "diary_trial_without_gain" not in said([*weekly], 27.5)
    assert "diary_trial_without_gain" not in said([*weekly[:3], *pains((27, 5))], 28)
    assert "diary_trial_without_gain" in said([*visits], 15)
    assert "diary_trial_without_gain" not in said([*visits[:3]], 15)


def test_two_steady_better_weeks_mean_less_often() -> None:
    assert "diary_stable_2_weeks" in said(pains((0, 6), (10, 2), (17, 3), (24, 2)), 24)
    assert "diary_stable_2_weeks" not in said(pains((0, 6), (10, 2), (17, 4), (24, 2)), 24)
    assert "diary_stable_2_weeks" not in said(pains((0, 6), (14, 2), (24, 2)), 24)


def test_a_flare_is_told_not_inferred_and_ends_when_told() -> None:
    began, over = Flare(id=next(IDS), at=at(0)), Flare(id=next(IDS), at=at(2), over=True)

    assert said([began], 1) == {"diary_flare"}
    assert said([began, over], 2) == set()
    assert said([began], 29) == set()
    assert "diary_flare" not in said(pains((0, 3), (1, 9)), 1)


def test_ordinary_soreness_changes_nothing() -> None:
    assert said([massage(0), sore(0.5, 3), sore(1.5, 2)], 3) == set()


def test_soreness_beyond_two_and_three_days_is_seen() -> None:
    assert said([massage(0), sore(2.1, 1)], 3) == {"diary_soreness_over_48_hours"}
    assert said([massage(0), sore(3.1, 1)], 4) == {"diary_soreness_over_48_hours", "diary_soreness_over_72_hours"}
    assert said([massage(0), sore(3.1, 1), sore(5, 0)], 5) == {"diary_soreness_over_48_hours"}
    assert said([massage(0), sore(1, 5)], 2) == {"diary_soreness_strong"}


def test_only_the_last_session_is_asked_about_soreness() -> None:
    assert said([massage(0), sore(3.1, 4), massage(8), sore(9, 1)], 9) == set()


def test_an_ache_two_up_the_day_after_is_seen_and_one_straight_after_is_not() -> None:
    before = massage(0, ache_before=4)

    assert "diary_ache_up_after_massage" in said([before, *pains((1, 6))], 1)
    assert "diary_ache_up_after_massage" not in said([before, *pains((0.2, 6))], 1)
    assert "diary_ache_up_after_massage" not in said([before, *pains((1, 6), (2, 5))], 2)


def test_a_large_bruise_stays_told_for_two_weeks() -> None:
    assert "diary_large_bruise" in said([massage(0), sore(1, 1, "larger_than_palm"), sore(2, 0)], 14)
    assert "diary_large_bruise" not in said([massage(0), sore(1, 1, "larger_than_palm")], 15.5)
    assert "diary_large_bruise" not in said([massage(0), sore(1, 1, "small")], 2)


def test_todays_minutes_are_those_of_the_calendar_day_where_the_person_is() -> None:
    late_evening = massage(0.5, 20)  # 21:00 UTC, which is 04:00 of the next day in Jakarta
    jakarta = at(0.6).astimezone(timezone(timedelta(hours=7)))

    assert course_facts([late_evening], at(0.6))["diary_minutes_today"] == 20
    assert course_facts([late_evening], at(0.7))["diary_minutes_today"] == 0
    assert course_facts([late_evening], jakarta)["diary_minutes_today"] == 20


def test_the_planner_learns_what_the_last_weeks_were_like() -> None:
    kneading = Work(technique="knuckle_kneading", region="low_back", side="both", minutes=6, touch=True, pressure=4)
    heat = Work(technique="heat", region="low_back", side="both", minutes=15, touch=False)
    entries = [massage(0, 6, work=(heat, kneading)), sore(1, 2), massage(3, 8), sore(4, 1), massage(6, 10)]
    found = history(entries, at(6.1))

    assert (found.sessions, found.days_since_last, found.good_in_a_row) == (3, 0, 2)
    assert (found.minutes_today, found.last_minutes, found.soreness_last) == (10, 10, None)
    assert found.used == (
        Used(technique="heat", region="low_back", days_ago=6, minutes=0),
        Used(technique="knuckle_kneading", region="low_back", days_ago=6, minutes=6),
    )
    assert not found.changed


def test_a_session_that_left_soreness_or_silence_breaks_the_good_run() -> None:
    good = [massage(0), sore(1, 2), massage(3), sore(4, 1)]

    assert history([*good], at(6)).good_in_a_row == 2
    assert history([*good, massage(6), sore(7, 3)], at(8)).good_in_a_row == 0
    assert history([*good, massage(6), sore(7.8, 1)], at(8)).good_in_a_row == 0
    assert history([*good, massage(6)], at(9)).good_in_a_row == 0
    stopped = massage(6, finished=False, stopped=("stopped_dizzy_or_sick",))
    assert history([*good, stopped], at(6.1)).good_in_a_row == 0


def test_a_stop_for_the_body_starts_gently_again_and_a_wish_does_not() -> None:
    def stopped(reason: str) -> list[Entry]:
        return [massage(0, finished=False, stopped=(reason,))]

    assert history(stopped("stopped_sharp_pain"), at(1)).changed
    assert not history(stopped("stopped_by_wish"), at(1)).changed


def test_sessions_older_than_28_days_and_breathing_alone_do_not_count() -> None:
    assert history([massage(0)], at(28)).sessions == 1
    assert history([massage(0)], at(29)).sessions == 0
    assert history([massage(0, 0)], at(1)).sessions == 0


@pytest.mark.parametrize(
    ("days", "score", "on_track"),
    [(6, 8, None), (7, 7, True), (7, 8, False), (14, 6, True), (14, 7, False), (42, 4, True), (42, 5, False)],
)
def test_a_new_ache_is_on_track_with_any_gain_then_a_fifth_then_half(
    days: int, score: int, on_track: bool | None
) -> None:
    told = pains((0, 8), *((day, 8) for day in range(7, days, 7)), (days, score))

    assert trend(told, at(days), duration_days=days + 3).on_track is on_track


def test_an_old_ache_is_not_measured_by_the_course_of_a_new_one() -> None:
    assert trend(pains((0, 8), (14, 8)), at(14), duration_days=400).on_track is None


def test_phases_change_at_six_and_twelve_weeks() -> None:
    assert [phase(days) for days in (0, 41, 42, 83, 84)] == ["acute", "acute", "subacute", "subacute", "persistent"]
    assert {EXPECTED[phase(days)].means[0] for days in (0, 50, 100)} == {56, 63}


some_entries = st.lists(
    st.one_of(
        st.builds(pain, st.floats(-40, 60), st.integers(0, 10)),
        st.builds(sore, st.floats(-40, 60), st.integers(0, 10)),
        st.builds(
            lambda days, minutes, ache: massage(days, minutes, ache_before=ache),
            st.floats(-40, 60),
            st.floats(0, 60),
            st.none() | st.integers(0, 10),
        ),
        st.builds(
            lambda days, grade: Pgic(id=next(IDS), at=at(days), grade=grade), st.floats(-40, 60), st.integers(1, 7)
        ),
        st.builds(lambda days, over: Flare(id=next(IDS), at=at(days), over=over), st.floats(-40, 60), st.booleans()),
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(some_entries, st.randoms(use_true_random=False))
def test_the_order_of_the_lines_never_matters_and_every_fact_is_always_known(
    entries: list[Entry], chance: object
) -> None:
    shuffled = list(entries)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    facts = course_facts(entries, at(30))

    assert course_facts(shuffled, at(30)) == facts
    assert history(shuffled, at(30)) == history(entries, at(30))
    assert all(value is not None for value in facts.values())
    assert facts["diary_worsening"] or not facts["diary_worsening_fast"]
    assert facts["diary_no_gain_4_weeks"] or not facts["diary_no_gain_6_weeks"]
    assert not (facts["diary_stable_2_weeks"] and facts["diary_no_gain_4_weeks"])


@pytest.mark.parametrize("year", [1, 9999])
def test_an_entry_from_the_ends_of_the_calendar_hides_nothing_of_the_others(year: int) -> None:
    east = timezone(timedelta(hours=14))
    odd = massage(0, at=datetime(year, 1 if year == 1 else 12, 1 if year == 1 else 31, tzinfo=east))
    told = [*pains((0, 3), (18, 6), (20, 6)), massage(19)]

    assert course_facts([odd, *told], at(20)) == course_facts(told, at(20))
    assert history([odd, *told], at(20)) == history(told, at(20))


def test_a_day_is_a_calendar_day_also_when_the_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    at_night = massage(0, at=datetime(2026, 10, 25, 0, 30, tzinfo=berlin))

    assert history([at_night], datetime(2026, 10, 25, 23, 30, tzinfo=berlin)).days_since_last == 0
    assert history([at_night], datetime(2026, 10, 26, 0, 10, tzinfo=berlin)).days_since_last == 1
    assert history([at_night], datetime(2026, 10, 26, 23, 50, tzinfo=berlin)).days_since_last == 1
