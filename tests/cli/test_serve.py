"""`unknot serve` comes up, says where, ends in order, and says what to do when it cannot."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pexpect
import pytest

from tests.cli.terminal import RUN, at_terminal, code_of, piped, surroundings
from unknot.web.serving.serve import NotServing, bound, fetch

OPENING = r"http://127\.0\.0\.1:\d+/open/[\w-]+/"


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Any]:
    """`unknot serve` with a person at the terminal, up and running; `opening` is the printed address."""
    child = at_terminal(tmp_path, "serve", "--no-browser")
    child.expect(OPENING)
    child.opening = child.match.group()
    child.expect("Ctrl-C ends it")
    yield child
    child.kill(signal.SIGTERM)
    child.close()


def is_gone(opening: str) -> bool:
    port = int(re.search(r":(\d+)/", opening).group(1))  # type: ignore[union-attr]
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def test_without_a_terminal_it_serves_fetches_walks_the_example_and_ends(tmp_path: Path) -> None:
    done = piped(tmp_path, "serve")

    assert done.returncode == 0, done.stderr
    assert "the first page has" in done.stdout
    assert "Massage suits you" in done.stdout
    assert "finished" in done.stdout
    assert is_gone(done.stdout)
    assert not (tmp_path / "diary.jsonl").exists()


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_in_order_on_each_polite_signal(serving: Any, end: signal.Signals) -> None:
    assert fetch(serving.opening) > 1000

    serving.kill(end)

    serving.expect("ended")
    assert code_of(serving) == 0
    assert is_gone(serving.opening)


def test_ctrl_c_ends_it(serving: Any) -> None:
    serving.sendintr()

    serving.expect("ended")
    assert code_of(serving) == 0
    assert is_gone(serving.opening)


def test_the_printed_address_works_once(serving: Any) -> None:
    fetch(serving.opening)

    with pytest.raises(urllib.error.HTTPError, match="403"):
        fetch(serving.opening)


def test_an_address_of_the_start_before_opens_nothing(tmp_path: Path, serving: Any) -> None:
    serving.sendintr()
    code_of(serving)
    again = at_terminal(tmp_path, "serve", "--no-browser", "--port", serving.opening.split(":")[2].split("/")[0])
    again.expect("Ctrl-C ends it")

    with pytest.raises(urllib.error.HTTPError, match="403"):
        fetch(serving.opening)
    again.sendintr()
    assert code_of(again) == 0


def test_a_second_start_on_the_same_data_opens_the_first(tmp_path: Path, serving: Any) -> None:
    second = at_terminal(tmp_path, "serve", "--no-browser")
    second.expect("running already")
    second.expect(OPENING)
    opening = second.match.group()

    assert code_of(second) == 0
    assert opening != serving.opening
    assert fetch(opening) > 1000


def test_a_server_whose_starter_was_killed_is_found_again_and_can_be_ended(tmp_path: Path, serving: Any) -> None:
    serving.kill(signal.SIGKILL)
    second = at_terminal(tmp_path, "serve", "--no-browser")
    second.expect(r"`kill (\d+)` ends it")
    process = int(second.match.group(1))

    os.kill(process, signal.SIGTERM)
    assert code_of(second) == 0


def test_data_is_readable_by_its_owner_alone(tmp_path: Path, serving: Any) -> None:
    fetch(serving.opening)

    ours = [path for path in tmp_path.rglob("*") if path.relative_to(tmp_path).parts[0] != "static"]
    assert not [path for path in ours if stat.S_IMODE(path.stat().st_mode) & 0o077]
    with sqlite3.connect(tmp_path / "unknot.sqlite3") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_wanted_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = piped(tmp_path, "serve", "--port", str(port))

    assert done.returncode == 1
    assert f"port {port}: Address already in use\nhint: --port" in done.stderr


@pytest.mark.parametrize("below", ["a file", "/proc"])
def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path, below: str) -> None:
    (tmp_path / "a file").touch()
    folder = tmp_path / below / "unknot_data"
    done = subprocess.run(
        [sys.executable, *RUN, "serve"],
        env={**surroundings(tmp_path), "UNKNOT_DATA": str(folder)},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
    )

    assert done.returncode == 1
    assert str(folder) in done.stderr
    assert "UNKNOT_DATA names another folder" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_is_none_is_named_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "unknot.sqlite3").write_text("not a database, " * 100)
    done = piped(tmp_path, "serve")

    assert done.returncode == 1
    assert "is a file of another program" in done.stderr
    assert "Traceback" not in done.stderr


def test_at_home_it_listens_to_this_computer_only(tmp_path: Path) -> None:
    done = piped(tmp_path, "serve", "--host", "0.0.0.0")

    assert done.returncode == 2
    assert "shared mode" in done.stderr


def test_what_pdf_files_need_is_named_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from unknot.cli import serve

    monkeypatch.setattr(serve, "FOR_PDF", (("libpango-of-no-machine.so",),))
    serve._say_what_is_missing()

    assert "apt-get install libpangoft2-1.0-0" in capsys.readouterr().err


def key_of(folder: Path) -> str:
    return (folder / "home_key").read_text()


def opens(opening: str, key: str) -> bool:
    """Whether a browser with this key in its cookie gets the first page."""
    address = opening.split("open/")[0]
    asked = urllib.request.Request(address, headers={"Cookie": f"unknot_home={key}"})
    try:
        return bool(urllib.request.urlopen(asked, timeout=10).status == 200)
    except urllib.error.HTTPError:
        return False


def test_each_start_has_a_new_key_and_new_key_closes_every_browser_that_is_open(tmp_path: Path) -> None:
    (tmp_path / "home_key").write_text("of the start before, and long enough to be a key")
    child = at_terminal(tmp_path, "serve", "--no-browser")
    child.expect(OPENING)
    opening = child.match.group()
    child.expect("Ctrl-C ends it")
    first = key_of(tmp_path)
    assert opens(opening, first)
    assert not opens(opening, "of the start before, and long enough to be a key")

    second = at_terminal(tmp_path, "serve", "--no-browser", "--new-key")
    second.expect("is closed now")
    second.expect(OPENING)
    again = second.match.group()
    assert code_of(second) == 0
    assert not opens(opening, first)
    assert opens(opening, key_of(tmp_path))
    with pytest.raises(urllib.error.HTTPError, match="403"):
        fetch(opening)
    assert fetch(again) > 1000
    with pytest.raises(urllib.error.HTTPError, match="403"):
        fetch(again)
    child.expect("used already")
    child.sendintr()
    assert code_of(child) == 0


def test_no_process_is_told_the_address_that_opens(tmp_path: Path) -> None:
    browser, told = tmp_path / "browser", tmp_path / "told"
    browser.write_text(f'#!/bin/sh\necho "$@" > {told}.new; mv {told}.new {told}\n')
    browser.chmod(0o700)
    env = {**surroundings(tmp_path), "DISPLAY": ":0", "BROWSER": f"{browser} %s"}
    child = pexpect.spawn(sys.executable, [*RUN, "serve"], env=env, timeout=30, encoding="utf-8")
    child.expect(OPENING)
    token = child.match.group().split("/open/")[1].strip("/")
    child.expect("Ctrl-C ends it")
    for _ in range(300):
        if told.exists():
            break
        time.sleep(0.05)
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            assert token not in path.read_bytes().decode(errors="replace")
    page = Path(urllib.parse.urlsplit(told.read_text().strip()).path)

    assert token not in told.read_text()
    assert token in page.read_text()
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    child.sendintr()
    assert code_of(child) == 0


def test_nobody_can_listen_on_our_port_while_the_server_starts() -> None:
    with bound("127.0.0.1", 0) as claim:
        port = claim.getsockname()[1]
        for name in ("127.0.0.1", "0.0.0.0"):
            with socket.socket() as stranger, pytest.raises(OSError, match="in use"):
                stranger.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                stranger.bind((name, port))
        with pytest.raises(NotServing, match="in use"):
            bound("127.0.0.1", port)


def test_a_program_that_listens_already_is_never_taken_for_ours() -> None:
    with socket.socket() as stranger:
        stranger.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        with pytest.raises(NotServing, match="in use"):
            bound("127.0.0.1", stranger.getsockname()[1])


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "0.0.0.0"])
def test_every_way_to_name_this_computer_can_be_listened_on(host: str) -> None:
    with bound(host, 0) as claim:
        assert claim.getsockname()[1]


def test_a_host_that_is_none_is_named() -> None:
    with pytest.raises(NotServing, match=r"there is no host `no\.such\.host\.invalid`"):
        bound("no.such.host.invalid", 0)


def test_a_folder_that_others_can_write_is_refused_with_what_to_do(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    done = piped(tmp_path, "serve")

    assert done.returncode == 1
    assert f"chmod 700 {tmp_path}" in done.stderr
    assert not list(tmp_path.iterdir())


def test_an_empty_secret_key_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch()
    done = piped(tmp_path, "serve")

    assert done.returncode == 1
    assert str(tmp_path / "secret_key") in done.stderr and "remove it" in done.stderr
    assert "Traceback" not in done.stderr
