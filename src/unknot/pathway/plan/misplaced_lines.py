"""Names the lines of a plan that belong to another place, side, helper, position or tool, or are said twice.

Written apart from the planner: it reads the English words of a plan as a person would, and knows nothing of the ties
in the technique files. No face shows a plan for which this is not empty; words of other languages it cannot read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from unknot.pathway.plan.shape import Plan, Step

ELSEWHERE = {
    "buttock": r"^(?!.*(not|never|no ).*).*beside the spine|either side of the knobbly line",
    "shoulder_top": r"belt line|beside the spine|either side of the knobbly line|lowest rib|behind the sore area",
    "low_back": r"top of the shoulder|reach across",
}
"""Region -> words that send hands or a pack to another region."""
NOT_NEAR = {
    "shoulder_top": r"belt line|kidney|low back|tailbone|groin|behind the knee|\brib",
    "between_blades": r"belt line|tailbone|groin|behind the knee|buttock",
    "mid_back": r"tailbone|groin|behind the knee|buttock|armpit",
    "low_back": r"armpit|\bneck\b|groin|behind the knee|shoulder(?! or wrist hurts)",
    "buttock": r"kidney|\brib|\bneck\b|armpit|shoulder(?! or wrist hurts)",
}
"""Region -> places so far from it that a don't about them says nothing."""
BOTH_SIDES = r"\b(both sides|change sides|each side|other side|one side: choose)\b"
HELPERS = {
    "alone": r"\b(the person|they breathe|stop word|aloud)\b",
    "partner": r"^(reach across|put your hands behind you|press slowly to 4 of 10 and breathe)",
    "professional": r"\b(wash your hands|nails short|take (your )?rings off|teaspoon|thumbs tire)\b",
}
"""Helper -> what nobody tells them."""
LYING = ("prone", "side_lying", "supine", "semi_reclined")
POSITIONS = {
    "side_lying": r"astride|lean forward|face down|^sit (on|tall|with|sideways)|^stand (with|in)",
    "prone": r"astride|sit (on|tall|with|sideways)|pillow between the knees",
    "seated": r"astride|face down|pillow between the knees|^(half )?lie (on|with)|^stand (with|in)",
    "seated_lean": r"face down|pillow between the knees|sideways|^(half )?lie (on|with)|^stand (with|in)",
    "standing": r"astride|face down|^sit (on|tall|with)|^(half )?lie (on|with)",
}
TOOLS = {
    "ball": r"\bball\b",
    "roller": r"\broller\b",
    "cane": r"\bcane\b",
    "gun": r"\bgun\b",
    "heat_pack": r"\b(pack|hot-water bottle)\b",
}
TAKES_OIL = {"effleurage", "petrissage"}
PRESSURE = re.compile(r"\b(\d)(?: (?:or|to) (\d))? of 10")


def misplaced_lines(plan: Plan) -> tuple[str, ...]:
    """A sentence for each line of a plan that belongs elsewhere; empty when all fit."""
    of_steps = (found for number, step in enumerate(plan.steps, 1) for found in _of(plan, number, step))
    return (*of_steps, *_positions(plan), *_around(plan))


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
    place = f"step {number}, {step.technique} on {step.region} {step.side} {plan.helper}"
    for line in step.how:
        low = line.lower()
        if re.search(ELSEWHERE.get(step.region, "$^"), low):
            yield f"{place}: another region: {line}"
        if re.search(POSITIONS.get(step.position, "$^"), low):
            yield f"{place}: not {step.position}: {line}"
    for line in step.do_not:
        # A routine in one step speaks of the whole massage, and a pack may be carried anywhere.
        if step.touch and step.technique != plan.routine and re.search(NOT_NEAR[step.region], line.lower()):
            yield f"{place}: another region: {line}"
    for line in (*step.how, *step.do_not):
        low = line.lower()
        if step.region and step.side != "both" and re.search(BOTH_SIDES, low):
            yield f"{place}: both sides: {line}"
        if step.touch and re.search(HELPERS[plan.helper], low):
            yield f"{place}: to a {plan.helper}: {line}"
        if step.touch and _above(low, step.pressure_max):
            yield f"{place}: above {step.pressure_max} of 10: {line}"
        yield from (f"{place}: no {tool} here: {line}" for tool in TOOLS if _speaks_of(tool, low) and step.tool != tool)
        if re.search(r"\boil\b", low) and not _has_oil(plan):
            yield f"{place}: no oil here: {line}"
    turns = [line for line in step.how if re.search(r"half-way", line.lower())]
    if len({*step.how, *step.do_not}) < len((*step.how, *step.do_not)) or len(turns) > 1:
        yield f"{place}: one thing twice"


def _around(plan: Plan) -> Iterator[str]:
    """What is said before, for the whole session, and afterwards."""
    lies = any(step.position in LYING for step in plan.steps if step.touch)
    done = {step.technique for step in plan.steps}
    home = plan.helper != "professional"
    said = (*(plan.prepare if home else ()), *plan.do_not, *plan.aftercare)
    yield from (f"said twice: {line}" for place, line in enumerate(said) if line in (*said[:place], *plan.notes))
    for line in plan.prepare if home else ():
        low = line.lower()
        if not lies and re.search(r"mattress|rolls? to the side|face down|pillow", low):
            yield f"before: nobody lies: {line}"
        if re.search(r"\boil\b", low) and not done & TAKES_OIL:
            yield f"before: no step takes oil: {line}"
    for line in (*(plan.prepare if home else ()), *plan.aftercare):
        if plan.helper == "alone" and re.search(HELPERS["alone"], line.lower()):
            yield f"around: nobody else is there: {line}"
    for line in plan.aftercare if home else ():
        if "walking" in done and re.search(r"walk a little|stretch gently|^sit for", line.lower()):
            yield f"afterwards: the steps have done it: {line}"
    yield from (f"above {plan.max_pressure} of 10: {line}" for line in plan.do_not if _above(line, plan.max_pressure))


def _has_oil(plan: Plan) -> bool:
    """Oil is tried on the skin the day before; what is said before a visit always speaks of it."""
    return any(re.search(r"\boil\b", line.lower()) for line in plan.prepare)


def _speaks_of(tool: str, low: str) -> bool:
    return bool(re.search(TOOLS[tool], low))


def _above(line: str, most: int) -> bool:
    """Does it name a pressure above `most`? A ceiling for one zone, and a number to stop at, are none."""
    asks = not re.search(r"no more than|or more", line)
    return asks and any(int(high or least) > most for least, high in PRESSURE.findall(line))
