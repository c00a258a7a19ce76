"""Are people who told their story in their own words answered as a careful clinician wants?

Not every one is, and that is said: `stories/known_misses.toml` names who is not, with what comes and why.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from tests.lib.rates import seen
from tests.lib.stories import GROUPS, Story, form_problems, known_misses, load_stories
from unknot.knowledge.shapes import Knowledge

STORIES = {group: load_stories(group) for group in GROUPS}
TOLD = [story for stories in STORIES.values() for story in stories]
MISSES = known_misses()
LIMITED = STORIES["limits"][0]
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"answers": {**LIMITED["answers"], "blod_thinner": True}}, "did you mean `blood_thinner`?"),
    ({"answers": {**LIMITED["answers"], "blood_thinner": "maybe"}}, "answers.blood_thinner"),
    ({"answers": {"age": 40}}, "`answers.site` is missing"),
    ({"right": {**LIMITED["right"], "urgency_at_most": "clinic"}}, "did you mean `clinician`?"),
    ({"right": {**LIMITED["right"], "massage_at_least": "avoid"}}, "exchange them"),
    ({"right": {"urgency_at_least": "self_care"}}, "`right.urgency_at_most` is missing"),
    ({"limits": {"max_presure": 3}}, "did you mean `max_pressure`?"),
    ({"limits": {"max_pressure": "soft"}}, "a whole number"),
    ({"limits": {"no_tool": ["rollers"]}}, "did you mean `roller`?"),
    ({"limits": {"keep_off": "neck"}}, "is a list"),
    ({"limits": {"heat": "cold"}}, '"not_at" or "none"'),
    ({"source": ""}, "`source` is missing"),
    ({"wy": "because"}, "did you mean `why`?"),
    ({"text": "My back hurts."}, "two to six"),
    ({"id": "Two words"}, "small letters"),
]
"""What somebody may write wrong, and what they read then."""


def test_every_story_is_told_in_the_form(knowledge: Knowledge) -> None:
    assert form_problems(knowledge, STORIES) == []


@pytest.mark.parametrize(("change", "said"), WRONG, ids=[said for _, said in WRONG])
def test_whoever_fills_in_the_form_wrongly_reads_where_and_what_to_do(
    knowledge: Knowledge, change: dict[str, Any], said: str
) -> None:
    told = form_problems(knowledge, {"limits": [deepcopy(LIMITED) | change]})

    assert len(told) >= 1
    assert any(said in each for each in told), told
    assert all(each.startswith("stories, limits, ") for each in told)


def test_two_stories_cannot_have_one_name(knowledge: Knowledge) -> None:
    told = form_problems(knowledge, {"limits": [LIMITED, LIMITED]})

    assert all("another story has the id" in each for each in told) and len(told) == 2


@pytest.mark.parametrize("story", TOLD, ids=[story["id"] for story in TOLD])
def test_a_story_is_answered_right_unless_it_is_a_known_miss(knowledge: Knowledge, story: Story) -> None:
    came = seen(knowledge, story)
    known = MISSES.get(story["id"])

    assert (came.wrong_how, came.came) == ((known["how"], known["came"]) if known else ("", came.came))


def test_every_known_miss_is_a_story_and_says_why() -> None:
    assert MISSES.keys() <= {story["id"] for story in TOLD}
    assert all(miss["because"].strip() for miss in MISSES.values())
