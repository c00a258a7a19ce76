"""A real server and a real Chromium for every test that needs them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.web.chromium import ARGUMENTS, chromium_path
from tests.web.serving import Serving, postgresql, serving, serving_shared
from unknot.web.serving.serve import Server

addresses = itertools.count()
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
BOTH = [("id", PHONE), ("en", DESKTOP)]
"""Both languages and both sizes in two runs: the longer words on the narrow page, the shorter ones on the wide one."""
BOTH_IDS = ["id-phone", "en-desktop"]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A home-mode server with an empty data folder of its own, ended after the last test."""
    with serving(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture(scope="session")
def server(home: Serving) -> Server:
    """The same, for those who need its address only."""
    home.server.data_folder = home.folder  # type: ignore[attr-defined]
    return home.server


@pytest.fixture(scope="session")
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A shared-mode server, ended after the last test; on SQLite where a test does not ask for PostgreSQL."""
    with ExitStack() as stack:
        database = ""
        if getattr(request, "param", "SQLite") == "PostgreSQL":
            database = stack.enter_context(postgresql())
        yield stack.enter_context(serving_shared(tmp_path_factory.mktemp("shared"), database))


@pytest.fixture
def visitor(browser: Browser, shared: Serving) -> Iterator[Callable[..., Page]]:
    """`visitor(language="id")`: a window of a stranger on the shared server."""
    contexts: list[BrowserContext] = []

    def opened(language: str = "en", size: Any = PHONE, **more: Any) -> Page:
        # As a web server would say it: each visitor has an address of their own, and limits of their own.
        of = {"X-Forwarded-For": f"192.0.2.{next(addresses) % 250}"}
        context = browser.new_context(
            base_url=shared.address, viewport=size, locale=language, extra_http_headers=of, **more
        )
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: Debian's, or playwright's own."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def key_cookie(browser: Browser, server: Server) -> list[Any]:
    """The household's cookie, got once by the one-time address."""
    context = browser.new_context()
    context.new_page().goto(server.opening)
    cookies = context.cookies()
    context.close()
    return cookies


@pytest.fixture
def open_browser(browser: Browser, server: Server, key_cookie: list[Any]) -> Iterator[Callable[..., BrowserContext]]:
    """`open_browser(language="id", size=PHONE)`: a window of its own, with a profile of its own."""
    contexts: list[BrowserContext] = []

    def opened(language: str = "en", size: Any = PHONE, **more: Any) -> BrowserContext:
        context = browser.new_context(base_url=server.address, viewport=size, locale=language, **more)
        context.add_cookies(
            [*key_cookie, {"name": "unknot_language", "value": language, "url": server.address}],
        )
        contexts.append(context)
        return context

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_browser: Callable[..., BrowserContext]) -> Page:
    """One phone-sized English page."""
    return open_browser().new_page()
