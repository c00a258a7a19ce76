"""People for the tests of the plan: decisions with given limits, wishes and weeks behind them."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from unknot.knowledge.load import load
from unknot.knowledge.outcome import Outcome
from unknot.knowledge.regions import PLAN_REGIONS, PLANNED, REGIONS
from unknot.knowledge.shapes import Helper, Limits, Massage, Position, Tool
from unknot.pathway.decision import Decision, Finding
from unknot.pathway.diary.history import History, Used
from unknot.pathway.request import MINUTES, Request

KNOWLEDGE = load()
TECHNIQUES = tuple(KNOWLEDGE.techniques)
LOW_BACK = ("low_back_left", "low_back_right")


def decided(
    limits: Limits | None = None,
    massage: Massage = "suitable",
    *,
    final: bool = True,
    findings: tuple[Finding, ...] = (),
) -> Decision:
    """A decision that holds a person to `limits`."""
    held = None if massage == "avoid" else limits or Limits()
    outcome = Outcome(urgency="self_care", within_days=None, massage=massage, limits=held, recheck_days=None)
    return Decision(
        release="test",
        so_far=outcome,
        at_worst=outcome,
        final=final,
        needs=(),
        assumed=(),
        findings=findings,
    )


def weeks_in(**changes: object) -> History:
    """A person who has been at it for weeks, on every region, without trouble."""
    usual: dict[str, object] = {
        "sessions": 6,
        "visits": 3,
        "days_since_last": 3,
        "good_in_a_row": 6,
        "soreness_last": 1,
        "last_pressure": 5,
        "last_minutes": 30.0,
        "used": tuple(Used(technique="effleurage", region=region, days_ago=3, minutes=5) for region in PLANNED),
    }
    return History(**{**usual, **changes})  # type: ignore[arg-type]


def some(values: tuple[str, ...], most: int = 4) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


def mostly_none(values: st.SearchStrategy[int]) -> st.SearchStrategy[int | None]:
    return st.one_of(st.none(), values)


limits = st.builds(
    Limits,
    max_pressure=mostly_none(st.integers(0, 10)),
    max_minutes=mostly_none(st.integers(1, 60)),
    max_minutes_per_region=mostly_none(st.integers(1, 15)),
    no_technique=some(TECHNIQUES, 6),
    no_tool=some(get_args(Tool)),
    no_position=some(get_args(Position)),
    no_helper=some(get_args(Helper), 2),
    keep_off=some(REGIONS, 6),
    heat=st.sampled_from(("ok", "none")),
    needs_helper=st.booleans(),
) | st.builds(Limits, heat=st.just("not_at"), heat_not_at=st.lists(st.sampled_from(REGIONS), min_size=1).map(tuple))


@st.composite
def requests(draw: st.DrawFn) -> Request:
    helper = draw(st.sampled_from(get_args(Helper)))
    return Request(
        helper=helper,
        minutes=draw(mostly_none(st.integers(*MINUTES[helper]))),
        tools=draw(some(get_args(Tool), 7)),  # type: ignore[arg-type]
        regions=draw(some(PLAN_REGIONS)),
        pressure=draw(mostly_none(st.integers(0, 10))),
        style=draw(st.sampled_from((None, "swedish", "deep_tissue"))),
        floor=draw(st.booleans()),
        wants=draw(some(TECHNIQUES)),
        without=draw(some(TECHNIQUES)),
    )


used = st.builds(
    Used,
    technique=st.sampled_from(TECHNIQUES),
    region=st.sampled_from(PLANNED + PLAN_REGIONS),
    days_ago=st.integers(0, 28),
    minutes=st.integers(0, 20).map(lambda half: half / 2),
)
histories = st.builds(
    History,
    sessions=st.integers(0, 8),
    visits=st.integers(0, 4),
    days_since_last=mostly_none(st.integers(0, 28)),
    good_in_a_row=st.integers(0, 6),
    soreness_last=mostly_none(st.integers(0, 10)),
    soreness_stayed=st.booleans(),
    last_pressure=mostly_none(st.integers(0, 6)),
    last_minutes=st.one_of(st.none(), st.integers(0, 60).map(lambda half: half / 2)),
    minutes_today=st.integers(0, 70).map(lambda half: half / 2),
    changed=st.booleans(),
    used=st.lists(used, max_size=8).map(tuple),
)
sores = some(REGIONS, 5)
