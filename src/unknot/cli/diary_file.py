"""Where does the diary lie, and how does nothing get lost when the power goes?

One JSON Lines file, only ever added to. `append` returns after the bytes are on the disk (fsync), under a lock, so two
programs may write at once. A last line that was cut off is moved, before anything else is written, to a `.torn` file
beside the diary. The file is readable by its owner alone (0600, folder 0700).
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import platformdirs

from unknot.pathway import diary


class FoundDiary(msgspec.Struct, frozen=True):
    """What lies on the disk: the entries, the lines not understood (left where they are), and the torn end, if any."""

    entries: tuple[diary.Entry, ...]
    broken: tuple[diary.Broken, ...]
    torn: str = ""
    """Said to the person when a last line was cut off and moved aside; empty when all was whole."""


def diary_path() -> Path:
    """`$UNKNOT_DIARY`, or `diary.jsonl` in the data folder: `$UNKNOT_DATA`, or the platform's own."""
    if named := os.environ.get("UNKNOT_DIARY"):
        return Path(named)
    folder = os.environ.get("UNKNOT_DATA") or platformdirs.user_data_path("unknot", appauthor=False)
    return Path(folder) / "diary.jsonl"


def append(path: Path, entries: Iterable[diary.Entry]) -> str:
    """Add entries at the end, all or none. Returns the note about a torn line moved aside, or "".

    When this returns, the entries survive a crash. Raises OSError when the disk refuses; the diary is then as before.
    """
    new = diary.write(entries).encode()
    with _locked(path) as file:
        torn = _set_torn_end_aside(path, file)
        if new:
            _add_to_end(file, new)
    return torn


def bring_in(path: Path, theirs: Iterable[diary.Entry]) -> diary.Merged:
    """Merge imported entries into the diary, reading and writing under one lock."""
    with _locked(path) as file:
        _set_torn_end_aside(path, file)
        merged = diary.merge(_read(file).entries, theirs)
        if merged.added:
            _add_to_end(file, diary.write(merged.added).encode())
    return merged


def load(path: Path) -> FoundDiary:
    """Read the diary; a torn last line is set aside first. No file is an empty diary, and none is made."""
    if not path.exists():
        return FoundDiary((), ())
    with _locked(path) as file:
        torn = _set_torn_end_aside(path, file)
        reading = _read(file)
    return FoundDiary(reading.entries, reading.broken, torn)


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    """The diary, open and ours alone until the block ends; made, with its folder, when missing."""
    if not path.parent.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        os.fchmod(file, 0o600)
        if os.fstat(file).st_size == 0:
            _sync_folder(path.parent)  # a new name lives in the folder, so the folder must reach the disk too
        yield file
    finally:
        os.close(file)


def _read(file: int) -> diary.Reading:
    return diary.read(_text(_bytes_from(file, 0)))


def _text(data: bytes) -> str:
    """Bytes that are not UTF-8 stay visible as what they are: their line is called broken, never mended."""
    return data.decode(errors="surrogateescape")


def _bytes_from(file: int, start: int) -> bytes:
    """The file from `start` to its end."""
    size, parts, here = os.fstat(file).st_size, [], start
    while here < size and (part := os.pread(file, size - here, here)):
        parts.append(part)
        here += len(part)
    return b"".join(parts)


def _add_to_end(file: int, new: bytes) -> None:
    """Write all of it and wait for the disk. When that fails, cut back to the old end, so no half line stays."""
    end = os.fstat(file).st_size
    try:
        written = 0
        while written < len(new):
            written += os.pwrite(file, new[written:], end + written)
        os.fsync(file)
    except OSError:
        os.ftruncate(file, end)
        raise


def _set_torn_end_aside(path: Path, file: int) -> str:
    """Mend a last line without a line feed: whole entries get theirs, a cut one moves to the `.torn` file.

    The copy is on the disk before the diary is shortened, so a crash in between shows the line twice, never not at all.
    """
    size = os.fstat(file).st_size
    if size == 0 or os.pread(file, 1, size - 1) == b"\n":
        return ""
    data = _bytes_from(file, 0)
    start = data.rfind(b"\n") + 1
    tail = data[start:]
    if diary.read(_text(tail)).entries:
        _add_to_end(file, b"\n")
        return ""
    aside = path.with_name(path.name + ".torn")
    copy = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    try:
        _add_to_end(copy, tail + b"\n")
    finally:
        os.close(copy)
    _sync_folder(path.parent)
    os.ftruncate(file, start)
    os.fsync(file)
    return (
        f"the last line of {path} was cut off, so it was moved to {aside.name} beside it; all other entries are safe\n"
        "hint: write that entry again if you remember it"
    )


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
