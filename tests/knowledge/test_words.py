"""Are the words of the outcomes complete, and can a person follow them?"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import unknot.knowledge
from unknot.knowledge.words import read_words

CONTENT = Path(unknot.knowledge.__file__).parent / "content"
WORDS = read_words(CONTENT)


def test_an_emergency_begins_with_the_call_and_ends_without_massage() -> None:
    lead, rest = WORDS.wording["emergency_call"].lead_and_rest(number="112", why="My chest hurts. Badly.")
    assert lead == "Call 112 now."
    assert 'Tell them: "My chest hurts. Badly.".' in rest
    assert "do not massage" in rest


def test_the_crisis_page_does_not_speak_of_massage() -> None:
    assert "massage" not in WORDS.wording["emergency_crisis"].text.lower()


@pytest.mark.parametrize("key", WORDS.wording)
def test_no_outcome_frightens_or_calls_anything_simply_safe(key: str) -> None:
    text = WORDS.wording[key].text.lower()
    assert "cancer" not in text
    assert "panic" not in text
    assert "is safe" not in text


@pytest.mark.parametrize("key", WORDS.wording)
def test_a_gap_left_open_is_never_shown(key: str) -> None:
    wording = WORDS.wording[key]
    if wording.gaps:
        with pytest.raises(KeyError):
            wording.said()
    filled = wording.said(**dict.fromkeys(wording.gaps, "something"))
    assert "{" not in filled


def test_an_unknown_gap_is_refused_with_a_hint(tmp_path: Path) -> None:
    text = (CONTENT / "wording.toml").read_text().replace("{number} now", "{phone} now", 1)
    (tmp_path / "wording.toml").write_text(text)
    with pytest.raises(ValueError, match=r"(?s)emergency_call.*phone.*hint: use one of"):
        read_words(tmp_path)


def test_the_home_limit_is_five() -> None:
    assert max(step.level for step in WORDS.pressure if step.by == "anyone") == 5
    assert [step.level for step in WORDS.pressure if step.by == "nobody"] == [7]


def test_both_read_the_first_four_dangers_and_stop_aloud() -> None:
    aloud = [line.id for line in WORDS.partner_mistake if line.aloud]
    assert aloud == ["not_on_bones", "no_thumb_or_elbow", "not_on_kidneys", "no_hunting", "stop_means_stop"]


def test_eight_short_questions_reopen_facts_that_exist() -> None:
    facts = {row["id"] for row in tomllib.loads((CONTENT / "facts.toml").read_text())["fact"]}
    assert len(WORDS.ask_again) == 8
    assert {fact for question in WORDS.ask_again for fact in question.reopens} <= facts


def test_every_sentence_names_a_source_that_exists() -> None:
    files = (CONTENT / "sources").glob("*.toml")
    sources = {row["id"] for file in files for row in tomllib.loads(file.read_text())["source"]}
    named = [
        *(row.sources for row in WORDS.wording.values()),
        *(row.sources for row in WORDS.pressure),
        *(row.sources for row in WORDS.lines),
        *(row.sources for row in WORDS.ask_again),
    ]
    assert all(set(ids) <= sources for ids in named)


def test_aftercare_tells_to_drink_to_thirst_and_nothing_of_toxins() -> None:
    text = " ".join(line.text for line in WORDS.aftercare)
    assert "thirsty" in text
    assert "toxin" not in text.lower()
