"""Given findings, what may this person do today?"""

from __future__ import annotations

import msgspec

from unknot.knowledge.shapes import Basis, Limits, Massage, Urgency


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One rule that fired, with the answers that made it so."""

    id: str
    title: str
    because: tuple[str, ...]
    """Asked facts of the true support, in order of appearance."""
    why: str
    advice: str
    sources: tuple[str, ...]
    basis: Basis
    doubt: bool = False
    """It counts as fired only because the person was not sure."""
    not_ruled_out: Urgency = "self_care"
    """For a doubt: the urgency that could not be ruled out."""


class Worst(msgspec.Struct, frozen=True, kw_only=True):
    """The decision if every unsettled rule fired."""

    urgency: Urgency
    within_days: int | None
    massage: Massage
    limits: Limits | None


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What the findings so far demand: a lower bound that answering can only raise."""

    release: str
    urgency: Urgency
    within_days: int | None
    massage: Massage
    limits: Limits | None
    """None exactly when massage is avoid."""
    recheck_days: int | None
    final: bool
    at_worst: Worst
    needs: tuple[str, ...]
    """Asked facts that could still alter the outcome, in the order of the screens."""
    assumed: tuple[str, ...]
    """Facts filled from `usual` on request."""
    findings: tuple[Finding, ...]
