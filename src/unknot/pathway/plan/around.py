"""Plans what surrounds the touch, or stands in for it: heat, breathing, moving. None of it counts as hands-on time."""

from __future__ import annotations

from msgspec.structs import replace

from unknot.pathway.plan.room import Room, Today
from unknot.pathway.plan.shape import Phase, Step, both_or_one
from unknot.pathway.plan.steps import step_of
from unknot.pathway.plan.use import use_of
from unknot.pathway.plan.where import heat_region

WARM_FROM = 10
"""Under ten hands-on minutes there is no warm and no after phase."""
HEAT_MINUTES = 15
"""Row T-HEAT: 15 to 20; the least, for a timer is easily overheard."""


def around(today: Today, room: Room, wanted: tuple[str, ...], hands_on: float, has_finish: bool) -> list[Step]:
    """Breathing before, and where the session is long enough heat first and moving after.

    A first session stays at breathing and heat; a professional has their own ways of warming.
    """
    # At home one sits down to breathe, and takes the position of the massage after it.
    before = replace(room, position="") if room.home else room
    steps = [_calm(today, before, "slow_breathing", "settle", 2)]
    if not has_finish:
        steps.append(_calm(today, room, "slow_breathing", "finish", 1))
    if room.home and hands_on >= WARM_FROM:
        steps.append(_heat(today, before, wanted))
        if not room.first:
            floor = (
                "floor_stretch" if today.request.floor or "floor_stretch" in today.request.wants else "chair_stretch"
            )
            moves = _calm(today, room, floor, "after", 3) or _calm(today, room, "chair_stretch", "after", 3)
            steps += [moves, _calm(today, room, "walking", "after", 5)]
    return [step for step in steps if step is not None]


def instead(today: Today, room: Room, wanted: tuple[str, ...]) -> list[Step]:
    """What is left when nobody lays hands on: heat where it is allowed, breathing, an easy walk.

    Whoever must not be alone gets no heat alone: nobody is there to take the pack off.
    """
    watched = today.request.helper != "alone" or not today.limits.needs_helper
    steps = [
        _heat(today, room, wanted) if watched else None,
        _calm(today, room, "slow_breathing", "settle", 5),
        _calm(today, room, "walking", "after", 5),
    ]
    return [step for step in steps if step is not None]


def _calm(today: Today, room: Room, id: str, phase: Phase, minutes: float) -> Step | None:
    """A step without touch, for the whole person; None when barred."""
    use = use_of(id, "", today, room, wanted=True)
    return step_of(use, phase, minutes) if use else None


def _heat(today: Today, room: Room, wanted: tuple[str, ...]) -> Step | None:
    region = heat_region(wanted, today.limits)
    use = use_of("heat", region, today, room, wanted=True) if region else None
    return step_of(use, "warm", HEAT_MINUTES, region, both_or_one(wanted, region)) if use else None
