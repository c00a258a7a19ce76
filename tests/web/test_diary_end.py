"""Deleting everything leaves nothing: not in the database, not in its log, not beside it, not in the browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.web.accessible import assert_accessible, assert_fits
from tests.web.conftest import BOTH, BOTH_IDS
from tests.web.diaries import cookie_of, entries_in, new_profile
from unknot.pathway.diary.entries import Note, Pain, Session, new_id
from unknot.web.serving.serve import Server

MARKER = "marker-of-these-words"


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("unknot.sqlite3*"))


@pytest.mark.parametrize(("language", "size"), BOTH, ids=BOTH_IDS)
def test_everything_is_counted_asked_for_once_and_gone(
    open_browser: Callable[..., BrowserContext], server: Server, language: str, size: Any
) -> None:
    folder: Path = server.data_folder  # type: ignore[attr-defined]
    now = datetime.now().astimezone()
    words = f"{MARKER}-{language}-{size['width']}"
    mine = [
        *(Note(id=new_id(), at=now - timedelta(days=day), note=words * 20) for day in range(40)),
        Session(id=new_id(), at=now - timedelta(days=1), helper="alone", minutes=8, finished=True),
    ]
    profile = new_profile(folder, mine)
    other = new_profile(folder, [Pain(id=new_id(), at=now, score=4)])
    context = open_browser(language=language, size=size)
    context.add_cookies([cookie_of(profile, server.address)])
    page = context.new_page()
    assert words.encode() in bytes_of(folder)

    page.goto("/delete-everything/")
    heading = {
        "en": "Delete 41 entries, 1 massage among them?",
        "id": "Hapus 41 catatan, termasuk 1 pijat?",
    }[language]
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    assert_fits(page)
    assert_accessible(page)
    page.locator(".button.danger").click()

    gone = {"en": "Everything is deleted.", "id": "Semuanya sudah dihapus."}[language]
    expect(page.get_by_role("heading", level=1)).to_have_text(gone)
    assert_fits(page)
    assert_accessible(page)
    assert words.encode() not in bytes_of(folder)
    assert entries_in(folder, profile) == []
    assert len(entries_in(folder, other)) == 1
    kept = {cookie["name"]: cookie["value"] for cookie in context.cookies()}
    assert kept["unknot_profile"] == profile  # pressed again, it must not mean somebody else
    page.locator("main .button").click()
    expect(page).to_have_url(server.address)


def test_a_file_goes_out_of_one_browser_and_after_deleting_back_in(
    open_browser: Callable[..., BrowserContext], server: Server, tmp_path: Path
) -> None:
    folder: Path = server.data_folder  # type: ignore[attr-defined]
    now = datetime.now().astimezone()
    profile = new_profile(folder, [Note(id=new_id(), at=now, note="=1+1 😀"), Pain(id=new_id(), at=now, score=3)])
    before = entries_in(folder, profile)
    context = open_browser()
    context.add_cookies([cookie_of(profile, server.address)])
    page = context.new_page()
    for link in ("As CSV, for a spreadsheet", "As JSON Lines, to keep or to bring back"):
        page.goto("/diary/files/")
        assert_accessible(page)
        with page.expect_download() as download:
            page.get_by_role("link", name=link).click()
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        page.goto("/delete-everything/")
        page.locator(".button.danger").click()
        assert entries_in(folder, profile) == []
        context.add_cookies([cookie_of(profile, server.address)])
        page.goto("/diary/files/")
        page.get_by_label("The file").set_input_files(file)
        page.get_by_role("button", name="Import this file").click()
        expect(page.get_by_text("2 entries added.")).to_be_visible()
        assert_accessible(page)

        assert sorted(map(str, entries_in(folder, profile))) == sorted(map(str, before))


def test_a_file_that_cannot_be_read_is_told_on_the_page(
    open_browser: Callable[..., BrowserContext], server: Server, tmp_path: Path
) -> None:
    context = open_browser()
    context.add_cookies([cookie_of(new_profile(server.data_folder), server.address)])  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto("/diary/files/")
    (tmp_path / "bad.jsonl").write_text('{"format": 1, "kind": "pain", "score": 99}\n')
    page.get_by_label("The file").set_input_files(tmp_path / "bad.jsonl")
    page.get_by_role("button", name="Import this file").click()

    expect(page.get_by_role("alert").get_by_text("Line 1:")).to_be_visible()
    assert_fits(page)
    assert_accessible(page)
