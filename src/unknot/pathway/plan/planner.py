"""Makes the plan of today from a decision and a request, and has it checked before any face shows it.

`safe_plan` is the one door: it makes the plan, has it checked by `broken_limits` and `misplaced_lines` (written apart),
and shows none that breaks anything or speaks of another place than its own.

The parts beside this: where (`where.py`), how much room (`room.py`), which techniques (`use.py`), in which order and
for how long (`steps.py`), on which side first (`sides.py`), what surrounds them (`around.py`), the words (`words.py`,
`visit.py`).
Rules: docs/clinical/session.md and techniques.md.
"""

from __future__ import annotations

from msgspec.structs import replace

from unknot.knowledge.lines import lines_at
from unknot.knowledge.sentences import inside, listed, number, worded
from unknot.knowledge.shapes import Knowledge
from unknot.pathway.decision import Decision
from unknot.pathway.diary.history import History
from unknot.pathway.plan.around import around, instead
from unknot.pathway.plan.broken_limits import broken_limits
from unknot.pathway.plan.misplaced_lines import misplaced_lines
from unknot.pathway.plan.neck import neck_lines
from unknot.pathway.plan.room import LEAST_MINUTES, MOST_MINUTES, Room, Today, asks_deep, is_rest_day, room_today
from unknot.pathway.plan.shape import PHASES, Plan, Step
from unknot.pathway.plan.sides import HALF_WAY, OTHER, one_turn
from unknot.pathway.plan.steps import (
    BESIDE_SHARE,
    Routine,
    Slot,
    budgets,
    fit,
    in_order,
    one_position,
    region_slots,
    routine_today,
    step_of,
)
from unknot.pathway.plan.tools import unused_tools
from unknot.pathway.plan.visit import visit_lines
from unknot.pathway.plan.where import Side, beside, open_regions, place_words, wanted_regions
from unknot.pathway.plan.words import (
    AFTER_REST,
    HELPERS,
    PREPARE_HOME,
    PREPARE_OIL,
    PREPARE_REST,
    RISE,
    SIDES,
    after_home,
    in_words,
    safety_net,
)
from unknot.pathway.request import Request

__all__ = ["Plan", "Step", "make_plan", "safe_plan"]

NOTHING_YET = History()
CHECKIN_FIRST = 30
"""Seconds after each new technique or region (docs/clinical/session.md)."""
CHECKIN_EVERY = {"alone": 180, "partner": 120, "professional": 600}
"""Seconds (docs/clinical/session.md)."""
HANDS_OFF = {"heat": worded("warmth"), "slow_breathing": worded("slow breathing"), "walking": worded("an easy walk")}
"""What stands in for touch, in words."""


def safe_plan(
    knowledge: Knowledge,
    decision: Decision,
    request: Request,
    *,
    sore: tuple[str, ...] = (),
    history: History = NOTHING_YET,
) -> Plan | None:
    """The plan of today, or None: none is allowed, or the one made fails a check. Every face uses this."""
    plan = make_plan(knowledge, decision, request, sore=sore, history=history)
    if plan is None or broken_limits(knowledge, plan, decision, history) or misplaced_lines(plan):
        return None
    return plan


def make_plan(
    knowledge: Knowledge,
    decision: Decision,
    request: Request,
    *,
    sore: tuple[str, ...] = (),
    history: History = NOTHING_YET,
) -> Plan | None:
    """The plan of today, unchecked: faces call `safe_plan`. Pure: same arguments, same plan.

    `sore` are sided regions, the sorest first; `request.regions` goes before it. None unless the decision is final and
    massage is suitable or may be done with limits. Where hands must stay off, a plan of breathing, heat and walking.
    """
    answer = decision.answer
    limits = answer.limits if answer else None
    if answer is None or answer.massage not in ("suitable", "modify") or limits is None:
        return None
    today = Today(knowledge=knowledge, limits=limits, request=request, history=history)
    why: list[str] = []
    wanted = wanted_regions(knowledge, request, sore, why)
    why += neck_lines(today, sore)
    regions = open_regions(knowledge, wanted, limits, why)
    reason = _hands_off_because(today, regions)
    if reason:
        return _hands_off(today, wanted, [reason, *why])
    return _hands_on(today, wanted, regions, why) or _hands_off(today, wanted, why)


def _hands_off_because(today: Today, regions: dict[str, Side]) -> str:
    """Why nobody lays hands on today, in a sentence; "" when they may."""
    knowledge, limits, helper = today.knowledge, today.limits, today.request.helper
    if helper in limits.no_helper:
        others = [knowledge.say(words) for other, words in HELPERS.items() if other not in limits.no_helper]
        if not others:
            return knowledge.say("Nobody massages today.")
        # Never "your answers": a partner who reads along must not learn that something was said (RF-VIOLENCE).
        ways = listed(knowledge, others, "or")
        return knowledge.say("Massage today is one to do {ways}: you can ask for that plan.", ways=ways)
    if limits.needs_helper and helper == "alone":
        return knowledge.say("Please have someone with you for a massage. Ask again for a plan with a partner.")
    if is_rest_day(today.history):
        return knowledge.say("The last session left you sore, so today is a day of rest from massage.")
    if not regions:
        return knowledge.say("Every place you named is to be left alone today.")
    return ""


def _hands_on(today: Today, wanted: tuple[str, ...], regions: dict[str, Side], why: list[str]) -> Plan | None:
    """A plan with touch, or None with the reason added to `why`."""
    request, knowledge = today.request, today.knowledge
    lead, room = _lead(today, regions, why)
    if room is None:
        return None
    why += room.why
    if room.minutes < LEAST_MINUTES:
        why.append(
            knowledge.say("That leaves less than {minutes} minutes, too short for a session.", minutes=LEAST_MINUTES)
        )
        return None
    routine = routine_today(today, room)
    open_slots: dict[str, list[Slot]] = {}
    order = _order(today, lead, regions, room, why)
    room = replace(room, position=one_position(today, room, {region: regions[region] for region in order}, lead))
    for region in order:
        slots = region_slots(today, room, routine, region, regions[region], lead=region == lead)
        if slots:
            open_slots[region] = slots
        else:
            why.append(_out_of_reach(knowledge, request, region))
    shares = budgets(open_slots, today, room, room.minutes)
    why += [
        knowledge.say("No time is left today for this place: {place}.", place=place_words(knowledge, region))
        for region in open_slots
        if region not in shares
    ]
    chosen = _fitted(open_slots, shares, routine, request)
    chosen += _beside(today, room, wanted, lead, routine, sum(slot.length for slot in chosen) / 2)
    if not chosen:
        why.append(knowledge.say("Your answers leave too few minutes for any place today."))
        return None
    steps = _in_steps(knowledge, chosen)
    hands_on = sum(step.minutes for step in steps)
    steps += around(today, room, wanted, hands_on, any(step.phase == "finish" for step in steps))
    steps.sort(key=lambda step: PHASES.index(step.phase) * 2 + step.touch)
    aftercare = after_home(knowledge, today.limits, moves=any(step.phase == "after" for step in steps))
    aftercare = aftercare if room.home else in_words(knowledge, (RISE,))  # its own words come with the visit
    why += [
        *_smaller(today, room, routine, hands_on),
        *unused_tools(today, room, steps, wanted),
        *_left_out(today, {routine, *(step.technique for step in steps)}),
    ]
    plan = Plan(
        helper=request.helper,
        routine=routine,
        steps=tuple(steps),
        hands_on_minutes=hands_on,
        total_minutes=sum(step.minutes for step in steps),
        left_over_minutes=max(0.0, room.asked - hands_on),
        max_pressure=room.pressure_max,
        first_session=room.first,
        checkin_first_seconds=CHECKIN_FIRST,
        checkin_every_seconds=CHECKIN_EVERY[request.helper],
        notes=tuple(note for note in dict.fromkeys(today.limits.notes) if note not in aftercare),
        why=tuple(dict.fromkeys(why)),
        do_not=_do_not(today, room, routine),
        prepare=_prepare(today, room, steps),
        aftercare=aftercare,
        safety_net=_safety_net(today),
        named=wanted,
    )
    return _with_visit(plan, today) if request.helper == "professional" else plan


def _in_steps(knowledge: Knowledge, chosen: list[Slot]) -> list[Step]:
    """The slots as steps; whoever lies on the side is told which side is up, and when to turn."""
    slots, lines = one_turn(chosen)
    steps: list[Step] = []
    told: set[str] = set()
    for slot in slots:
        last = len(steps) == len(slots) - 1
        step = step_of(slot.use, slot.phase, slot.length / 2, slot.region, slot.side, told=told, last=last)
        told.update((*step.how, *step.do_not))
        steps.append(step)
    for place, line in lines.items():
        side = steps[place].side
        if side in OTHER:
            said = knowledge.say(line, side=knowledge.say(SIDES[side]), other=knowledge.say(SIDES[OTHER[side]]))
            steps[place] = replace(steps[place], how=(said, *steps[place].how))
    half_way = knowledge.say(HALF_WAY)
    return [
        replace(step, how=(*step.how, half_way)) if step.position == "side_lying" and step.side == "both" else step
        for step in steps
    ]


def _fitted(slots: dict[str, list[Slot]], shares: dict[str, float], routine: Routine, request: Request) -> list[Slot]:
    """What is done on each region in its share of the time."""
    return [
        slot
        for region, minutes in shares.items()
        for slot in in_order(fit(slots[region], minutes), routine, request.helper)
    ]


def _beside(today: Today, room: Room, wanted: tuple[str, ...], lead: str, routine: Routine, spent: float) -> list[Slot]:
    """What a visit does beside the sore places: at most a third of all, and nothing where that is no session."""
    minutes = min(room.minutes - spent, spent * BESIDE_SHARE)
    if minutes < LEAST_MINUTES:
        return []
    near = {
        region: slots
        for region, side in beside(today.request, wanted, lead, today.limits, room.position).items()
        if (slots := region_slots(today, room, routine, region, side, lead=False))
    }
    return _fitted(near, budgets(near, today, room, minutes), routine, today.request)


def _lead(today: Today, regions: dict[str, Side], why: list[str]) -> tuple[str, Room | None]:
    """The sorest region on which something can be done today, and the room there is when it comes first."""
    for region, side in regions.items():
        room = room_today(today, region)
        if region_slots(today, room, routine_today(today, room), region, side, lead=True):
            return region, room
        why.append(_out_of_reach(today.knowledge, today.request, region))
    return "", None


def _out_of_reach(knowledge: Knowledge, request: Request, region: str) -> str:
    place = place_words(knowledge, region)
    if request.helper == "alone" and region in ("between_blades", "mid_back") and "ball" not in request.tools:
        return knowledge.say(
            "Your own hands do not reach here: {place}. A soft ball on a wall or a partner does.", place=place
        )
    return knowledge.say("Nothing that is allowed today fits here: {place}.", place=place)


def _order(today: Today, lead: str, regions: dict[str, Side], room: Room, why: list[str]) -> list[str]:
    """The regions of today, the lead first.

    At home a first session has one region, and a new region waits for a first session of its own.
    """
    rest = [region for region in regions if region != lead]
    if not room.home:
        return [lead, *rest]
    kept = [] if room.first else [region for region in rest if today.history.has_worked(region)]
    for place in (place_words(today.knowledge, region) for region in rest if region not in kept):
        why.append(
            today.knowledge.say("Left for another day: {place}.", place=place)
            if room.first
            else today.knowledge.say(
                "Left for a first, short session of its own; name it first to begin there: {place}.", place=place
            )
        )
    return [lead, *kept]


def _smaller(today: Today, room: Room, routine: str, hands_on: float) -> list[str]:
    """Why there is less than was asked for."""
    why, say = [], today.knowledge.say
    if hands_on < room.minutes and today.request.helper == "professional" and not today.request.regions:
        why.append(
            say(
                "Most of the time goes where it hurts, and one place gets {most} minutes at most. For a longer visit, "
                "name every place you want worked on.",
                most=number(today.knowledge, room.region_minutes),
            )
        )
    elif hands_on < room.minutes:
        enough = number(today.knowledge, hands_on)
        why.append(
            say("{minutes} minutes are enough for this. The rest of the time is left free, not filled.", minutes=enough)
        )
    if today.request.helper == "professional" and asks_deep(today.request) and routine != "deep_tissue":
        why.append(say("Deep tissue is left out today. Relaxation massage did as well for low back pain."))
    return why


def _left_out(today: Today, used: set[str]) -> list[str]:
    """What was asked for and is no part of today; of deep tissue at a professional's `_smaller` speaks."""
    request, techniques, say = today.request, today.knowledge.techniques, today.knowledge.say
    used = used | {"deep_tissue"} if request.helper == "professional" else used
    wished = [techniques[id] for id in request.wants if id not in used and id in techniques]
    # Of a tool that is at hand `unused_tools` has spoken.
    silent = [way for way in wished if not set(way.tools) & set(request.tools)]
    return [say("You asked for it, and it is not for today: {name}.", name=inside(way.name)) for way in silent]


def _hands_off(today: Today, wanted: tuple[str, ...], why: list[str]) -> Plan:
    """Breathing, heat where it is allowed, and walking: what is left when nobody lays hands on today."""
    request = today.request
    asked = float(min(request.minutes or 0, MOST_MINUTES[request.helper]))
    if request.helper == "professional":
        request = replace(request, helper="alone")
        today = replace(today, request=request)
    room = room_today(today, "")
    steps = instead(today, room, wanted)
    why = [*why, *unused_tools(today, room, steps, wanted)]
    return Plan(
        helper=request.helper,
        routine="",
        steps=tuple(steps),
        hands_on_minutes=0.0,
        total_minutes=sum(step.minutes for step in steps),
        left_over_minutes=asked,
        max_pressure=0,
        first_session=False,
        checkin_first_seconds=CHECKIN_FIRST,
        checkin_every_seconds=CHECKIN_EVERY[request.helper],
        notes=today.limits.notes,
        why=tuple(dict.fromkeys([*why, _instead_words(today.knowledge, steps)])),
        do_not=(),
        prepare=in_words(today.knowledge, PREPARE_REST),
        aftercare=in_words(today.knowledge, AFTER_REST),
        safety_net=_safety_net(today),
    )


def _instead_words(knowledge: Knowledge, steps: list[Step]) -> str:
    if not steps:
        return knowledge.say("Today's plan is rest.")
    names = [
        knowledge.say(HANDS_OFF[step.technique]) if step.technique in HANDS_OFF else inside(step.name) for step in steps
    ]
    return knowledge.say("Today's plan is {what}.", what=listed(knowledge, names))


def _do_not(today: Today, room: Room, routine: str) -> tuple[str, ...]:
    """The don'ts of the whole session, with the parts of the routine that are barred."""
    techniques, say = today.knowledge.techniques, today.knowledge.say
    if not routine:
        return ()
    barred = {*today.limits.no_technique, *today.request.without}
    parts = [inside(techniques[part].name) for part in techniques[routine].contains if part in barred]
    said = lines_at(techniques[routine].do_not, region="", side="", helper=today.request.helper, position=room.position)
    most = () if room.home else (say("Nothing above {pressure} of 10 today.", pressure=room.pressure_max),)
    left_out = (say("Left out of this massage: {name}.", name=listed(today.knowledge, parts)),) if parts else ()
    return (*said, *most, *left_out)


def _prepare(today: Today, room: Room, steps: list[Step]) -> tuple[str, ...]:
    """Of another's hands first what they need to know; the oil only where a step takes it."""
    say, techniques = today.knowledge.say, today.knowledge.techniques
    helped = today.request.helper == "partner"
    how = techniques["partner_routine"].how if helped else ()
    giver = lines_at(how, region="", side="", helper="partner", position=room.position)
    takes_oil = "oil" in today.request.tools and "oil" not in today.limits.no_tool
    takes_oil = takes_oil and any("oil" in techniques[step.technique].optional_tools for step in steps)
    return (*in_words(today.knowledge, PREPARE_HOME), *((say(PREPARE_OIL),) if takes_oil else ()), *giver)


def _with_visit(plan: Plan, today: Today) -> Plan:
    """The words of a visit in place of those of home."""
    lines = visit_lines(today.knowledge, plan, today.limits)
    return replace(
        plan,
        prepare=tuple(line.says for line in lines if line.when in ("ask for", "before", "say")),
        aftercare=tuple(line.says for line in lines if line.when == "after"),
    )


def _safety_net(today: Today) -> tuple[str, ...]:
    numbers = today.knowledge.numbers
    line = numbers.get(today.request.country) or numbers.get("")
    return safety_net(today.knowledge, line.emergency if line else ("112",))
