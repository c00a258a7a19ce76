"""Does a step say what belongs to another place, side, helper or position than its own?

Written apart from the planner: it reads the English words of a plan as a person would, and knows nothing of the ties
in the technique files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from unknot.pathway.plan_shape import Plan, Step

ELSEWHERE = {
    "buttock": r"^(?!.*(not|never|no ).*).*beside the spine|either side of the knobbly line",
    "shoulder_top": r"belt line|beside the spine|either side of the knobbly line|lowest rib",
}
"""Region -> words that send hands to another region."""
BOTH_SIDES = r"\b(both sides|change sides|each side|other side)\b"
HOST = r"\b(wash your hands|nails short|take (your )?rings off)\b"
"""What nobody tells a professional."""
POSITIONS = {
    "side_lying": r"astride|lean forward",
    "prone": r"astride|sit (on|tall)",
    "standing": r"^sit on the front of a chair[^,]*$",
}
PRESSURE = re.compile(r"\b(\d)(?: (?:or|to) (\d))? of 10")


def misplaced_lines(plan: Plan) -> tuple[str, ...]:
    """A sentence for each line of a step that belongs elsewhere; empty when all fit."""
    return tuple(found for number, step in enumerate(plan.steps, 1) for found in _of(plan, number, step))


def _of(plan: Plan, number: int, step: Step) -> Iterator[str]:
    if not step.touch:
        return
    place = f"step {number}, {step.technique} on {step.region} {step.side} {plan.helper}"
    for line in step.how:
        low = line.lower()
        if re.search(ELSEWHERE.get(step.region, "$^"), low):
            yield f"{place}: another region: {line}"
        if step.side != "both" and re.search(BOTH_SIDES, low):
            yield f"{place}: both sides: {line}"
        if plan.helper == "professional" and re.search(HOST, low):
            yield f"{place}: to a professional: {line}"
        if re.search(POSITIONS.get(step.position, "$^"), low):
            yield f"{place}: not {step.position}: {line}"
        if any(int(high or least) > step.pressure_max for least, high in PRESSURE.findall(low) if "no more" not in low):
            yield f"{place}: above {step.pressure_max} of 10: {line}"
