"""Stories of people in their own words (tests/cases/stories): read them, and say what is wrong with the form."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from tests.lib.cases import CASES, NOW
from unknot.conditions.refused import near_miss
from unknot.knowledge.outcome import MASSAGES, URGENCIES
from unknot.knowledge.regions import REGIONS
from unknot.knowledge.shapes import Helper, Knowledge, Position, Tool
from unknot.pathway.answers import InputRefused, read_answers

Story = dict[str, Any]
"""`id`, `text`, `right`, `why`, `source`, `answers`, and for the group `limits` also `limits`."""
STORIES = CASES / "stories"
GROUPS = ("dangerous", "ordinary", "limits")
LEVELS: Mapping[str, tuple[str, ...]] = {"urgency": URGENCIES, "massage": MASSAGES}
TOLD = ("age", "sex", "site", "pain_now", "pain_worst")
"""What every story answers: nobody has a usual age, and pain has no usual place."""
NUMBERS = ("max_pressure", "max_minutes", "max_minutes_per_region")
HEAT = ("ok", "not_at", "none")


def load_stories(group: str, writer: str = "*") -> list[Story]:
    """The stories of one group by one writer (the name of the folder) or all. A file that is no TOML is refused."""
    stories: list[Story] = []
    for file in sorted(STORIES.glob(f"{writer}/{group}.toml")):
        try:
            stories += tomllib.loads(file.read_text(encoding="utf-8")).get("story", [])
        except tomllib.TOMLDecodeError as error:
            hint = "hint: compare with the example in README.md"
            raise SystemExit(f"{file.relative_to(CASES)}: {error}\n{hint}") from None
    return stories


def writers() -> tuple[str, ...]:
    """Who wrote stories: each a folder of its own, for each is tried for the first time as a whole."""
    return tuple(sorted(folder.name for folder in STORIES.iterdir() if folder.is_dir()))


def known_misses(folder: Path = STORIES) -> dict[str, dict[str, str]]:
    """The stories that come out wrong today: id -> what came and why that is so."""
    rows = tomllib.loads((folder / "known_misses.toml").read_text(encoding="utf-8")).get("miss", [])
    return {row["id"]: row for row in rows}


def form_problems(knowledge: Knowledge, groups: Mapping[str, list[Story]]) -> list[str]:
    """Everything that is wrong with the form of these stories, each with its place and what to do."""
    ids = Counter(str(story.get("id", "")) for stories in groups.values() for story in stories)
    return [
        f"stories, {group}, {story.get('id') or f'story {number}'}: {problem}"
        for group, stories in groups.items()
        for number, story in enumerate(stories, 1)
        for problem in _problems(knowledge, story, group, ids)
    ]


def _problems(knowledge: Knowledge, story: Story, group: str, ids: Counter[str]) -> Iterator[str]:
    needed = ["id", "text", "right", "why", "source", "answers", *(["limits"] if group == "limits" else [])]
    yield from _keys("", story, needed)
    if (id := story.get("id")) and not re.fullmatch("[a-z0-9_]+", str(id)):
        yield "`id` has small letters, digits and _ only"
    if id and ids[str(id)] > 1:
        yield f"another story has the id `{id}`; choose a new one"
    sentences = len(re.findall(r"[.?!](?:\s|$)", str(story.get("text", ""))))
    if not 2 <= sentences <= 6:
        yield f"`text` has {sentences} sentences; tell it in two to six"
    yield from _right(_table(story, "right"))
    yield from _answers(knowledge, _table(story, "answers"))
    if group == "limits":
        yield from _limits(knowledge, _table(story, "limits"))


def _keys(table: str, found: Mapping[str, Any], needed: list[str]) -> Iterator[str]:
    for key in needed:
        if found.get(key) in (None, "", {}):
            yield f"`{table}{key}` is missing"
    for key in found:
        if key not in needed:
            yield f"nobody knows `{table}{key}`; {near_miss(key, needed, 'remove it')}"


def _table(story: Story, key: str) -> dict[str, Any]:
    found = story.get(key)
    return found if isinstance(found, dict) else {}


def _right(right: Mapping[str, Any]) -> Iterator[str]:
    yield from _keys("right.", right, [f"{word}_{end}" for word in LEVELS for end in ("at_least", "at_most")])
    for word, levels in LEVELS.items():
        ends = [right[key] for end in ("at_least", "at_most") if (key := f"{word}_{end}") in right]
        if unknown := [end for end in ends if end not in levels]:
            hint = near_miss(str(unknown[0]), levels, f"choose one of {', '.join(levels)}")
            yield f"`right.{word}`: there is no `{unknown[0]}`; {hint}"
        elif len(ends) == 2 and levels.index(ends[0]) > levels.index(ends[1]):
            yield f"`right.{word}_at_least` is stricter than `right.{word}_at_most`; exchange them"


def _answers(knowledge: Knowledge, answers: Mapping[str, Any]) -> Iterator[str]:
    for id in TOLD:
        if id not in answers:
            yield f"`answers.{id}` is missing; every story gives it"
    try:
        read_answers(knowledge, dict(answers), NOW)
    except InputRefused as refused:
        for problem in refused.problems:
            yield f"`answers.{problem.where}`: {problem.message}; {problem.hint}"


def _limits(knowledge: Knowledge, limits: Mapping[str, Any]) -> Iterator[str]:
    words: Mapping[str, tuple[str, ...]] = {
        "no_technique": tuple(knowledge.techniques),
        "no_tool": get_args(Tool),
        "no_position": get_args(Position),
        "no_helper": get_args(Helper),
        "keep_off": REGIONS,
        "heat_not_at": REGIONS,
    }
    known = [*NUMBERS, *words, "heat", "needs_helper"]
    for key, value in limits.items():
        if key not in known:
            yield f"nobody knows `limits.{key}`; {near_miss(key, known, 'see README.md')}"
        elif key in NUMBERS and type(value) is not int:
            yield f"`limits.{key}` is a whole number, at most so much"
        elif key == "heat" and value not in HEAT[1:]:
            yield '`limits.heat` is "not_at" or "none"'
        elif key == "needs_helper" and value is not True:
            yield "`limits.needs_helper` is true, or is left out"
        elif key in words:
            yield from _listed(key, value, words[key])


def _listed(key: str, value: object, known: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(value, list) or not value:
        yield f'`limits.{key}` is a list, as ["{known[0]}"]'
        return
    for word in value:
        if word not in known:
            yield f"`limits.{key}`: there is no `{word}`; {near_miss(str(word), known, 'choose ' + ', '.join(known))}"


def limits_broken(expected: Mapping[str, Any], came: object) -> list[str]:
    """The limits of a story that do not hold in what came (`Limits`, or None where no massage is allowed)."""
    return [] if came is None else [key for key, value in expected.items() if not _holds(came, key, value)]


def _holds(came: Any, key: str, value: Any) -> bool:
    if key in NUMBERS:
        number = getattr(came, key)
        return number is not None and number <= value
    if key == "heat":
        return HEAT.index(came.heat) >= HEAT.index(value)
    if key == "needs_helper":
        return bool(came.needs_helper)
    return (key == "heat_not_at" and came.heat == "none") or set(value) <= set(getattr(came, key))
