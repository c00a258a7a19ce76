"""Whatever stands in a request of a stranger or of another program, it is no fault, stops nobody and opens nothing."""

from __future__ import annotations

import asyncio
import html
import re
import socket
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from tests.web.accessible import assert_accessible, assert_fits
from tests.web.every_url import every_url
from tests.web.household import client_of
from tests.web.rows import keep_one_of_each
from tests.web.serving import Serving
from tests.web.steps import begin
from unknot.data_folder import secret_of
from unknot.web.accounts.whose import home_profile
from unknot.web.kept.models import SavedEntry
from unknot.web.serving.front import Front
from unknot.web.serving.open_token import new_token, page_for
from unknot.web.serving.security import HOME_COOKIE, same_secret
from unknot.web.serving.serve import Server

ODD = [
    "http://[::1",
    "null",
    "\xff\xfe",
    '"\\377"',
    "é" * 50,
    "x" * 5000,
    "-1",
    "in-ID;q=x",
    "a,b;q=9",
    "[",
    "%00",
    "=",
]
NAMES = [
    "Origin", "Referer", "Cookie", "Host", "Accept-Language", "Accept-Encoding", "X-Forwarded-For", "X-Forwarded-Proto",
    "X-Forwarded-Host", "Sec-Fetch-Site", "Sec-Fetch-Mode", "HX-Request", "HX-Current-URL", "HX-Prompt", "Range",
    "If-None-Match", "If-Modified-Since", "Content-Type", "X-CSRFToken", "Forwarded", "Accept",
]  # fmt: skip
FOREIGN = [
    b"foo=caf\xc3\xa9",
    b"foo=\xff\xfe",
    b'unknot_home="\\377"',
    b"unknot_home=",
    b"unknot_profile=\xe2\x80\xae; unknot_language=\xff",
    b'csrftoken=x; sessionid=y; unknot_csrf="\\377"; unknot_session=\xff',
    b"huge=" + b"x" * 50_000,
    b"; ".join(b"c%d=1" % number for number in range(500)),
    b"=; ;;=x; novalue; a=b=c; __proto__=1",
]


@pytest.fixture(scope="module")
def key(home: Serving) -> bytes:
    """The cookie of the household, as a browser would send it."""
    return f"{HOME_COOKIE}={(home.folder / 'home_key').read_text()}".encode()


def status(home: Serving, method: str, path: str, headers: dict[str, bytes], body: bytes | None = None) -> int:
    connection = HTTPConnection("127.0.0.1", home.server.port, timeout=20)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


@pytest.mark.parametrize("foreign", FOREIGN, ids=lambda foreign: repr(foreign[:30]))
def test_no_cookie_of_another_program_locks_the_person_out(home: Serving, key: bytes, foreign: bytes) -> None:
    assert status(home, "GET", "/", {"Cookie": foreign + b"; " + key}) == 200
    assert status(home, "GET", "/", {"Cookie": key + b"; " + foreign}) == 200
    assert status(home, "GET", "/", {"Cookie": foreign}) == 403


@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "PUT", "OPTIONS"])
def test_no_byte_in_a_header_is_a_fault(home: Serving, key: bytes, method: str) -> None:
    for name in NAMES:
        for value in (b"\xff\xc3", b'"\\377"', b"http://[::1", b"a" * 3000):
            for cookie in (b"", key):
                headers = {"Cookie": cookie, name: value} if name != "Cookie" else {"Cookie": value + b"; " + cookie}
                assert status(home, method, "/country/?%FF=%E9", headers) < 500, (name, value)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(NAMES),
        st.sampled_from(ODD) | st.text(st.characters(max_codepoint=255), max_size=40),
        max_size=4,
    ),
    st.booleans(),
)
def test_no_header_whatever_is_a_fault(db: None, headers: dict[str, str], known: bool) -> None:
    client = client_of(home_profile()) if known else Client(SERVER_NAME="127.0.0.1")
    client.raise_request_exception = False
    for path in ("/", "/open/x/", "/country/"):
        assert client.get(path, headers=headers).status_code < 500
        assert client.post(path, {"go": "x"}, headers=headers).status_code < 500


def test_a_cookie_of_the_same_name_for_one_page_does_not_hide_ours(db: None) -> None:
    client = Client(SERVER_NAME="127.0.0.1")
    both = f"{HOME_COOKIE}={secret_of('home_key')}; {HOME_COOKIE}=of-another-program"

    assert client.get("/", headers={"Cookie": both}).status_code == 200


def test_nothing_is_never_the_same_as_nothing() -> None:
    assert not same_secret("", "")
    assert not same_secret("x", "")
    assert not same_secret("", "x")
    assert not same_secret("ÿ", "x" * 50)
    assert same_secret("x" * 50, "x" * 50)


@pytest.fixture
def half_sent(home: Serving) -> Iterator[list[socket.socket]]:
    """Twelve forms of strangers that stop in the middle; there are four threads."""
    opened = []
    for path in (b"/static/site/site.css", b"/open/x/", b"/check/") * 4:
        stranger = socket.create_connection(("127.0.0.1", home.server.port))
        stranger.sendall(b"POST " + path + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\n\r\nhalf of")
        opened.append(stranger)
    yield opened
    for stranger in opened:
        stranger.close()


def test_half_sent_forms_stop_nobody(home: Serving, key: bytes, half_sent: list[socket.socket]) -> None:
    for _ in range(3):
        assert status(home, "GET", "/", {"Cookie": key}) == 200


def test_readers_that_do_not_read_stop_nobody(home: Serving, key: bytes) -> None:
    asking = b"GET /learn/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + key + b"\r\n\r\n"
    opened = []
    for _ in range(8):
        slow = socket.socket()
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
        slow.connect(("127.0.0.1", home.server.port))
        slow.sendall(asking * 3)
        opened.append(slow)

    assert status(home, "GET", "/", {"Cookie": key}) == 200
    for slow in opened:
        slow.close()


@pytest.mark.parametrize("path", ["/static/site/site.css", "/static/", "/open/x/"])
@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS", "DELETE", "TRACE"])
def test_before_the_door_only_get_and_head_are_answered(home: Serving, method: str, path: str) -> None:
    assert status(home, method, path, {}) in (403, 405)


def through_front(parts: list[Any], **bounds: float) -> tuple[int, dict[str, Any] | None]:
    """Status of a request whose body comes in these parts, then nothing more; and what the application was told."""
    told: list[dict[str, Any]] = []
    sent: list[dict[str, Any]] = []

    def wsgi(environ: dict[str, Any], start: Any) -> list[bytes]:
        told.append({**environ, "body": environ["wsgi.input"].read()})
        start("200 OK", [])
        return [b"fine"]

    async def receive() -> dict[str, Any]:
        if not parts:
            await asyncio.Event().wait()
        part = parts.pop(0)
        return {"type": "http.request", "body": part, "more_body": part != parts_end}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    parts_end = b"end"
    scope = {
        "type": "http", "method": "POST", "path": "/", "query_string": b"", "http_version": "1.1",
        "headers": [(b"cookie", b"a=1"), (b"cookie", b"b=\xff"), (b"transfer-encoding", b"chunked")],
    }  # fmt: skip
    with ThreadPoolExecutor(1) as apart:  # a browser of another test may have a loop in this thread
        apart.submit(lambda: asyncio.run(Front(wsgi, **bounds)(scope, receive, send))).result()
    return sent[0]["status"], told[0] if told else None


def test_a_body_that_stops_coming_is_ended_and_changes_nothing() -> None:
    assert through_front([b"half"], idle=0.02) == (408, None)
    assert through_front([b"x", b"x"], idle=9, whole=0.02) == (408, None)


def test_a_body_in_chunks_arrives_whole_with_every_cookie() -> None:
    code, told = through_front([b"a", b"b", b"end"])

    assert code == 200 and told
    assert (told["body"], told["CONTENT_LENGTH"], told["HTTP_COOKIE"]) == (b"abend", "5", "a=1; b=\xff")


def rows() -> dict[str, list[Any]]:
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in apps.get_models()}


def test_head_changes_nothing_anywhere(db: None, tmp_path: Path) -> None:
    profile = home_profile()
    kept = keep_one_of_each(str(profile.pk))
    client = client_of(profile)
    before = rows()
    for url in every_url():
        for id in kept.rows if url.ids else ("",):
            answer = client.head(url.with_id(id))
            assert answer.status_code < 500, url.name
            assert not answer.cookies, url.name

    assert rows() == before


def test_head_makes_no_first_person(db: None) -> None:
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies[HOME_COOKIE] = secret_of("home_key")
    client.head("/diary/")

    assert not any(rows()["unknot_accounts.Profile"])


def test_looking_at_the_printed_address_does_not_use_it_up(db: None) -> None:
    from django.conf import settings as site

    stranger, token = Client(SERVER_NAME="127.0.0.1"), new_token(site.DATA)
    for _ in range(3):
        assert not stranger.head(f"/open/{token}/").cookies

    assert stranger.get(f"/open/{token}/").cookies[HOME_COOKIE].value == secret_of("home_key")
    again = Client(SERVER_NAME="127.0.0.1").get(f"/open/{token}/")
    assert again.status_code == 403
    assert "--new-key" in again.content.decode()


def test_the_file_that_opens_the_browser_is_private_and_leads_in(home: Serving, browser: Browser) -> None:
    page_file = page_for(home.folder, home.server.opening)
    assert page_file.stat().st_mode & 0o077 == 0

    context = browser.new_context()
    page = context.new_page()
    page.goto(page_file.as_uri())
    page.wait_for_url(home.server.address)

    assert page.locator("h1").count() == 1
    assert not page_file.exists()
    assert page.reload().status == 200  # type: ignore[union-attr]
    context.close()


FORMS = {
    "/check/": {"go": "answer", "page": "emergency", "note": "typed\nwords"},
    "/diary/add/note/": {"go": "save", "id": str(uuid.uuid4()), "note": "it's <b>my</b> typed\nwords"},
    "/plan/": {"minutes": "20", "kit": ["ball", "roller"], "note": "typed\nwords"},
}


@pytest.mark.parametrize("path", FORMS)
def test_a_form_whose_cookie_was_lost_comes_back_as_it_was_filled(db: None, path: str) -> None:
    client = Client(enforce_csrf_checks=True, SERVER_NAME="127.0.0.1")
    client.cookies = client_of(home_profile()).cookies
    client.cookies["csrftoken"] = "of another program"
    answer = client.post(path, FORMS[path], headers={"Origin": "http://127.0.0.1"})
    text = answer.content.decode()

    assert answer.status_code == 403
    assert "Please send it once more." in text
    fields = re.findall(r'name="(\w+)" hidden>\n(.*?)</textarea>', text, re.DOTALL)
    told: dict[str, Any] = {}
    for name, value in fields:
        told.setdefault(name, []).append(html.unescape(value))
    assert told == {name: value if isinstance(value, list) else [value] for name, value in FORMS[path].items()}
    assert not SavedEntry.objects.exists()


def test_a_page_of_the_check_is_sent_again_by_one_press(open_browser: Any, server: Server) -> None:
    page: Page = open_browser(service_workers="block").new_page()  # what it fetches ahead would renew the cookie
    begin(page)
    asked = page.locator("h1").inner_text()
    page.context.add_cookies([{"name": "unknot_csrf", "value": "x" * 32, "url": server.address}])
    page.locator('form.check input[name="none"]').check()
    page.locator('form.check .actions button[value="answer"]').click()
    expect(page.locator("h1")).to_have_text("Please send it once more.")
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("button", name="Send it now").click()

    expect(page.locator("form.check")).to_be_visible()
    expect(page.locator("h1")).not_to_have_text(asked)
