"""Fits the hands-on part of a session into the room there is: which strokes, in which order, for how long.

Order and lengths: docs/clinical/session.md and techniques.md.

Time is counted in half-minutes in here, as whole numbers: no plan shows anything finer, they can be dealt out one by
one until none is left, and they add up exactly.

Three orders follow each other. By importance (`region_slots`, `fit`): who gets in when time is short. By routine
(`in_order`): how hands go on over one region. By phase (the planner, `sides.py`): warm, settle, work, finish, after.
Sorting is stable, so each later order keeps the earlier one inside its groups.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal

import msgspec
from msgspec.structs import replace

from unknot.knowledge.lines import Lines, lines_at
from unknot.knowledge.shapes import Helper, Position, Technique
from unknot.pathway.plan.room import LEAST_MINUTES, Room, Today, asks_deep
from unknot.pathway.plan.shape import Phase, Step
from unknot.pathway.plan.use import Use, use_of
from unknot.pathway.plan.where import Side

Routine = Literal["", "partner_routine", "swedish", "deep_tissue"]

WORK: dict[tuple[Helper, Routine], tuple[str, ...]] = {
    ("alone", ""): (
        "knuckle_kneading", "ball_rolling", "trigger_point", "circular_friction", "petrissage", "foam_rolling",
        "massage_gun",
    ),
    ("partner", "partner_routine"): (
        "petrissage", "circular_friction", "trigger_point", "vibration", "myofascial_release", "massage_gun",
    ),
    ("professional", "swedish"): (
        "petrissage", "circular_friction", "vibration", "trigger_point", "myofascial_release", "friction", "tapotement",
    ),
    ("professional", "deep_tissue"): ("deep_tissue",),
}  # fmt: skip
"""What may come between the first and the last strokes, in this order; what the person wants is chosen first."""
FIRST_WORK = 1
"""A first home session has two techniques: strokes and one more (docs/clinical/session.md)."""
MOST_WORK = 3
"""Techniques between the strokes on one region (a proposal: enough to remember)."""
BEST = {"buttock": "ball_rolling"}
"""Region -> what reaches it best alone, so that it comes before one's own hands (docs/clinical/techniques.md)."""
ACROSS = {("foam_rolling", "between_blades")}
"""What lies across both halves of the back, so that one half alone cannot be worked on (a proposal)."""
MOST_REGIONS: dict[Helper, int] = {"alone": 3, "partner": 3, "professional": 5}
BESIDE_SHARE = 0.5
"""Minutes beside the sore places for each minute on them: two thirds of the time goes where it hurts (a proposal)."""
FINISH_MOST = 6
"""Half-minutes of the last strokes: 2 to 3 minutes (row T-EFF)."""


class Slot(msgspec.Struct):
    """A place in the session for one technique, growing from its least to its most half-minutes.

    The one struct of the pathway that is not frozen: `fit` deals time out to many slots by turns, half a minute each.
    Every plan makes its own slots and turns them into frozen steps, so nobody sees one change.
    """

    use: Use
    region: str
    side: Side
    phase: Phase
    low: int
    high: int
    length: int = 0
    """Half-minutes given so far."""


def routine_today(today: Today, room: Room) -> Routine:
    """The whole that the steps are parts of; "" alone, or where the whole or a part it requires is barred."""
    helper, techniques = today.request.helper, today.knowledge.techniques
    if helper == "alone":
        return ""
    if helper == "partner":
        return "partner_routine" if _is_open(techniques["partner_routine"], today) else ""
    if asks_deep(today.request) and not room.first and _deep_fits(techniques["deep_tissue"], today, room):
        return "deep_tissue"
    return "swedish" if _is_open(techniques["swedish"], today) else ""


def _is_open(whole: Technique, today: Today) -> bool:
    barred = {*today.limits.no_technique, *today.request.without}
    return whole.id not in barred and not barred.intersection(whole.requires)


def _deep_fits(deep: Technique, today: Today, room: Room) -> bool:
    """Firm enough to make sense, and rested long enough wherever it was used last (docs/clinical/session.md)."""
    days = [use.days_ago for use in today.history.used if use.technique == deep.id]
    rested = min(days, default=deep.dose.rest_days) >= deep.dose.rest_days
    return rested and room.pressure >= deep.dose.pressure_min and _is_open(deep, today)


def region_slots(today: Today, room: Room, routine: Routine, region: str, side: Side, *, lead: bool) -> list[Slot]:
    """All that could be done on one region today, the most important first; empty when nothing can.

    `lead`: the region that the session ends on.
    """

    def use(id: str) -> Use | None:
        return use_of(id, region, today, room, wanted=id in today.request.wants or id == routine)

    alone = today.request.helper == "alone"
    stroke = use("effleurage") if routine or alone else None
    gentle = stroke or use("hand_rest")
    names = WORK.get((today.request.helper, routine), ()) if stroke or alone else ()
    whole = today.knowledge.techniques.get(routine)
    if whole:  # what is no part of the routine comes in only by wish
        names = tuple(id for id in names if id in (routine, *whole.contains) or id in today.request.wants)
    names = tuple(id for id in names if side == "both" or (id, region) not in ACROSS)
    by_wish = sorted(names, key=lambda id: (id not in today.request.wants, id != BEST.get(region)))
    most = FIRST_WORK if room.home and room.first else MOST_WORK
    works = [found for id in by_wish if (found := use(id))][:most]
    if not works:  # one long gentle step, not the same one three times
        return [_slot(gentle, region, side, "work")] if gentle else []
    slots = [_slot(found, region, side, "work") for found in works]
    ends = []
    if stroke and not alone:
        ends.append(_slot(stroke, region, side, "settle"))
    if gentle and lead:
        last = _slot(gentle, region, side, "finish")
        last.high = max(last.low, min(last.high, FINISH_MOST))
        ends.append(last)
    # By importance: when time is short one piece of work with its strokes is a session, three pieces without are none.
    return [slots[0], *ends, *slots[1:]]


def one_position(today: Today, room: Room, regions: dict[str, Side], lead: str) -> Position | Literal[""]:
    """The position in which another's hands do it all: one that loses no wish and serves most regions, kindest first.

    "" alone: there each step has its own, for nobody else has to wait.
    """
    if today.request.helper == "alone":
        return ""
    strokes = (today.knowledge.techniques[id] for id in ("effleurage", "hand_rest"))
    ways = (who for stroke in strokes for who in stroke.who if who.helper == today.request.helper)
    kindest = tuple(dict.fromkeys(position for who in ways for position in who.positions))

    def served(position: Position) -> tuple[bool, int, int]:
        there = replace(room, position=position)
        routine = routine_today(today, room)
        found = {
            region: region_slots(today, there, routine, region, side, lead=region == lead)
            for region, side in regions.items()
        }
        ids = {slot.use.technique.id for slots in found.values() for slot in slots}
        return bool(found[lead]), len(ids.intersection(today.request.wants)), sum(map(bool, found.values()))

    return max(kindest, key=served)


def _slot(use: Use, region: str, side: Side, phase: Phase) -> Slot:
    dose = use.technique.dose
    sides = 2 if dose.each_side and side == "both" else 1
    low = 2 if dose.whole else round(dose.minutes_min * 2)  # a whole has its minutes for all regions together
    return Slot(use, region, side, phase, low, round(dose.minutes_max * 2) * sides)


def fit(slots: list[Slot], minutes: float) -> list[Slot]:
    """The slots that fit into `minutes`, in order of importance, then grown: the work first, the strokes after.

    Whole half-minutes; never more than `minutes`, never less than a slot's least. What cannot grow is left over.
    """
    left = int(minutes * 2)
    chosen = []
    for slot in slots:
        if slot.low <= left:
            slot.length = slot.low
            left -= slot.low
            chosen.append(slot)
    for phase in ("work", "settle", "finish"):
        growing = [slot for slot in chosen if slot.phase == phase and slot.length < slot.high]
        while left and growing:
            for slot in growing[:left]:  # by turns, so that all grow alike; the last half-minutes go to the first
                slot.length += 1
                left -= 1
            growing = [slot for slot in growing if slot.length < slot.high]
    return chosen


def in_order(slots: list[Slot], routine: Routine, helper: Helper) -> list[Slot]:
    """The work of each region in the order of the routine, whatever was chosen first (docs/clinical/techniques.md)."""
    names = WORK.get((helper, routine), ())
    order = {id: place for place, id in enumerate(names)}
    # Strokes are in no routine and come first here; the sort by phase takes the last ones to the end.
    return sorted(slots, key=lambda slot: order.get(slot.use.technique.id, -1))


def budgets(regions: Iterable[str], today: Today, room: Room, minutes: float) -> dict[str, float]:
    """`minutes` shared over the regions: equal shares, and what one cannot take goes to those before it.

    A region takes at most the region's ceiling less what it has had today; no share is below five minutes unless the
    region has no more room.
    """
    ceilings = {region: int((room.region_minutes - today.history.minutes_today_at(region)) * 2) for region in regions}
    usable = [region for region, ceiling in ceilings.items() if ceiling >= 2]
    count = max(1, min(MOST_REGIONS[today.request.helper], int(minutes // LEAST_MINUTES)))
    left, shares = int(minutes * 2), dict.fromkeys(usable[:count], 0)
    for place, region in enumerate(shares):
        shares[region] = min(left // (len(shares) - place), ceilings[region])
        left -= shares[region]
    for region in shares:
        more = min(left, ceilings[region] - shares[region])
        shares[region] += more
        left -= more
    return {region: share / 2 for region, share in shares.items()}


def step_of(
    use: Use,
    phase: Phase,
    minutes: float,
    region: str = "",
    side: Literal["left", "right", "both", ""] = "",
    *,
    told: Collection[str] = (),
    last: bool = True,
) -> Step:
    """A step of the plan, with everything its technique says about this place.

    `told`: what the steps before it have said; `last`: it ends the touch.
    """
    technique = use.technique

    def here(lines: Lines) -> tuple[str, ...]:
        return lines_at(
            lines,
            region=region,
            side=side,
            helper=use.helper,
            position=use.position,
            using=use.using,
            told=told,
            last=last,
        )

    return Step(
        technique=technique.id,
        name=technique.name,
        phase=phase,
        region=region,
        side=side,
        minutes=float(minutes),
        touch=technique.touch,
        pressure=use.pressure,
        pressure_max=use.pressure_max,
        position=use.position,
        tool=use.tool,
        how=here(use.how),
        do_not=here(technique.do_not),
        why=technique.why,
        sources=technique.sources,
        grade=technique.grade,
        basis=technique.basis,
    )
