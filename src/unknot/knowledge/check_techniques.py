"""Checks every technique: how and what not for each step that can be, parts that exist, bounds that fit."""

from __future__ import annotations

from collections.abc import Iterator

from unknot.knowledge.lines import LineAt
from unknot.knowledge.refused import Problem
from unknot.knowledge.shapes import Knowledge, Technique


def technique_problems(knowledge: Knowledge) -> Iterator[Problem]:
    """Every problem of the techniques, and of the rules that name one."""
    for technique in knowledge.techniques.values():
        file = f"techniques/{technique.id}.toml"
        for key in ("how", "do_not", "who", "sources"):
            if not getattr(technique, key):
                yield Problem(
                    file, technique.id, key, "is empty", "a technique says how, what not, who, and its source"
                )
        yield from _lines(file, technique)
        for part in (*technique.contains, *technique.requires):
            if part not in knowledge.techniques:
                yield Problem(file, technique.id, "contains", f"no technique `{part}`", "see techniques/")
        dose = technique.dose
        if dose.minutes_min > dose.minutes_max or not 0 <= dose.pressure_min <= dose.pressure_max <= 10:
            yield Problem(file, technique.id, "dose", "bounds that do not fit", "lowest first; pressure 0 to 10")
    for rule in knowledge.rules.values():
        for id in rule.limits.no_technique:
            if id not in knowledge.techniques:
                yield Problem(
                    f"rules/{rule.concern}.toml", rule.id, "no_technique", f"no technique `{id}`", "see techniques/"
                )


def _lines(file: str, technique: Technique) -> Iterator[Problem]:
    """Every step that can be has lines to show, and every line has a step that shows it."""
    shown: set[str | LineAt] = set()
    for who in technique.who:
        hands = {*technique.tools, *technique.optional_tools, *who.tools, "oil"}
        for region, side, position in _places(who.regions, who.positions):
            for key, lines in (("how", who.how or technique.how), ("do_not", technique.do_not)):
                here = (region, side, who.helper, position)
                told = [line for line in lines if isinstance(line, str) or line.concerns(*here, hands)]
                if lines and all(isinstance(line, LineAt) and (line.using or line.once or line.last) for line in told):
                    place = f"{who.helper}, {region or 'the whole person'}, {position}"
                    yield Problem(file, technique.id, key, f"no line for {place}", "leave at least one that fits")
                shown.update(told)
    for line in (*technique.how, *technique.do_not, *(line for who in technique.who for line in who.how)):
        if line not in shown:
            says = line if isinstance(line, str) else line.says
            hint = "tie it to a region, helper and position that `who` has, or leave it out"
            yield Problem(file, technique.id, "how or do_not", f'no step can show "{says}"', hint)


def _places(regions: tuple[str, ...], positions: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    for position in positions:
        if not regions:
            yield "", "", position
        for region in regions:
            yield region, "left", position
            yield region, "both", position
