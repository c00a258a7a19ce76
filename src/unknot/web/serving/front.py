"""Lets only whole requests through to Django: granian calls this, and no thread of Django waits for a network.

A body is read here, within bounds on its size and time, before a thread takes it; an answer waits here until its reader
has it. So half-sent forms and slow readers cost a little memory and no thread. granian's own WSGI keeps a thread for a
body that never comes, and drops every header that is not ASCII: a cookie of another program would take ours with it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings

from unknot.web.serving.bridge import Headers, Wsgi, answer
from unknot.web.serving.wsgi import application as django

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
THREADS = 4
IDLE_SECONDS = 10.0
"""The longest pause within a body."""
BODY_SECONDS = 100.0
"""For a whole body: 9 MB over a slow telephone."""
MOST_AT_ONCE = 64_000_000
"""Bytes of all bodies that are held at one time, per process."""


NOT_TAKEN = [
    (b"content-type", b"text/plain; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"connection", b"close"),
]
SAYS = b"The form did not arrive whole. Nothing was changed. Please send it again.\n"


class NotTaken(Exception):
    """A body that came too slowly (408), or while too many others were coming (503)."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Front:
    """The ASGI application around a WSGI one."""

    def __init__(self, wsgi: Wsgi, idle: float = IDLE_SECONDS, whole: float = BODY_SECONDS) -> None:
        self.wsgi, self.idle, self.whole = wsgi, idle, whole
        self.threads = ThreadPoolExecutor(THREADS, "django")
        self.held = 0

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Read the request whole, then have it answered."""
        if scope["type"] != "http":
            return
        mine = _Held(self)
        try:
            body, length = await self._body(scope, receive, mine)
            whole = {**scope, "headers": _with_length(scope["headers"], length)}
            status, headers, text = await asyncio.get_running_loop().run_in_executor(
                self.threads, answer, self.wsgi, whole, body
            )
        except NotTaken as refused:
            status, headers, text = refused.status, NOT_TAKEN, SAYS
        finally:
            mine.let_go()
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": text})

    async def _body(self, scope: dict[str, Any], receive: Receive, mine: _Held) -> tuple[bytes, int]:
        """The body and its length. One that is too large stays unread; Django sees its length and says so."""
        most = settings.MOST_BYTES_IN
        told = dict(scope["headers"]).get(b"content-length", b"")
        if told.isdigit() and int(told) > most:
            return b"", int(told)
        read = bytearray()
        end = asyncio.get_running_loop().time() + self.whole
        while True:
            left = min(self.idle, end - asyncio.get_running_loop().time())
            try:
                message = await asyncio.wait_for(receive(), left)
            except TimeoutError:
                raise NotTaken(408) from None
            if message["type"] == "http.disconnect":
                raise NotTaken(400)
            part = message.get("body", b"")
            mine.take(len(part))
            read += part
            if len(read) > most:
                return b"", len(read)
            if not message.get("more_body", False):
                return bytes(read), len(read)


class _Held:
    """The bytes that one request holds of the room for all."""

    def __init__(self, front: Front) -> None:
        self.front, self.bytes = front, 0

    def take(self, more: int) -> None:
        if self.front.held + more > MOST_AT_ONCE:
            raise NotTaken(503)
        self.bytes += more
        self.front.held += more

    def let_go(self) -> None:
        self.front.held -= self.bytes


def _with_length(headers: Headers, length: int) -> Headers:
    """The length as it was read, also of a body that came in chunks."""
    others = [(name, value) for name, value in headers if name not in (b"content-length", b"transfer-encoding")]
    return [*others, (b"content-length", str(length).encode())] if length else others


application = Front(django)
