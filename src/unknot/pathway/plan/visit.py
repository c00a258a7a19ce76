"""Writes what a person does and says before, during and after a visit to a professional.

Every line has its grade and its sources. The honest grades stay: much of what is said about visits is custom.
Rows: claims 4a-28 to 4a-35, R6 and R7 (docs/clinical/evidence.md); docs/clinical/session.md and telling.md.
"""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec.structs import replace

from unknot.knowledge.sentences import number, worded
from unknot.knowledge.shapes import Basis, Grade, Knowledge, Limits
from unknot.pathway.plan.room import USUAL_PRESSURE
from unknot.pathway.plan.shape import Plan
from unknot.pathway.plan.words import RISE


class VisitLine(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do or say, and how sure we are of it."""

    when: Literal["ask for", "before", "say", "during", "after"]
    says: str
    grade: Grade
    sources: tuple[str, ...]
    basis: Basis


def _line(
    when: Literal["ask for", "before", "say", "during", "after"],
    says: str,
    grade: Grade,
    sources: tuple[str, ...],
    basis: Basis,
) -> VisitLine:
    return VisitLine(when=when, says=says, grade=grade, sources=sources, basis=basis)


ASK_SWEDISH = _line(
    "ask for",
    worded(
        "Ask for a Swedish (relaxation) massage of the back. It did as well as deep, targeted massage for low back "
        "pain, so choose by comfort and price."
    ),
    "moderate",
    ("E02",),
    "verified",
)
ASK_LIGHT = _line(
    "ask for",
    worded("Ask for a slow, light touch: long strokes or still hands, and none of the firmer strokes."),
    "safety_consensus",
    ("design_choice",),
    "proposal",
)
ASK_DEEP = _line(
    "ask for",
    worded(
        "You wanted deep tissue massage. It did no better than relaxation massage in a trial of 401 people. If you "
        "still like it: it starts at 4 of 10 and goes higher, up to {most}, only after asking you."
    ),
    "moderate",
    ("E02",),
    "verified",
)
COURSE = _line(
    "ask for",
    worded("Book about an hour, once a week. Look back after 4 visits. Go on, up to 10, only if it clearly helps."),
    "low",
    ("E02", "E03", "E14"),
    "verified",
)
COURSE_SHORT = _line(
    "ask for",
    worded(
        "About an hour, once a week, is what was tested. This plan is shorter: {minutes} minutes of massage. Look back "
        "after 4 visits. Go on, up to 10, only if it clearly helps."
    ),
    "low",
    ("E02", "E03", "E14"),
    "verified",
)
HOUR_FROM = 45
"""Minutes of massage from which a visit is about an hour, with undressing and talking (a proposal)."""
BEFORE = (
    _line("before", worded("24 hours before: try a new oil on a small patch of skin if your skin is easily upset."),
          "safety_consensus", ("M02", "K_GENERAL"), "established"),
    _line("before", worded("2 hours before: no heavy meal from now on. A light snack is fine."),
          "custom", ("article", "K_GENERAL"), "established"),
    _line("before", worded("10 minutes before: arrive, go to the toilet, sit and let the day settle."),
          "custom", ("article", "K_GENERAL"), "established"),
    _line("before", worded("Wear comfortable, loose clothes. You undress only as far as you like, and stay covered."),
          "custom", ("article", "K_GENERAL"), "established"),
)  # fmt: skip
SAY = (
    _line("say", worded("Hand over the brief. Tell them your limits and the areas that are not to be touched."),
          "safety_consensus", ("M01", "K_GENERAL"), "established"),
    _line("say", worded("Agree a stop word. Stop means stop, with no reason needed."),
          "safety_consensus", ("design_choice",), "proposal"),
    _line("say", worded("Give numbers: \"that is a {over}, I would like a {right}\". From 7 up you brace or hold your "
                         "breath: too much."),
          "safety_consensus", ("M08", "M10", "R30"), "proposal"),
    _line("say", worded("You want no thrust, no cracking and no walking on the back."),
          "safety_consensus", ("M09", "M10"), "verified"),
)  # fmt: skip
DURING = (
    _line("during", worded("Breathe slowly, about 4 seconds in and 6 out. Let firm strokes fall on the out-breath."),
          "low", ("E18",), "verified"),
    _line("during", worded("Say so at once if it turns sharp, numb, electric or spreading, or if you feel dizzy or "
                            "sick."),
          "safety_consensus", ("M17", "M36"), "proposal"),
)  # fmt: skip
AFTER = (
    _line("after", worded("Roll to the side, sit 2 to 3 minutes, stand up slowly: blood pressure can drop a little."),
          "safety_consensus", ("M36", "K_GENERAL"), "established"),
    _line("after", worded("Drink when you are thirsty. Nothing needs to be flushed out: massage releases no poisons."),
          "contradicted", ("E20", "E11"), "verified"),
    _line("after", worded("Rest a little, then walk or stretch gently. Whether that makes the effect last is very "
                           "uncertain; massage together with exercise did better than massage alone."),
          "very_low", ("E15",), "verified"),
    _line("after", worded("Some soreness is common, mostly gone in 36 hours. Note the ache tonight, tomorrow and in 2 "
                           "days."),
          "moderate", ("E12",), "verified"),
)  # fmt: skip
AFTER_STILL = _line(
    "after",
    worded("Rest a little, then walk. Stretching is not for you today."),
    "safety_consensus",
    ("design_choice",),
    "proposal",
)
"""In place of the walk or stretch, where the limits leave out stretching."""


def visit_lines(knowledge: Knowledge, plan: Plan, limits: Limits) -> tuple[VisitLine, ...]:
    """The lines for this visit, in order: ask for, before, say, during, after. `plan` is a professional's plan."""
    rise = knowledge.say(RISE)  # said for afterwards
    own = tuple(
        _line("say", note, "safety_consensus", ("design_choice",), "proposal")
        for note in (*_limit_words(knowledge, limits), *(note for note in limits.notes if note != rise))
    )
    course = COURSE if plan.hands_on_minutes >= HOUR_FROM else COURSE_SHORT
    right = min(plan.max_pressure, USUAL_PRESSURE)
    gaps = {
        "most": plan.max_pressure,
        "minutes": number(knowledge, plan.hands_on_minutes),
        "right": right,
        "over": right + 1,
    }

    def said(lines: tuple[VisitLine, ...]) -> tuple[VisitLine, ...]:
        return tuple(replace(line, says=knowledge.say(line.says, **gaps)) for line in lines)

    rise_first, drink, move, sore = AFTER
    move = AFTER_STILL if "chair_stretch" in limits.no_technique else move
    return (*said((_asked(plan), course, *BEFORE, *SAY)), *own, *said((*DURING, rise_first, drink, move, sore)))


def _asked(plan: Plan) -> VisitLine:
    """What to ask the therapist for: nothing that this plan leaves out."""
    if plan.routine == "deep_tissue":
        return ASK_DEEP
    return ASK_LIGHT if is_light(plan) else ASK_SWEDISH


def is_light(plan: Plan) -> bool:
    """Whether the plan has no stroke firmer than long glides and still hands."""
    return {step.technique for step in plan.steps if step.touch} <= {"effleurage", "hand_rest"}


def _limit_words(knowledge: Knowledge, limits: Limits) -> tuple[str, ...]:
    """The two limits that a person must be able to say by heart."""
    words = []
    if limits.max_pressure is not None:
        words.append(knowledge.say('"Please no more than {pressure} of 10."', pressure=limits.max_pressure))
    if limits.max_minutes is not None:
        words.append(knowledge.say('"Please no more than {minutes} minutes."', minutes=limits.max_minutes))
    return tuple(words)
