"""Are people with an ordinary ache left in peace? A drawn population, held to the targets of population.toml."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from unknot.knowledge.assumptions import FILE, Population, read_population
from unknot.knowledge.load import load
from unknot.knowledge.population import AGES, Measured, answers_of, draw, measure, measure_well, missed
from unknot.knowledge.refused import KnowledgeRefused
from unknot.knowledge.release import CONTENT
from unknot.knowledge.shapes import Knowledge
from unknot.knowledge.values import packed
from unknot.pathway.answers import read_answers
from unknot.pathway.facts import facts_from
from unknot.pathway.findings import findings_of

SEED = 1
PEOPLE = 20_000
EACH_AGE = 400
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


@pytest.fixture(scope="module")
def population(knowledge: Knowledge) -> Population:
    return read_population(knowledge)


def causes(measured: Measured, most: int = 12) -> str:
    """The rules that sent people on, most frequent first, for the message of a failing test."""
    lines = [
        f"{level}: " + ", ".join(f"{cause.rule} {cause.share:.2%} (alone {cause.alone:.2%})" for cause in behind[:most])
        for level, behind in measured.causes.items()
        if behind
    ]
    return "\n".join(lines)


def test_ordinary_people_are_seldom_sent_on(knowledge: Knowledge, population: Population) -> None:
    measured = measure(knowledge, draw(knowledge, population.ordinary, PEOPLE, SEED))
    short = missed(population.targets, measured, {})
    assert not short, "\n".join([*short, causes(measured)])


def test_the_well_are_left_in_peace_at_every_age(knowledge: Knowledge, population: Population) -> None:
    well = measure_well(knowledge, population, EACH_AGE, SEED)
    assert list(well) == list(range(18, 91))
    least = min(well, key=lambda age: well[age].urgency["self_care"])
    share = well[least].urgency["self_care"]
    assert share >= population.targets.well_self_care_at_least, f"{share:.1%} at {least}\n{causes(well[least])}"


def test_a_well_person_has_no_alarm_no_nerve_sign_and_no_worsening(
    knowledge: Knowledge, population: Population
) -> None:
    drawn = {fact for group in population.well for fact in group.facts}
    alarm, nerves, _, ill, belly = (set(screen.items) for screen in knowledge.screens[:5])
    assert not drawn & (alarm | nerves | ill | belly)
    (trend,) = (group.choice["trend"] for group in population.well if "trend" in group.choice)
    assert "worse" not in trend
    bands = [band for group in population.well for band in group.number.get("duration_days", ())]
    assert max(to for _, to, _ in bands) < 28


def test_everyone_drawn_is_a_possible_person_whose_answers_can_be_given(
    knowledge: Knowledge, population: Population
) -> None:
    """Said aloud and read back through the pathway, the same person meets the same rules."""
    ids = knowledge.rule_ids
    for person in draw(knowledge, population.ordinary, 100, "said"):
        answers = read_answers(knowledge, answers_of(knowledge, person), NOW)
        findings = findings_of(knowledge, facts_from(knowledge, answers, NOW))
        fired, _, lower, _ = knowledge.evaluate(packed(knowledge.types, person))
        assert findings.fired == tuple(ids[place] for place in fired)
        assert findings.lower == lower


def test_the_same_seed_draws_the_same_people(knowledge: Knowledge, population: Population) -> None:
    assert draw(knowledge, population.ordinary, 50, 7) == draw(knowledge, population.ordinary, 50, 7)
    assert draw(knowledge, population.ordinary, 50, 7) != draw(knowledge, population.ordinary, 50, 8)


def test_the_shares_drawn_are_the_shares_written(knowledge: Knowledge, population: Population) -> None:
    people = draw(knowledge, population.ordinary, 4_000, SEED)
    below_knee = [p for p in people if p["site.low_back_left"] or p["site.low_back_right"]]
    assert sum(bool(p["spread_below_knee"]) for p in below_knee) / len(below_knee) == pytest.approx(0.34, abs=0.03)
    assert not any(p["spread_below_knee"] and p["spread_thigh"] for p in people), "one of them at most"
    assert {age for p in people if (age := p["age"]) is not None} <= set(AGES)
    assert sum((p["age"] or 0) >= 70 for p in people) / len(people) == pytest.approx(0.10, abs=0.02)


def test_every_share_has_a_reason_and_a_verified_one_a_source(population: Population) -> None:
    for group in (*population.ordinary, *population.well):
        assert group.because, group.title
        assert group.basis == "proposal" or group.sources, group.title


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("saddle_change = 0.0004", "sadle_change = 0.0004", "no such fact"),
        ("cough_weeks = 0.02\n", "", "`cough_weeks`: is asked, and has no share"),
        ("me = 0.95", "me = 0.90", "shares add up to 0.95"),
        ('when = "bladder_change"', 'when = "cancer_history"', "`cancer_history` is not drawn yet"),
        ('when = "bladder_change"', 'when = "blader_change"', "unknown fact"),
        ('sources = ["R03"]', 'sources = ["R99"]', "no such source `R99`"),
    ],
)
def test_a_slip_in_the_assumptions_is_named(
    knowledge: Knowledge, tmp_path: Path, before: str, after: str, problem: str
) -> None:
    text = (CONTENT / FILE).read_text(encoding="utf-8")
    assert before in text
    (tmp_path / FILE).write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(KnowledgeRefused) as refused:
        read_population(knowledge, tmp_path)
    assert problem in str(refused.value)
