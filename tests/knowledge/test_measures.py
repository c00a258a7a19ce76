"""Do we show only questionnaires that we may show, as they were published?"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import unknot.knowledge
from unknot.knowledge.measures import read_measures

CONTENT = Path(unknot.knowledge.__file__).parent / "content"
MEASURES = read_measures(CONTENT)


def test_the_licensed_questionnaires_are_not_embedded() -> None:
    assert {id for id, measure in MEASURES.items() if not measure.may_embed} == {"odi", "start_back", "npq"}
    assert all(measure.embed_because for measure in MEASURES.values())


def test_items_of_a_licensed_questionnaire_are_refused(tmp_path: Path) -> None:
    text = (CONTENT / "measures.toml").read_text()
    slipped_in = text.replace('id = "npq"', 'id = "npq"\nitems = [{ id = "sleep", text = "Neck pain and sleeping" }]')
    (tmp_path / "measures.toml").write_text(slipped_in)
    with pytest.raises(ValueError, match=r"(?s)npq.*may_embed is false.*hint:"):
        read_measures(tmp_path)


def test_an_oswestry_total_can_still_be_typed() -> None:
    assert MEASURES["odi"].takes_total
    assert (MEASURES["odi"].low, MEASURES["odi"].high) == (0, 100)


def test_published_measures_have_their_number_of_items() -> None:
    assert len(MEASURES["peg"].items) == 3
    assert len(MEASURES["rmdq"].items) == 24
    assert [grade.value for grade in MEASURES["pgic"].grades] == [1, 2, 3, 4, 5, 6, 7]


def test_a_meaningful_change_of_pain_is_two_points_and_thirty_percent() -> None:
    assert (MEASURES["nrs"].change_points, MEASURES["nrs"].change_percent) == (2, 30)


def test_every_source_of_a_measure_exists() -> None:
    files = (CONTENT / "sources").glob("*.toml")
    sources = {row["id"] for file in files for row in tomllib.loads(file.read_text())["source"]}
    assert {source for measure in MEASURES.values() for source in measure.sources} <= sources
