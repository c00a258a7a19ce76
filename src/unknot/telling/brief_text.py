"""Lays out the brief as plain text: one page of at most 80 columns, as the terminal prints it."""

from __future__ import annotations

import textwrap

from unknot.knowledge.shapes import Knowledge
from unknot.telling.brief import Brief, Item

WIDTH = 80
SIGNS = {"suitable": "[v]", "limits": "[!]", "clearance": "[/]"}


def brief_text(knowledge: Knowledge, page: Brief) -> str:
    """The page as text."""
    say = knowledge.say
    lines = [
        say("BRIEF FOR THE THERAPIST"),
        *_wrap(page.screened),
        *_item(page.ask_again),
        "",
        f"== {SIGNS[page.bar]} {page.bar_words} ==",
        *_item(page.stop),
        "",
        say("LIMITS (they always win)"),
        *(line for item in page.limits for line in _item(item)),
        "",
        say("TODAY"),
        *(line for item in page.today for line in _item(item)),
        "",
        say("ASK BEFORE STARTING"),
        *(line for question in page.questions for line in _wrap(f"- {question}")),
        "",
        say("AFTER"),
        *_wrap(f"- {page.after}"),
        "",
        *_wrap(page.foot),
    ]
    return "\n".join(lines) + "\n"


def _item(item: Item) -> list[str]:
    return _wrap(f"{item.label}: {item.text}" if item.label else f"- {item.text}")


def _wrap(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent="  ")
