"""Keeps whoever lies on the side to one turn: one half of the back is worked on, then the other.

Without this each step on both sides would ask for a turn of its own: four in ten minutes (a proposal).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec.structs import replace

from unknot.knowledge.sentences import worded
from unknot.pathway.plan.shape import PHASES, Phase
from unknot.pathway.plan.steps import Slot

LIE = worded("Lie on the {other} side, so that the {side} side is up.")
TURN = worded("Turn over slowly, knees together. Now the {side} side is up.")
THEY_LIE = worded("The person lies on the {other} side, so that the {side} side is up.")
THEY_TURN = worded("The person turns over slowly, knees together. Now the {side} side is up.")
"""What whoever gives the massage reads."""
HALF_WAY = worded("Half-way, turn over slowly for the other side.")
"""Alone, where one step lies on the side and the others do not."""
OTHER: dict[str, Literal["left", "right"]] = {"left": "right", "right": "left"}


def one_turn(slots: Iterable[Slot]) -> tuple[list[Slot], dict[int, str]]:
    """The slots in an order that needs one turn at most, and place -> the line that tells to lie down or turn.

    Where not every slot is done lying on the side, they are put in the order of the phases and no line is needed. The
    settling strokes of the second side, and the last ones of the first, become part of the work: phases go on.
    """
    slots = sorted(slots, key=lambda slot: PHASES.index(slot.phase))
    if not slots or any(slot.use.position != "side_lying" for slot in slots):
        return slots, {}
    last = slots[-1].side if slots[-1].phase == "finish" and slots[-1].side in OTHER else "right"
    halves = list(_halves(slots))
    first = [_as_work(slot, "finish") for slot in halves if slot.side != last]
    then = [_as_work(slot, "settle") if first else slot for slot in halves if slot.side == last]
    alone = slots[0].use.helper == "alone"
    lines = {0: LIE if alone else THEY_LIE}
    if first and then:
        lines[len(first)] = TURN if alone else THEY_TURN
    return [*first, *then], lines


def _halves(slots: list[Slot]) -> Iterator[Slot]:
    """Each slot on both sides as two, its half-minutes shared; an odd one goes to each side by turns."""
    odd = 0
    for slot in slots:
        if slot.side not in OTHER:
            left = (slot.length + odd % 2) // 2
            odd += slot.length % 2
            parts: tuple[tuple[Literal["left", "right"], int], ...] = (("left", left), ("right", slot.length - left))
            yield from (replace(slot, side=side, length=part) for side, part in parts if part)
        else:
            yield slot


def _as_work(slot: Slot, phase: Phase) -> Slot:
    return replace(slot, phase="work") if slot.phase == phase else slot
