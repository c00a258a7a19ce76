"""Lays out the plan for its page: each step with its minutes, place, picture, source, and what could be instead."""

from __future__ import annotations

import re

import msgspec
from django.utils.translation import gettext as _

from unknot.knowledge.sentences import inside, sentence
from unknot.knowledge.shapes import Basis, Grade, Knowledge, Source
from unknot.pathway import Assessment
from unknot.pathway.plan.shape import Plan, Step, sided
from unknot.pathway.plan.swaps import swaps
from unknot.pathway.plan.where import WORDS
from unknot.pathway.plan.words import SIDES
from unknot.pathway.request import Request
from unknot.telling.limits import POSITIONS, TOOLS
from unknot.telling.own_words import region_words
from unknot.web.self_care.plan.heading import minutes_text
from unknot.web.session.step_shown import phase_names, picture

MOST_LENGTH = 8
"""Minutes from which the thread grows no longer: a heat pack of fifteen would push everything else off the screen."""


class SwapShown(msgspec.Struct, frozen=True, kw_only=True):
    """Something to do in place of a step; an empty technique leaves it out."""

    technique: str
    says: str


class StepShown(msgspec.Struct, frozen=True, kw_only=True):
    """One step on the thread."""

    number: int
    technique: str
    region: str
    phase: str
    """The name of the phase at its first step, else nothing."""
    name: str
    where: str
    in_short: str
    """One line of how."""
    minutes: str
    length: int
    """Whole minutes: the thread grows with them."""
    touch: bool
    pressure: int
    pressure_max: int
    held: str
    """Position and tool, in words."""
    places: str
    """Sided regions, parted by spaces, as the drawings take them."""
    picture: str
    """Template of the drawing."""
    how: tuple[str, ...]
    do_not: tuple[str, ...]
    why: str
    evidence: str
    grade: Grade
    basis: Basis
    sources: tuple[Source, ...]
    swaps: tuple[SwapShown, ...]


class VisitPart(msgspec.Struct, frozen=True, kw_only=True):
    """What a professional does in one go: strokes over many places, or one place worked in several ways."""

    phase: str
    name: str
    done: str
    minutes: str
    length: int
    touch: bool
    pressure: int
    pressure_max: int
    places: str


def steps_shown(knowledge: Knowledge, assessment: Assessment, request: Request) -> list[StepShown]:
    """The steps of the plan, in order."""
    plan = assessment.plan
    if plan is None:
        return []
    shown, phase = [], ""
    for number, step in enumerate(plan.steps, 1):
        technique = knowledge.techniques[step.technique]
        shown.append(
            StepShown(
                number=number,
                technique=step.technique,
                region=step.region,
                phase="" if step.phase == phase else phase_names()[step.phase],
                name=step.name,
                where=_where(knowledge, step),
                in_short=_in_short(step),
                minutes=minutes_text(step.minutes),
                length=_length(step.minutes),
                touch=step.touch,
                pressure=step.pressure,
                pressure_max=step.pressure_max,
                held=_held(knowledge, step),
                places=" ".join(sided(step)),
                picture=picture(plan, step),
                how=step.how,
                do_not=step.do_not,
                why=step.why,
                evidence=technique.evidence,
                grade=step.grade,
                basis=step.basis,
                sources=tuple(knowledge.sources[id] for id in step.sources if id in knowledge.sources),
                swaps=_swaps(knowledge, assessment, request, step),
            )
        )
        phase = step.phase
    return shown


def visit_parts(knowledge: Knowledge, plan: Plan) -> list[VisitPart]:
    """The steps of a visit at a glance, as the therapist may go about them."""
    groups: dict[tuple[str, str], list[Step]] = {}
    for step in plan.steps:
        groups.setdefault((step.phase, step.region if step.phase == "work" else step.technique), []).append(step)
    parts, phase = [], ""
    for steps in groups.values():
        first = steps[0]
        work = first.phase == "work"
        minutes = sum(step.minutes for step in steps)
        where = [region_words(knowledge, sided(step)) for step in steps if step.region]
        parts.append(
            VisitPart(
                phase="" if first.phase == phase else phase_names()[first.phase],
                name=sentence(where[0]) if work and where else first.name,
                done=sentence(", ".join(dict.fromkeys(inside(step.name) for step in steps) if work else where)),
                minutes=minutes_text(minutes),
                length=_length(minutes),
                touch=first.touch,
                pressure=max(step.pressure for step in steps),
                pressure_max=max(step.pressure_max for step in steps),
                places=" ".join(dict.fromkeys(place for step in steps for place in sided(step))),
            )
        )
        phase = first.phase
    return parts


def _where(knowledge: Knowledge, step: Step) -> str:
    """The place as a label: "low back", "buttock, left"; nothing for the whole person."""
    if not step.region:
        return ""
    place = knowledge.say(WORDS[step.region])
    return place if step.side in ("both", "") else f"{place}, {knowledge.say(SIDES[step.side])}"


def _in_short(step: Step) -> str:
    """The first sentence of how it is done."""
    return re.split(r"(?<=[.!?])\s", step.how[0], maxsplit=1)[0] if step.how else step.why


def _length(minutes: float) -> int:
    return max(1, min(MOST_LENGTH, int(minutes + 0.5)))


def _held(knowledge: Knowledge, step: Step) -> str:
    words = [knowledge.say(POSITIONS[step.position]), *([knowledge.say(TOOLS[step.tool])] if step.tool else [])]
    return sentence(", ".join(words))


def _swaps(knowledge: Knowledge, assessment: Assessment, request: Request, step: Step) -> tuple[SwapShown, ...]:
    return tuple(
        SwapShown(
            technique=swap.technique,
            says=knowledge.techniques[swap.technique].name if swap.technique else _("Leave this out"),
        )
        for swap in swaps(knowledge, assessment, request, step)
    )
