"""Takes the diary file of an earlier version into the database, once, and says so.

Afterwards the file is called `diary.jsonl.imported`; nothing of it is deleted. A last line that a crash cut off goes to
`diary.jsonl.torn`. Running this twice, or twice at once, adds every entry once: entries are known by their ids.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from unknot.data_folder import earlier_diary
from unknot.pathway.diary import entries as diary
from unknot.web.accounts.models import Profile
from unknot.web.kept import actions


def take_in_earlier_diary(*, by: Profile) -> str:
    """What to tell the person; empty when there was nothing to take in."""
    path = earlier_diary()
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ""
    lines = data.split(b"\n")
    torn = lines[-1] if lines[-1] and not diary.read(_text(lines[-1])).entries else b""
    if torn:
        _keep_beside(path, torn)
        lines.pop()
    reading = diary.read(_text(b"\n".join(lines)))
    said = []
    try:
        merged = actions.add_entries(reading.entries, by=by)
        said.append(f"The diary in {path} was taken in: {len(merged.added)} entries.")
        said += merged.refused
    except actions.Taken:
        said.append(f"An entry of {path} is in the diary of another profile already, so nothing of it was taken in.")
        said.append("hint: import the file in the browser, as the person whose it is")
    with suppress(FileNotFoundError):  # another program was quicker
        path.rename(path.with_name(path.name + ".imported"))
    said.append(f"The file is now {path.name}.imported.")
    if torn:
        said.append(
            f"the last line of {path} was cut off, so it was moved to {path.name}.torn beside it; all other entries "
            "are safe\nhint: write that entry again if you remember it"
        )
    said += [f"{path.name}.imported, {broken.problem}" for broken in reading.broken]
    return "\n".join(said)


def _text(data: bytes) -> str:
    """Bytes that are not UTF-8 stay visible as what they are: their line is called broken, never mended."""
    return data.decode(errors="surrogateescape")


def _keep_beside(path: Path, torn: bytes) -> None:
    """On the disk before anything else happens."""
    copy = os.open(path.with_name(path.name + ".torn"), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(copy, "ab") as file:
        file.write(torn + b"\n")
        file.flush()
        os.fsync(file.fileno())
