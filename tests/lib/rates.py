"""How often is the pathway right about written people? What came for each, and the rates of a group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from tests.lib.cases import Case, load_cases, walk
from tests.lib.stories import GROUPS, Story, limits_broken, load_stories, writers
from unknot.knowledge.outcome import MASSAGES, URGENCIES
from unknot.knowledge.shapes import Knowledge

PUBLISHED, KINDS = "published.toml", ("found.toml", "kinds.toml", "massage_kinds.toml")


@dataclass(frozen=True)
class Seen:
    """One written person and what came."""

    id: str
    wanted: str
    came: str
    too_low: bool
    """Told to wait although the person should be seen, or seen sooner."""
    too_high: bool
    too_loose: bool
    """Permitted more massage than is right."""
    too_strict: bool
    refused: bool
    """Too strict, and so that there is no massage today."""
    broken: tuple[str, ...]
    """Limits that should hold and do not."""

    @property
    def urgency_right(self) -> bool:
        return not (self.too_low or self.too_high)

    @property
    def massage_right(self) -> bool:
        return not (self.too_loose or self.too_strict)

    @property
    def right(self) -> bool:
        return self.urgency_right and self.massage_right and not self.broken

    @property
    def wrong_how(self) -> str:
        """In words: what is not right."""
        says = {
            "urgency too low": self.too_low,
            "urgency too high": self.too_high,
            "massage permitted": self.too_loose,
            "massage needlessly refused": self.refused,
            "massage needlessly limited": self.too_strict and not self.refused,
            f"limit not held: {', '.join(self.broken)}": bool(self.broken),
        }
        return "; ".join(words for words, holds in says.items() if holds)


def seen(knowledge: Knowledge, story: Story) -> Seen:
    """Walk one story through the whole pathway and lay what came beside what is right."""
    right = story["right"]
    massages = MASSAGES[MASSAGES.index(right["massage_at_least"]) : MASSAGES.index(right["massage_at_most"]) + 1]
    ends = right["urgency_at_least"], right["urgency_at_most"]
    return _beside(knowledge, story, ends, massages, story.get("limits", {}))


def seen_case(knowledge: Knowledge, case: Case) -> Seen:
    """The same for a case of the older sets, which list each answer about massage that is right."""
    return _beside(knowledge, case, (case["urgency_at_least"], case["urgency_at_most"]), case["massage"], {})


def all_sets(knowledge: Knowledge) -> Iterator[tuple[str, list[Seen]]]:
    """Every set of tests/cases by group: published by class, the kinds by file, the stories."""
    published: dict[str, list[Case]] = {}
    for case in load_cases(PUBLISHED):
        published.setdefault(f"published: {case['class']}", []).append(case)
    others = {file.removesuffix(".toml"): load_cases(file) for file in KINDS}
    for name, cases in (published | others).items():
        yield name, [seen_case(knowledge, case) for case in cases]
    for writer, group in product(writers(), GROUPS):
        yield f"stories: {writer}, {group}", [seen(knowledge, story) for story in load_stories(group, writer)]


def _beside(
    knowledge: Knowledge,
    person: Mapping[str, Any],
    urgency: tuple[str, str],
    massages: Sequence[str],
    limits: Mapping[str, Any],
) -> Seen:
    decision = walk(knowledge, dict(person)).decision
    came = decision.so_far
    sooner, stricter = URGENCIES.index(came.urgency), MASSAGES.index(came.massage)
    wanted = [MASSAGES.index(each) for each in massages]  # type: ignore[arg-type]  # words of the file
    low, high = (URGENCIES.index(end) for end in urgency)  # type: ignore[arg-type]
    too_strict = stricter not in wanted and stricter > min(wanted)
    return Seen(
        id=person["id"],
        wanted=f"{_range(urgency)}; {_range((massages[0], massages[-1]))}",
        came=f"{came.urgency}, {came.massage}" + ("" if decision.final else " (not final)"),
        too_low=sooner < low,
        too_high=sooner > high,
        too_loose=stricter < min(wanted),
        too_strict=too_strict,
        refused=too_strict and came.massage in ("clearance", "avoid"),
        broken=tuple(limits_broken(limits, came.limits)),
    )


def _range(ends: tuple[str, str]) -> str:
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
