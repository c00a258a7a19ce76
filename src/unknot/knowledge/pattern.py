"""What do many mild signs add up to? The table of points of `pattern.toml`, as computed facts that any rule may name.

A sum is a count: each sign stands in it as often as it has points, and each week in which the pain is still new stands
in it once, so that time takes points away. `at_least` of the condition language means just that, on every carrier.
"""

from __future__ import annotations

from collections.abc import Iterator

from unknot.knowledge.shapes import Basis, Fact, Row


class Sign(Row, frozen=True, kw_only=True):
    """One line of the table."""

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
        return sum_of(self.sign)


def sum_of(signs: tuple[Sign, ...]) -> int:
    """The points of these signs together."""
    return sum(sign.points for sign in signs)


def facts_of(pattern: Pattern) -> Iterator[Fact]:
    """The sums as computed facts."""
    fades = pattern.most - min(row.points for row in pattern.sum) + 1
    """After so many points less nothing of the table is left."""
    days = range(
        pattern.fade_from_day, pattern.fade_from_day + fades * pattern.fade_every_days, pattern.fade_every_days
    )
    counted = [f"({sign.when})" for sign in pattern.sign for _ in range(sign.points)]
    counted += [f"duration_days < {day}" for day in days]
    for row in pattern.sum:
        yield Fact(
            id=row.id,
            type="yes_no",
            source="computed",
            label=row.label,
            when=f"at_least({row.points + fades}, {', '.join(counted)})",
            risk="none",
            risk_because="Computed; its parts carry the direction.",
        )
