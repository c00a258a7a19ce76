"""Keeps one server on a data folder: a second start finds the first and opens it.

The lock is on an open file that the server process inherits. So it lasts as long as any part of the server lives, also
when the command that started it was killed, and it can never be left behind by a crash.
"""

from __future__ import annotations

import fcntl
import os

from unknot.data_folder import data_folder, open_own


class OneServer:
    """The lock of the data folder. `mine` says whether we have it; `there` where the other server listens."""

    def __init__(self) -> None:
        self.handle = open_own(data_folder() / "server", os.O_RDWR | os.O_CREAT)
        try:
            fcntl.flock(self.handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.mine = True
            os.ftruncate(self.handle, 0)
        except BlockingIOError:
            self.mine = False

    def tell(self, address: str, process: int) -> None:
        """Write down where our server listens, for those who come later."""
        os.pwrite(self.handle, f"{address} {process}".encode(), 0)

    @property
    def there(self) -> tuple[str, int] | None:
        """Where the other server listens and its process; None while it is still starting."""
        address, _, process = os.pread(self.handle, 200, 0).decode().partition(" ")
        return (address, int(process)) if process else None
