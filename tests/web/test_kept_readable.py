"""Only what can be read back is written; what another version wrote is said calmly and stays as it is."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from msgspec.structs import replace

from tests.web.household import client_of
from tests.web.rows import Kept, keep_one_of_each, whole_person
from unknot.pathway.diary import entries as diary
from unknot.pathway.diary.entries import Session
from unknot.pathway.session.machine import apply, to_json
from unknot.pathway.session.shape import Start, Stop
from unknot.web.accounts.models import Profile
from unknot.web.kept import actions, rows
from unknot.web.kept.models import SavedCheck, SavedEntry, SavedPlan, SavedSession

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ann() -> Profile:
    return Profile.objects.create(name="Ann")


@pytest.fixture
def kept(ann: Profile) -> Kept:
    return keep_one_of_each(str(ann.pk))


@pytest.fixture
def client(ann: Profile, kept: Kept) -> Client:
    """Ann's browser; whatever fails is an answer and no exception."""
    browser = client_of(ann)
    browser.raise_request_exception = False
    return browser


def stopped(kept: Kept, **changed: Any) -> str:
    """The stopped session of a page, with these fields changed."""
    state = rows.state_of(SavedSession.objects.get(pk=kept.session))
    data = json.loads(to_json(apply(apply(state, Start(at=1000)), Stop(at=2000, reason="stopped_sharp_pain"))))
    return json.dumps({**data, **changed})


@pytest.mark.parametrize(
    "changed",
    [
        {"ache_last": 9999}, {"ache_start": -1}, {"ache_last": 4.5}, {"cap": -1}, {"due": -5}, {"at": 2**70},
        {"reasons": [f"reason_{number}" for number in range(40)]}, {"reasons": ["x" * 500]}, {"reasons": ["nonsense"]},
        {"reasons": ["stopped_sharp_pain\0"]}, {"reasons": []}, {"reasons": ["stopped_sharp_pain"] * 2},
        {"status": "finished"}, {"status": "running"}, {"floors": []}, {"pressures": None}, {"more": 1},
    ],
    ids=lambda changed: next(iter(changed)),
)  # fmt: skip
def test_a_session_that_could_not_be_read_back_is_not_written(
    ann: Profile, kept: Kept, client: Client, changed: dict[str, Any]
) -> None:
    before = SavedSession.objects.get(pk=kept.session).state
    for address in ("keep", "end"):
        assert (
            client.post(f"/session/{kept.session}/{address}/", {"state": stopped(kept, **changed)}).status_code == 400
        )

    row = SavedSession.objects.get(pk=kept.session)
    assert row.state == before and not row.ended
    assert not any(isinstance(entry, Session) for entry in rows.entries_of(ann))
    assert client.get("/diary/table/").status_code == 200


def test_a_session_as_a_page_really_ends_it_is_written(ann: Profile, kept: Kept, client: Client) -> None:
    assert client.post(f"/session/{kept.session}/end/", {"state": stopped(kept), "ache": "3"}).status_code == 201
    (entry,) = [entry for entry in rows.entries_of(ann) if isinstance(entry, Session)]
    assert (entry.stopped, entry.ache_after) == (("stopped_sharp_pain",), 3)


@pytest.mark.parametrize("reason", ["nonsense", "", "x" * 500, "blood_thinner"])
def test_stop_counts_whatever_the_page_calls_its_reason(kept: Kept, client: Client, reason: str) -> None:
    client.post(f"/session/{kept.session}/", {"go": "start", "here": "0"})
    client.post(f"/session/{kept.session}/", {"go": "stop", "here": "0", "reason": reason})

    state = rows.state_of(SavedSession.objects.get(pk=kept.session))
    assert (state.status, state.reasons) == ("stopped", ("stopped_by_wish",))


def test_stop_counts_on_a_page_that_is_behind(ann: Profile, kept: Kept, client: Client) -> None:
    client.post(f"/session/{kept.session}/", {"go": "start", "here": "0"})
    client.post(f"/session/{kept.session}/", {"go": "skip", "here": "0"})
    client.post(f"/session/{kept.session}/", {"go": "stop", "here": "0", "reason": "stopped_numb_or_weak"})

    state = rows.state_of(SavedSession.objects.get(pk=kept.session))
    assert state.reasons == ("stopped_numb_or_weak",)
    assert any(isinstance(entry, Session) for entry in rows.entries_of(ann))


def test_too_much_sent_twice_lowers_once(kept: Kept, client: Client) -> None:
    client.post(f"/session/{kept.session}/", {"go": "start", "here": "0"})
    client.post(f"/session/{kept.session}/", {"go": "skip", "here": "0"})
    page = client.get(f"/session/{kept.session}/")
    press = {"go": "too_much", "here": page.context["state"].here, "heard": page.context["data"]["state"]["at"]}
    client.post(f"/session/{kept.session}/", press)
    once = rows.state_of(SavedSession.objects.get(pk=kept.session))
    client.post(f"/session/{kept.session}/", press)

    assert rows.state_of(SavedSession.objects.get(pk=kept.session)) == once
    assert once.cap < page.context["state"].cap


def test_what_was_never_checked_against_its_shape_is_not_kept(ann: Profile, kept: Kept) -> None:
    row = SavedSession.objects.get(pk=kept.session)
    state, whole = rows.state_of(row), whole_person()
    assert whole.assessment.plan is not None
    plan = replace(whole.assessment.plan, max_pressure="5")  # type: ignore[arg-type]
    check = SavedCheck.objects.get(pk=kept.check)

    with pytest.raises(rows.NotKept):
        actions.end_session(row, replace(state, ache_last=9999), kept.entry, whole.at, by=ann)
    with pytest.raises(rows.NotKept):
        actions.keep_plan(check, whole.knowledge, {}, plan, kept.profile, whole.at, by=ann)

    assert not SavedSession.objects.get(pk=kept.session).ended
    assert SavedPlan.objects.filter(profile=ann).count() == 1


OTHER = {"format": 2, "something": ["new"]}


def test_a_session_of_another_version_is_said_calmly_and_stays(ann: Profile, kept: Kept, client: Client) -> None:
    SavedSession.objects.filter(pk=kept.session).update(state=OTHER)
    answers = [
        client.get(f"/session/{kept.session}/"), client.post(f"/session/{kept.session}/", {"go": "stop"}),
        client.get(f"/session/{kept.session}/after/"), client.post(f"/session/{kept.session}/after/", {"ache": "3"}),
        client.post(f"/session/{kept.session}/keep/", {"state": "{}"}),
        client.post(f"/session/{kept.session}/end/", {"state": "{}"}),
    ]  # fmt: skip

    assert [answer.status_code for answer in answers] == [409] * 6
    assert all(b"Another version of unknot kept this" in answer.content for answer in answers)
    new = client.post("/session/", {"go": "start", "plan_id": kept.plan, "ache": "3"})
    assert new.status_code == 302  # it is in nobody's way
    assert SavedSession.objects.get(pk=kept.session).state == OTHER


def test_a_plan_of_another_version_leads_to_a_new_check(kept: Kept, client: Client) -> None:
    SavedPlan.objects.filter(pk=kept.plan).update(plan=OTHER)
    answer = client.post("/session/", {"plan_id": kept.plan})

    assert answer.status_code == 200
    assert b"This plan is not for today" in answer.content


def test_a_check_of_another_version_is_listed_and_said_calmly(ann: Profile, kept: Kept, client: Client) -> None:
    actions.drop_journey(by=ann)
    SavedCheck.objects.filter(pk=kept.check).update(told=OTHER, journey=OTHER, decision=OTHER)
    listed, shown = client.get("/earlier/"), client.get(f"/earlier/{kept.check}/")
    begun = client.post("/session/", {"plan_id": kept.plan})
    going = client.get(f"/session/{kept.session}/", follow=True)

    assert listed.status_code == 200 and b"Another version of unknot kept this" in listed.content
    assert [shown.status_code, begun.status_code] == [409, 409]
    assert going.status_code < 500
    assert SavedCheck.objects.get(pk=kept.check).told == OTHER


def test_the_words_for_a_stop_are_there_whatever_became_of_the_check(ann: Profile, kept: Kept, client: Client) -> None:
    client.post(f"/session/{kept.session}/", {"go": "start", "here": "0"})
    actions.drop_journey(by=ann)
    SavedCheck.objects.filter(pk=kept.check).update(journey=OTHER)
    client.post(f"/session/{kept.session}/", {"go": "stop", "reason": "stopped_numb_or_weak"})

    after = client.get(f"/session/{kept.session}/after/")
    assert after.status_code == 200 and b"Go to an emergency department now" in after.content


LATER = '{"kind":"sleep","format":1,"id":"%s","at":"2026-03-01T08:30:00+07:00","hours":  7.50,"score":true}'
DAMAGED = '{"kind":"session","format":1,"id":"%s","at":"2026-03-01T08:30:00Z","ache_after":9999}'


@pytest.mark.parametrize("line", [LATER, DAMAGED, "not even JSON", ""], ids=["later", "damaged", "no JSON", "empty"])
def test_an_entry_that_cannot_be_read_is_shown_exported_and_deletable(ann: Profile, client: Client, line: str) -> None:
    id = diary.new_id()
    line = line.replace("%s", id)
    at = datetime(2026, 3, 1, 1, 30, tzinfo=UTC)
    SavedEntry.objects.create(id=id, profile=ann, at=at, kind="session", line=line)
    pages = [client.get(f"/diary/{page}") for page in ("", "table/", "export.jsonl", "export.csv")]
    shown = client.post("/diary/delete/", {"id": id})

    assert [page.status_code for page in (*pages, shown)] == [200] * 5
    assert all(b"Another version of unknot wrote this entry." in page.content for page in (pages[1], shown))
    assert line in pages[2].content.decode().split("\n")
    client.post("/diary/delete/", {"id": id, "go": "delete"})
    assert not SavedEntry.objects.filter(pk=id)


@pytest.mark.parametrize("year", [1, 9999])
def test_an_entry_at_the_end_of_the_calendar_is_shown_like_any_that_cannot_be_read(
    ann: Profile, client: Client, year: int
) -> None:
    id = diary.new_id()
    line = f'{{"kind":"pain","format":1,"id":"{id}","at":"{year:04}-06-01T00:00:00+07:00","score":4}}'
    SavedEntry.objects.create(id=id, profile=ann, at=datetime(year, 6, 1, tzinfo=UTC), kind="pain", line=line)

    assert [client.get(f"/diary/{page}").status_code for page in ("", "table/", "export.csv", "letter/")] == [200] * 4
    assert line in client.get("/diary/export.jsonl").content.decode().split("\n")


def test_an_entry_of_a_later_kind_comes_back_byte_for_byte_by_either_file(ann: Profile, client: Client) -> None:
    line = LATER.replace("%s", diary.new_id())
    first = client.post("/diary/files/", {"file": SimpleUploadedFile("d.jsonl", line.encode() + b"\r\n")})
    files = [client.get(f"/diary/export.{kind}").content for kind in ("jsonl", "csv")]
    for exported in files:
        actions.delete_everything(by=ann)
        back = client.post("/diary/files/", {"file": SimpleUploadedFile("d.txt", exported)})
        assert back.status_code == 200
        assert line in client.get("/diary/export.jsonl").content.decode().split("\n")
    assert first.status_code == 200
