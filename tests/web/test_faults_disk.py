"""What happens to the diary when the process is killed, the database busy, or the disk full? Nothing half-written."""

from __future__ import annotations

import os
import random
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.web.serving import Serving, serving
from tests.web.torture import Figure
from unknot.web.serving.serve import Server

ROUNDS = 30


class Household:
    """A browser of the household that speaks HTTP and nothing more, so that it can be used from several threads."""

    def __init__(self, server: Server) -> None:
        self.server = server
        opened = self.ask("GET", server.opening.removeprefix(server.address[:-1]))[1]
        self.cookie = opened.split(";")[0]
        page, cookie, _ = self.ask("GET", "/diary/add/note/")
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', self.text)
        assert page == 200 and token
        self.cookie += "; " + cookie.split(";")[0]
        self.token = token.group(1)

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, str, str]:
        """Status, the cookie that came, and the place it leads to."""
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        headers = {"Cookie": getattr(self, "cookie", ""), "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        self.text = answer.read().decode()
        connection.close()
        return answer.status, answer.headers.get("Set-Cookie", ""), answer.headers.get("Location", "")

    def write(self, id: str, note: str) -> int:
        """Send one entry; the status."""
        form = {"csrfmiddlewaretoken": self.token, "id": id, "go": "save", "note": note}
        return self.ask("POST", "/diary/add/note/", urlencode(form))[0]


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Serving]:
    """A server of its own, because it will not be treated well."""
    with serving(tmp_path) as running:
        yield running


def ids_in(folder: Path) -> set[str]:
    """Every entry that the database holds, after it was looked over."""
    with sqlite3.connect(folder / "unknot.sqlite3") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {str(uuid.UUID(id)) for (id,) in connection.execute("SELECT id FROM self_care_savedentry")}


def heading(page: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", page)
    return found.group(1) if found else ""


def test_thirty_kills_while_writing_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    environment = {**os.environ, "UNKNOT_DATA": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.web.torture", "--rounds", str(ROUNDS)],
        env=environment, capture_output=True, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{ROUNDS} kills" in done.stdout
    assert " 0 lost, 0 half-written, 0 times" in done.stdout


def test_the_figure_counts_what_is_lost() -> None:
    assert str(Figure(1, 2, 3, 4, 5, 6)).startswith("1 kills -9 while writing: 2 transactions acknowledged, 3 lost")


def test_a_server_killed_while_it_writes_has_everything_it_answered_for(tmp_path: Path) -> None:
    answered: set[str] = set()
    for number in range(3):
        with serving(tmp_path) as running:
            browser, until = Household(running.server), time.monotonic() + random.Random(number).uniform(0.2, 0.8)

            def write(browser: Household = browser, until: float = until) -> None:
                while time.monotonic() < until + 5:
                    id = str(uuid.uuid4())
                    try:
                        if browser.write(id, "note") == 302:
                            answered.add(id)
                    except (OSError, HTTPException):
                        return

            writer = threading.Thread(target=write)
            writer.start()
            time.sleep(max(0, until - time.monotonic()))
            os.killpg(running.server.process.pid, signal.SIGKILL)
            writer.join()

    assert answered
    assert answered <= ids_in(tmp_path)


def test_a_database_that_somebody_else_holds_is_said_and_nothing_is_written(alone: Serving) -> None:
    browser, id = Household(alone.server), str(uuid.uuid4())
    other = sqlite3.connect(alone.folder / "unknot.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        status = browser.write(id, "note")
        said = heading(browser.text)
        reading = browser.ask("GET", "/diary/")[0]
    finally:
        other.execute("ROLLBACK")
        other.close()

    assert (status, said) == (503, "The diary is busy. Nothing was saved just now.")
    assert reading == 200, "reading goes on while another writes"
    assert id not in ids_in(alone.folder)
    assert browser.write(id, "note") == 302, "the same form, sent again"
    assert id in ids_in(alone.folder)


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="a running process can be limited on Linux only")
def test_a_full_disk_is_said_and_nothing_is_half_written(alone: Serving) -> None:
    browser = Household(alone.server)
    before = str(uuid.uuid4())
    assert browser.write(before, "before") == 302
    most = max(path.stat().st_size for path in alone.folder.glob("unknot.sqlite3*")) + 4096
    main = alone.server.process.pid
    processes = [main, *map(int, Path(f"/proc/{main}/task/{main}/children").read_text().split())]
    limits = {process: resource.prlimit(process, resource.RLIMIT_FSIZE, (most, -1)) for process in processes}

    ids = [str(uuid.uuid4()) for _ in range(40)]
    statuses = [(browser.write(id, "x" * 3000), heading(browser.text)) for id in ids]
    written = [id for id, (status, _) in zip(ids, statuses, strict=True) if status == 302]
    refused = {said for status, said in statuses if status != 302}

    assert refused == {"The disk takes nothing more. Nothing was saved just now."}
    assert {status for status, _ in statuses} == {302, 503}
    assert browser.ask("GET", "/diary/")[0] == 200, "reading still works"
    assert ids_in(alone.folder) == {before, *written}
    for process, limit in limits.items():
        resource.prlimit(process, resource.RLIMIT_FSIZE, limit)
    assert browser.write(ids[-1], "room again") == 302
    assert ids_in(alone.folder) == {before, *written, ids[-1]}


def test_two_windows_that_open_the_first_page_at_once_make_one_profile(alone: Serving) -> None:
    windows = [Household(alone.server) for _ in range(2)]
    with sqlite3.connect(alone.folder / "unknot.sqlite3") as connection:
        connection.execute("DELETE FROM unknot_accounts_profile")
    threads = [threading.Thread(target=window.ask, args=("GET", "/")) for window in windows for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with sqlite3.connect(alone.folder / "unknot.sqlite3") as connection:
        assert connection.execute("SELECT count(*) FROM unknot_accounts_profile").fetchone() == (1,)


def test_the_same_form_sent_from_two_windows_at_once_is_one_entry(alone: Serving) -> None:
    windows, id = [Household(alone.server) for _ in range(2)], str(uuid.uuid4())
    statuses: list[int] = []
    threads = [
        threading.Thread(target=lambda window=window: statuses.append(window.write(id, "once"))) for window in windows
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert statuses == [302, 302]
    assert ids_in(alone.folder) == {id}


def test_a_copy_made_while_serving_is_whole_and_can_be_put_back(tmp_path: Path) -> None:
    data, copy, before, after = tmp_path / "data", tmp_path / "copy.sqlite3", str(uuid.uuid4()), str(uuid.uuid4())
    data.mkdir()
    with serving(data) as running:
        browser = Household(running.server)
        assert browser.write(before, "before the copy") == 302
        with sqlite3.connect(data / "unknot.sqlite3") as connection:
            connection.execute("VACUUM INTO ?", [str(copy)])
        connection.close()
        assert browser.write(after, "after the copy") == 302
    for path in data.glob("unknot.sqlite3*"):
        path.unlink()
    copy.rename(data / "unknot.sqlite3")

    with serving(data) as running:
        assert Household(running.server).ask("GET", "/diary/")[0] == 200
    assert ids_in(data) == {before}


def test_a_diary_that_is_damaged_while_it_is_served_is_said_to_be_damaged(alone: Serving) -> None:
    browser = Household(alone.server)
    assert browser.write(str(uuid.uuid4()), "note") == 302
    file = alone.folder / "unknot.sqlite3"
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    with file.open("r+b") as database:
        database.seek(4096)
        database.write(b"\xa5" * (file.stat().st_size - 4096))

    for status in (browser.ask("GET", "/diary/")[0], browser.write(str(uuid.uuid4()), "another")):
        assert (status, heading(browser.text)) == (503, "The diary is damaged. Nothing was saved just now.")
        assert "is safe." not in browser.text
