"""Starts and ends the web face: granian in front of Django, one address to open, an end on Ctrl-C.

At home the address holds a one-time token. In shared mode a web server with TLS stands before it
(docs/how-to/deploy.md).
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.cookiejar import CookieJar
from types import FrameType
from typing import IO, Any

from unknot.data_folder import data_folder, new_home_key
from unknot.web.serving.open_token import forget_tokens, new_token

PORT = 8700
WAIT_SECONDS = 30
"""How long a start may take before we say that it failed."""


class NotServing(RuntimeError):
    """The server did not come up; says what to do."""


def free_port(wanted: int, host: str = "127.0.0.1") -> int:
    """The port wanted if nobody has it, else any free one."""
    for port in (wanted, 0):
        try:
            with bound(host, port) as probe:
                return int(probe.getsockname()[1])
        except NotServing:
            continue
    raise NotServing("no free port\nhint: end a program that listens on many ports")


def bound(host: str, port: int) -> socket.socket:
    """This port, ours from now on. Raises NotServing when we may not have exactly this one.

    The socket does not listen. It keeps the port while the server starts: the kernel lets granian's workers listen
    beside it (SO_REUSEPORT), as processes of the same user, and nobody else. So whoever answers there is ours.
    """
    try:
        family, kind, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        claim = socket.socket(family, kind)
    except (OSError, UnicodeError):
        raise NotServing(f"there is no host `{host}`\nhint: --host 127.0.0.1, or 0.0.0.0 for all") from None
    try:
        _refuse_neighbours(family, place)
        claim.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        claim.bind(place)
    except PermissionError:
        claim.close()
        raise NotServing(f"port {port} is kept for the system\nhint: --port {PORT}") from None
    except OSError as error:
        claim.close()
        raise NotServing(f"port {port}: {error.strerror}\nhint: --port with another number") from None
    return claim


def _refuse_neighbours(family: int, place: Any) -> None:
    """SO_REUSEPORT would let us listen beside another program of the same user, and share its visitors."""
    if place[1]:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)


class Server:
    """One running server; ends with `stop`. Database and static files are made ready before (`ready.py`)."""

    def __init__(
        self,
        host: str,
        port: int | socket.socket,
        workers: int = 1,
        keep_open: Sequence[int] = (),
        environment: Mapping[str, str] = os.environ,
        log: IO[bytes] | None = None,
    ) -> None:
        self.claim = bound(host, port) if isinstance(port, int) else port
        place = self.claim.getsockname()
        self.host, self.port, self.data = str(place[0]), int(place[1]), data_folder(environment)
        self.address = f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}/"
        self.name = environment.get("UNKNOT_HOSTS", "").split(",")[0] or self.host
        forget_tokens(self.data)
        if environment.get("UNKNOT_MODE") != "shared":
            new_home_key(self.data)
        level = environment.get("UNKNOT_LOG", "error")
        command = [
            sys.executable, "-m", "granian", "--interface", "asginl", "--no-ws", "--host", self.host,
            "--port", str(self.port), "--workers", str(workers),
            "--log-level", level if level == "debug" else "error",
            "--access-log" if level == "debug" else "--no-access-log",
            "unknot.web.serving.front:application",
        ]  # fmt: skip
        # A group of its own: Ctrl-C reaches only us, and we end it in order.
        self.process = subprocess.Popen(
            command,
            env={**environment, "DJANGO_SETTINGS_MODULE": "unknot.web.settings"},
            umask=0o077,
            start_new_session=True,
            pass_fds=[*keep_open, self.claim.fileno()],  # as long as any part lives, the port is ours
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )

    @property
    def opening(self) -> str:
        """An address to open at home, new each time: it holds a one-time token."""
        return f"{self.address}open/{new_token(self.data)}/"

    def wait(self) -> None:
        """Until it answers. Raises NotServing."""
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            if answers(self.host, self.port, self.name):
                return
            time.sleep(0.05)
        self.stop()
        raise NotServing("the server did not start\nhint: run `unknot serve` again and read the lines above")

    def fetch_start(self) -> int:
        """The length of the first page, opened as a browser would. Raises OSError."""
        return fetch(self.opening)

    def stop(self) -> None:
        """End it and wait for its end."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        self.claim.close()


def answers(host: str, port: int, name: str) -> bool:
    """Whether anything speaks HTTP there, asked by its name; what it says does not matter."""
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("HEAD", "/static/staticfiles.json", headers={"Host": name, "X-Forwarded-Proto": "https"})
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def opening_of(address: str) -> str:
    """The address of the server of our data folder, with a new one-time token."""
    return f"{address}open/{new_token(data_folder())}/"


def fetch(opening: str) -> int:
    """The length of the page behind an opening address, fetched as a browser would. Raises OSError."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with opener.open(opening, timeout=10) as page:
        return len(page.read())


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """In here a polite kill and a closed terminal arrive as KeyboardInterrupt, like Ctrl-C."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        for each in before:
            signal.signal(each, signal.SIG_IGN)  # ending is under way; a second Ctrl-C changes nothing
        raise KeyboardInterrupt

    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    for each in before:
        signal.signal(each, interrupt)
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
