"""Judges the course of weeks of entries: better, worse, sore for too long, or time to see someone.

`course_facts` turns the diary into the facts with source `diary` that `rules/course.toml` reads; they are always known
(no entries: no sessions, not worsening). `history` is what the planner must know. `trend` is what a face shows.

Rows of docs/clinical/course.md are named beside each number; V numbers come from O01 (meaningful change), O07 (PSFS),
E12 (soreness), E21 (what to expect); every other number is a proposal. What people do not tell is not guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Literal, TypeVar

import msgspec

from unknot.pathway.diary.entries import Entry, Flare, Pain, Pgic, Psfs, Session
from unknot.pathway.diary.history import History, Used
from unknot.pathway.diary.soreness import ache_stayed_up, has_large_bruise, is_good, last_session, soreness_after
from unknot.pathway.moments import EARLIEST, days_between

COURSE_GAP = timedelta(days=28)
"""After so long without a pain score a new course begins, with a new baseline (proposal, as for a first session)."""
AHEAD_AT_MOST = timedelta(days=1)
"""Entries of a day ahead still count, for a clock may have been set back; later ones come from a wrong clock."""
BY_WISH = "stopped_by_wish"
"""The one reason for a stop that says nothing about the body."""
STILL_ACHES = 2
"""0-10: below this nobody is sent anywhere for a lack of gain (proposal)."""
TRIAL = timedelta(weeks=4)
TRIAL_SESSIONS = 8
TRIAL_VISITS = 4
"""Row trial length (E02, E03; the stop rule is a proposal): then one looks back, and goes on only with a gain."""

CheckIn = tuple[datetime, int]
"""One pain score, 0-10, and its moment."""


class Trend(msgspec.Struct, frozen=True, kw_only=True):
    """Where the ache stands in this course. Scores 0-10; None while there is nothing to compare."""

    baseline: int | None
    latest: int | None
    days: int
    """Since the baseline."""
    meaningful: bool
    on_track: bool | None
    """Of a new ache only (row on-track acute); None: too early or not asked of this kind."""
    worsening: bool

    def __repr__(self) -> str:
        return f"<Trend over {self.days} days>"


def course_facts(entries: Iterable[Entry], now: datetime) -> dict[str, bool | int]:
    """Every diary fact with its value at `now` (aware of its offset). Same entries in any order, same facts."""
    told = _in_order(entries, now)
    scores = _check_ins(told, now)
    baseline_at = scores[0][0] if scores else now
    stuck = len(scores) > 1 and scores[-1][1] >= STILL_ACHES and not _improved(told, now)
    worse = _is_worsening(told, now)
    last = last_session(told, now)
    sore = soreness_after(told, last) if last else []
    return {
        "diary_worsening": worse,
        "diary_worsening_fast": worse and _fast(scores),
        "diary_no_gain_4_weeks": stuck and now - baseline_at >= timedelta(weeks=4),
        "diary_no_gain_6_weeks": stuck and now - baseline_at >= timedelta(weeks=6),
        "diary_no_gain_12_weeks": stuck and now - baseline_at >= timedelta(weeks=12),
        "diary_trial_without_gain": stuck and _trial_is_over(told, baseline_at, now),
        "diary_stable_2_weeks": _improved(told, now) and _stable(scores),
        "diary_flare": _flares(told, now),
        "diary_soreness_over_48_hours": any(hours > 48 and score for hours, score in sore),
        "diary_soreness_over_72_hours": bool(sore) and sore[-1][0] > 72 and sore[-1][1] > 0,
        "diary_soreness_strong": any(score >= 5 for _, score in sore),
        "diary_ache_up_after_massage": last is not None and bool(scores) and ache_stayed_up(last, *scores[-1]),
        "diary_large_bruise": has_large_bruise(told, now),
        "diary_minutes_today": round(_minutes_today(told, now)),
    }


def history(entries: Iterable[Entry], now: datetime) -> History:
    """What the planner must know of the last 28 days. Days are calendar days where `now` is."""
    told = _in_order(entries, now)
    all_kinds = [each for each in told if isinstance(each, Session) and _days_ago(each, now) <= COURSE_GAP.days]
    lately = [each for each in all_kinds if each.minutes > 0]  # breathing and heat alone are no massage
    home = [each for each in lately if each.helper != "professional"]
    last = lately[-1] if lately else None
    sore = soreness_after(told, last) if last else []
    return History(
        sessions=sum(each.finished for each in home),
        visits=sum(each.finished for each in lately) - sum(each.finished for each in home),
        days_since_last=_days_ago(last, now) if last else None,
        good_in_a_row=_good_in_a_row(told, home, now),
        soreness_last=max((score for _, score in sore), default=None),
        soreness_stayed=any(hours > 48 and score for hours, score in sore) or has_large_bruise(told, now),
        last_pressure=max((work.pressure for work in home[-1].work if work.touch), default=None) if home else None,
        last_minutes=home[-1].minutes if home else None,
        minutes_today=_minutes_today(told, now),
        changed=_is_worsening(told, now) or (last is not None and bool(set(last.stopped) - {BY_WISH})),
        used=tuple(
            Used(
                technique=work.technique,
                region=work.region,
                days_ago=_days_ago(session, now),
                minutes=work.minutes if work.touch else 0.0,
            )
            for session in all_kinds
            for work in session.work
        ),
    )


def trend(entries: Iterable[Entry], now: datetime, duration_days: int | None = None) -> Trend:
    """The course so far, for showing. `duration_days` is how long the pain has lasted at `now`."""
    told = _in_order(entries, now)
    scores = _check_ins(told, now)
    if not scores:
        return Trend(
            baseline=None, latest=None, days=0, meaningful=False, on_track=None, worsening=_is_worsening(told, now)
        )
    days = max(0, days_between(scores[0][0], now))
    acute = duration_days is not None and phase(max(0, duration_days - days)) == "acute"
    return Trend(
        baseline=scores[0][1],
        latest=scores[-1][1],
        days=days,
        meaningful=_improved(told, now),
        on_track=_on_track(scores[0][1], scores[-1][1], days) if acute and len(scores) > 1 else None,
        worsening=_is_worsening(told, now),
    )


def phase(duration_days: int) -> Literal["acute", "subacute", "persistent"]:
    """Row phase (E21, E06): acute under 6 weeks, subacute 6 to under 12, persistent from 12."""
    return "acute" if duration_days < 42 else "subacute" if duration_days < 84 else "persistent"


def is_meaningful(baseline: int, score: int, pgic: int | None = None) -> bool:
    """Row meaningful: down by 2 points and 30 % (O01), or PGIC 1-2.

    From a baseline of 4 or less (proposal): 30 %, or 1 point together with PGIC of at most 3.
    """
    fall = baseline - score
    if pgic is not None and pgic <= 2:
        return True
    a_third = fall > 0 and 10 * fall >= 3 * baseline
    if baseline > 4:
        return fall >= 2 and a_third
    return a_third or (fall >= 1 and pgic is not None and pgic <= 3)


def is_worse(baseline: int, score: int) -> bool:
    """Row worsening, one check-in: up by 2 points, or by 30 % (of a baseline above 0)."""
    rise = score - baseline
    return rise >= 2 or (rise > 0 and baseline > 0 and 10 * rise >= 3 * baseline)


def check_ins(entries: Iterable[Entry], now: datetime) -> list[CheckIn]:
    """The pain scores of this course, oldest first: entries of kind pain, and the ache before each session.

    The ache straight after a session is left out: it is low for an hour or two and says nothing about the course.
    """
    return _check_ins(_in_order(entries, now), now)


def _check_ins(told: list[Entry], now: datetime) -> list[CheckIn]:
    scores = [
        (entry.at, entry.score if isinstance(entry, Pain) else entry.ache_before)
        for entry in told
        if isinstance(entry, Pain | Session)
    ]
    course: list[CheckIn] = []
    for at, score in scores:
        if score is None:
            continue
        if course and at - course[-1][0] > COURSE_GAP:
            course = []
        course.append((at, score))
    return course if course and now - course[-1][0] <= COURSE_GAP else []


def improved(entries: Iterable[Entry], now: datetime) -> bool:
    """Whether the latest score is a meaningful gain on the baseline of this course."""
    return _improved(_in_order(entries, now), now)


def _improved(told: list[Entry], now: datetime) -> bool:
    scores = _check_ins(told, now)
    pgic = _latest(told, Pgic, now)
    return len(scores) > 1 and is_meaningful(scores[0][1], scores[-1][1], pgic.grade if pgic else None)


def is_worsening(entries: Iterable[Entry], now: datetime) -> bool:
    """Row worsening: NRS worse on 2 check-ins at least 24 h apart; or PSFS down; or PGIC 6-7 (within 28 days).

    The latest check-in must be worse, and an earlier one of the last 14 days with no return to the baseline between.
    """
    return _is_worsening(_in_order(entries, now), now)


def _is_worsening(told: list[Entry], now: datetime) -> bool:
    pgic = _latest(told, Pgic, now)
    return _pain_worsens(_check_ins(told, now)) or _function_falls(told, now) or (pgic is not None and pgic.grade >= 6)


def _pain_worsens(scores: list[CheckIn]) -> bool:
    if not scores or not is_worse(scores[0][1], scores[-1][1]):
        return False
    for at, score in reversed(scores):
        if score <= scores[0][1] or scores[-1][0] - at > timedelta(days=14):
            return False
        if is_worse(scores[0][1], score) and scores[-1][0] - at >= timedelta(hours=24):
            return True
    return False


def _fast(scores: list[CheckIn]) -> bool:
    """8 of 10 or more now, or up by 4 points within a week (the 4 and the week are a proposal)."""
    if not scores:
        return False
    at, score = scores[-1]
    lately = [earlier for then, earlier in scores if at - then <= timedelta(days=7)]
    return score >= 8 or score - min(lately) >= 4


def _function_falls(told: list[Entry], now: datetime) -> bool:
    """PSFS against the first one of the last 12 weeks: mean down by 2, or one activity by 3 (O07)."""
    forms = [entry for entry in told if isinstance(entry, Psfs) and now - entry.at <= timedelta(weeks=12)]
    if len(forms) < 2 or now - forms[-1].at > COURSE_GAP:
        return False
    first = {activity.name: activity.score for activity in forms[0].activities}
    falls = [first[each.name] - each.score for each in forms[-1].activities if each.name in first]
    return bool(falls) and (sum(falls) >= 2 * len(falls) or max(falls) >= 3)


def _on_track(baseline: int, latest: int, days: int) -> bool | None:
    """Row on-track acute (proposal, shaped on E21): any gain after a week, 20 % after two, 50 % after six."""
    fall = baseline - latest
    if days < 7:
        return None
    if days < 14:
        return fall > 0 or latest == 0
    return 100 * fall >= (20 if days < 42 else 50) * baseline


def _stable(scores: list[CheckIn]) -> bool:
    """Row taper: the scores of the last three weeks, three at least, span two weeks and lie within one point."""
    lately = [(at, score) for at, score in scores if scores[-1][0] - at <= timedelta(days=21)]
    values = [score for _, score in lately]
    spanned = lately[-1][0] - lately[0][0] >= timedelta(days=14)
    return len(lately) >= 3 and spanned and max(values) - min(values) <= 1


def done_so_far(entries: Iterable[Entry], now: datetime) -> tuple[int, int]:
    """Massages of this course at home and at a professional's; without a pain score those of the last 28 days."""
    told = _in_order(entries, now)
    scores = _check_ins(told, now)
    since = scores[0][0] if scores else now - COURSE_GAP
    done = [entry for entry in told if isinstance(entry, Session) and entry.at >= since and entry.minutes > 0]
    visits = sum(session.helper == "professional" for session in done)
    return len(done) - visits, visits


def _trial_is_over(told: list[Entry], since: datetime, now: datetime) -> bool:
    """Row trial length: at home 4 weeks (with 4 sessions at least) or 8 sessions, at a professional's 4 sessions."""
    done = [entry for entry in told if isinstance(entry, Session) and entry.at >= since and entry.minutes > 0]
    home = [session for session in done if session.helper != "professional"]
    long_enough = len(home) >= 4 and now - home[0].at >= TRIAL
    return long_enough or len(home) >= TRIAL_SESSIONS or len(done) - len(home) >= TRIAL_VISITS


def _flares(told: list[Entry], now: datetime) -> bool:
    """Row flare: the person said so within 28 days and has not said that it is over."""
    flare = _latest(told, Flare, now)
    return flare is not None and not flare.over


def _good_in_a_row(told: list[Entry], home: list[Session], now: datetime) -> int:
    """Latest good home sessions in a row; one of the last two days of which nothing is told yet is passed over."""
    count = 0
    for session in reversed(home):
        sore = soreness_after(told, session)
        if not sore and not session.stopped and now - session.at < timedelta(hours=48):
            continue
        if not (session.finished and is_good(sore)):
            break
        count += 1
    return count


def _minutes_today(told: list[Entry], now: datetime) -> float:
    """Hands-on minutes from all sources on the calendar day of `now` (docs/clinical/session.md)."""
    return sum(each.minutes for each in told if isinstance(each, Session) and _days_ago(each, now) == 0)


def _days_ago(session: Session, now: datetime) -> int:
    """Calendar days where `now` is; a session a little ahead of the clock is today's."""
    return max(0, days_between(session.at, now))


PgicOrFlare = TypeVar("PgicOrFlare", Pgic, Flare)


def _latest(told: list[Entry], kind: type[PgicOrFlare], now: datetime) -> PgicOrFlare | None:
    """The latest entry of a kind within 28 days."""
    found = [entry for entry in told if isinstance(entry, kind) and now - entry.at <= COURSE_GAP]
    return found[-1] if found else None


def _in_order(entries: Iterable[Entry], now: datetime) -> list[Entry]:
    """By moment, then id. Of an entry from outside of the calendar that people live in no days can be counted."""
    latest = now + AHEAD_AT_MOST
    told = [each for each in entries if EARLIEST.year <= each.at.year and each.at <= latest]
    return sorted(told, key=attrgetter("at", "id"))
