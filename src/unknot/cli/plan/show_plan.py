"""Lays out a plan as text, step by step: what, where, how long, how firm, how, what not, and why."""

from __future__ import annotations

import textwrap

from unknot.knowledge.shapes import Knowledge, Limits
from unknot.pathway.plan.shape import Plan, Step
from unknot.pathway.plan.visit import visit_lines
from unknot.pathway.plan.where import WORDS
from unknot.telling.limits import POSITIONS, TOOLS

WIDTH = 80
FEW_NEW = 2
"""A step with no more new lines than this is told as the one before it."""
WHO = {"alone": "on your own", "partner": "with a partner", "professional": "at a professional's"}


def minutes_text(minutes: float) -> str:
    """2.0 -> "2 min", 2.5 -> "2 1/2 min"."""
    whole, half = int(minutes), minutes % 1
    return f"{whole or ''}{' ' if whole and half else ''}{'1/2' if half else ''} min"


def where_text(step: Step) -> str:
    """The place of a step: "low back, your left"; nothing for the whole person."""
    side = {"left": ", your left", "right": ", your right", "both": ", both sides"}.get(step.side, "")
    return f"{WORDS.get(step.region, step.region)}{side}" if step.region else ""


def step_line(step: Step) -> str:
    """One step on one line."""
    parts = [step.name, where_text(step), minutes_text(step.minutes)]
    if step.touch:
        parts.append(f"pressure up to {step.pressure} of 10")
    parts.append(POSITIONS[step.position])
    if step.tool:
        parts.append(TOOLS[step.tool])
    return ", ".join(part for part in parts if part)


def plan_text(plan: Plan, *, brief: bool = False) -> str:
    """The whole plan; `brief` leaves out how each step is done.

    How is told once for each technique, and not at all where a professional does it: `visit_text` says what the person
    does there.
    """
    theirs = plan.helper == "professional"
    minutes = f"{plan.total_minutes:g} minutes, {plan.hands_on_minutes:g} of them hands-on"
    lines = [f"Your plan, {WHO[plan.helper]}: {minutes}"]
    for reason in (*plan.why, *plan.notes):
        lines += _wrap(reason, "  * ")
    for title, said in (("Before", plan.prepare), ("Do not", plan.do_not)):
        if said and not brief and not (theirs and title == "Before"):
            lines += ["", title] + [line for sentence in said for line in _wrap(sentence, "  - ")]
    told: dict[str, tuple[int, set[str]]] = {}
    if theirs:
        lines += ["", "What the therapist can do, in this order", *_visit_lines(plan)]
    for number, step in enumerate(() if theirs else plan.steps, 1):
        lines += ["", *_wrap(step_line(step), f"{number}. ")]
        if brief:
            continue
        before, read = told.get(step.technique, (0, set()))
        how = [line for line in step.how if line not in read]
        no = [line for line in step.do_not if line not in read]
        if before and len(how) + len(no) <= FEW_NEW:
            lines += _wrap(f"As in step {before}.", "   ")
            lines += [line for new in how for line in _wrap(new, "   -  ")]
            lines += [line for new in no for line in _wrap(new, "   x  ")]
            continue
        told[step.technique] = (number, {*step.how, *step.do_not})
        lines += [line for n, new in enumerate(step.how, 1) for line in _wrap(new, f"   {n}) ")]
        lines += [line for new in step.do_not for line in _wrap(new, "   x  ")]
        lines += _wrap(f"Why: {step.why} [{step.grade.replace('_', ' ')}; {', '.join(step.sources)}]", "   ")
    if plan.aftercare and not brief and not theirs:
        lines += ["", "Afterwards"] + [line for sentence in plan.aftercare for line in _wrap(sentence, "  - ")]
    if plan.safety_net and not brief:
        lines += [""] + [line for sentence in plan.safety_net for line in _wrap(sentence)]
    return "\n".join(lines)


def _visit_lines(plan: Plan) -> list[str]:
    """The steps of a visit at a glance: one line for strokes over many places, one for each place that is worked on."""
    groups: dict[tuple[str, str], list[Step]] = {}
    for step in plan.steps:
        groups.setdefault((step.phase, where_text(step) if step.phase == "work" else step.name), []).append(step)
    lines = []
    for number, ((phase, name), steps) in enumerate(groups.items(), 1):
        if phase == "work":
            done = (f"{step.name.lower()} {minutes_text(step.minutes)}" for step in steps)
        else:
            done = (" ".join(part for part in (where_text(step), minutes_text(step.minutes)) if part) for step in steps)
        firm = max(step.pressure for step in steps)
        last = [f"up to {firm} of 10"] if firm else []
        held = dict.fromkeys(POSITIONS[step.position] for step in steps)
        said = f"{name[:1].upper()}{name[1:]}: {'; '.join(done)}; {', '.join([*last, *held])}"
        lines += _wrap(said, f"{number}. ")
    return lines


def _wrap(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=" " * len(indent)) or [indent]


def visit_text(knowledge: Knowledge, plan: Plan, limits: Limits) -> str:
    """Before, during and after a visit to a professional, each line with its grade and sources."""
    lines: list[str] = []
    heading = ""
    for line in visit_lines(knowledge, plan, limits):
        if line.when != heading:
            heading = line.when
            lines += ["", heading.capitalize()]
        lines += _wrap(f"{line.says} [{line.grade.replace('_', ' ')}; {', '.join(line.sources)}]", "  - ")
    return "\n".join(lines).strip()
