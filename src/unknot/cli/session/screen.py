"""Draws the screen of a running session: one page of text, at most as wide and high as the terminal.

Sense without colour, ASCII only. What matters most always fits: the step, the time, the breath and the keys; when the
terminal is small, the how-to gives way, and says so.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from unknot.cli.plan.show_plan import where_text
from unknot.knowledge.shapes import Fact
from unknot.pathway.plan.shape import Step
from unknot.pathway.session.shape import View
from unknot.telling.limits import POSITIONS, TOOLS

WIDTH = 80
LETTERS = "abcdefghijklmnopqrtuvwxyz"
"""For the reasons to stop; without s, which is STOP: pressed twice it must not choose one."""
SEVEN = {
    "0": (" _ ", "| |", "|_|"), "1": ("   ", "  |", "  |"), "2": (" _ ", " _|", "|_ "), "3": (" _ ", " _|", " _|"),
    "4": ("   ", "|_|", "  |"), "5": (" _ ", "|_ ", " _|"), "6": (" _ ", "|_ ", "|_|"), "7": (" _ ", "  |", "  |"),
    "8": (" _ ", "|_|", "|_|"), "9": (" _ ", "|_|", " _|"), ":": (" ", ".", "."),
}  # fmt: skip
BREATH_CELLS = {"in": 8, "out": 12}
"""Two cells of the breathing bar a second: in about 4 s, out about 6 s."""
ACHE_QUESTION = "Check-in: how strong is the ache now?  Keys 0 to 9, t is 10"
PRESSURE_QUESTION = "And how firm does the pressure feel?  Keys 0 to 9, t is 10; Enter leaves it out"


def clock(seconds: int) -> str:
    """84 -> "1:24"."""
    return f"{seconds // 60}:{seconds % 60:02}"


def digits(text: str) -> list[str]:
    """A time in figures three lines high."""
    return ["  " + " ".join(SEVEN[each][row] for each in text).rstrip() for row in range(3)]


def breath_line(view: View) -> str:
    """The breath as words, a count and a bar that fills: 8 cells in, 12 cells out."""
    cells = {part: BREATH_CELLS[part] for part in ("in", "out")}
    left = view.breath_seconds * 2
    done = cells["in"] - left if view.breath == "in" else cells["in"] + cells["out"] - left
    bar = "".join("=" if cell < done else "." for cell in range(cells["in"] + cells["out"]))
    words = "Breathe in " if view.breath == "in" else "Breathe out"
    return f"  {words}  {view.breath_seconds}  [{bar[: cells['in']]}|{bar[cells['in'] :]}]"


def where_and_how_firm(step: Step, pressure: int) -> str:
    """Place, position, tool and pressure of a step, as far as it has them."""
    firm = f"pressure {pressure} of 10" if step.touch else ""
    parts = (where_text(step), POSITIONS[step.position], TOOLS[step.tool] if step.tool else "", firm)
    return ", ".join(part for part in parts if part)


def playing(view: View, question: str, said: str, size: tuple[int, int]) -> list[str]:
    """The page while a step runs or rests. `question`: a check-in that waits; `said`: what the last key changed.

    `size` is (columns, lines) of the terminal; never more lines than that come back.
    """
    step = view.step
    assert step is not None
    columns, lines = min(size[0], WIDTH), size[1]
    paused = "PAUSED  " if view.status == "paused" else ""
    left = f"{clock(view.left_seconds)} left in all"
    head = f"Step {view.number} of {view.of}, {step.phase}"
    top = [head + f"{paused}{left}".rjust(columns - len(head)), ""]
    top += _wrap(step.name.upper(), columns)
    top += _wrap(where_and_how_firm(step, view.pressure), columns)
    foot = digits(clock(view.remaining_seconds)) if lines >= 22 else ["  " + clock(view.remaining_seconds)]
    foot += ["", breath_line(view), ""] if lines >= 20 else [breath_line(view)]
    foot += _wrap(_next_text(view), columns)
    foot += ["", *_wrap(question or said, columns)]
    foot += ["", *_wrap(_keys(view, step), columns)]
    how = [line for number, text in enumerate(step.how, 1) for line in _wrap(text, columns, f"  {number}) ")]
    how += [line for text in step.do_not for line in _wrap(text, columns, "  x  ")]
    room = lines - len(top) - len(foot) - 2
    if len(how) > room:
        how = [*how[: max(room - 1, 0)], "  ... key h shows it whole"] if room > 0 else []
    page = [*top, "", *how, *[""] * (room - len(how)), "", *foot]
    if len(page) > lines:
        page = [line for line in page if line.strip()]
    return page if len(page) <= lines else [page[0], *page[len(page) - lines + 1 :]]


def how_pages(step: Step, size: tuple[int, int]) -> list[list[str]]:
    """All of how a step is done and what not to do, in as many pages as the terminal needs."""
    columns, room = min(size[0], WIDTH), max(size[1] - 4, 1)
    lines = [line for number, text in enumerate(step.how, 1) for line in _wrap(text, columns, f"  {number}) ")]
    lines += ["", *(line for text in step.do_not for line in _wrap(text, columns, "  x  "))]
    pages = [lines[start : start + room] for start in range(0, len(lines), room)]
    foot = "h more, s STOP, other keys back. The time runs on."
    return [[f"{step.name.upper()}  {page} of {len(pages)}", "", *part, "", foot] for page, part in enumerate(pages, 1)]


def why_pages(reasons: Sequence[Fact], size: tuple[int, int]) -> list[list[str]]:
    """What was felt, asked after STOP: gravest first, a letter each; as many pages as a small terminal needs."""
    columns = min(size[0], WIDTH)
    listed = [
        _wrap(fact.question or fact.label, columns, f"  {letter}  ")
        for letter, fact in zip(LETTERS, reasons, strict=False)
    ]
    stopped, ask = _wrap("Stopped. Take the hands off.", columns), "Why did you stop? Press the first letter that fits:"
    lines = [line for each in listed for line in each]
    page = [*stopped, "", *_wrap(ask, columns), "", *lines, "", "Esc goes back to the session."]
    if len(page) <= size[1]:
        return [page]
    head, foot = [*stopped, *_wrap("Press the first letter that fits:", columns)], _wrap("s more, Esc back", columns)
    room = max(size[1] - len(head) - len(foot), 1)
    pages: list[list[str]] = [[]]
    for each in listed:
        if pages[-1] and len(pages[-1]) + len(each) > room:
            pages.append([])
        pages[-1] += each[:room]
    return [[*head, *part, *foot][-max(size[1], 1) :] for part in pages]


def _keys(view: View, step: Step) -> str:
    pause = "p go on" if view.status == "paused" else "p pause"
    firm = "m too much   l a bit more   j just right\n" if step.touch else "m too much   j just right\n"
    return f"{firm}{pause}   n next   b back   h how   q end here\ns STOP: sharp pain, numb, dizzy, or anything new"


def _next_text(view: View) -> str:
    if view.next_step is None:
        return "Next: the end"
    place = where_text(view.next_step)
    return f"Next: {view.next_step.name}" + (f", {place}" if place else "")


def _wrap(text: str, columns: int, indent: str = "") -> list[str]:
    wrapped = [
        textwrap.wrap(line, columns, initial_indent=indent, subsequent_indent=" " * len(indent)) or [""]
        for line in text.split("\n")
    ]
    return [line for lines in wrapped for line in lines]
