"""How do we ask a real server? granian as `unknot serve` starts it, with the empty page, and a browser's cookies."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode, urlsplit

from unknot.web.serving.open_token import new_token
from unknot.web.serving.ready import make_ready_apart
from unknot.web.serving.serve import answers, free_port


class Visitor:
    """One browser on one kept-open connection."""

    def __init__(self, address: str, folder: Path) -> None:
        self.address, self.folder = address, folder
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
        self.cookies: dict[str, str] = {"unknot_language": "en"}

    def get(self, path: str) -> str:
        """A page, unpacked."""
        return self._ask("GET", path, None)[0]

    def post(self, path: str, form: Mapping[str, str | list[str]]) -> tuple[str, float]:
        """The page that answers a form, and how many seconds it took to come whole."""
        fields = {"csrfmiddlewaretoken": self.cookies["unknot_csrf"], **form}
        return self._ask("POST", path, urlencode(fields, doseq=True))

    def timed_get(self, path: str) -> float:
        """How many seconds a page takes to come whole."""
        return self._ask("GET", path, None)[1]

    def _ask(self, method: str, path: str, body: str | None) -> tuple[str, float]:
        import gzip

        headers = {
            "Accept-Encoding": "gzip",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        start = time.perf_counter()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        seconds = time.perf_counter() - start
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status}")
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: each.value for name, each in SimpleCookie(cookie).items()}
        packed = answer.headers.get("Content-Encoding") == "gzip"
        return (gzip.decompress(text) if packed else text).decode(), seconds


@contextmanager
def visitor() -> Iterator[Visitor]:
    """A browser of the household, on a server with an empty data folder; both end after the block."""
    with TemporaryDirectory() as folder:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("UNKNOT_")}
        environment |= {"UNKNOT_DATA": folder, "DJANGO_SETTINGS_MODULE": "benchmarks.web_settings"}
        make_ready_apart(environment)
        port = free_port(0)
        command = [
            sys.executable, "-m", "granian", "--interface", "asginl", "--no-ws", "--host", "127.0.0.1",
            "--port", str(port), "--workers", "1", "--log-level", "error", "--no-access-log",
            "unknot.web.serving.front:application",
        ]  # fmt: skip
        server = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL)
        try:
            while not answers("127.0.0.1", port, "127.0.0.1"):
                time.sleep(0.05)
            browser = Visitor(f"http://127.0.0.1:{port}/", Path(folder))
            browser.get(f"/open/{new_token(Path(folder))}/")
            browser.get("/")
            yield browser
        finally:
            server.terminate()
            server.wait()
