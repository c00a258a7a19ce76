"""Plays a session in a terminal: keys become events, time becomes steps, and every moment is saved to disk.

All that a session *is* lives in `pathway.session`; here are only the clock, the keys and the saving.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.live import Live
from rich.text import Text

from unknot.cli.session import kept as session_kept
from unknot.cli.session import keys
from unknot.cli.session.screen import ACHE_QUESTION, LETTERS, PRESSURE_QUESTION, how_pages, playing, why_pages
from unknot.clock import now, steady
from unknot.knowledge.shapes import Knowledge
from unknot.pathway.diary.course import BY_WISH
from unknot.pathway.session.machine import advance, apply, interrupted, view
from unknot.pathway.session.shape import Back, CheckIn, Event, Next, Pause, Resume, Start, Stop
from unknot.telling.stopping import stop_reasons

LOOK_SECONDS = 0.2
SAVE_SECONDS = 1.0
SAID_SECONDS = 6.0
ASLEEP_SECONDS = 10.0
"""A gap this long between two looks means that the computer slept: the session waits where it was."""


def wall() -> float:
    """Seconds since the epoch, by a clock that may be set."""
    return now().timestamp()


class Clock:
    """The session's time in milliseconds since the epoch, `speed` times as fast as real time, from `start` on.

    The clock on the wall is read once, at the beginning: set back or forward afterwards, it neither freezes the session
    nor ends its steps. `wall` and `steady` give seconds.
    """

    def __init__(
        self, speed: float, start: int, *, wall: Callable[[], float] = wall, steady: Callable[[], float] = steady
    ) -> None:
        self.speed = speed
        self.steady = steady
        self.began = steady()
        self.start = max(round(wall() * 1000), start)

    def now(self) -> int:
        """The moment, in milliseconds."""
        return self.start + round((self.steady() - self.began) * 1000 * self.speed)


class Player:
    """One session on one screen, in `kept` at every moment as it lies on the disk."""

    def __init__(self, knowledge: Knowledge, kept: session_kept.Kept, clock: Clock) -> None:
        self.knowledge = knowledge
        self.kept = kept
        self.state = kept.state
        self.clock = clock
        self.reasons = stop_reasons(knowledge)
        self.was_running = True
        self.asking = ""
        """"" | "ache" | "pressure" | "why" | "how": what the next key means."""
        self.page = 0
        self.size = (80, 24)
        self.said = ""
        self.said_at = 0.0
        self.saved_at = 0.0
        self.looked_at = clock.steady()

    def play(self) -> None:
        """From the start, or from where it was left, to the end or a stop. Ctrl-C pauses and goes through."""
        now = self.clock.now()
        self.happen(Start(at=now, ache=self.state.ache_start) if self.state.status == "ready" else Resume(at=now))
        with keys.one_at_a_time(), _screen() as show:
            try:
                while self.state.status in ("running", "paused"):
                    self.look()
                    show(self.lines)
                    for key in keys.pressed(LOOK_SECONDS).lower():
                        self.press(key)
            except (KeyboardInterrupt, EOFError):
                self.happen(Pause(at=self.clock.now()))
                raise KeyboardInterrupt from None
            finally:
                self.save()

    def look(self) -> None:
        """Let time pass up to now; after a sleep of the computer none has."""
        asleep = self.clock.steady() - self.looked_at > ASLEEP_SECONDS
        if asleep and self.state.status == "running":
            self.state = interrupted(self.state)
            self.say("The computer slept, so the session waited.")
        self.looked_at = self.clock.steady()
        self.state = advance(self.state, self.clock.now())
        shown = view(self.state, self.state.at)
        if self.asking == "pressure" and not (shown.step and shown.step.touch):
            self.asking = ""
        if self.asking in ("", "ache"):
            self.asking = "ache" if shown.check_in_due else ""
        if self.clock.steady() - self.saved_at > SAVE_SECONDS:
            self.save()

    def lines(self, size: tuple[int, int]) -> list[str]:
        """What the screen shows now."""
        self.size = size
        if self.asking == "why":
            pages = why_pages(self.reasons, size)
            return pages[self.page % len(pages)]
        shown = view(self.state, self.state.at)
        if shown.step is None:
            return []
        if self.asking == "how":
            pages = how_pages(shown.step, size)
            return pages[min(self.page, len(pages) - 1)]
        question = {"ache": ACHE_QUESTION, "pressure": PRESSURE_QUESTION}.get(self.asking, "")
        said = self.said if self.clock.steady() - self.said_at < SAID_SECONDS else ""
        return playing(shown, question, said, size)

    def press(self, key: str) -> None:
        """One key. Keys that mean nothing do nothing."""
        now = self.clock.now()
        if self.state.status not in ("running", "paused"):
            return
        if self.asking == "why":
            self.choose(key, now)
        elif key == "s":  # before every other meaning of a key: STOP works whatever is asked or shown
            self.ask_why(now)
        elif self.asking == "how" or key == "h":
            self.turn(key)
        elif key in "0123456789t":
            self.number(10 if key == "t" else int(key), now)
        elif key in "\r\n":
            self.leave_out(now)
        elif key == "p":
            running = self.state.status == "running"
            self.happen(Pause(at=now) if running else Resume(at=now))
        elif key in "mlj":
            self.feel(key, now)
        elif key == "n":
            self.happen(Next(at=now))
        elif key == "b":
            self.happen(Back(at=now))
        elif key == "q":
            self.happen(Stop(at=now, reason=BY_WISH))

    def ask_why(self, now: int) -> None:
        """STOP: the time stands still, and what was felt is asked."""
        self.was_running = self.state.status == "running"
        self.asking, self.page = "why", 0
        self.happen(Pause(at=now))

    def turn(self, key: str) -> None:
        """The pages of how a step is done; after the last one, and with any other key, the session again."""
        pages = how_pages(self.state.plan.steps[self.state.here], self.size)
        if self.asking != "how":
            self.asking, self.page = "how", 0
        elif key == "h" and self.page + 1 < len(pages):
            self.page += 1
        else:
            self.asking = ""

    def number(self, number: int, now: int) -> None:
        """A number answers the question on the screen; with none there it is the ache."""
        if self.asking == "pressure":
            self.asking = ""
            self.happen(CheckIn(at=now, pressure=number))
            return
        step = view(self.state, now).step
        self.happen(CheckIn(at=now, ache=number))
        self.asking = "pressure" if step is not None and step.touch else ""
        self.say(f"Ache {number} of 10, noted.")

    def leave_out(self, now: int) -> None:
        """Enter: the person would rather not give a number now."""
        if self.asking:
            self.asking = ""
            self.happen(CheckIn(at=now))

    def feel(self, key: str, now: int) -> None:
        """Too much, a bit more, or just right; says what it changed."""
        before, here = self.state.pressures[self.state.here], self.state.here
        self.asking = ""
        if key == "m":
            self.happen(CheckIn(at=now, feels="too_much"))
        elif key == "l":
            self.happen(CheckIn(at=now, feels="a_bit_more"))
        else:
            self.happen(CheckIn(at=now, feels="just_right"))
        after = self.state.pressures[here]
        touch = self.state.plan.steps[here].touch
        if key == "m":
            lower = f"Lighter: pressure {after} of 10 from here on, and less time here." if touch else "Less time here."
            self.say(lower if self.state.here == here else "That is left out, and the rest is lighter.")
        elif key == "l" and touch:
            self.say(f"Pressure up to {after} of 10." if after > before else f"{after} of 10 is the most for today.")
        elif key == "j":
            self.say("Good, as it is.")

    def choose(self, key: str, now: int) -> None:
        """The reason for the stop, or back to the session."""
        if key == keys.ESCAPE:
            self.asking = ""
            if self.was_running:
                self.happen(Resume(at=now))
        elif key == "s":
            self.page += 1
        elif key in LETTERS[: len(self.reasons)]:
            self.happen(Stop(at=now, reason=self.reasons[LETTERS.index(key)].id))

    def happen(self, event: Event) -> None:
        """One event, saved at once."""
        self.state = apply(self.state, event)
        self.save()

    def say(self, text: str) -> None:
        """A line for a few seconds."""
        self.said, self.said_at = text, self.clock.steady()

    def save(self) -> None:
        """The state as it is now, on the disk."""
        self.kept = session_kept.Kept(saved=now(), entry=self.kept.entry, state=self.state)
        try:
            session_kept.keep(self.kept)
        except OSError:  # no room: the session, and above all its STOP, goes on all the same
            self.say("The disk takes nothing more, so this session is not kept for later.")
        self.saved_at = self.clock.steady()


@contextmanager
def _screen() -> Iterator[Callable[[Callable[[tuple[int, int]], list[str]]], None]]:
    """The whole terminal for a while; what stood there before is there again afterwards."""
    console = Console(highlight=False)
    with Live(console=console, screen=True, auto_refresh=False, vertical_overflow="crop") as live:

        def show(lines_for: Callable[[tuple[int, int]], list[str]]) -> None:
            lines = lines_for((console.size.width, console.size.height))
            text = Text("\n".join(lines), no_wrap=True, overflow="crop")
            text.highlight_regex(r"^(Step .*|[A-Z ,-]{4,}|s STOP.*|Check-in.*|And how firm.*)$", "bold")
            live.update(text, refresh=True)

        yield show
