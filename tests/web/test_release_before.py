"""A household of the release before opens with the program of today, and nothing of it is lost."""

from __future__ import annotations

import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import msgspec
import pexpect
import pytest

from tests.cli.terminal import EXAMPLES, at_terminal, piped
from tests.web.every_url import every_url
from tests.web.releases_before import BEFORE, RELEASES, folder_of, rows
from tests.web.serving import Serving, serving
from unknot.pathway.diary import entries as diary

KEPT = ("unknot_accounts_profile", "self_care_savedcheck", "self_care_savedplan", "self_care_savedentry")
PATHS = sorted("/" + url.pattern for url in every_url() if not url.ids)


class Reader:
    """A browser of the household as one of its people: it reads, and follows where it is led."""

    def __init__(self, running: Serving, profile: str) -> None:
        jar = CookieJar()
        urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar)).open(running.server.opening).close()
        self.address, self.opener = running.address, urllib.request.build_opener()
        held = "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)
        self.opener.addheaders = [("Cookie", f"{held}; unknot_profile={profile}")]

    def read(self, path: str) -> tuple[int, str]:
        try:
            with self.opener.open(self.address.rstrip("/") + path) as page:
                return page.status, page.read().decode(errors="replace")
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, dict[str, object]]]:
    """Every row as the release before wrote it."""
    folder = folder_of(BEFORE, tmp_path_factory.mktemp("before"))
    return {table: rows(folder, table) for table in KEPT}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """The same folder, served by the program of today."""
    with serving(folder_of(BEFORE, tmp_path_factory.mktemp("opened"))) as running:
        yield running


def text(id: object) -> str:
    return str(uuid.UUID(str(id)))


def test_every_row_of_the_release_before_is_there_as_it_was(
    opened: Serving, before: dict[str, dict[str, dict[str, object]]]
) -> None:
    assert [len(before[table]) for table in KEPT] == [4, 3, 2, 18]
    for table in KEPT:
        now = rows(opened.folder, table)
        for id, row in before[table].items():
            assert row.items() <= now[id].items(), (table, id)


def test_every_page_of_everybody_of_the_release_before_opens(
    opened: Serving, before: dict[str, dict[str, dict[str, object]]]
) -> None:
    everybody = list(before["unknot_accounts_profile"])
    sessions = rows(opened.folder, "self_care_savedsession")
    for profile in everybody:
        browser = Reader(opened, text(profile))
        checks = [id for id, row in before["self_care_savedcheck"].items() if row["profile_id"] == profile]
        mine = [id for id, row in sessions.items() if row["profile_id"] == profile]
        paths = [path for path in PATHS if path != "/diary/letter.pdf"]
        paths += [f"/earlier/{text(id)}/" for id in checks]
        paths += [f"/session/{text(id)}/" for id in mine] + [f"/session/{text(id)}/after/" for id in mine]
        paths += [f"/diary/add/{kind}/" for kind in ("pain", "soreness", "peg", "psfs", "pgic", "flare", "note")]
        answers = {path: browser.read(path)[0] for path in paths}
        assert {path: status for path, status in answers.items() if status not in (200, 405)} == {}
        assert not mine or answers[f"/session/{text(mine[0])}/"] == 200


def test_the_diary_of_the_release_before_is_exported_entry_for_entry(
    opened: Serving, before: dict[str, dict[str, dict[str, object]]]
) -> None:
    for profile in before["unknot_accounts_profile"]:
        mine = [row for row in before["self_care_savedentry"].values() if row["profile_id"] == profile]
        status, exported = Reader(opened, text(profile)).read("/diary/export.jsonl")
        assert status == 200
        lines = [msgspec.json.decode(line) for line in exported.splitlines()]
        assert all(msgspec.json.decode(str(row["line"])) in lines for row in mine)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The same folder for the terminal."""
    return folder_of(BEFORE, tmp_path)


def test_the_terminal_reads_and_exports_the_diary_of_the_release_before(home: Path) -> None:
    exported = (RELEASES / f"{BEFORE}.jsonl").read_text()

    assert piped(home, "diary", "show").returncode == 0
    assert piped(home, "plan").returncode == 0
    assert piped(home, "diary", "export").stdout == exported


@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_an_export_of_the_release_before_comes_back_whole(tmp_path: Path, home: Path, kind: str) -> None:
    there = piped(home, "diary", "import", str(RELEASES / f"{BEFORE}.{kind}"))
    (elsewhere := tmp_path / "elsewhere").mkdir()
    anew = piped(elsewhere, "diary", "import", str(RELEASES / f"{BEFORE}.{kind}"))

    count = len((RELEASES / f"{BEFORE}.jsonl").read_text().splitlines())
    assert there.stdout.startswith(f"0 added, {count} already there")
    assert anew.stdout.startswith(f"{count} added, 0 already there")
    assert piped(elsewhere, "diary", "export").stdout == (RELEASES / f"{BEFORE}.jsonl").read_text()


def test_a_session_that_the_terminal_left_in_the_release_before_comes_into_the_diary(home: Path) -> None:
    left = msgspec.json.decode((home / "session.json").read_bytes())["entry"]
    child = at_terminal(home, "session", "--answers", str(EXAMPLES / "desk_ache.json"))
    if child.expect(["Go on with it", "Any yes, or not sure", pexpect.EOF]) == 0:
        child.sendline("n")  # it was left less than 12 hours ago
        child.expect(["Any yes, or not sure", pexpect.EOF])
    child.close(force=True)

    written = diary.read(piped(home, "diary", "export").stdout).entries
    assert left in {entry.id for entry in written}
