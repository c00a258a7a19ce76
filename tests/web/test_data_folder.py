"""What lies in the data folder is ours: no link in it is followed, and a secret that was cut off opens nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.test import Client

from unknot.data_folder import NotOurs, data_folder, open_own, secret_of
from unknot.web.serving.security import HOME_COOKIE


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own."""
    monkeypatch.setenv("UNKNOT_DATA", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702, 0o1777])
def test_a_folder_that_others_can_write_is_refused(folder: Path, mode: int) -> None:
    folder.chmod(mode)

    with pytest.raises(NotOurs, match="others can write") as refused:
        data_folder()
    assert refused.value.hint == f"chmod 700 {folder}"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_somebody_else_is_refused(folder: Path) -> None:
    os.chown(folder, 12345, 12345)
    try:
        with pytest.raises(PermissionError, match="belongs to somebody else"):
            data_folder()
    finally:
        os.chown(folder, os.geteuid(), os.getegid())


@pytest.mark.parametrize("name", ["migrating.lock", "server", "home_key", "session.json"])
def test_a_link_is_neither_followed_nor_emptied(folder: Path, name: str) -> None:
    precious = folder / "precious"
    precious.write_text("kept" * 20)
    (folder / name).symlink_to(precious)

    with pytest.raises(OSError):
        open_own(folder / name, os.O_RDWR | os.O_CREAT)
    assert precious.read_text() == "kept" * 20


def test_something_that_is_no_file_is_refused_at_once(folder: Path) -> None:
    os.mkfifo(folder / "pipe")

    with pytest.raises(PermissionError, match="no file of ours"):
        open_own(folder / "pipe", os.O_RDWR)


@pytest.mark.parametrize("text", ["", "\n", "x", "x" * 39])
def test_a_home_key_that_was_cut_off_is_made_anew_and_opens_nothing(folder: Path, db: None, text: str) -> None:
    (folder / "home_key").write_text(text)
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies[HOME_COOKIE] = text.strip()

    assert client.get("/").status_code == 403
    assert len(secret_of("home_key")) > 60
    assert (folder / "home_key").stat().st_mode & 0o077 == 0


def test_any_other_secret_that_was_cut_off_says_what_to_do(folder: Path) -> None:
    (folder / "secret_key").write_text("")

    with pytest.raises(NotOurs, match="cut off") as refused:
        secret_of("secret_key")
    assert "remove it" in refused.value.hint


def test_a_secret_that_others_could_read_is_closed(folder: Path) -> None:
    secret_of("secret_key")
    (folder / "secret_key").chmod(0o644)

    secret_of("secret_key")

    assert (folder / "secret_key").stat().st_mode & 0o077 == 0


def test_home_is_where_a_tilde_leads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    assert data_folder({"UNKNOT_DATA": "~/x"}) == tmp_path / "x"
