"""Strangers see nothing: no address gives one person's rows to another, or anything of anybody to a visitor.

The addresses come from the resolver. A new one that names a row is tried here at once; a new kind of name in an address
has to be listed in `NO_ROWS` or it fails.
"""

from __future__ import annotations

import json
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from tests.web.every_url import Url, every_url
from tests.web.rows import SECRET, Kept, keep_one_of_each
from tests.web.serving import Serving
from tests.web.signing_in import make_account
from tests.web.steps import ORDINARY, begin, go_through, see_result

NO_ROWS = {"self_care:diary_add", "self_care:technique", "self_care:source", "self_care:rule"}
"""Addresses with a name in them that is no row of a person: kinds of entries, pages of the knowledge."""
HOUSEHOLD = {"accounts:rename", "accounts:use", "accounts:delete"}
"""Open to the whole household, and only to it."""
URLS = list(every_url())
WITH_ROWS = [url for url in URLS if url.ids and url.name not in NO_ROWS | HOUSEHOLD]
DOINGS = ("", "start", "begin", "delete", "answer", "save", "pause", "stop", "after", "end")


@pytest.fixture
def household(db: None) -> tuple[Kept, Client]:
    """Somebody with rows of every kind, and the browser of another profile."""
    from unknot.data_folder import secret_of
    from unknot.web.accounts.models import Profile
    from unknot.web.accounts.whose import PROFILE_COOKIE
    from unknot.web.serving.security import HOME_COOKIE

    owner, other = Profile.objects.create(name="Owner"), Profile.objects.create(name="Other")
    client = Client(headers={"host": "localhost"})
    client.cookies[HOME_COOKIE] = secret_of("home_key")
    client.cookies[PROFILE_COOKIE] = str(other.pk)
    return keep_one_of_each(str(owner.pk)), client


def kept_now(kept: Kept) -> Any:
    """Everything that is kept of this person, to be compared."""
    from unknot.web.kept.models import SavedCheck, SavedEntry, SavedJourney, SavedPlan, SavedSession

    models = (SavedCheck, SavedPlan, SavedSession, SavedEntry, SavedJourney)
    return [list(model.objects.filter(profile=kept.profile).values()) for model in models]


def as_owner(client: Client, kept: Kept) -> Client:
    from unknot.web.accounts.whose import PROFILE_COOKIE

    mine = Client(headers={"host": "localhost"})
    mine.cookies.update(client.cookies)
    mine.cookies[PROFILE_COOKIE] = kept.profile
    return mine


def test_every_kind_of_name_in_an_address_is_known() -> None:
    assert all(kind in ("uuid", "int") for url in WITH_ROWS for kind, _ in url.ids), WITH_ROWS
    assert {url.name for url in URLS} >= NO_ROWS | HOUSEHOLD


@pytest.mark.parametrize("url", WITH_ROWS, ids=lambda url: url.name)
def test_a_row_of_another_profile_is_not_found(household: tuple[Kept, Client], url: Url) -> None:
    kept, client = household
    before = kept_now(kept)
    for id in kept.rows:
        assert client.get(url.with_id(id)).status_code in (404, 405)
        for go in DOINGS:
            fields = {"go": go, "ache": "3", "state": "{}", "delete": "1", "id": kept.entry}
            answer = client.post(url.with_id(id), fields)
            assert answer.status_code in (404, 405), f"{url.name} {go}"

    assert kept_now(kept) == before


@pytest.mark.parametrize("url", WITH_ROWS, ids=lambda url: url.name)
def test_the_same_row_is_there_for_its_owner(household: tuple[Kept, Client], url: Url) -> None:
    kept, client = household
    mine = as_owner(client, kept)

    assert any(mine.get(url.with_id(id)).status_code != 404 for id in kept.rows)


@pytest.mark.parametrize("url", [url for url in URLS if not url.ids], ids=lambda url: url.name)
def test_no_page_shows_or_changes_what_another_profile_keeps(household: tuple[Kept, Client], url: Url) -> None:
    kept, client = household
    before = kept_now(kept)
    pages = [client.get(url.with_id(""))]
    for go in DOINGS:
        for row in kept.rows:
            fields = {"go": go, "id": row, "plan_id": row, "session_id": row, "check_id": row, "delete": "1"}
            pages.append(client.post(url.with_id(""), fields))

    assert not [page for page in pages if SECRET in page.content.decode(errors="replace")]
    assert all(page.status_code < 500 for page in pages)
    assert kept_now(kept) == before


@pytest.mark.parametrize("name", sorted(HOUSEHOLD))
def test_a_profile_of_an_account_is_not_of_the_household(household: tuple[Kept, Client], name: str) -> None:
    from django.contrib.auth.models import User

    from unknot.web.accounts.models import Profile

    _, client = household
    foreign = Profile.objects.create(owner=User.objects.create(username="x"), kind="account", name="Foreign")
    url = next(url for url in URLS if url.name == name)
    for id in (foreign.pk, uuid.uuid4()):
        for answer in (client.get(url.with_id(str(id))), client.post(url.with_id(str(id)), {"delete": "1"})):
            assert answer.status_code in (404, 405)
    assert Profile.objects.filter(pk=foreign.pk).exists()


def test_an_id_of_an_account_cannot_be_taken_for_a_new_profile(household: tuple[Kept, Client]) -> None:
    from django.contrib.auth.models import User

    from unknot.web.accounts.models import Profile

    _, client = household
    foreign = Profile.objects.create(owner=User.objects.create(username="x"), kind="account", name="Foreign")

    assert client.post("/profiles/", {"id": str(foreign.pk), "name": "Mine"}).status_code == 404
    assert client.post("/profiles/", {"id": "no id", "name": "Mine"}).status_code == 404


@pytest.fixture
def seeded(shared: Serving, visitor: Callable[..., Page]) -> Iterator[tuple[Kept, Page, list[Url]]]:
    """In shared mode: an account with rows, the browser of another account, and every address of this mode."""
    mail = f"owner-{uuid.uuid4().hex[:6]}@example.org"
    mine = visitor()
    make_account(mine, shared, mail)
    told = run(shared, "tests.web.rows", mail)
    other = visitor()
    make_account(other, shared, f"other-{uuid.uuid4().hex[:6]}@example.org")
    urls = [Url(name, pattern, tuple(map(tuple, ids))) for name, pattern, ids in run(shared, "tests.web.every_url")]
    kept = Kept(**told)
    assert SECRET in mine.request.get("/diary/table/").text()
    yield kept, other, urls
    assert SECRET in mine.request.get("/diary/table/").text()


def run(shared: Serving, module: str, *words: str) -> Any:
    """What a module prints as JSON in the surroundings of this server."""
    environment = {
        **shared.environment,
        "DJANGO_SETTINGS_MODULE": "unknot.web.settings",
        "PYTHONPATH": ":".join(sys.path),
    }
    done = subprocess.run([sys.executable, "-m", module, *words], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def tries(page: Page, address: str, kept: Kept) -> Iterator[tuple[int, str]]:
    """Status and text of reading an address, and of sending it forms that name another person's rows."""
    got = page.request.get(address, max_redirects=0)
    yield got.status, got.text()
    token = next((cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "unknot_csrf"), "")
    for go in ("", "start", "delete"):
        form = {
            "csrfmiddlewaretoken": token, "go": go, "id": kept.entry, "plan_id": kept.plan, "session_id": kept.session,
        }  # fmt: skip
        sent = page.request.post(address, form=form, max_redirects=0)
        yield sent.status, sent.text()


KEEPS_ITS_OWN = {"accounts:delete_account", "account_logout", "self_care:delete_everything"}
"""These would end what the trying account itself holds."""


@pytest.mark.parametrize("shared", ["SQLite", "PostgreSQL"], indirect=True)
@pytest.mark.parametrize("who", ["another account", "a visitor"])
def test_in_shared_mode_nobody_else_sees_anything(
    shared: Serving, seeded: tuple[Kept, Page, list[Url]], visitor: Callable[..., Page], who: str
) -> None:
    kept, other, urls = seeded
    page = other if who == "another account" else visitor()
    page.goto("/")
    for url in urls:
        if url.name in KEEPS_ITS_OWN and page is other:
            continue
        takes_row = bool(url.ids) and url.name not in NO_ROWS
        for id in kept.rows if takes_row else ("1",):
            id = "1" if url.ids and url.ids[0][0] == "int" else id
            for status, text in tries(page, url.with_id(id), kept):
                assert SECRET not in text, url.name
                assert status < 500, url.name
                if takes_row and not url.name.startswith("mfa_"):
                    # A write of nobody is 401, whatever row it names: a device then keeps what it sent.
                    assert status in ((404, 405) if page is other else (401, 404, 405)), url.name


def test_a_visitor_leaves_nothing_on_the_server(shared: Serving, visitor: Callable[..., Page]) -> None:
    before = run(shared, "tests.web.counted")
    page = visitor()
    begin(page)
    go_through(page, ORDINARY)
    see_result(page)

    assert run(shared, "tests.web.counted") == before
    assert not [cookie for cookie in page.context.cookies() if cookie["name"] == "unknot_session"]
