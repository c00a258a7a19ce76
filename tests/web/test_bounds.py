"""What a form repeats or stretches is neither work nor a longer page: each thing once, in our order, and no more."""

from __future__ import annotations

import io
import json
import uuid
from datetime import datetime, timedelta
from time import process_time
from typing import Any

import pytest
from django.http import HttpResponse, QueryDict
from django.test import Client

from tests.web.household import client_of
from tests.web.test_page_form import form_of
from unknot.knowledge.shapes import Knowledge
from unknot.pathway import follow
from unknot.pathway.answers import read_answers
from unknot.pathway.diary.entries import MOST_ENTRIES, Pain
from unknot.pathway.interview import next_page
from unknot.pathway.request import Request
from unknot.web.accounts.models import Profile
from unknot.web.accounts.names import problem_with
from unknot.web.accounts.whose import home_profile
from unknot.web.check.form import read_form
from unknot.web.check.views import _asked
from unknot.web.kept import actions
from unknot.web.kept.models import SavedEntry
from unknot.web.self_care.diary.chart import WIDE, chart
from unknot.web.self_care.diary.forms import read_form as read_entry
from unknot.web.self_care.plan.wishes import read_wishes, refusals

MOST = 900_000


@pytest.fixture
def profile(db: None) -> Profile:
    return home_profile()


@pytest.fixture
def client(profile: Profile) -> Client:
    return client_of(profile)


def first_page(client: Client, knowledge: Knowledge, now: datetime) -> dict[str, Any]:
    """The form of the first page of a check, unanswered."""
    client.post("/check/", {"go": "begin"})
    walked = follow(knowledge, read_answers(knowledge, {}, now), now=now)
    page = next_page(knowledge, walked.facts, walked.findings)
    assert page is not None
    return {"go": "answer", "page": page.screen, "part": page.follow_up, "shown": " ".join(page.items)}


def pain(id: str, at: str = "2020-10-01T09:00:00+00:00") -> str:
    return json.dumps({"format": 1, "id": id, "at": at, "kind": "pain", "score": 4})


def sent(client: Client, path: str, form: Any) -> tuple[HttpResponse, float]:
    """The answer and its CPU seconds."""
    start = process_time()
    answer = client.post(path, form)
    return answer, process_time() - start


def test_a_page_of_the_check_asks_each_question_once_however_often_the_form_names_it(
    client: Client, knowledge: Knowledge, now: datetime
) -> None:
    form = first_page(client, knowledge, now)
    plain, usual = sent(client, "/check/", form)
    items = form["shown"].split()
    many, cost = sent(
        client, "/check/", {**form, "shown": " ".join(reversed(items * (MOST // len(form["shown"]) - 9)))}
    )

    assert plain.context["page"].shown == many.context["page"].shown == form["shown"]
    assert len(many.content) <= len(plain.content) + 100
    assert cost < usual + 1


def test_what_a_form_showed_comes_in_the_order_of_the_screen(knowledge: Knowledge) -> None:
    for screen in knowledge.screens:
        for part, items in [("", screen.items), *((each.id, each.items) for each in screen.follow_up)]:
            assert _asked(screen, part, " ".join([*reversed(items), "no_such_fact", *items])) == tuple(items)
        assert _asked(screen, "no_such_part", " ".join(screen.items)) == ()


@pytest.mark.parametrize("field", ["round", "part", "page", "f_age", "f_age_unit", "yes", "unsure", "none", "sealed"])
def test_a_stretched_field_makes_no_longer_page(
    client: Client, knowledge: Knowledge, now: datetime, field: str
) -> None:
    form = first_page(client, knowledge, now)
    plain, usual = sent(client, "/check/", form)
    answer, cost = sent(client, "/check/", {**form, field: "9" * MOST})

    assert answer.status_code < 500
    assert len(answer.content) < len(plain.content) + 50_000
    assert cost < usual + 1


def test_a_hundred_thousand_wishes_are_one_short_refusal(knowledge: Knowledge) -> None:
    for name in ("place", "tool"):
        form = QueryDict(mutable=True)
        form.setlist(name, [" ".join(f"neck{each}" for each in range(90_000))] if name == "place" else ["b"] * 500)
        start = process_time()
        wrong = refusals(read_wishes(form, Request(), ()), knowledge)
        assert process_time() - start < 1
        assert sum(map(len, wrong.values())) < 1000


def test_the_same_place_pressed_again_is_one_place() -> None:
    form = form_of(place=["low_back_left low_back_right"] * 300)

    assert read_wishes(form, Request(), ())["regions"] == ["low_back_left", "low_back_right"]


@pytest.mark.parametrize("apart", [timedelta(minutes=1), timedelta(days=1)])
def test_the_chart_of_a_very_long_diary_is_small_and_keeps_its_ends(now: datetime, apart: timedelta) -> None:
    entries = [Pain(id=str(uuid.UUID(int=i)), at=now - apart * i, score=i % 11) for i in range(20_000)]
    drawn = chart(entries, WIDE, since=entries[-1].at, now=now)

    assert drawn is not None
    assert len(str(drawn.pain)) + len(drawn.dots) < 250_000
    assert (drawn.first.score, drawn.last and drawn.last.score) == (19_999 % 11, 0)


@pytest.mark.parametrize("field", ["weeks", "page", "grade"])
@pytest.mark.parametrize("value", ["9" * 5000, "-1", "1e9", "٣", "½", "no"])
def test_what_an_address_asks_for_is_one_of_ours_or_nothing(client: Client, field: str, value: str) -> None:
    path = {"weeks": "/diary/", "page": "/diary/table/", "grade": "/learn/evidence/"}[field]
    client.post("/diary/add/pain/", {"id": str(uuid.uuid4()), "score": "4"})

    answer = client.get(path, {field: value})
    assert answer.status_code == 200
    assert len(answer.content) < len(client.get(path).content) + 1000


def upload(client: Client, text: str) -> tuple[HttpResponse, float]:
    return sent(client, "/diary/files/", {"file": io.BytesIO(text.encode())})


@pytest.mark.parametrize("text", ["x\n" * 4_400_000, "\n" * 2_000_000 + "x", "id,at,kind\r\n" + "x\r\n" * 2_000_000])
def test_a_bad_file_costs_little_and_is_told_in_a_few_lines(client: Client, text: str) -> None:
    answer, cost = upload(client, text)

    assert answer.status_code == 422
    assert len(answer.context["lines"]) <= 21
    assert cost < 5  # a minute before
    assert not SavedEntry.objects.exists()


def test_a_file_of_more_entries_than_one_may_hold_is_refused_whole(client: Client) -> None:
    lines = (pain(f"00000000-0000-4000-8000-{place:012d}") for place in range(MOST_ENTRIES + 1))
    answer, _ = upload(client, "\n".join(lines))

    assert (answer.status_code, answer.context["wrong"]) == (
        422,
        "The file holds more than 20,000 entries. Part it into smaller ones.",
    )
    assert not SavedEntry.objects.exists()


def test_imports_fill_a_diary_to_its_limit_and_a_hand_written_entry_always_finds_room(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_IN_ALL", 3)
    ids = [str(uuid.uuid4()) for _ in range(4)]
    full = upload(client, "\n".join(map(pain, ids)))[0]
    assert (full.status_code, SavedEntry.objects.count()) == (422, 0)

    assert upload(client, "\n".join(map(pain, ids[:3])))[0].context["added"] == 3
    assert upload(client, "\n".join(map(pain, ids[:3])))[0].context["known"] == 3
    assert upload(client, pain(ids[3]))[0].status_code == 422
    client.post("/diary/add/pain/", {"id": ids[3], "score": "4"})
    assert SavedEntry.objects.count() == 4


def test_an_imported_moment_at_the_end_of_the_calendar_is_refused_by_line(client: Client) -> None:
    for at in ("0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00", "2099-01-01T00:00:00+00:00"):
        answer, _ = upload(client, pain(str(uuid.uuid4())) + "\n" + pain(str(uuid.uuid4()), at))
        assert answer.status_code == 422
        assert answer.context["lines"][0].startswith("Line 2: its moment")


@pytest.mark.parametrize("blank", ["", "  ", "\u200b", "\u00a0\u3000\t", "\u3164", "\u2060\ufeff"])
def test_blank_text_is_no_answer_anywhere(blank: str, now: datetime) -> None:
    assert problem_with(blank)
    assert read_entry("note", form_of(note=blank), now).problems
    assert read_entry("psfs", form_of(name_1=blank, score_1="4"), now).problems


def test_a_round_that_we_never_asked_is_the_list_itself(knowledge: Knowledge, now: datetime) -> None:
    reading = read_form(knowledge, ["fever"], form_of(round="nonsense", yes=["fever"] * 500), now)

    assert (reading.round, reading.ticked, reading.given) == ("", ("fever",), {"fever": True})
