"""Runs `unknot serve`: the web face on this computer, or for many behind TLS (shared mode).

With a person at the terminal it prints the address, opens a browser if there is one and serves until Ctrl-C. Without
one (in a pipe, on a build machine) it tries everything once: serves, fetches the first page as a browser would, walks
the example as `unknot start` does, and ends. In shared mode, where a service manager starts it, it always serves.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import socket

    from unknot.web.serving.one_server import OneServer
    from unknot.web.serving.serve import Server

FOR_PDF = (("libpango-1.0.so.0", "libpango-1.0.dylib"), ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"))
"""What weasyprint loads from the system, under its names on Linux and macOS."""


def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Listen here and nowhere else.")] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser if there is one.")] = True,
    host: Annotated[str, typer.Option(help="Shared mode only: the address to listen on.")] = "",
    workers: Annotated[int, typer.Option(min=0, max=64, help="Shared mode only: processes that answer.")] = 0,
    new_key: Annotated[bool, typer.Option("--new-key", help="Close every browser that is open, also now.")] = False,
) -> None:
    """Serve the web face: check, plan, session and diary in a browser."""
    from unknot.web.serving.ready import NotReady
    from unknot.web.serving.serve import NotServing, ended_by_signals

    shared = os.environ.get("UNKNOT_MODE") == "shared"
    if shared and new_key:
        print("--new-key is for home mode\nhint: docs/how-to/deploy.md says how to change the key", file=sys.stderr)
        sys.exit(2)
    if not shared and (host or workers):
        print("--host and --workers are for shared mode\nhint: at home only this computer is served", file=sys.stderr)
        sys.exit(2)
    try:
        with ended_by_signals():
            if shared:
                _serve_shared(host or "127.0.0.1", port, workers or 1)
            else:
                _serve_at_home(port, browser, new_key)
    except KeyboardInterrupt:
        print("\nended")
    except NotReady:
        sys.exit(1)
    except NotServing as problem:
        print(problem, file=sys.stderr)
        sys.exit(1)


def _serve_shared(host: str, port: int, workers: int) -> None:
    from unknot.web.serving.ready import make_ready_apart
    from unknot.web.serving.serve import PORT, Server, bound

    claim = bound(host, port or PORT)
    make_ready_apart()
    server = Server(host, claim, workers)
    try:
        server.wait()
        print(f"unknot listens on {server.address}", flush=True)
        _until_it_ends(server)
    finally:
        server.stop()


def _serve_at_home(port: int, browser: bool, new_key: bool) -> None:
    """Serve this household. A server that runs already on the same data folder is opened instead."""
    from unknot.cli.session import keys
    from unknot.data_folder import data_folder, new_home_key
    from unknot.web.serving.one_server import OneServer
    from unknot.web.serving.open_token import forget_tokens
    from unknot.web.serving.ready import make_ready_apart
    from unknot.web.serving.serve import Server, bound, opening_of

    terminal, one = keys.has_terminal(), OneServer()
    if not one.mine:
        there, process = _where(one)
        print(f"unknot is running already, at {there} (process {process})")
        if new_key:
            forget_tokens(data_folder())
            new_home_key(data_folder())
            print("Every browser that was open is closed now; the address below opens one again.")
        if terminal:
            _show(opening_of(there), browser, f"`kill {process}` ends it")
        else:
            _try(there)
        return
    claim = bound("127.0.0.1", port) if port else _usual_port()
    _say_what_is_missing()
    make_ready_apart()
    server = Server("127.0.0.1", claim, keep_open=[one.handle])
    try:
        server.wait()
        one.tell(server.address, server.process.pid)
        if terminal:
            _show(server.opening, browser, "Ctrl-C ends it")
            _until_it_ends(server)
        else:
            _try(server.address)
    finally:
        server.stop()


def _usual_port() -> socket.socket:
    """The port that browsers and the installed app know, or any other, which is said. Raises NotServing."""
    from unknot.web.serving.serve import PORT, NotServing, bound

    try:
        return bound("127.0.0.1", PORT)
    except NotServing:
        claim = bound("127.0.0.1", 0)
    print(
        f"another program listens on port {PORT}, so unknot is at {claim.getsockname()[1]} this time; an app that you "
        f"installed, and what waits in it to be sent, stay at {PORT}\n"
        "hint: end the other program and start unknot again, or keep to a port of your own with --port",
        file=sys.stderr,
    )
    return claim


def _where(one: OneServer) -> tuple[str, int]:
    """Where the other server listens, once it does, and its process. Raises NotServing."""
    from unknot.web.serving.serve import WAIT_SECONDS, NotServing

    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        if there := one.there:
            return there
        time.sleep(0.1)
    raise NotServing("another unknot is starting on the same data folder\nhint: wait for it, or set UNKNOT_DATA")


def _show(opening: str, browser: bool, ends: str) -> None:
    """Print the address for a person and open it where there is a screen to open it on."""
    from unknot.data_folder import data_folder
    from unknot.web.serving.open_token import page_for

    print(f"unknot is at {opening}\n(this address works once; {ends})", flush=True)
    # A file leads the browser there: everybody on this computer can read the arguments of a process.
    screen = sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if browser and screen:
        quiet = subprocess.DEVNULL
        page = page_for(data_folder(), opening).as_uri()
        subprocess.Popen([sys.executable, "-m", "webbrowser", page], stdin=quiet, stdout=quiet, stderr=quiet)


def _try(address: str) -> None:
    """Fetch the first page as a browser would, then walk the example in the terminal's way. Raises NotServing."""
    from unknot.cli.start import start
    from unknot.web.serving.serve import NotServing, fetch, opening_of

    try:
        length = fetch(opening_of(address))
    except OSError as error:
        raise NotServing(f"the first page did not come: {error}\nhint: the lines above say why") from None
    print(f"unknot answers at {address}: the first page has {length} bytes. The example, as `unknot start` walks it:\n")
    start()
    print("\nNo terminal here, so that was all. With one, this opens a browser and serves until Ctrl-C.")


def _until_it_ends(server: Server) -> None:
    from unknot.web.serving.serve import NotServing

    server.process.wait()
    raise NotServing("the server ended by itself\nhint: the lines above say why; run `unknot serve` again")


def _say_what_is_missing() -> None:
    """What this machine lacks for a part of the pages, with the line that installs it; the rest works without."""
    from unknot.extras import is_missing, line_for

    if is_missing("pdf"):
        print(f"weasyprint is missing: everything works but PDF files\nhint: {line_for('pdf')}", file=sys.stderr)
    if not all(any(_loads(name) for name in names) for names in FOR_PDF):
        print("pango is missing: everything works but PDF files", file=sys.stderr)
        print("hint: sudo apt-get install libpangoft2-1.0-0   (macOS: brew install pango)", file=sys.stderr)


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
