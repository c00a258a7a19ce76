"""What the diary keeps: once however often it is sent, only one's own, and nothing that cannot be true."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.household import client_of
from unknot import clock
from unknot.data_folder import data_folder
from unknot.pathway.diary.entries import Entry, Note, Pain, Psfs, new_id, write
from unknot.pathway.diary.spreadsheet import write_csv
from unknot.web.accounts.models import Profile
from unknot.web.kept import actions, rows
from unknot.web.kept.earlier_diary import take_in_earlier_diary

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime.now(UTC)


def pains(count: int) -> list[Entry]:
    return [
        Pain(id=new_id(), at=NOW - timedelta(days=count - place, hours=1), score=place % 7) for place in range(count)
    ]


def send(client: Client, kind: str = "pain", **fields: str) -> Any:
    return client.post(f"/diary/add/{kind}/", fields)


@pytest.fixture
def ann() -> Profile:
    return Profile.objects.create(name="Ann")


@pytest.fixture
def ben() -> Profile:
    return Profile.objects.create(name="Ben")


def test_a_form_sent_twice_is_written_once(ann: Profile) -> None:
    client, id = client_of(ann), new_id()

    first, second = send(client, id=id, score="4"), send(client, id=id, score="4")

    assert (first.status_code, second.status_code) == (302, 302)
    assert [entry.id for entry in rows.entries_of(ann)] == [id]


def test_a_form_changed_after_it_was_saved_asks_before_it_adds(ann: Profile) -> None:
    client, id = client_of(ann), new_id()
    send(client, id=id, score="4")

    changed = send(client, id=id, score="7")
    fresh = changed.context["id"]
    again = send(client, id=fresh, score="7")

    assert changed.status_code == 422 and fresh != id
    assert b"This page has saved an entry before" in changed.content
    assert again.status_code == 302
    assert sorted(entry.score for entry in rows.entries_of(ann) if isinstance(entry, Pain)) == [4, 7]


def test_two_tabs_both_count(ann: Profile) -> None:
    client = client_of(ann)
    ids = [client.get("/diary/add/pain/").context["id"] for _ in "12"]
    for id in ids:
        send(client, id=id, score="4")

    assert {entry.id for entry in rows.entries_of(ann)} == set(ids)


def test_an_id_of_somebody_else_gives_nothing_away_and_changes_nothing(ann: Profile, ben: Profile) -> None:
    secret = Note(id=new_id(), at=NOW, note="ben's own words")
    actions.add_entries([secret], by=ben)
    client = client_of(ann)

    added = send(client, "note", id=secret.id, note="mine")
    shown = client.post("/diary/delete/", {"id": secret.id})
    deleted = client.post("/diary/delete/", {"id": secret.id, "go": "delete"})
    imported = client.post("/diary/files/", {"file": SimpleUploadedFile("d.jsonl", write([secret]).encode())})

    assert added.status_code == 422
    assert imported.status_code == 422
    for answer in (added, shown, deleted, imported):
        assert b"own words" not in answer.content
    assert rows.entries_of(ben) == (secret,)
    assert rows.entries_of(ann) == ()


@pytest.mark.parametrize("id", ["", "1", "x" * 5000, "'; DROP TABLE", "6ECBB132-45DE-4E0B-8D20-B1301CB1576D"])
def test_an_id_that_is_none_breaks_nothing(ann: Profile, id: str) -> None:
    client = client_of(ann)

    assert client.post("/diary/delete/", {"id": id}).status_code == 302
    assert send(client, id=id, score="4").status_code == 302
    assert len(rows.entries_of(ann)) == 1


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("pain", {}), ("pain", {"score": "11"}), ("pain", {"score": "-1"}), ("pain", {"score": "4.5"}),
        ("pain", {"score": "4", "day": "2999-01-01"}), ("pain", {"score": "4", "day": "yesterday"}),
        ("pain", {"score": "4", "note": "x" * 4001}), ("soreness", {"score": "2"}), ("peg", {"pain": "3"}),
        ("psfs", {}), ("psfs", {"name_1": "stairs"}), ("psfs", {"score_1": "4"}), ("pgic", {"grade": "8"}),
        ("flare", {}), ("note", {"note": "  "}), ("pain", {"score": "٤"}),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_at_its_field_and_nothing_is_kept(
    ann: Profile, kind: str, fields: dict[str, str]
) -> None:
    answer = send(client_of(ann), kind, **fields)

    assert answer.status_code == 422
    for problem in answer.context["problems"]:
        assert f'id="field-{problem.field}"' in answer.content.decode()
    assert answer.content.decode().count("<title>Error:") == 1
    assert rows.entries_of(ann) == ()


def test_own_activities_are_kept_for_the_next_time(ann: Profile) -> None:
    client = client_of(ann)
    send(client, "psfs", name_1="climb  stairs", score_1="4", name_3="<b>sit</b>", score_3="6")

    page = client.get("/diary/add/psfs/").content.decode()

    (entry,) = rows.entries_of(ann)
    assert isinstance(entry, Psfs) and [each.name for each in entry.activities] == ["climb stairs", "<b>sit</b>"]
    assert 'value="climb stairs"' in page and "&lt;b&gt;sit" in page and "<b>sit" not in page


def test_an_earlier_moment_is_the_persons_own(ann: Profile) -> None:
    send(client_of(ann), score="4", day="2026-01-02", time="07:30")

    (entry,) = rows.entries_of(ann)
    assert f"{entry.at:%Y-%m-%d %H:%M}" == "2026-01-02 07:30"


def test_words_in_any_script_come_back_as_they_were(ann: Profile) -> None:
    words = "😀 שלום \u202ereversed\u2028line\ntwo {{ 1 }} <script>alert(1)</script>"
    client = client_of(ann)
    send(client, "note", note=words)

    page = client.get("/diary/table/").content.decode()

    assert rows.entries_of(ann)[0].note == words
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


def test_the_page_of_five_hundred_entries_asks_the_database_no_more_than_that_of_ten(
    ann: Profile, ben: Profile
) -> None:
    actions.add_entries(pains(10), by=ann)
    actions.add_entries(pains(500), by=ben)
    for address, client_pair in itertools.product(
        ("/diary/", "/diary/table/", "/diary/letter/", "/"), [(client_of(ann), client_of(ben))]
    ):
        asked, sizes = [], []
        for client in client_pair:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                sizes.append(len(client.get(address).content))
            asked.append(len(queries))
        assert asked[0] == asked[1], address
        assert sizes[1] < 12 * sizes[0], address


def upload(client: Client, data: bytes) -> Any:
    return client.post("/diary/files/", {"file": SimpleUploadedFile("diary", data)})


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_an_exported_diary_comes_back_whole(ann: Profile, ben: Profile, form: str) -> None:
    told = (*pains(5), Note(id=new_id(), at=NOW, note='=1+1, "x"\r\n😀'))
    actions.add_entries(told, by=ann)

    exported = client_of(ann).get(f"/diary/export.{form}")
    actions.delete_everything(by=ann)
    answer = upload(client_of(ben), exported.content)

    assert exported["Content-Disposition"].startswith("attachment")
    assert exported["Cache-Control"] == "no-store"
    assert answer.status_code == 200 and answer.context["added"] == 6
    assert set(rows.entries_of(ben)) == set(told)


def test_importing_twice_adds_once(ann: Profile) -> None:
    data = write(pains(3)).encode()
    upload(client_of(ann), data)

    again = upload(client_of(ann), b"\xef\xbb\xbf" + data)

    assert again.context["added"] == 0 and again.context["known"] == 3
    assert len(rows.entries_of(ann)) == 3


GOOD = write([Pain(id=new_id(), at=NOW, score=4)]).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\n\n", b"\x00" * 1000, GOOD + b"\x00\x01\xff\xfe", GOOD + b'{"format":1', GOOD + b"[" * 100_000,
        GOOD + b'{"format":2,"kind":"pain"}', GOOD + GOOD.replace(b'"score":4', b'"score":5'),
        GOOD.replace(b'"score":4', b'"score":44'), GOOD.replace(b'"score":4', b'"score":1e999'),
        GOOD + b'{"format":1,"__proto__":{}}', b"PK\x03\x04" + bytes(range(256)) * 50, b"MZ" * 5000,
        GOOD + b'{"note":"' + b"x" * 2_000_000 + b'"}', "\u202e{}".encode(), write_csv(pains(1)).encode()[:-30],
        b"id,at,kind\n" + b'"' * 99_999, GOOD.replace(b"T", b"T99"), b"id,at,kind,score\n=cmd|' /C calc'!A0,,,\n",
    ],
)  # fmt: skip
def test_a_broken_or_hostile_file_changes_nothing_and_is_told_in_words(ann: Profile, data: bytes) -> None:
    answer = upload(client_of(ann), data)

    assert answer.status_code == 422
    assert "<title>Error:" in answer.content.decode()
    assert rows.entries_of(ann) == ()


def test_each_line_in_the_way_is_named_and_nothing_of_it_is_repeated(ann: Profile) -> None:
    bad = b'{"format":1,"kind":"pain","id":"secret words","at":"x","score":99}\n'
    answer = upload(client_of(ann), GOOD + bad * 30)

    page = answer.content.decode()
    assert "Line 2:" in page and "And 10 more lines." in page
    assert "secret words" not in page


def test_the_same_id_with_other_content_is_refused_by_name(ann: Profile) -> None:
    upload(client_of(ann), GOOD)

    other = upload(client_of(ann), GOOD.replace(b'"score":4', b'"score":9') + write(pains(2)).encode())

    (kept,) = rows.entries_of(ann)
    assert other.status_code == 422
    assert f"Entry {kept.id} is in your diary already" in other.content.decode()


def test_a_file_larger_than_we_take_is_turned_away_before_it_is_read(ann: Profile) -> None:
    answer = upload(client_of(ann), b"x" * 12_000_000)

    assert answer.status_code == 400
    assert b"It is too large" in answer.content
    assert rows.entries_of(ann) == ()


def test_a_large_diary_is_taken_in(ann: Profile) -> None:
    answer = upload(client_of(ann), write(pains(3000)).encode())

    assert answer.context["added"] == 3000


def test_problems_are_told_in_the_language_of_the_page(ann: Profile) -> None:
    page = upload(client_of(ann, "id"), GOOD + b'{"format":1').content.decode()

    assert "Baris 2:" in page
    assert "Nothing was taken in" not in page


def test_deleting_everything_empties_the_browser_too_and_asks_first(ann: Profile) -> None:
    actions.add_entries(pains(3), by=ann)
    client = client_of(ann)

    asked = client.post("/delete-everything/", {"go": "stay"})
    still = len(rows.entries_of(ann))
    gone = client.post("/delete-everything/", {"go": "delete"})
    again = client.post("/delete-everything/", {"go": "delete"})

    assert b"There is no other copy." in asked.content and still == 3
    assert gone["Clear-Site-Data"] == '"cache", "storage"'
    assert "unknot_home" not in gone.cookies
    assert "unknot_profile" not in gone.cookies, "pressed twice, it would delete the diary of the first profile"
    assert again.status_code == 200
    assert rows.entries_of(ann) == ()


def test_deleting_everything_takes_the_files_of_the_terminal_along_for_the_first_profile_alone(
    ann: Profile, ben: Profile
) -> None:
    names = ("diary.jsonl.imported", "diary.jsonl.torn", "session.json", "last_check.json")
    for name in names:
        (data_folder() / name).write_text("words")

    actions.delete_everything(by=ben)
    left = [name for name in names if (data_folder() / name).exists()]
    actions.delete_everything(by=ann)

    assert left == list(names)
    assert not any((data_folder() / name).exists() for name in names)


def test_an_earlier_diary_that_is_another_profiles_is_left_beside_and_said(ann: Profile, ben: Profile) -> None:
    told = pains(2)
    actions.add_entries(told, by=ben)
    (data_folder() / "diary.jsonl").write_text(write(told))

    said = take_in_earlier_diary(by=ann)

    assert "another profile" in said and "hint:" in said
    assert rows.entries_of(ann) == ()
    assert (data_folder() / "diary.jsonl.imported").read_text() == write(told)


RECEIPT = {"Accept": "application/json"}
"""What a page says that will delete what it kept, once it is written."""


@pytest.mark.parametrize("ahead", [timedelta(minutes=30), timedelta(minutes=59)])
def test_a_phone_whose_clock_is_half_an_hour_ahead_is_believed(ann: Profile, ahead: timedelta) -> None:
    told = clock.now() + ahead
    for form in ({"at": told.isoformat()}, {"day": f"{told:%Y-%m-%d}", "time": f"{told:%H:%M}"}):
        answer = client_of(ann).post("/diary/add/pain/", {"id": new_id(), "score": "4", **form}, headers=RECEIPT)

        assert answer.status_code == 201

    assert all(entry.at <= datetime.now(UTC) for entry in rows.entries_of(ann))


def test_what_was_told_without_a_network_keeps_its_own_instant_and_offset(ann: Profile) -> None:
    answer = client_of(ann).post(
        "/diary/add/pain/", {"id": new_id(), "score": "4", "at": "2026-07-01T09:00:00.123+09:00"}, headers=RECEIPT
    )

    (entry,) = rows.entries_of(ann)
    assert answer.json() == {"written": entry.id}
    assert entry.at.isoformat() == "2026-07-01T09:00:00.123000+09:00"


@pytest.mark.parametrize(
    "at", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "1899-01-01T00:00Z", "now", "2" * 5000]
)
def test_a_moment_that_cannot_have_been_is_refused_with_its_reason(ann: Profile, at: str) -> None:
    answer = client_of(ann).post("/diary/add/pain/", {"id": new_id(), "score": "4", "at": at}, headers=RECEIPT)

    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["refused"]] == ["day"]
    assert rows.entries_of(ann) == ()


def test_a_clock_two_hours_ahead_is_told_so(ann: Profile) -> None:
    at = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
    answer = client_of(ann, "id").post("/diary/add/pain/", {"id": new_id(), "score": "4", "at": at}, headers=RECEIPT)

    assert answer.status_code == 422 and "Pilih" in answer.json()["refused"][0]["says"]


def test_an_entry_sent_twice_by_a_device_is_acknowledged_twice_and_written_once(ann: Profile) -> None:
    id = new_id()
    answers = [
        client_of(ann).post("/diary/add/note/", {"id": id, "note": "x", "at": "2026-07-01T09:00Z"}, headers=RECEIPT)
        for _ in "12"
    ]

    assert [answer.json() for answer in answers] == [{"written": id}] * 2
    assert len(rows.entries_of(ann)) == 1


def test_what_one_person_s_page_kept_is_never_written_into_another_s_diary(ann: Profile, ben: Profile) -> None:
    fields = {"id": new_id(), "score": "4", "whose": str(ann.pk)}
    answer = client_of(ben).post("/diary/add/pain/", fields, headers=RECEIPT)

    assert answer.status_code == 401
    assert rows.entries_of(ben) == rows.entries_of(ann) == ()
