"""Does a step say what belongs to another place, side, helper or position than its own?

Written apart from the planner: it reads the English words of a plan as a person would, and knows nothing of the ties
in the technique files. No face shows a plan for which this is not empty; words of other languages it cannot read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

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
    of_steps = (found for number, step in enumerate(plan.steps, 1) for found in _of(plan, number, step))
    return (*of_steps, *_positions(plan))


def _positions(plan: Plan) -> Iterator[str]:
    """Another's hands work in one position; on the side one half of the back is up, and turning is said once."""
    touching = [step for step in plan.steps if step.touch]
    positions = sorted({step.position for step in touching})
    if plan.helper != "alone" and len(positions) > 1:
        yield f"the plan changes its position: {', '.join(positions)}"
    lying = [step for step in touching if step.position == "side_lying"]
    if plan.helper != "alone" and any(step.side == "both" for step in lying):
        yield "nobody has both sides up"
    turns = sum(one.side != next_.side for one, next_ in pairwise(lying))
    if plan.helper != "alone" and turns > 1:
        yield f"the plan turns the person over {turns} times"
    ups = (step.side for step in lying if any(re.search(r"side is up", line) for line in step.how))
    if plan.helper != "alone" and lying and len(tuple(ups)) not in (0, 1 + turns):
        yield "not every turn is told"


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
