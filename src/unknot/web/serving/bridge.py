"""Takes a whole request to Django and its whole answer back, as one WSGI call in a thread that waits for nobody.

Of the libraries for this, asgiref's keeps one thread and writes bodies to temporary files, and a2wsgi's threads wait
for the reader, and for ever when the server ends meanwhile. Headers keep every byte (PEP 3333: as latin-1).
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable
from typing import Any

Headers = list[tuple[bytes, bytes]]
Answer = tuple[int, Headers, bytes]
"""Status, headers, body."""
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
SEPARATORS = {"cookie": "; "}
"""Between the values of a header that came several times; HTTP/2 parts cookies. Others: a comma."""
WITHOUT_HTTP = ("content-type", "content-length")


def answer(wsgi: Wsgi, scope: dict[str, Any], body: bytes) -> Answer:
    """Call Django and take its answer whole."""
    begun: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
        begun.append((status, headers))

    parts = wsgi(environ(scope, body), start)
    try:
        whole = b"".join(parts)
    finally:
        getattr(parts, "close", lambda: None)()
    status, headers = begun[-1]
    return int(status[:3]), [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers], whole


def environ(scope: dict[str, Any], body: bytes) -> dict[str, Any]:
    """The request as WSGI wants it."""
    server, client = scope.get("server") or ("", 0), scope.get("client") or ("", 0)
    made: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode(errors="surrogateescape").decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "REMOTE_ADDR": client[0],
        "REMOTE_PORT": str(client[1]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name_bytes, value_bytes in scope["headers"]:
        name, value = name_bytes.decode("latin-1"), value_bytes.decode("latin-1")
        key = ("" if name in WITHOUT_HTTP else "HTTP_") + name.upper().replace("-", "_")
        made[key] = made[key] + SEPARATORS.get(name, ",") + value if key in made else value
    return made
