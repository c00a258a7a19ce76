"""How does the web face start? Database and static files made ready, granian in front, one address to open.

Home mode prints an address with a one-time token, opens a browser if there is one and ends on Ctrl-C. Shared mode
prints where it listens; a web server with TLS stands before it (docs/how-to/deploy.md).
"""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from http.cookiejar import CookieJar

WAIT_SECONDS = 30
"""How long a start may take before we say that it failed."""


class NotServing(RuntimeError):
    """The server did not come up; says what to do."""


def free_port(wanted: int) -> int:
    """The port wanted if nobody has it, else any free one."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
                return int(probe.getsockname()[1])
            except OSError:
                continue
    raise NotServing("no free port\nhint: end a program that listens on many ports")


class Server:
    """One running server; ends with `stop` or when the block ends."""

    def __init__(self, host: str, port: int, workers: int = 1) -> None:
        self.token = secrets.token_urlsafe(24)
        self.host, self.port = host, port
        environment = {**os.environ, "UNKNOT_OPEN_TOKEN": self.token, "DJANGO_SETTINGS_MODULE": "unknot.web.settings"}
        command = [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
            "--workers", str(workers), "--blocking-threads", "4", "--log-level", "error", "--no-access-log",
            "unknot.web.wsgi:application",
        ]  # fmt: skip
        self.process = subprocess.Popen(command, env=environment)

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://{self.host}:{self.port}/"

    @property
    def opening(self) -> str:
        """The address to open at home: it holds the one-time token."""
        return f"{self.address}open/{self.token}/"

    def wait(self) -> None:
        """Until it answers. Raises NotServing."""
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            try:
                urllib.request.urlopen(self.address, timeout=2)
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.05)
        self.stop()
        raise NotServing("the server did not start\nhint: run `unknot serve` again and read the lines above")

    def fetch_start(self) -> int:
        """Open the printed address as a browser would; the length of the page. Raises urllib.error.HTTPError."""
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        with opener.open(self.opening, timeout=10) as page:
            return len(page.read())

    def stop(self) -> None:
        """End it and wait for its end."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def serve_until_stopped(server: Server, *, browser: bool) -> None:
    """Print the address, open a browser if there is one, wait for Ctrl-C."""
    try:
        server.wait()
        print(f"unknot is at {server.opening}\n(this address works once; Ctrl-C ends it)", flush=True)
        if browser:
            webbrowser.open(server.opening)
        server.process.wait()
    except KeyboardInterrupt:
        print("\nended")
    finally:
        server.stop()
