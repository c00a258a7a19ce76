"""Turns the table of points of `pattern.toml` into computed facts, so that any rule may name many mild signs as one.

A sum is a count in which each sign stands as often as it has points. Time takes points away, which is to ask
for more of them; so each week in which the pain is still new stands in the count once.
"""

from __future__ import annotations

from collections.abc import Iterator

from unknot.knowledge.shapes import Basis, Fact, Row


class Sign(Row, frozen=True, kw_only=True):
    """One line of the table."""

    id: str
    points: int
    """1-3, once, whichever of its answers is given."""
    says: str
    when: str


class Sum(Row, frozen=True, kw_only=True):
    """A yes/no fact: at least so many points are left."""

    id: str
    points: int
    label: str


class Pattern(Row, frozen=True, kw_only=True):
    """The whole table."""

    title: str
    because: str
    basis: Basis
    sources: tuple[str, ...]
    fade_from_day: int
    """On this day the first point goes."""
    fade_every_days: int
    """And one more after so many days, each time."""
    sign: tuple[Sign, ...]
    sum: tuple[Sum, ...]

    @property
    def most(self) -> int:
        """All points of all signs."""
        return sum(sign.points for sign in self.sign)


def facts_of(pattern: Pattern) -> Iterator[Fact]:
    """Each sign and each sum as a computed fact."""
    for sign in pattern.sign:
        yield _computed(sign.id, sign.says, sign.when)
    fades = pattern.most - min(row.points for row in pattern.sum) + 1  # after so many nothing of the table is left
    weeks = [f"duration_days < {pattern.fade_from_day + week * pattern.fade_every_days}" for week in range(fades)]
    counted = ", ".join([*(sign.id for sign in pattern.sign for _ in range(sign.points)), *weeks])
    for row in pattern.sum:
        yield _computed(row.id, row.label, f"at_least({row.points + fades}, {counted})")


def _computed(id: str, label: str, when: str) -> Fact:
    reason = "Computed; its parts carry the direction."
    return Fact(id=id, type="yes_no", source="computed", label=label, when=when, risk="none", risk_because=reason)
