"""Nothing goes to a third party, and no answer stands in an address or a log: seen on whole journeys in Chromium."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser

from tests.web.conftest import PHONE
from tests.web.journeys import ACTIVITY, NAME, NOTE, PERSON, Seen, whole_way
from tests.web.serving import Serving, serving, serving_shared
from tests.web.signing_in import make_account
from unknot.knowledge.load import load

QUERIES = {"saved", "gone", "page", "back", "days", "window", "next", "v"}
"""Names that an address may carry after its `?`; none takes an answer."""


@dataclass
class Walked:
    """A journey that was made, and what it left behind."""

    running: Serving
    seen: Seen


@pytest.fixture(scope="module", params=["at home", "with an account", "as a visitor"])
def walked(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Walked]:
    """The whole way, on a server that logs as much as it can."""
    folder, seen = tmp_path_factory.mktemp("walked"), Seen()
    home = request.param == "at home"
    with serving(folder, UNKNOT_LOG="debug") if home else serving_shared(folder, UNKNOT_LOG="debug") as running:
        headers = {} if home else {"X-Forwarded-For": "192.0.2.1"}
        context = browser.new_context(base_url=running.address, viewport=PHONE, locale="en", extra_http_headers=headers)
        page = context.new_page()
        if home:
            page.goto(running.server.opening)
        elif request.param == "with an account":
            make_account(page, running, f"{uuid.uuid4().hex[:8]}@example.org")
        whole_way(page, seen, keeps=request.param != "as a visitor", household=home)
        yield Walked(running, seen)
        context.close()


def test_nothing_is_asked_of_anybody_else(walked: Walked) -> None:
    ours = urlsplit(walked.running.address)
    hosts = {(urlsplit(request.url).scheme, urlsplit(request.url).netloc) for request in walked.seen.requests}

    assert len(walked.seen.requests) > 40
    assert hosts <= {(ours.scheme, ours.netloc), ("data", ""), ("blob", "")}


def test_every_response_forbids_asking_anybody_else(walked: Walked) -> None:
    for response in walked.seen.responses:
        policy = response.header_value("content-security-policy") or ""
        assert "default-src 'none'" in policy and "unsafe" not in policy, response.url
        assert response.header_value("x-content-type-options") == "nosniff", response.url
        assert response.header_value("x-frame-options") == "DENY", response.url
        assert response.header_value("cross-origin-resource-policy") == "same-origin", response.url


def test_pages_with_answers_are_never_stored(walked: Walked) -> None:
    for response in walked.seen.responses:
        path = urlsplit(response.url).path
        if not path.startswith(("/static/", "/learn/", "/sw.js", "/manifest", "/offline")):
            assert "no-store" in (response.header_value("cache-control") or ""), response.url


def test_no_answer_stands_in_an_address(walked: Walked) -> None:
    for request in walked.seen.requests:
        parts = urlsplit(request.url)
        assert set(parse_qs(parts.query, keep_blank_values=True)) <= QUERIES, request.url
        assert not told(unquote(request.url)), request.url


def test_no_answer_stands_in_the_log(walked: Walked) -> None:
    log = walked.running.log

    assert "GET /check/" in log or "POST /check/" in log, "requests are logged at all"
    assert not told(log)


@cache
def answers_and_words() -> re.Pattern[str]:
    """Whatever of this person may stand nowhere: their words, their answers, the names of what they were asked."""
    words = [NOTE, ACTIVITY, NAME, "Bartholomew", "Persephone", "Notiz"]
    facts = [id for id, fact in load().facts.items() if fact.source in ("asked", "diary") and "_" in id]
    answers = [f"{id}={answer}" for id, answer in PERSON.items()]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, (*words, *answers, *facts)))})\b")


def told(text: str) -> list[str]:
    """What of the person's words and answers stands in a text."""
    return answers_and_words().findall(text)


def test_the_search_would_find_an_answer() -> None:
    assert told("GET /check/?pain_now=4") and told(f"... {NOTE} ...") and told(NAME)
