"""Defines what a plan holds: the session of today, step by step, with all a face needs to show or guide it."""

from __future__ import annotations

from typing import Literal

import msgspec

from unknot.knowledge.shapes import Basis, Grade, Helper, Position, Tool

Phase = Literal["warm", "settle", "work", "finish", "after"]
PHASES: tuple[Phase, ...] = ("warm", "settle", "work", "finish", "after")


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do, in one place, for so long."""

    technique: str
    name: str
    phase: Phase
    region: str
    """Without side, as in `low_back`; empty: the whole person (breathing, walking)."""
    side: Literal["left", "right", "both", ""]
    """The person's own left and right; empty together with `region`."""
    minutes: float
    """Whole half-minutes, both sides together."""
    touch: bool
    """Hands or a tool on the body: counts as hands-on time."""
    pressure: int
    """0-10 as the receiver feels it."""
    pressure_max: int
    """The highest that "a bit more" may reach in this step; never below `pressure`."""
    position: Position
    tool: Tool | Literal[""]
    how: tuple[str, ...]
    """To be read in order, numbered."""
    do_not: tuple[str, ...]
    why: str
    sources: tuple[str, ...]
    grade: Grade
    basis: Basis


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Exactly what is done today. Without a step that touches it is a plan of breathing, heat and walking."""

    helper: Helper
    routine: Literal["", "partner_routine", "swedish", "deep_tissue"]
    """The technique that the steps are parts of, if any."""
    steps: tuple[Step, ...]
    """In order; phases never go back."""
    hands_on_minutes: float
    total_minutes: float
    """Hands-on, heat, breathing and moves together."""
    left_over_minutes: float
    """Asked for and not used: left, never filled."""
    max_pressure: int
    """0-10: nothing in this session goes above it."""
    first_session: bool
    """The short, light rules of a first (or first again) session hold."""
    checkin_first_seconds: int
    """After each new technique or region."""
    checkin_every_seconds: int
    notes: tuple[str, ...]
    """What the limits of the decision ask for, each an instruction."""
    why: tuple[str, ...]
    """Why something is absent or smaller than asked for."""
    do_not: tuple[str, ...]
    """For the whole session (partner, professional); with a partner both read it aloud before they begin."""
    prepare: tuple[str, ...]
    aftercare: tuple[str, ...]
    safety_net: tuple[str, ...]
    named: tuple[str, ...] = ()
    """Sided regions that the plan is for: asked for, else sore. Empty in plans kept before it was told."""


def both_or_one(regions: tuple[str, ...], region: str) -> Literal["left", "right", "both", ""]:
    """Which sides of `region` (no side) are among the sided `regions`: left, right, both, or "" for none."""
    left, right = f"{region}_left" in regions, f"{region}_right" in regions
    return "both" if left and right else "left" if left else "right" if right else ""


def sided(step: Step) -> tuple[str, ...]:
    """The sided regions that the step is on: `low_back`, both -> (`low_back_left`, `low_back_right`)."""
    if not step.region:
        return ()
    sides = ("left", "right") if step.side == "both" else (step.side,)
    return tuple(f"{step.region}_{side}" for side in sides)
