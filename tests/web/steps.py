"""What a person does on the pages, in words: the journeys read as prose because of these."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator, Page

ORDINARY: dict[str, Any] = {
    "age": "42", "sex": "male", "for_whom": "me", "site": ["low_back_left"], "duration_days": "9", "onset": "gradual",
    "pain_history": "before", "trend": "better", "pain_now": "4", "pain_worst": "5", "eased_by_position": "yes",
    "bp_state": "fine",
}  # fmt: skip
"""A desk worker of 42 with an ordinary ache of nine days."""


def begin(page: Page) -> None:
    """From the first page into the check."""
    page.goto("/")
    page.locator('button[value="begin"]').click()
    page.wait_for_selector("form.check")


def where(page: Page) -> str:
    """Which page of the check is shown: `nerves`, `nerves/bladder`; empty when it is none."""
    form = page.locator("form.check")
    if not form.count():
        return ""
    screen = form.locator('input[name="page"]').get_attribute("value") or ""
    part = form.locator('input[name="part"]').get_attribute("value")
    return f"{screen}/{part}" if part else screen


def answer_page(page: Page, person: Mapping[str, Any]) -> None:
    """Fill in the page that is shown as this person would, and go on.

    `person`: fact id -> the answer of a question, True for an item that is so, "unsure" for one they are not sure of;
    everything else of a list is not so.
    """
    form = page.locator("form.check")
    for field in form.locator("fieldset.field, div.field").all():
        _fill(field, person)
    rows = form.locator('input[name="yes"][type="checkbox"]')
    if rows.count():
        ids = [row.get_attribute("value") or "" for row in rows.all()]
        for id in (id for id in ids if person.get(id) not in (None, False, "unsure")):
            form.locator(f'input[name="yes"][value="{id}"]').check()
        unsure = [id for id in ids if person.get(id) == "unsure"]
        if unsure:
            form.locator('input[name="not_sure"]').check()
        elif not any(person.get(id) for id in ids):
            form.locator('input[name="none"]').check()
    which = form.locator('input[name="unsure"][type="checkbox"]')
    for row in which.all():
        if person.get(row.get_attribute("value") or "") == "unsure":
            row.check()
    form.evaluate("form => form.setAttribute('data-answered', '')")
    form.locator(".actions .button").click()
    page.wait_for_selector("form.check[data-answered]", state="detached")  # the page that answers is there
    page.wait_for_load_state()


def _fill(field: Locator, person: Mapping[str, Any]) -> None:
    text = field.locator('input[type="text"]')
    if text.count():
        id = (text.get_attribute("name") or "").removeprefix("f_")
        text.fill(str(person.get(id, 20)))
        return
    id = (field.get_attribute("id") or "").removeprefix("f_")
    if id.startswith("doubt_"):
        field.locator('input[value="unsure"]').check()
        return
    if field.locator(".key").count():
        for place in person.get(id, ["low_back_left"]):
            field.locator(f'input[value="{place}"]').check(force=True)
        return
    said = person.get(id)
    chosen = field.locator(f'input[value="{said}"]') if said is not None else field.locator("input[type=radio]").nth(1)
    chosen.check(force=True)


def go_through(page: Page, person: Mapping[str, Any]) -> None:
    """Answer page after page until the answers are read back or the check has ended."""
    for _ in range(40):
        if not where(page):
            return
        answer_page(page, person)
    raise AssertionError(f"the check does not end: {where(page)}")


def see_result(page: Page) -> None:
    """From the read-back to the result."""
    page.locator("form.dock .button").click()
    page.wait_for_selector(".band")
