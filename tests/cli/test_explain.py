"""Does `unknot explain` say the whole of what it is asked about, for every finding, technique and claim?"""

from __future__ import annotations

import pytest

from unknot.cli.knowledge.explain import claim_text, rule_text, technique_text
from unknot.knowledge.load import load
from unknot.knowledge.shapes import Claim, Rule, Technique

KNOWLEDGE = load()
RULES, TECHNIQUES, CLAIMS = (tuple(each.values()) for each in (KNOWLEDGE.rules, KNOWLEDGE.techniques, KNOWLEDGE.claims))


def test_the_limit_of_a_rule_names_every_place() -> None:
    assert "Hands off the sides below the ribs and the belly" in rule_text(KNOWLEDGE, KNOWLEDGE.rules["anticoagulant"])


def test_a_limit_on_a_place_still_to_be_told_names_the_answer() -> None:
    text = rule_text(KNOWLEDGE, KNOWLEDGE.rules["balm_place"])

    assert "Hands off each place you name: balm, plaster or numbing cream" in text


def test_a_technique_says_how_for_everybody_it_is_told_to_otherwise() -> None:
    text = technique_text(KNOWLEDGE, KNOWLEDGE.techniques["effleurage"])

    assert "How, on your own" in text
    assert "Reach across with the other hand" in text


@pytest.mark.parametrize("rule", RULES, ids=lambda each: each.id)
def test_a_finding_has_no_empty_limit_and_fits_eighty_columns(rule: Rule) -> None:
    lines = rule_text(KNOWLEDGE, rule).splitlines()

    assert max(map(len, lines)) <= 80
    assert not {"  - Hands off", "  - No heat on"} & set(map(str.rstrip, lines))


@pytest.mark.parametrize("technique", TECHNIQUES, ids=lambda each: each.id)
def test_a_technique_fits_eighty_columns(technique: Technique) -> None:
    assert max(map(len, technique_text(KNOWLEDGE, technique).splitlines())) <= 80


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda each: each.id)
def test_a_claim_fits_eighty_columns_and_names_its_sources(claim: Claim) -> None:
    text = claim_text(KNOWLEDGE, claim)

    assert max(map(len, text.splitlines())) <= 80
    assert all(f"  - {id}: " in text for id in claim.sources)
