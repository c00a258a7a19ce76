"""A sign-in that has ended: no write is taken for written, and what the browser keeps of a person goes."""

from __future__ import annotations

import pytest
from playwright.sync_api import APIRequestContext, Page

from tests.web.serving import Serving

SESSION = "/session/3f0f3c7e-5b1c-4a55-9d0c-0c5c8a0d4f11/"
WRITES = ["/diary/add/pain/", "/diary/add/note/", "/diary/files/", SESSION, SESSION + "keep/", SESSION + "end/"]


def post(page: Page, shared: Serving, address: str, **headers: str) -> tuple[int, str]:
    """The answer of a write from this page: its status and its text."""
    request: APIRequestContext = page.request
    token = page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value") or ""
    form = {"csrfmiddlewaretoken": token, "id": "", "score": "4", "note": "x", "state": "{}"}
    answer = request.post(
        shared.address.rstrip("/") + address,
        form=form,
        headers={"Origin": shared.address.rstrip("/"), "Referer": shared.address, **headers},
        max_redirects=0,
    )
    return answer.status, answer.text()


@pytest.mark.parametrize("address", WRITES)
def test_a_write_of_nobody_is_answered_401_to_people_and_to_pages(visitor, shared: Serving, address: str) -> None:  # type: ignore[no-untyped-def]
    page = visitor()
    page.goto("/")

    status, text = post(page, shared, address)
    told, receipt = post(page, shared, address, Accept="application/json")

    assert (status, told) == (401, 401)
    assert "You are signed out, so this was not written." in text
    assert '"signed_out": true' in receipt
