"""The result page while a question that matters is open: it says that there is no answer, and nothing like one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from tests.faces.by_forms import begin, go_through
from tests.lib.people import DEWI
from tests.web.household import client_of
from unknot.knowledge.load import load
from unknot.pathway.answers import read_answers
from unknot.pathway.person import Person
from unknot.pathway.request import Request
from unknot.telling.letter import letter
from unknot.web.accounts.models import Profile
from unknot.web.accounts.whose import home_profile
from unknot.web.kept.models import SavedCheck

pytestmark = pytest.mark.django_db
KNOWLEDGE = load()
LEVELS = ("Massage suits you", "Massage with limits", "Self-care", "Your answer for today", "Make my plan")


@pytest.fixture
def household() -> tuple[Profile, Client]:
    profile = home_profile()
    profile.country = "GB"
    profile.save()
    return profile, client_of(profile, "en")


def half_way(client: Client, said: dict[str, Any]) -> Any:
    go_through(client, begin(client), KNOWLEDGE, {**DEWI, **said}, pages=4)
    return client.get("/result/")


def test_half_way_there_is_no_answer_and_the_questions_go_on(household: tuple[Profile, Client]) -> None:
    page = half_way(household[1], {}).content.decode()

    assert "There is no answer yet" in page
    assert "Go on with the questions" in page
    assert "What would change this answer" not in page
    assert not [words for words in LEVELS if words in page]


def test_what_is_clear_already_is_said_as_that(household: tuple[Profile, Client]) -> None:
    shown = half_way(household[1], {"walk_or_hands_clumsy": True})
    page = shown.content.decode()

    assert "There is no answer yet" in page
    assert "One thing is clear already: speak to a doctor today." in page
    assert not [words for words in LEVELS if words in page]
    assert (shown.context["told"].urgency, shown.context["told"].massage) == (None, None)


def test_nothing_unfinished_is_kept_as_an_answer(household: tuple[Profile, Client]) -> None:
    half_way(household[1], {})

    assert not SavedCheck.objects.filter(profile=household[0]).exists()


def test_the_letter_of_an_unfinished_check_says_no_level() -> None:
    now = datetime.now(UTC)
    answers = read_answers(KNOWLEDGE, {**DEWI, "blood_thinner": True}, now)
    person = Person(knowledge=KNOWLEDGE, answers=answers, request=Request(), cleared={}, diary=(), now=now)
    page = letter(person)

    assert (page.urgency, page.massage, page.urgency_words, page.massage_words) == (None, None, "", "")
    assert page.limits == ()
    assert page.clear_already.startswith("There is no answer yet")
