"""The tutorial runs as it is written: its rule is in order, its mistake is named so, its counts are those of today."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from unknot.knowledge.check import problems
from unknot.knowledge.examples import example_values, lower_bound
from unknot.knowledge.load import load
from unknot.knowledge.places import CONTENT
from unknot.knowledge.refused import KnowledgeRefused

PAGE = (Path(__file__).parents[2] / "docs" / "tutorial" / "first-check-to-first-rule.md").read_text()
(RULE,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def touch(tmp_path: Path) -> Path:
    """The file that the page adds to, in a copy of the content."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content")) / "rules" / "touch.toml"


def test_the_rule_of_the_tutorial_is_in_order_and_does_what_it_says(touch: Path) -> None:
    touch.write_text(f"{touch.read_text()}\n{RULE}")
    knowledge = load(touch.parents[1])

    assert problems(knowledge, touch.parents[1]) == []
    (months, weeks) = knowledge.examples["hard_for_long"]
    said = "The first minute is resting hands only, with clothes on."
    assert said in lower_bound(knowledge, example_values(knowledge, months)).limits.notes and said in PAGE
    assert said not in lower_bound(knowledge, example_values(knowledge, weeks)).limits.notes
    assert f"{len(load().rules) + 1} rules," in PAGE


def test_the_mistake_of_the_tutorial_is_named_as_it_says(touch: Path) -> None:
    touch.write_text(f"{touch.read_text()}\n{RULE.replace('prone_hard AND', 'prone_hrad AND')}")

    with pytest.raises(KnowledgeRefused) as refused:
        load(touch.parents[1])
    named = re.search(r"    (rules/touch\.toml, .*)\n    (hint: .*)\n", PAGE)
    assert named and str(refused.value).startswith(f"{named[1]}\n{named[2]}")
