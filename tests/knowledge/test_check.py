"""Is a mistake in the knowledge found, named by file, id and key, together with all others?"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from unknot.knowledge.check import problems
from unknot.knowledge.load import load
from unknot.knowledge.places import CONTENT
from unknot.knowledge.refused import KnowledgeRefused


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the content to break."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def change(content: Path, file: str, old: str, new: str) -> None:
    text = (content / file).read_text()
    assert old in text
    (content / file).write_text(text.replace(old, new, 1))


def said(content: Path) -> str:
    try:
        return "\n".join(map(str, problems(load(content), content)))
    except KnowledgeRefused as refused:
        return str(refused)


THINNERS = "rules/blood_thinners.toml"
BROKEN = [
    (THINNERS, 'when = "blood_thinner"', 'when = "blood_thiner"',
     "column 1: unknown fact `blood_thiner`\nhint: did you mean `blood_thinner`?"),
    (THINNERS, 'when = "blood_thinner"', 'when = "NOT blood_thinner"', "`blood_thinner` is used against its direction"),
    (THINNERS, 'massage = "modify"', 'massage = "moddify"', "Invalid enum value 'moddify'"),
    (THINNERS, "max_pressure = 3", "max_presure = 3", "unknown field `max_presure`"),
    (THINNERS, 'row = "anticoagulant"', 'row = "anticoagulants"', "no row `anticoagulants`"),
    (THINNERS, "fires = false", "fires = true", "the rule does not fire"),
    (THINNERS, 'keep_off = ["', 'keep_off = ["knee", "', "unknown `knee`"),
    ("screens/10_blood.toml", '  "blood_thinner",\n', "", "`blood_thinner`: no screen asks it"),
    ("facts.toml", 'id = "blood_thinner"', 'id = "fever"', "stands twice"),
    ("facts.toml", 'unit = "years"', 'unit = ""', "a number without unit or bounds"),
    ("techniques/effleurage.toml", "do_not = [", "do_not = []\nunused = [", "unknown field `unused`"),
    ("techniques/circular_friction.toml", 'belt line.", at = ["low_back"]', 'belt line.", at = ["leg"]',
     'no step can show "Stay below the belt line."'),
    ("claims/mechanisms.toml", 'grade = "', 'grade = "splendid', "Invalid enum value"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "message"), BROKEN, ids=[case[3][:30] for case in BROKEN])
def test_a_mistake_is_named_with_its_place(content: Path, file: str, old: str, new: str, message: str) -> None:
    change(content, file, old, new)

    assert message in said(content)


def test_a_step_without_a_line_of_its_own_is_named(content: Path) -> None:
    path = content / "techniques/walking.toml"
    head, _, rest = path.read_text().partition("do_not = [")
    path.write_text(head + 'do_not = [{ says = "No hurry.", position = ["prone"] }]' + rest.partition("\n]")[2])

    assert "no line for alone, the whole person, standing" in said(content)
    assert 'no step can show "No hurry."' in said(content)


def test_all_mistakes_are_named_at_once(content: Path) -> None:
    change(content, THINNERS, 'when = "blood_thinner"', 'when = "blood_thiner"')
    change(content, "rules/epilepsy.toml", 'massage = "', 'massage = "x')
    (content / "rules/broken.toml").write_text("title = ")

    found = said(content)

    assert all(file in found for file in (THINNERS, "rules/epilepsy.toml", "rules/broken.toml"))
