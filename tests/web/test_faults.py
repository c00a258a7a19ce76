"""What comes in broken, forged, far too large or from elsewhere changes nothing, and a page says what to do."""

from __future__ import annotations

import io
import logging
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings

from tests.web.every_url import every_url
from tests.web.household import client_of
from unknot.web.accounts.models import Profile
from unknot.web.accounts.whose import home_profile
from unknot.web.kept.models import SavedEntry, SavedJourney
from unknot.web.serving.quiet_log import PlainFormatter

PATHS = sorted({"/" + url.pattern for url in every_url() if not url.ids})
AWKWARD = {
    "emoji": "ow 🦴👵🏽‍🦽 ouch",
    "right to left": "ألم في أسفل الظهر \u202eback\u202c כאב",
    "markup": '<script>alert(1)</script> & "quotes" {{ braces }} {% tag %}',
    "long words": "x" * 38,
    "combining": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞",
}


@pytest.fixture
def client(db: None, settings: Any) -> Client:
    """The household's browser on a site that shows its real pages of faults."""
    settings.DEBUG = False
    made = client_of(home_profile())
    made.raise_request_exception = False
    return made


def said(answer: HttpResponse) -> str:
    """The heading of a page."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", answer.content.decode(), re.DOTALL)
    return found.group(1).strip() if found else ""


def test_a_form_without_our_token_is_refused(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True, SERVER_NAME="127.0.0.1")
    strict.cookies = client.cookies
    answer = strict.post("/check/", {"go": "begin"})

    assert (answer.status_code, said(answer)) == (403, "This page is closed to this browser.")
    assert not SavedJourney.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1.evil.example"},
        {"Origin": "http://127.0.0.1:9"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_a_form_of_another_site_is_refused(client: Client, headers: dict[str, str]) -> None:
    answer = client.post("/check/", {"go": "begin"}, headers=headers)

    assert answer.status_code == 403
    assert not SavedJourney.objects.exists()


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "[::1]", "0.0.0.0"]
)
@pytest.mark.parametrize("path", ["/", "/open/x/", "/static/site/site.css"])
def test_another_host_name_gets_nothing(client: Client, host: str, path: str) -> None:
    answer = client.get(path, headers={"Host": host})

    assert (answer.status_code, said(answer)) == (400, "We could not take that.")


def test_a_browser_without_the_cookie_gets_nothing(db: None) -> None:
    stranger = Client(SERVER_NAME="127.0.0.1")
    for path in PATHS:
        answer = stranger.get(path)
        assert (path, answer.status_code, said(answer)) == (path, 403, "This page is closed to this browser.")
    assert not Profile.objects.exists()


@pytest.mark.parametrize("token", ["", "x", "../home_key", "..%2Fhome_key", "%00", "é" * 40, "x" * 4000])
def test_a_token_that_was_never_printed_opens_nothing(db: None, token: str) -> None:
    answer = Client(SERVER_NAME="127.0.0.1").get(f"/open/{token}/")

    assert answer.status_code in (403, 404)
    assert not answer.cookies


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_its_headers(client: Client, path: str) -> None:
    for answer in (client.get(path), client.post(path, {"go": "stay"}), Client(SERVER_NAME="127.0.0.1").get(path)):
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer["Referrer-Policy"] == "same-origin"
        assert "no-store" in answer["Cache-Control"] or "no-cache" in answer["Cache-Control"]


@pytest.mark.parametrize("path", ["/check/", "/profiles/", "/diary/add/note/", "/language/"])
def test_a_form_of_10_mb_is_refused_with_a_page(client: Client, path: str) -> None:
    for answer in (
        client.post(path, "note=" + "x" * 10_000_000, content_type="application/x-www-form-urlencoded"),
        client.post(path, {"note": "x" * 10_000_000}),
        client.post(path, "x=1&" * 1000, content_type="application/x-www-form-urlencoded"),
    ):
        assert (answer.status_code, said(answer)) == (400, "We could not take that.")
    assert not SavedEntry.objects.exists()


@pytest.mark.parametrize("path", ["/check/", "/profiles/", "/diary/add/note/", "/country/"])
def test_nul_bytes_are_refused_with_a_page(client: Client, path: str) -> None:
    for answer in (
        client.post(path, {"note": "a\0b", "name": "a\0b", "go": "answer"}),
        client.post(path, {"a\0b": "1"}),
        client.post(path, "note=a%00b", content_type="application/x-www-form-urlencoded"),
        client.get(path + "?x=%00"),
    ):
        assert (answer.status_code, said(answer)) == (400, "We could not take that.")
    assert not SavedEntry.objects.exists()


@pytest.mark.parametrize(
    "kind",
    [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=x",
        "multipart/form-data; boundary=" + "x" * 300,
        "application/json",
        "text/plain",
        "application/x-www-form-urlencoded; charset=nonsense",
    ],
)
def test_a_broken_form_changes_nothing(client: Client, kind: str) -> None:
    for body in (
        b"",
        b"--x\r\nnot a header\r\n\r\n",
        b'--x\r\nContent-Disposition: form-data; name="name"\r\n',
        b"\xff\xfe{",
    ):
        for path in ("/profiles/", "/check/", "/diary/add/note/"):
            answer = client.generic("POST", path, body, content_type=kind)
            assert answer.status_code < 500, (path, body)
    assert Profile.objects.count() == 1
    assert not SavedEntry.objects.exists()


@pytest.mark.parametrize("text", AWKWARD.values(), ids=list(AWKWARD))
def test_any_script_can_be_written_in_every_text_field(client: Client, text: str) -> None:
    profile = home_profile()
    ids = [str(uuid.uuid4()) for _ in range(3)]
    assert client.post("/diary/add/note/", {"id": ids[0], "go": "save", "note": text}).status_code == 302
    assert client.post("/diary/add/pain/", {"id": ids[1], "go": "save", "score": "4", "note": text}).status_code == 302
    activity = {"id": ids[2], "go": "save", "name_1": text, "score_1": "4"}
    assert client.post("/diary/add/psfs/", activity).status_code == 302
    added = client.post("/profiles/", {"id": str(uuid.uuid4()), "name": text[:40]})

    assert added.status_code == 302
    assert Profile.objects.exclude(pk=profile.pk).get().name == text[:40].strip()
    exported = client_of(profile).get("/diary/export.jsonl").content.decode()
    assert exported.count(text.replace("\\", "\\\\").replace('"', '\\"')) == 3
    for page in (client_of(profile).get("/diary/table/"), client.get("/profiles/")):
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()


def test_sent_twice_a_person_is_added_once(client: Client) -> None:
    form = {"id": str(uuid.uuid4()), "name": "Ann"}
    for _ in range(3):
        assert client.post("/profiles/", form).status_code == 302
    assert Profile.objects.filter(name="Ann").count() == 1


def test_a_profile_cookie_that_is_forged_or_stale_is_the_first_profile(client: Client) -> None:
    for value in ("", "x", str(uuid.uuid4()), "../", "0" * 5000):
        client.cookies["unknot_profile"] = value
        assert client.get("/").status_code == 200
    assert Profile.objects.count() == 1


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the server would write, at the highest level."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(PlainFormatter("{levelname} {message}", style="{"))
    loggers = [logging.getLogger("django"), logging.getLogger()]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
    yield written
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)


@override_settings(ROOT_URLCONF="tests.web.crashing")
def test_a_crash_shows_and_logs_no_answer(client: Client, log: io.StringIO) -> None:
    answer = client.post("/crash/", {"note": "my-secret-words"})

    assert (answer.status_code, said(answer)) == (500, "Something on our side broke.")
    assert "my-secret-words" not in answer.content.decode()
    assert "ValueError" in log.getvalue() and "crashing.py" in log.getvalue()
    assert "my-secret-words" not in log.getvalue()


@override_settings(ROOT_URLCONF="tests.web.crashing", DEBUG=True)
def test_even_the_pages_for_developers_show_no_field_and_no_variable(client: Client, log: io.StringIO) -> None:
    with override_settings(DEBUG=True):
        answer = client.post("/crash/", {"other": "my-secret-words"})

    assert answer.status_code == 500
    assert "my-secret-words" not in answer.content.decode()
    assert "my-secret-words" not in log.getvalue()


@override_settings(ROOT_URLCONF="tests.web.crashing")
@pytest.mark.parametrize(
    ("name", "status", "heading"),
    [
        ("SQLITE_BUSY", 503, "The diary is busy. Nothing was saved just now."),
        ("SQLITE_LOCKED", 503, "The diary is busy. Nothing was saved just now."),
        ("SQLITE_FULL", 503, "The disk takes nothing more. Nothing was saved just now."),
        ("SQLITE_IOERR_WRITE", 503, "The disk takes nothing more. Nothing was saved just now."),
        ("SQLITE_READONLY_DBMOVED", 503, "The diary is closed for writing. Nothing was saved just now."),
        ("SQLITE_CANTOPEN", 503, "The diary is closed for writing. Nothing was saved just now."),
        ("SQLITE_CORRUPT", 503, "The diary is damaged. Nothing was saved just now."),
        ("SQLITE_NOTADB", 503, "The diary is damaged. Nothing was saved just now."),
        ("SQLITE_IOERR_SHORT_READ", 503, "The diary is damaged. Nothing was saved just now."),
        ("55P03", 503, "The diary is busy. Nothing was saved just now."),
        ("53300", 503, "The diary is busy. Nothing was saved just now."),
        ("53100", 503, "The disk takes nothing more. Nothing was saved just now."),
        ("25006", 503, "The diary is closed for writing. Nothing was saved just now."),
        ("XX001", 503, "The diary is damaged. Nothing was saved just now."),
        ("57P01", 503, "The diary does not answer. Nothing was saved just now."),
        ("none", 503, "The diary does not answer. Nothing was saved just now."),
        ("SQLITE_ERROR", 500, "Something on our side broke."),
    ],
)
def test_a_database_that_cannot_is_said_with_the_remedy(client: Client, name: str, status: int, heading: str) -> None:
    answer = client.get(f"/database/{name}/")

    assert (answer.status_code, said(answer)) == (status, heading)
    assert ("Retry-After" in answer) == (status == 503)
    if "damaged" in heading:
        assert "is safe." not in answer.content.decode(), "nobody knows that"
