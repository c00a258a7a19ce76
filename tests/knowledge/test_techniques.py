"""Is every technique complete, sourced, and held inside what a home or a table allows?"""

from __future__ import annotations

import pytest

from unknot.knowledge.lines import lines_at
from unknot.knowledge.load import load
from unknot.knowledge.regions import PLANNED
from unknot.knowledge.shapes import Technique

KNOWLEDGE = load()
VISITS = ("partner_routine", "swedish", "deep_tissue")
EACH = pytest.mark.parametrize("technique", KNOWLEDGE.techniques.values(), ids=lambda each: each.id)


def test_every_stroke_and_tool_of_the_clinical_text_is_there() -> None:
    rows = {technique.row for technique in KNOWLEDGE.techniques.values()}
    assert rows >= {
        "T-EFF", "T-PET", "T-CIRC", "T-XFRIC", "T-TAP", "T-VIB", "T-TRIG", "T-SELFLOW", "T-BALL", "T-ROLL", "T-GUN",
        "T-HEAT", "T-MFR", "T-PARTNER", "T-SWED", "T-DEEP", "T-STRETCH", "T-BREATH",
    }  # fmt: skip


@EACH
def test_a_technique_says_how_and_what_not_and_where_it_comes_from(technique: Technique) -> None:
    assert technique.how and technique.do_not and technique.why and technique.evidence and technique.who
    assert technique.sources and set(technique.sources) <= set(KNOWLEDGE.sources)


@EACH
def test_a_technique_names_only_what_exists(technique: Technique) -> None:
    assert set(technique.contains) <= set(KNOWLEDGE.techniques)
    assert set(technique.requires) <= set(technique.contains)
    assert all(set(who.regions) <= set(PLANNED) for who in technique.who)


@EACH
def test_doses_fit_half_minutes_and_the_scale(technique: Technique) -> None:
    dose = technique.dose
    assert 0 < dose.minutes_min <= dose.minutes_max and dose.minutes_min * 2 == int(dose.minutes_min * 2)
    assert 0 <= dose.pressure_min <= dose.pressure_max <= (5 if _at_home(technique) else 6)
    assert technique.touch or dose.pressure_max == 0


def _at_home(technique: Technique) -> bool:
    return any(who.helper != "professional" for who in technique.who)


def _regions(id: str, helper: str) -> set[str]:
    return {region for who in KNOWLEDGE.techniques[id].who if who.helper == helper for region in who.regions}


def test_a_massage_gun_never_reaches_the_low_back() -> None:
    assert _regions("massage_gun", "alone") | _regions("massage_gun", "partner") == {"buttock", "shoulder_top"}
    assert KNOWLEDGE.techniques["massage_gun"].by_choice


def test_a_roller_stays_between_the_blades_and_on_the_buttock() -> None:
    assert _regions("foam_rolling", "alone") == {"between_blades", "buttock"}


def test_your_own_hands_do_not_reach_the_middle_back() -> None:
    with_hands = [id for id, each in KNOWLEDGE.techniques.items() if each.touch and not each.tools]
    assert not any("mid_back" in _regions(id, "alone") for id in with_hands)


def test_tapping_and_cross_fibre_friction_are_for_professionals() -> None:
    for id in ("tapotement", "friction", "deep_tissue"):
        assert {who.helper for who in KNOWLEDGE.techniques[id].who} == {"professional"}


@pytest.mark.parametrize("id", ["knuckle_kneading", "ball_rolling", "trigger_point", "petrissage", "circular_friction"])
def test_firm_work_on_the_low_back_begins_at_the_belt_line(id: str) -> None:
    technique = KNOWLEDGE.techniques[id]
    for who in technique.who:
        here = {"region": "low_back", "side": "left", "helper": who.helper, "position": who.positions[0]}

        assert any("belt line" in line for line in lines_at(who.how or technique.how, **here))
        assert any("kidney zone" in line for line in lines_at(technique.do_not, **here))


@EACH
def test_a_step_on_the_shoulder_says_nothing_about_the_low_back(technique: Technique) -> None:
    for who in technique.who:
        if technique.id not in VISITS and "shoulder_top" in who.regions:
            here = {"region": "shoulder_top", "side": "left", "helper": who.helper, "position": who.positions[0]}
            said = " ".join([*lines_at(who.how or technique.how, **here), *lines_at(technique.do_not, **here)])

            assert "belt line" not in said and "hip" not in said.split() and "both sides" not in said


def test_stop_means_stop_is_among_the_first_things_partners_read_aloud() -> None:
    assert any(line.startswith("Stop means stop") for line in KNOWLEDGE.techniques["partner_routine"].do_not[:5])


def test_only_four_techniques_run_below_their_own_pressure() -> None:
    running = {id for id, each in KNOWLEDGE.techniques.items() if each.dose.runs_at_limit}
    assert running == {"petrissage", "circular_friction", "knuckle_kneading", "ball_rolling"}
