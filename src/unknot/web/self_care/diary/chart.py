"""Places every sign of the pain chart. Pure geometry: entries and a frame in, numbers of an SVG out.

The axis is 0-10 always. What was not told is not drawn: a gap stays a gap, with a bracket over it. A massage is a curl
under the axis. The same chart is made for two frames, so that its words are as large on a phone as on a desk.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Literal

import msgspec

from unknot.pathway.diary.entries import Entry, Pain, Session

Anchor = Literal["start", "middle", "end"]
MOST_DOTS = 400
"""More are not told apart on any of our frames."""
RADIUS = 4.2
SHORT_RANGE = 28
"""Days: up to here a gap is more than two days without a score, beyond it more than eight (weekly is no gap)."""
FEWEST_FOR_WORDS = 0.55
"""Of the bracket's words' width: a shorter bracket stands without them."""


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """The page that a chart is drawn on, in its own units."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    letter: float
    """Width of a usual letter of its small words."""
    curl: int
    """Width of a massage sign, two thirds as high."""

    @property
    def floor(self) -> float:
        """Where 0 stands."""
        return self.height - self.bottom

    @property
    def end(self) -> float:
        """Where the newest moment stands."""
        return self.width - self.right


PHONE = Frame(width=320, height=230, left=26, right=10, top=26, bottom=48, letter=6.9, curl=16)
WIDE = Frame(width=640, height=360, left=40, right=12, top=30, bottom=62, letter=7.2, curl=26)
LETTER = Frame(width=380, height=150, left=26, right=10, top=16, bottom=34, letter=6, curl=14)


class Value(msgspec.Struct, frozen=True):
    """A score written beside its dot."""

    x: float
    y: float
    score: int
    anchor: Anchor


class Gap(msgspec.Struct, frozen=True):
    """A bracket over days without a score."""

    left: float
    right: float
    y: float
    words_y: float
    has_words: bool

    @property
    def middle(self) -> float:
        """Where its words stand."""
        return _r((self.left + self.right) / 2)

    @property
    def path(self) -> str:
        """The bracket, opening upwards."""
        return f"M{self.left} {_r(self.y - 10)}V{self.y}H{self.right}V{_r(self.y - 10)}"


class Tick(msgspec.Struct, frozen=True):
    """A day named under the axis."""

    x: float
    day: date
    anchor: Anchor


class Line(msgspec.Struct, frozen=True):
    """One of the three lines across: 0, 5, 10."""

    y: float
    score: int


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the template prints."""

    frame: Frame
    lines: tuple[Line, ...]
    pain: str
    """Path of the lines between neighbouring scores; broken where there is a gap."""
    dots: str
    """Path of all dots."""
    is_dense: bool
    """So many scores that their dots would touch: drawn smaller."""
    gaps: tuple[Gap, ...]
    curls: tuple[float, ...]
    """Left edges of the massage signs."""
    first: Value | None
    last: Value | None
    ticks: tuple[Tick, ...]
    no_pain: tuple[float, Anchor] | None
    """Where the words at 0 disturb no dot."""

    @property
    def box(self) -> str:
        """The viewBox."""
        return f"0 0 {self.frame.width} {self.frame.height}"

    @property
    def curl_y(self) -> float:
        """Upper edge of the massage signs."""
        return self.frame.floor + 7

    @property
    def curl_scale(self) -> float:
        """The sign is drawn 34 wide."""
        return round(self.frame.curl / 34, 3)

    @property
    def words_y(self) -> float:
        """Where the words at 0 stand."""
        return self.frame.floor - 9


Score = tuple[datetime, int]


def scores_of(entries: Iterable[Entry]) -> list[Score]:
    """Every pain score told, oldest first: entries of pain, and the ache before a session (as the course counts)."""
    told = [
        (entry.at, entry.score if isinstance(entry, Pain) else entry.ache_before)
        for entry in entries
        if isinstance(entry, Pain | Session)
    ]
    return sorted((at, score) for at, score in told if score is not None)


def chart(
    entries: Iterable[Entry], frame: Frame, *, since: datetime, now: datetime, gap_words: int = 10
) -> Chart | None:
    """The chart of the days from `since` to `now`; None when there is no score in them. Days are those of `now`'s zone.

    `gap_words`: how many letters "no entries" has in the person's language.
    """
    told = tuple(entries)
    scores = [(at.astimezone(now.tzinfo), score) for at, score in scores_of(told) if since <= at <= now]
    if not scores:
        return None
    massages = [
        each.at.astimezone(now.tzinfo) for each in told if isinstance(each, Session) and since <= each.at <= now
    ]
    start = _midnight(min([scores[0][0], *massages]))
    end = max(_midnight(now) + timedelta(days=1), start + timedelta(days=1))
    place = _Place(frame, start, end)
    scores = _thinned(scores, place)
    heights = [place.y(score) for score in range(11)]
    inner = [(place.x(at), heights[score]) for at, score in scores]
    dense = (inner[-1][0] - inner[0][0]) / len(inner) < 2 * RADIUS and len(inner) > 30
    longest = timedelta(days=2 if (end - start).days <= SHORT_RANGE else 8)
    breaks = {i for i in range(1, len(scores)) if scores[i][0] - scores[i - 1][0] > longest}
    gaps = [_gap(frame, inner[i - 1], inner[i], gap_words) for i in sorted(breaks)]
    if now - scores[-1][0] > longest:
        gaps.append(_gap(frame, inner[-1], (place.x(now), inner[-1][1]), gap_words))
    return Chart(
        frame=frame,
        lines=tuple(Line(place.y(score), score) for score in (10, 5, 0)),
        pain="".join(f"{'M' if i == 0 or i in breaks else 'L'}{x} {y}" for i, (x, y) in enumerate(inner)),
        dots="".join(_dot(x, y, 1.6 if dense else RADIUS) for x, y in inner),
        is_dense=dense,
        gaps=tuple(gap for gap in gaps if gap.right - gap.left >= 10),
        curls=tuple(_curls(frame, [place.x(at) for at in sorted(massages)])),
        first=_value(frame, inner[0], scores[0][1], "start"),
        last=_value(frame, inner[-1], scores[-1][1], "end") if len(inner) > 1 else None,
        ticks=_ticks(frame, place, start, end),
        no_pain=_room_at_zero(frame, inner),
    )


def _thinned(scores: list[tuple[datetime, int]], place: _Place) -> list[tuple[datetime, int]]:
    """The scores of which something is seen: where many stand on one point of the line, its first, lowest, highest and
    last. A diary of 20,000 entries is a page and not megabytes of dots on each other; the table has every one."""
    if len(scores) <= MOST_DOTS:
        return scores
    columns: dict[int, list[tuple[datetime, int]]] = {}
    for each in scores:
        columns.setdefault(int(place.x(each[0])), []).append(each)
    return [
        told
        for column in columns.values()
        for told in sorted({column[0], column[-1], *(f(column, key=lambda each: each[1]) for f in (min, max))})
    ]


class _Place(msgspec.Struct, frozen=True):
    """Moments and scores as places."""

    frame: Frame
    start: datetime
    end: datetime

    def x(self, at: datetime) -> float:
        part = (at - self.start) / (self.end - self.start)
        return _r(self.frame.left + RADIUS + part * (self.frame.end - self.frame.left - 2 * RADIUS))

    def y(self, score: float) -> float:
        return _r(self.frame.floor - score / 10 * (self.frame.floor - self.frame.top))


def _gap(frame: Frame, before: tuple[float, float], after: tuple[float, float], words: int) -> Gap:
    """Over the higher of its neighbours, or under the lower one where there is no room above."""
    left, right = _r(before[0] + 10), _r(after[0] - 10)
    y = min(before[1], after[1]) - 6
    if y < frame.top + 34:
        y = max(before[1], after[1]) + 40
    needed = words * frame.letter * FEWEST_FOR_WORDS
    return Gap(left, right, _r(y), _r(y - 16), right - left >= needed)


def _value(frame: Frame, at: tuple[float, float], score: int, anchor: Anchor) -> Value:
    """Above its dot; at the top of the axis below it, where the words "worst pain" are not."""
    x, y = at
    middle = x if anchor == "middle" else max(frame.left + 6, min(frame.end - 6, x))
    return Value(_r(middle), _r(y + 24 if score >= 9 else y - 12), score, "middle")


def _curls(frame: Frame, places: list[float]) -> list[float]:
    """Massages closer than half a sign share one, so that signs stay signs."""
    kept: list[float] = []
    for x in places:
        left = _r(max(frame.left, min(frame.end - frame.curl, x - frame.curl / 2)))
        if not kept or left - kept[-1] >= frame.curl / 2:
            kept.append(left)
    return kept


def _ticks(frame: Frame, place: _Place, start: datetime, end: datetime) -> tuple[Tick, ...]:
    """The first day, the last day, and the middle one where there is one."""
    days = (end - start).days
    last = end - timedelta(days=1)
    if days == 1:
        return (Tick(_r((frame.left + frame.end) / 2), start.date(), "middle"),)
    ticks = [Tick(frame.left, start.date(), "start"), Tick(_r(frame.end), last.date(), "end")]
    if days >= 5:
        middle = start + timedelta(days=days // 2)
        ticks.insert(1, Tick(place.x(middle), middle.date(), "middle"))
    return tuple(ticks)


def _room_at_zero(frame: Frame, dots: list[tuple[float, float]]) -> tuple[float, Anchor] | None:
    """At the right, the left or the middle of the lowest line: where no dot is near."""
    third = (frame.end - frame.left) / 3
    low = [x for x, y in dots if y > frame.floor - 0.22 * (frame.floor - frame.top)]
    places: tuple[tuple[float, float, Anchor], ...] = (
        (frame.end - third, frame.end, "end"),
        (frame.left, frame.left + third, "start"),
        (frame.left + third, frame.end - third, "middle"),
    )
    for left, right, anchor in places:
        if not any(left - 8 <= x <= right + 8 for x in low):
            return (_r({"end": right, "start": left + 6, "middle": (left + right) / 2}[anchor]), anchor)
    return None


def _dot(x: float, y: float, radius: float) -> str:
    return f"M{_r(x - radius)} {y}a{radius} {radius} 0 1 0 {2 * radius} 0a{radius} {radius} 0 1 0 -{2 * radius} 0"


def _midnight(at: datetime) -> datetime:
    return datetime.combine(at.date(), time(), at.tzinfo)


def _r(number: float) -> float:
    return round(number, 1)
