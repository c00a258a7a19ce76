"""A real server and a real Chromium for every test that needs them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.web.chromium import ARGUMENTS, chromium_path
from unknot.web.serve import Server, free_port

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A home-mode server with an empty data folder of its own, ended after the last test."""
    folder = tmp_path_factory.mktemp("home")
    before = dict(os.environ)
    os.environ.update(UNKNOT_DATA=str(folder), UNKNOT_MODE="home", UNKNOT_DEBUG="")
    from unknot.web.ready import make_ready_apart

    make_ready_apart()
    serving = Server("127.0.0.1", free_port(0))
    os.environ.clear()
    os.environ.update(before)
    serving.data_folder = Path(folder)  # type: ignore[attr-defined]
    try:
        serving.wait()
        yield serving
    finally:
        serving.stop()


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
