"""Stamps the content, and reads the compiled release beside it where the stamp fits.

The compiled release is generated (`python -m unknot.knowledge.compiler`, by `make` and by the build) and never
committed: the whole knowledge as MessagePack, once for every language, and the rule set as the text of one Python
function. It is used only when its stamp equals the SHA-256 of the content, and in another language also that of its
catalogues; otherwise the TOML is read and compiled in memory. A decision is stamped with the content alone: a
translation does not make it another release.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from typing import TypeVar

import msgspec

from unknot.knowledge.places import COMPILED, CONTENT, ENGLISH, LOCALE
from unknot.knowledge.shapes import Knowledge

S = TypeVar("S")
CODE_VERSION = "7"
"""Raised whenever the shapes or the writer of the function change, so that an old compiled release is not taken."""


def stamp_of(content: Path) -> str:
    """SHA-256 over the names and bytes of every TOML file, in order."""
    return _digest(content, ".toml", CODE_VERSION)


def compiled(stamp: str, language: str = ENGLISH, folder: Path = COMPILED) -> Knowledge | None:
    """The compiled knowledge in a language if it carries this stamp of the content; None otherwise, saying so if there
    is an older one."""
    return _decoded(f"{language}.msgpack", Knowledge, stamp, language, folder)


def compiled_part(name: str, shape: type[S], content: Path, language: str, folder: Path = COMPILED) -> S | None:
    """What stands beside the knowledge and is not needed to decide (words, measures), compiled; None as `compiled`."""
    if content != CONTENT:
        return None
    return _decoded(f"{language}.{name}.msgpack", shape, stamp_of(content), language, folder)


def language_stamp(stamp: str, language: str) -> str:
    """The stamp of the content, and for another language than English that of its catalogues behind it."""
    return stamp if language == ENGLISH else f"{stamp} {_digest(LOCALE / language, '.po')}"


def _digest(folder: Path, ending: str, begin: str = "") -> str:
    """SHA-256 over the names and bytes of the files that end so, in order."""
    digest = hashlib.sha256(begin.encode())
    for place, _, files in sorted(os.walk(folder)):  # twice as fast as `rglob`, and each check waits for it
        inside = Path(place).relative_to(folder).as_posix()
        for file in sorted(files):
            if file.endswith(ending):
                with open(f"{place}/{file}", "rb") as opened:
                    text = opened.read()
                digest.update(f"{inside}/{file}\0{len(text)}\0".encode())
                digest.update(text)
    return digest.hexdigest()


def _decoded(file: str, shape: type[S], stamp: str, language: str, folder: Path) -> S | None:
    try:
        kept = (folder / f"{language}.stamp").read_text()
        if kept != language_stamp(stamp, language):
            what = "knowledge has" if kept.partition(" ")[0] != stamp else f"translations ({language}) have"
            print(f"note: the {what} changed since it was compiled; reading it anew (`make`)", file=sys.stderr)
            return None
        return msgspec.msgpack.decode((folder / file).read_bytes(), type=shape)
    except FileNotFoundError:
        return None
    except msgspec.MsgspecError:
        print("note: the compiled knowledge does not fit this version; reading it anew (`make`)", file=sys.stderr)
        return None
