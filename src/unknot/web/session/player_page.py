"""Gathers all that a page may ever say, so that a whole session plays in it even with the network off."""

from __future__ import annotations

import re
import uuid
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from unknot.knowledge.sentences import sentence
from unknot.knowledge.shapes import Knowledge
from unknot.pathway.person import Person
from unknot.pathway.plan.shape import Plan, Step, sided
from unknot.pathway.session.shape import State
from unknot.telling.decision import DecisionText
from unknot.telling.limits import POSITIONS
from unknot.telling.own_words import region_words
from unknot.telling.stopping import every_stop
from unknot.web.check.calling import Call, calls
from unknot.web.session.playing import constants
from unknot.web.session.step_shown import phase_names, picture

LONG = 90
"""Letters from which a sentence is cut at its comma or colon, so that it stays within three lines on a phone."""


class ShownStep(msgspec.Struct, frozen=True, kw_only=True):
    """One step as the player shows it."""

    number: int
    name: str
    phase: str
    where: str
    picture: str
    """Template of its drawing."""
    regions: tuple[str, ...]
    lines: tuple[str, ...]
    """What to do and what not, a short sentence each: one a breath."""
    how: tuple[str, ...]
    do_not: tuple[str, ...]
    minutes: float


class ShownStop(msgspec.Struct, frozen=True, kw_only=True):
    """One reason to stop, with the words that follow."""

    reason: str
    says: str
    told: DecisionText
    calls: tuple[Call, ...]


def shown_steps(knowledge: Knowledge, plan: Plan) -> list[ShownStep]:
    """The steps, in order."""
    return [_shown(knowledge, plan, step, number) for number, step in enumerate(plan.steps, 1)]


def _shown(knowledge: Knowledge, plan: Plan, step: Step, number: int) -> ShownStep:
    return ShownStep(
        number=number,
        name=step.name,
        phase=phase_names()[step.phase],
        where=where(knowledge, step),
        picture=picture(plan, step),
        regions=sided(step),
        lines=tuple(short for line in (*step.how, *step.do_not) for short in short_sentences(line)),
        how=step.how,
        do_not=step.do_not,
        minutes=step.minutes,
    )


def where(knowledge: Knowledge, step: Step) -> str:
    """The place of a step, else the position: "the top of the right shoulder", "sitting"."""
    return region_words(knowledge, sided(step)) if step.region else knowledge.say(POSITIONS[step.position])


def short_sentences(line: str) -> tuple[str, ...]:
    """A line as sentences that fit on a phone."""
    found: list[str] = []
    for part in re.split(r"(?<=[.!?])\s+", line.strip()):
        halves = re.split(r"(?<=[;:])\s+", part) if len(part) > LONG else [part]
        found += [sentence(half).rstrip(";:") for half in halves]
    return tuple(f"{part}." if part[-1] not in ".!?)" else part for part in found if part)


def shown_stops(person: Person) -> list[ShownStop]:
    """Every reason to stop, gravest first."""
    knowledge, country = person.knowledge, person.request.country
    return [
        ShownStop(reason=each.reason, says=each.says, told=each.told, calls=calls(knowledge, each.told, country))
        for each in every_stop(person)
    ]


def page_data(session_id: str, state: State, steps: list[ShownStep], *, kept: bool, addresses: dict[str, str]) -> Any:
    """What the scripts of the player read. `kept`: the server keeps this session, for a profile."""
    return {
        "session": session_id,
        "kept": kept,
        "entry": str(uuid.uuid5(uuid.UUID(session_id), "entry")),
        "pain": str(uuid.uuid5(uuid.UUID(session_id), "pain")),
        "addresses": addresses,
        "constants": constants(),
        "state": msgspec.to_builtins(state),
        "steps": [msgspec.to_builtins(step) for step in steps],
        "words": spoken_words(),
    }


def spoken_words() -> dict[str, str]:
    """Every sentence that a script puts on the page. Gaps in braces are filled there."""
    return {
        "step": _("Step {number} of {of}"),
        "begin": _("Begin"),
        "pause": _("Pause"),
        "go_on": _("Go on"),
        "paused": _("Paused"),
        "up_to": _("up to {pressure} of 10"),
        "next": _("Next: {name}"),
        "last": _("Next: the end"),
        "breathe_in": _("Breathe in"),
        "breathe_out": _("Breathe out"),
        "how_is_it": _("How is it? Press the key that fits."),
        "lighter": _("Lighter now: {pressure} of 10. This spot ends sooner."),
        "shorter": _("This part ends sooner."),
        "left_out": _("That is left out. The rest is lighter."),
        "firmer": _("Firmer now: {pressure} of 10."),
        "most": _("{pressure} of 10 is the most for today."),
        "as_it_is": _("Good. It stays as it is."),
        "one_minute": _("1 minute left"),
        "ten_seconds": _("10 seconds left"),
        "went_on": _("You were away. Everything waits where it was."),
        "emergency": _("Emergency:"),
        "finished": _("The session is finished."),
        "stopped": _("You stopped, that was right. Sit up slowly."),
        "kept": _("In your diary: this session, {minutes} minutes hands-on."),
        "kept_here": _("Kept on this device. It goes into your diary as soon as you are online."),
        "signed_out": _(
            "Kept on this device. You are signed out: it goes into your diary when you have signed in again."
        ),
        "not_kept": _("Nothing of this session is kept."),
    }
