"""The letter for a clinician: one page, in the person's words, nothing private, nothing fetched."""

from __future__ import annotations

import io
import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from tests.web.household import client_of
from unknot.knowledge.load import load
from unknot.knowledge.shapes import Knowledge
from unknot.pathway.answers import read_answers
from unknot.pathway.diary.entries import Activity, Entry, Pain, Peg, Pgic, Psfs, Session, new_id
from unknot.pathway.journey import Answered, Journey
from unknot.pathway.person import Person
from unknot.pathway.request import Request
from unknot.telling.letter import Letter, letter
from unknot.web.accounts.models import Profile
from unknot.web.kept import actions
from unknot.web.site.pdf import pdf_of

NOW = datetime.now(UTC)
ORDINARY: dict[str, Any] = json.loads((Path(__file__).parents[2] / "examples/desk_ache.json").read_text())
ANSWERS: dict[str, Any] = ORDINARY.get("answers", ORDINARY)


def weeks() -> list[Entry]:
    told: list[Entry] = [
        Pain(
            id=new_id(), at=NOW - timedelta(days=day, minutes=5), score=7 - min(4, (40 - day) // 8), note="my own note"
        )
        for day in range(40, -1, -1)
    ]
    told += [
        Session(
            id=new_id(), at=NOW - timedelta(days=day), helper="alone", minutes=8, finished=day != 6,
            stopped=() if day != 6 else ("stopped_tingling",), ache_before=5, ache_after=4,
        )
        for day in range(36, 0, -5)
    ]  # fmt: skip
    told += [Peg(id=new_id(), at=NOW - timedelta(days=day), pain=6, enjoyment=5, activity=4) for day in (35, 7)]
    told.append(Psfs(id=new_id(), at=NOW - timedelta(days=7), activities=(Activity(name="stairs", score=5),)))
    return [*told, Pgic(id=new_id(), at=NOW - timedelta(days=2), grade=2)]


def letter_of(knowledge: Knowledge, given: dict[str, Any], entries: list[Entry]) -> Letter:
    answers = read_answers(knowledge, given, NOW)
    return letter(
        Person(knowledge=knowledge, answers=answers, request=Request(), cleared={}, diary=tuple(entries), now=NOW)
    )


def test_it_says_what_was_answered_what_is_taken_and_how_it_went(knowledge: Knowledge) -> None:
    told = letter_of(knowledge, {**ANSWERS, "blood_thinner": True}, weeks())

    assert "the age of 38" in told.answers
    assert told.medicines == ("a blood thinner",)
    assert not set(told.medicines) & set(told.answers)
    assert (told.course.baseline, told.course.latest) == (5, 3) or told.course.latest == 3
    assert [each.measure for each in told.measured] == ["peg", "psfs", "pgic"]
    assert (told.massages, told.finished) == (8, 7)
    assert any("tingling" in reason for each in told.done for reason in each.stopped)
    assert told.release


@pytest.mark.parametrize("private", ["cannot_go_on", "someone_hurt_me", "immune_weak"])
def test_no_private_answer_and_nothing_that_rests_on_it_is_in_it(knowledge: Knowledge, private: str) -> None:
    told = letter_of(knowledge, {**ANSWERS, private: True}, [])
    plain = letter_of(knowledge, ANSWERS, [])
    rules = [rule for rule in knowledge.rules.values() if private in rule.when]

    text = " ".join([*told.answers, *told.medicines, *(f"{each.title} {each.said}" for each in told.because)])
    assert knowledge.facts[private].label not in text
    assert not {rule.title for rule in rules} & {each.title for each in told.because}
    assert told.answers == plain.answers


def test_a_diary_alone_makes_a_letter_too(knowledge: Knowledge) -> None:
    told = letter_of(knowledge, {}, weeks())

    assert not told.checked and told.answers == () and told.entries > 40


def test_its_repr_holds_no_answers(knowledge: Knowledge) -> None:
    assert "38" not in repr(letter_of(knowledge, {**ANSWERS, "blood_thinner": True}, weeks()))


def client_with_much_to_tell(language: str) -> Client:
    profile = Profile.objects.create(name="Ann")
    knowledge = load()
    usual = {fact.id for fact in knowledge.facts.values() if fact.source == "asked" and fact.type == "yes_no"}
    many = ["blood_thinner", "diabetes", "epilepsy", "frail", "hernia", "varicose_veins", "steroids_long", "thin_bones"]
    given = {**ANSWERS, **{id: True for id in many if id in usual}, "someone_hurt_me": True}
    pages = (Answered(screen="all", items=tuple(given), given=given, at=NOW),)
    actions.keep_journey(Journey(id=new_id(), pages=pages, country="ID"), by=profile)
    actions.add_entries(weeks(), by=profile)
    return client_of(profile, language)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["en", "id"])
def test_the_pdf_is_one_page_with_the_words_of_the_page(language: str) -> None:
    client = client_with_much_to_tell(language)

    answer = client.get("/diary/letter.pdf")
    page = client.get("/diary/letter/").content.decode()

    assert answer["Content-Type"] == "application/pdf"
    read = PdfReader(io.BytesIO(answer.content))
    text = read.pages[0].extract_text()
    assert len(read.pages) == 1
    for said in {"en": ("Letter for a clinician", "blood thinner", "Pain from"), "id": ("Surat untuk dokter",)}[
        language
    ]:
        assert said in " ".join(text.split()) and said in " ".join(page.split())
    assert "my own note" not in text


@pytest.mark.parametrize(
    "address", ["https://example.org/x.css", "file:///etc/passwd", "/etc/passwd", "../settings.py"]
)
def test_making_a_pdf_fetches_nothing(address: str) -> None:
    with pytest.raises(ValueError, match="only our own static files"):
        pdf_of(f'<link rel="stylesheet" href="{address}"><p>x</p>')


class WithoutPango:
    """A computer on which weasyprint is installed and finds no pango: importing it fails as it does there."""

    def find_spec(self, name: str, path: object, target: object = None) -> None:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")


@pytest.mark.django_db(transaction=True)
def test_without_pango_the_page_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "meta_path", [WithoutPango(), *sys.meta_path])
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)

    answer = client_with_much_to_tell("en").get("/diary/letter.pdf")

    assert answer.status_code == 503
    assert b"libpango" in answer.content
