"""One person's whole way through the pages, with everything that the browser asked for on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page, Request, Response

from tests.web.accessible import assert_accessible
from tests.web.steps import ORDINARY, begin, go_through, see_result

NOTE = "eine-Notiz-🦴-nur-für-mich"
ACTIVITY = "carrying-my-grandson-Bartholomew"
NAME = "Persephone-Quux"
PERSON = {**ORDINARY, "age": "57", "duration_days": "13"}


@dataclass
class Seen:
    """What went over the wire."""

    requests: list[Request] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Take down everything from now on, also what a worker asks for."""
        page.context.on("request", lambda request: self.requests.append(request))
        page.context.on("response", lambda response: self.responses.append(response))


def whole_way(page: Page, seen: Seen, *, keeps: bool, household: bool = False) -> None:
    """Check, result, plan, session, diary, learn. `keeps`: as somebody with a diary, else as a visitor.

    `household`: a profile of their own first.
    """
    seen.watch(page)
    if household:
        page.goto("/profiles/")
        page.locator("#name").fill(NAME)
        page.get_by_role("button", name="Add and use").click()
    page.goto("/country/")
    page.locator('input[value="ID"]').check(force=True)
    page.get_by_role("button", name="Save").click()
    begin(page)
    go_through(page, PERSON)
    see_result(page)
    assert_accessible(page)
    into_session(page)
    if keeps:
        write(page, "note", note=NOTE)
        write(page, "psfs", name_1=ACTIVITY, score_1="7")
        for path in ("/diary/", "/diary/table/", "/diary/files/", "/earlier/"):
            page.goto(path)
    for path in ("/learn/", "/learn/techniques/", "/learn/evidence/", "/learn/privacy/"):
        page.goto(path)


def into_session(page: Page) -> None:
    """From the result over the plan into the player, and out again by Stop."""
    page.locator('form.dock[action="/plan/"] .button').click()
    page.locator('form.dock button[value="begin"]').click()
    page.get_by_label("None of these").check()
    page.get_by_role("button", name="Continue").click()
    page.locator('[name=ache][value="6"]').check(force=True)
    page.get_by_role("button", name="To the session").click()
    page.get_by_role("button", name="Begin").click()
    page.wait_for_timeout(500)
    page.locator("#k-stop").click()
    page.wait_for_selector("#p-why:not([hidden])")


def write(page: Page, kind: str, **fields: Any) -> None:
    """One entry of the diary."""
    page.goto(f"/diary/add/{kind}/")
    for name, value in fields.items():
        found = page.locator(f'[name="{name}"]')
        if found.first.get_attribute("type") == "radio":
            page.locator(f'[name="{name}"][value="{value}"]').check(force=True)
        else:
            found.fill(value)
    page.locator("form.entry-form .button").first.click()
    page.wait_for_url(re.compile(r"/diary/\?saved"))
