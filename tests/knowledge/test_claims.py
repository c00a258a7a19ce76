"""Do we say about massage only what the evidence carries?"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest

import unknot.knowledge
from unknot.knowledge.shapes import Claim, EmergencyNumber, Release, Row, Source

CONTENT = Path(unknot.knowledge.__file__).parent / "content"
PROMISES_OF_CURE = re.compile(
    r"\b(cures?|cured|heals?|healed|guarantee\w*|proven|always (works|helps)|will (help|ease|relieve|fix|remove|stop)"
    r"|gets? rid of|fixes|pain[- ]free)\b",
    re.IGNORECASE,
)


Shape = TypeVar("Shape", bound=Row)


def rows(folder: str, key: str, shape: type[Shape]) -> list[Shape]:
    files = sorted((CONTENT / folder).glob("*.toml"))
    return [msgspec.convert(row, shape) for file in files for row in tomllib.loads(file.read_text())[key]]


CLAIMS = {claim.id: claim for claim in rows("claims", "claim", Claim)}
SOURCES = {source.id: source for source in rows("sources", "source", Source)}


def test_every_claim_of_the_article_is_graded_once() -> None:
    of_the_article = [claim.row for claim in CLAIMS.values() if claim.row.startswith("4a-")]
    assert sorted(of_the_article) == sorted(f"4a-{n}" for n in range(1, 41))


def test_every_recommendation_of_our_own_is_graded_too() -> None:
    ours = [claim.row for claim in CLAIMS.values() if claim.row.startswith("R")]
    assert sorted(ours) == sorted(f"R{n}" for n in range(1, 15))


def test_no_claim_and_no_source_is_written_twice() -> None:
    assert len(CLAIMS) == len(rows("claims", "claim", Claim))
    assert len(SOURCES) == len(rows("sources", "source", Source))


def test_the_toxin_claim_is_contradicted_and_cites_who_says_so() -> None:
    toxins = CLAIMS["flushes_toxins"]
    assert toxins.grade == "contradicted"
    assert toxins.answer.startswith("No.")
    assert "thirsty" in toxins.answer
    assert toxins.sources == ("E20", "E11")


def test_deep_tissue_is_not_called_better_than_relaxation() -> None:
    assert CLAIMS["deep_tissue_is_better"].grade == "contradicted"
    assert CLAIMS["relaxation_equals_structural"].sources == ("E02",)


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS.keys())
def test_every_source_of_a_claim_exists(claim: Claim) -> None:
    assert claim.sources
    assert set(claim.sources) <= SOURCES.keys()


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS.keys())
def test_no_answer_promises_a_cure(claim: Claim) -> None:
    assert not PROMISES_OF_CURE.search(claim.answer)


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS.keys())
def test_a_contradicted_claim_is_answered_with_a_no(claim: Claim) -> None:
    if claim.grade == "contradicted":
        assert claim.answer.startswith(("No.", "Not ", "Only after"))


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS.keys())
def test_a_claim_marked_verified_rests_only_on_sources_that_were_opened(claim: Claim) -> None:
    if claim.basis == "verified":
        assert all(SOURCES[source].read for source in claim.sources)


def test_a_source_that_nobody_opened_says_so() -> None:
    unopened = {source.id for source in SOURCES.values() if not source.read}
    assert unopened == {id for id in SOURCES if id.startswith("K_")} | {"design_choice"}


def test_every_source_says_what_it_is_used_for() -> None:
    assert [source.id for source in SOURCES.values() if not source.supports] == []


def test_every_country_has_someone_to_call_and_unknown_ones_get_112() -> None:
    numbers = {
        n.country: n
        for n in msgspec.convert(tomllib.loads((CONTENT / "numbers.toml").read_text())["number"], list[EmergencyNumber])
    }
    assert numbers[""].emergency == ("112",)
    assert {code: n.emergency[0] for code, n in numbers.items() if code} == {"ID": "119", "GB": "999", "US": "911"}
    assert all(set(n.sources) <= SOURCES.keys() for n in numbers.values())


def test_the_indonesian_crisis_line_is_the_one_that_answers() -> None:
    numbers = tomllib.loads((CONTENT / "numbers.toml").read_text())["number"]
    indonesia = next(n for n in numbers if n["country"] == "ID")
    assert indonesia["crisis"] == "healing119.id"
    assert "2025-08" in indonesia["last_checked"]


def test_no_reviewer_is_named_before_a_clinician_has_reviewed() -> None:
    release = msgspec.convert(tomllib.loads((CONTENT / "release.toml").read_text()), Release)
    assert release.reviewed_by == ()
