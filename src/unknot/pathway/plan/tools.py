"""Says why a tool that is at hand is no part of today: one reason for each, the first that holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from unknot.knowledge.regions import name_of
from unknot.knowledge.sentences import worded
from unknot.knowledge.shapes import Technique, Tool
from unknot.pathway.plan.around import WARM_FROM
from unknot.pathway.plan.room import Room, Today
from unknot.pathway.plan.shape import Step
from unknot.pathway.plan.words import TOOLS

BARRED = worded("Your answers leave this tool out: {tool}.")
UNWANTED = worded("You did not want what this tool is for: {tool}.")
NOT_WITH = worded("This tool has no part in a massage of this kind: {tool}.")
NO_HANDS = worded("Nobody presses on you today, so this tool stays aside: {tool}.")
NOT_FIRST = worded("Not in a first session, which is light; it may come later: {tool}.")
LATER = worded("This tool opens after more sessions that went well: {tool}.")
NOT_HERE = worded("This tool does not belong on the places of today: {tool}.")
BY_CHOICE = worded("This tool is used only when you ask for it: {tool}.")
WATCHED = worded("Have someone with you before you use this: {tool}.")
TOO_SHORT = worded(
    "A session under {minutes} minutes goes without heat. A heat pack by itself, for 15 to 20 minutes, is "
    "fine at another time."
)
NO_TIME = worded("The session is complete without this tool: {tool}.")


def unused_tools(today: Today, room: Room, steps: Iterable[Step], named: Iterable[str]) -> tuple[str, ...]:
    """A sentence for each offered tool that no step uses."""
    steps, places = tuple(steps), {name_of(region) for region in named}
    used = set(_used(today, steps))
    minutes = sum(step.minutes for step in steps if step.touch)
    say = today.knowledge.say
    return tuple(
        say(reason, tool=say(TOOLS[tool]), minutes=WARM_FROM)
        for tool in today.request.tools
        if tool not in used and (reason := _reason(tool, today, room, places, minutes))
    )


def _used(today: Today, steps: tuple[Step, ...]) -> Iterator[str]:
    """The tools in the steps; what a technique may take, such as oil, is used by it."""
    for step in steps:
        yield step.tool
        yield from today.knowledge.techniques[step.technique].optional_tools


def _takes(technique: Technique, tool: Tool) -> bool:
    return tool in (*technique.tools, *technique.optional_tools, *(each for who in technique.who for each in who.tools))


def _reason(tool: Tool, today: Today, room: Room, places: set[str], minutes: float) -> str:
    limits, request = today.limits, today.request
    if tool in limits.no_tool:
        return BARRED
    ways = [technique for technique in today.knowledge.techniques.values() if _takes(technique, tool)]
    ways = [way for way in ways if any(who.helper == request.helper for who in way.who)]
    if not ways:
        return NOT_WITH
    if tool == "heat_pack" and (limits.heat == "none" or places <= {name_of(region) for region in limits.heat_not_at}):
        return BARRED
    allowed = [way for way in ways if way.id not in limits.no_technique]
    if not allowed:
        return BARRED
    if all(way.id in request.without for way in allowed):
        return UNWANTED
    if tool == "heat_pack" and limits.needs_helper and request.helper == "alone":
        return WATCHED
    if not minutes and tool != "heat_pack":
        return NO_HANDS
    reach = [way for way in allowed for who in way.who if who.helper == request.helper and places & {*who.regions}]
    if not reach:
        return NOT_HERE
    if tool == "heat_pack" and 0 < minutes < WARM_FROM:
        return TOO_SHORT
    if room.home and room.first and not any(way.dose.first_session for way in reach):
        return NOT_FIRST
    if room.home and all(way.touch and today.history.good_in_a_row < way.dose.after_good_sessions for way in reach):
        return LATER
    if all(way.by_choice and way.id not in request.wants for way in reach):
        return BY_CHOICE
    return NO_TIME
