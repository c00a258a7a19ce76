"""How does the same person answer in the browser? Form by form, each page in its rounds, without a browser."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.test import Client

from tests.faces.typed import answer_to
from tests.web.test_pages_lead_where_the_pathway_leads import said_in_fields
from unknot.knowledge.shapes import Knowledge


def begin(client: Client) -> Any:
    """The first page of a new check, or what is said instead of it."""
    return client.post("/check/", {"go": "begin"})


def go_through(client: Client, shown: Any, knowledge: Knowledge, person: dict[str, Any], pages: int = 99) -> Any:
    """Answer page after page, at most so many; the last answer of the server."""
    for _ in range(pages):
        if "page" not in (shown.context or {}):
            return shown
        shown = _answer(client, shown, knowledge, person)
    return shown


def _answer(client: Client, shown: Any, knowledge: Knowledge, person: dict[str, Any]) -> Any:
    page = shown.context["page"]
    form = QueryDict(mutable=True)
    for id in page.shown.split():
        said_in_fields(knowledge.facts[id], answer_to(knowledge.facts[id], person), form)
    if not form.getlist("yes") and "not_sure" not in form:
        form["none"] = "1"
    doubts = form.pop("unsure", [])
    while True:
        form.update({"go": "answer"})
        for name, value in (("page", page.screen), ("part", page.part), ("shown", page.shown), ("go", "answer")):
            form[name] = value
        shown = client.post("/check/", form.urlencode(), content_type="application/x-www-form-urlencoded")
        again = (shown.context or {}).get("page")
        if again is None or not again.round or (again.screen, again.part) != (page.screen, page.part):
            return shown
        form["round"] = again.round
        form.setlist("yes", list(again.carried))
        form.setlist("unsure", doubts if again.round == "which" else list(again.doubted))
