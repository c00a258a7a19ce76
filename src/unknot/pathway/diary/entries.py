"""Defines the entries of a diary, and reads, writes and merges their lines without losing a word.

One entry a line, JSON, `"format": 1`; the reference page is docs/reference/diary-format.md. Everything here works on
text and lists: where they lie belongs to `web/kept/rows.py`, what the entries mean to `course.py`.
"""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Iterable
from datetime import datetime, timezone
from functools import cache
from typing import Annotated, Any, Literal, get_args

import msgspec

from unknot.knowledge.shapes import Helper
from unknot.outside_text import echo, has_words
from unknot.pathway.moments import outside_of_past, with_offset

_TOO_FINE = re.compile(r"\.\d{6}\d*[1-9]")
MAX_LINE = 1_000_000
"""Bytes of one line; longer ones are set aside unread."""
MOST_ENTRIES = 20_000
"""Of one file: half a century of one entry a day."""
MOST_BROKEN = 100
"""Bad lines after which a file is not read on: it is another kind of file, or wants mending as a whole."""
WHEN = "write when it was, from the year 1900 to now"
TOO_MANY = f"more than {MOST_ENTRIES:,} entries\nhint: part the file into smaller ones"
STOPPED = f"stopped reading after {MOST_BROKEN} bad lines\nhint: mend these first, or see whether it is the right file"
AT_THE_END = f"a moment before the year 1900, or at the end of the calendar\nhint: {WHEN}"

Scale = Annotated[int, msgspec.Meta(ge=0, le=10)]
"""0-10: pain (NRS) where 10 is the worst imaginable, pressure as felt, soreness, PEG and PSFS items."""
Moment = Annotated[datetime, msgspec.Meta(tz=True)]
"""A date and time with its offset from UTC, to the microsecond."""
Id = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")]
Region = Annotated[str, msgspec.Meta(max_length=100)]
Word = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
Text = Annotated[str, msgspec.Meta(max_length=4000)]
Minutes = Annotated[float, msgspec.Meta(ge=0, le=1440)]


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind"):
    """What every entry has: an id that stays its own for ever, and when it was true. `repr` shows no answers."""

    format: Literal[1] = 1
    id: Id
    at: Moment
    note: Text = ""

    def __post_init__(self) -> None:
        """Kept with a plain offset: two moments of one zone would be compared by its wall clock, not as instants."""
        if type(self.at.tzinfo) is not timezone:
            msgspec.structs.force_setattr(self, "at", with_offset(self.at))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"


class Pain(_Entry, frozen=True, tag="pain", kw_only=True):
    """The pain at that moment, NRS 0-10 (docs/clinical/course.md). The average of a week is PEG's first item."""

    score: Scale


class Work(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One piece of a session as it was really done."""

    technique: Word
    region: Region = ""
    """Without side; empty for the whole person (breathing, walking)."""
    side: Literal["left", "right", "both", ""] = ""
    minutes: Minutes
    touch: bool
    """Hands or a tool on the body: these minutes are hands-on."""
    pressure: Scale = 0
    """The pressure it ended with."""


class Session(_Entry, frozen=True, tag="session", kw_only=True):
    """One massage. `at` is when it ended; `minutes` are hands-on minutes only."""

    helper: Helper
    minutes: Minutes
    finished: bool
    """False when it was stopped or left early."""
    stopped: Annotated[tuple[Word, ...], msgspec.Meta(max_length=30)] = ()
    """The fact ids of the reasons it was stopped for."""
    work: Annotated[tuple[Work, ...], msgspec.Meta(max_length=200)] = ()
    ache_before: Scale | None = None
    ache_after: Scale | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.finished and self.stopped:
            raise ValueError("a session cannot be both finished and stopped")


class Soreness(_Entry, frozen=True, tag="soreness", kw_only=True):
    """How sore the worked muscles are after the last session, and any bruise (the adverse-event log)."""

    score: Scale
    """0 = the soreness has gone."""
    bruise: Literal["none", "small", "larger_than_palm"] = "none"


class Peg(_Entry, frozen=True, tag="peg", kw_only=True):
    """PEG, past week (Krebs 2009): average pain, interference with enjoyment and with general activity, 0-10 each."""

    pain: Scale
    enjoyment: Scale
    activity: Scale


class Activity(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One activity of the person's own choosing: 0 unable, 10 as well as before."""

    name: Word
    score: Scale

    def __repr__(self) -> str:
        return "<Activity>"


class Psfs(_Entry, frozen=True, tag="psfs", kw_only=True):
    """Patient-specific function (after Stratford 1995): one to five own activities."""

    activities: Annotated[tuple[Activity, ...], msgspec.Meta(min_length=1, max_length=5)]


class Pgic(_Entry, frozen=True, tag="pgic", kw_only=True):
    """Global change since the start: 1 very much improved, 4 no change, 7 very much worse."""

    grade: Annotated[int, msgspec.Meta(ge=1, le=7)]


class Rmdq(_Entry, frozen=True, tag="rmdq", kw_only=True):
    """Roland-Morris disability: how many of the 24 statements were ticked today."""

    score: Annotated[int, msgspec.Meta(ge=0, le=24)]


class Flare(_Entry, frozen=True, tag="flare", kw_only=True):
    """The person says that a flare has begun (`over` false) or has passed. Asked, never read from scores."""

    over: bool = False


class Note(_Entry, frozen=True, tag="note", kw_only=True):
    """Words only, in `note`."""


class Foreign(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of a kind or a format that this version does not know, or a kept one that it cannot read.

    It goes through import, storage and export byte for byte, and no rule reads it.
    """

    id: Id
    at: Moment
    kind: str
    line: str

    def __repr__(self) -> str:
        return f"<Foreign {self.id}>"


Known = Pain | Session | Soreness | Peg | Psfs | Pgic | Rmdq | Flare | Note
Entry = Known | Foreign
KINDS = frozenset(str(each.__struct_config__.tag) for each in get_args(Known))


class Broken(msgspec.Struct, frozen=True):
    """A line that could not be read. `text` is the line itself, to be set aside, never shown in a message."""

    line: int
    problem: str
    text: str

    def __repr__(self) -> str:
        return f"<Broken line {self.line}>"


class Reading(msgspec.Struct, frozen=True):
    """Every line of a diary: the ones understood, in order, and the ones set aside."""

    entries: tuple[Entry, ...]
    broken: tuple[Broken, ...]
    ended: str = ""
    """Why it was not read to its end; then there are no entries."""


class Merged(msgspec.Struct, frozen=True):
    """Two diaries as one: `added` are the entries that were new, `refused` says why some were not taken."""

    entries: tuple[Entry, ...]
    added: tuple[Entry, ...]
    refused: tuple[str, ...]


class _Head(msgspec.Struct, frozen=True):
    """What every entry of every format has."""

    id: Id
    at: Moment
    kind: Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]{0,39}\Z")]


_encoder = msgspec.json.Encoder()


@cache
def _decoder() -> msgspec.json.Decoder[Known]:
    """Made when the first line is read: somebody without a diary need not wait for it."""
    return msgspec.json.Decoder(Known)


class Intake:
    """Lines of a diary taken in one by one: each id once, and what cannot be read beside them.

    `now` is given at the doors (an import): then moments that have not been, and text of nothing to be seen, are
    refused, and it ends early at 100 bad lines or 20,000 entries. Our own rows are read without it.
    """

    def __init__(self, now: datetime | None = None) -> None:
        self.now = now
        self.seen: dict[str, Entry] = {}
        self.broken: list[Broken] = []

    @property
    def ended(self) -> bool:
        """Whether there is no sense in reading on."""
        return self.now is not None and (len(self.broken) >= MOST_BROKEN or len(self.seen) > MOST_ENTRIES)

    def line(self, number: int, line: str, place: str = "line") -> None:
        """One line, which is not blank."""
        entry = _as_written(line) or _read_line(line)
        if not isinstance(entry, str):
            entry = self._not_at_the_door(entry) or entry
        if isinstance(entry, str):
            self.broken.append(Broken(number, f"{place} {number}: {entry}", line))
        elif self.seen.setdefault(entry.id, entry) != entry:
            self.broken.append(Broken(number, f"{place} {number}: {_other_content(entry.id)}", line))

    def reading(self) -> Reading:
        """What was read. Where reading ended early no entry is there: half a diary would look like a whole one."""
        entries, ended = tuple(self.seen.values()), ""
        if self.ended:
            entries, ended = (), STOPPED if len(self.broken) >= MOST_BROKEN else TOO_MANY
        return Reading(entries, tuple(self.broken), ended)

    def _not_at_the_door(self, entry: Entry) -> str:
        """Why an entry cannot be taken that has the right shape; "" when it can."""
        if not 1 < entry.at.year < 9999:  # no zone can reckon there
            return AT_THE_END
        if self.now is None:
            return ""
        outside = outside_of_past(entry.at, self.now)
        if outside:
            return AT_THE_END if outside == "too_early" else f"lies in the future\nhint: {WHEN}"
        names = [each.name for each in entry.activities] if isinstance(entry, Psfs) else []
        words = [*names, entry.note] if isinstance(entry, Note) else names
        return "" if all(map(has_words, words)) else "has no words\nhint: write the note, or the name of the activity"


def read(lines: str | Iterable[str], now: datetime | None = None) -> Reading:
    """Read a diary: its whole text, or its lines. A line seen twice counts once; blank lines count as nothing.

    `now`: the diary comes from outside (`Intake`). Never raises on bad content: what cannot be read is returned in
    `broken` with its line number.
    """
    if isinstance(lines, str):  # not splitlines: a note may hold other line separators; not split: a list of millions
        lines = io.StringIO(lines, newline="\n")
    intake = Intake(now)
    for number, line in enumerate(lines, start=1):
        line = line.removeprefix("\ufeff") if number == 1 else line
        if line.strip():
            intake.line(number, line.removesuffix("\n"))
        if intake.ended:
            break
    return intake.reading()


def write(entries: Iterable[Entry]) -> str:
    """The entries as lines, each ended by a line feed. `read(write(x))` gives x back exactly."""
    return "".join(_line(entry) + "\n" for entry in entries)


def _line(entry: Entry) -> str:
    return entry.line if isinstance(entry, Foreign) else _encoder.encode(entry).decode()


def merge(ours: Iterable[Entry], theirs: Iterable[Entry]) -> Merged:
    """Bring two diaries together by id. Ours come first, in their order, then what is new in theirs.

    The same id with the same content is kept once; the same id with other content keeps ours and is refused by name.
    """
    known = {entry.id: entry for entry in ours}
    added: dict[str, Entry] = {}
    refused: list[str] = []
    for entry in theirs:
        before = known.get(entry.id) or added.get(entry.id)
        if before is None:
            added[entry.id] = entry
        elif before != entry:
            refused.append(f"entry {_other_content(entry.id)}")
    return Merged((*known.values(), *added.values()), tuple(added.values()), tuple(refused))


def kind_of(entry: Entry) -> str:
    """What kind of entry it is, as its line says."""
    return entry.kind if isinstance(entry, Foreign) else str(type(entry).__struct_config__.tag)


def new_id() -> str:
    """A fresh entry id (UUID 4)."""
    return str(uuid.uuid4())


def _other_content(entry_id: str) -> str:
    return (
        f"{entry_id} is already in the diary with other content; the earlier one is kept\n"
        "hint: if both are true, give this line an id of its own"
    )


def _as_written(line: str) -> Entry | None:
    """The entry of a line that stands exactly as `write` puts it: then no key is twice and nothing else is wrong."""
    if len(line) > MAX_LINE // 4:  # a letter has at most four bytes
        return None
    try:
        entry = _decoder().decode(line)
    except (ValueError, RecursionError):
        return None
    return entry if _encoder.encode(entry).decode() == line else None


def _read_line(line: str) -> Entry | str:
    """One entry, or what is wrong with the line in words that hold nothing the person wrote."""
    import json  # a line as we wrote it needs none

    if len(line) > MAX_LINE or len(line.encode(errors="replace")) > MAX_LINE:
        return f"longer than {MAX_LINE} bytes\nhint: one entry a line; a long note may have 4000 characters"
    try:
        plain = json.loads(line, object_pairs_hook=_each_key_once)
        number = plain.get("format") if isinstance(plain, dict) else None
        if isinstance(number, int) and number > 1:
            return _foreign(line) or (
                "written by a newer unknot, without the id, the moment and the kind that every entry has\n"
                "hint: update unknot, then import this line again"
            )
        if isinstance(plain, dict) and number is None:
            return 'no "format"\nhint: every entry says "format": 1'
        if number == 1 and plain.get("kind") not in KINDS and (foreign := _foreign(line)):
            return foreign
        entry = _decoder().decode(line.strip())
        if _TOO_FINE.search(plain["at"]):
            return (
                "`at` is finer than a microsecond\nhint: leave out the digits after the sixth; none is rounded unasked"
            )
    except _Twice as twice:
        return f"{twice}\nhint: keep one of them"
    except msgspec.ValidationError as wrong:
        return f"{echo(wrong, 300)}\nhint: docs/reference/diary-format.md lists every kind and its fields"
    except (ValueError, RecursionError):
        return "not a whole JSON object\nhint: one entry a line, from { to }; it may have been cut off"
    return entry


def _foreign(line: str) -> Foreign | None:
    """The line as it is, if it has what every entry has."""
    try:
        head = msgspec.json.decode(line.strip(), type=_Head)
    except msgspec.ValidationError:
        return None
    return Foreign(id=head.id, at=head.at, kind=head.kind, line=line.strip(" \t\r\n"))


class _Twice(Exception):
    """A key given twice in one object: JSON readers keep one silently, we do not."""


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    if len(set(keys)) < len(keys):
        raise _Twice("a field is given twice in one entry")
    return dict(pairs)
