"""Asks the interview in a terminal, one page at a time, with progress, a way back, and why we ask."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from typing import Any

from msgspec.structs import replace

from unknot import clock
from unknot.knowledge.load import load
from unknot.knowledge.regions import REGIONS, name_of
from unknot.knowledge.shapes import Fact, Knowledge
from unknot.knowledge.typed_number import UNITS, days_typed, number_typed
from unknot.knowledge.values import UNSURE, Unreadable, values_of
from unknot.pathway.answers import InputRefused, days_ago
from unknot.pathway.diary.entries import Entry
from unknot.pathway.interview import SECTIONS, Page
from unknot.pathway.journey import Journey, answer_page, new_journey, page_now, person_of
from unknot.pathway.person import Person
from unknot.pathway.request import read_request
from unknot.web.database.database_file import DiaryUnreadable

HELP = "numbers that are true, 0 for none, u3 if not sure about 3; w why we ask, b back, q stop"

WITHOUT_DIARY = (
    "Your diary could not be read, so this check knows nothing of your last massages. If one was stopped in the last "
    "days because something felt wrong, have no massage now, and see a clinician if it has not gone. The check goes on."
)

UNIT_WORDS = {"": "days"} | {word: unit for unit in UNITS for word in (unit, unit[:-1], unit[0])}
"""What may stand behind the number of an event, and the unit it is: weeks, week, w."""


class Back(Exception):
    """The person wants the page before."""


class Quit(Exception):
    """The person ends the interview; nothing is decided."""


class Interview:
    """One interview: a journey answered page by page, so that going back loses nothing but the last page."""

    def __init__(self, knowledge: Knowledge, journey: Journey, entries: tuple[Entry, ...] = ()) -> None:
        self.knowledge = knowledge
        self.journey = journey
        self.entries = entries
        self.now = clock.now()

    def person(self) -> Person:
        """Whose answers these are, at this moment, with their diary."""
        self.now = clock.now()
        return person_of(self.knowledge, self.journey, self.entries, self.now)

    def run(self) -> None:
        """Ask until nothing that is left could alter the outcome. Raises Quit."""
        while (page := page_now(self.knowledge, self.person().walk())) is not None:
            try:
                self.journey = answer_page(
                    self.knowledge,
                    self.journey,
                    screen=page.screen,
                    follow_up=page.follow_up,
                    items=page.items,
                    given=self.ask_page(page),
                    now=self.now,
                )
            except InputRefused as refused:
                show(f"These answers do not fit together.\n{refused}")
            except Back:
                if self.journey.pages:
                    self.journey = replace(self.journey, pages=self.journey.pages[:-1])
                else:
                    show("This is the first page.")

    def ask_page(self, page: Page) -> dict[str, Any]:
        """Every question of one page."""
        show("")
        show(f"[{progress(page)}] {page.title}", bold=True)
        said: dict[str, Any] = {}
        listed = [self.knowledge.facts[id] for id in page.items if is_listed(self.knowledge.facts[id])]
        for fact in (self.knowledge.facts[id] for id in page.items):
            if fact not in listed:
                said[fact.id] = self.ask_one(fact, page.why)
        if listed:
            said |= self.ask_list(listed, page.stem or page.lead, page.why)
        return said

    def ask_list(self, facts: list[Fact], lead: str, why: str) -> dict[str, Any]:
        """A checklist: numbers for what is true, none, or not sure about one."""
        show(lead)
        for number, fact in enumerate(facts, 1):
            show(fact.question, indent=f" {number:>2}  ")
        show("None of these", indent="  0  ")
        while True:
            words = prompt(HELP, why).replace(",", " ").split()
            marked = [word.removeprefix("u") for word in words]
            if not words or not all(word.isdigit() and int(word) <= len(facts) for word in marked):
                show(f"Write {HELP}.")
                continue
            if "0" in marked and len(marked) > 1:
                show("0 means none of these: write it alone, or only the numbers that are true.")
                continue
            chosen = {facts[int(word.removeprefix("u")) - 1].id: word for word in words if word != "0"}
            return {fact.id: self.mark(fact, chosen.get(fact.id, ""), why) for fact in facts}

    def mark(self, fact: Fact, word: str, why: str) -> Any:
        """The answer of one listed item: not marked, marked, or not sure."""
        if not word:
            return [] if fact.type == "regions" else fact.choices[0].id if fact.type == "choice" else False
        if word.startswith("u"):
            return self.not_sure(fact, why)
        if fact.type == "yes_no":
            return True
        return self.ask_one(fact, why)

    def not_sure(self, fact: Fact, why: str) -> Any:
        """First the clarifier; still not sure stays not sure."""
        show(f"{fact.question}: {fact.check or fact.help or 'take your time'}", indent="     ")
        while True:
            word = prompt("y yes, n no, u still not sure", why).lower()
            if word in ("u", "n"):
                return UNSURE if word == "u" else self.mark(fact, "", why)
            if word == "y":
                return self.mark(fact, "y", why)
            show("Write y, n or u.")

    def ask_one(self, fact: Fact, why: str) -> Any:
        """A question of its own: a number, a date, a choice, regions, or yes and no."""
        show(fact.question if fact.type != "regions" or fact.id == "site" else f"{fact.question}: where?")
        options = self.options(fact)
        for number, (label, _) in enumerate(options, 1):
            show(label, indent=f" {number:>2}  ")
        hint = (
            "numbers, with l or r for your left or right only"
            if fact.type == "regions"
            else "one number"
            if options
            else number_hint(fact)
        )
        if fact.unsure_offered:
            hint += ", u not sure"
        while True:
            word = prompt(hint + "; w why we ask, b back, q stop", fact.why or why)
            if word.lower() == "u" and fact.unsure_offered:
                if fact.check:
                    show(fact.check, indent="     ")
                    word = prompt(hint + " (u: still not sure)", fact.why or why)
                if word.lower() == "u":
                    return UNSURE
            try:
                return self.read(fact, options, word)
            except Unreadable as error:
                show(f"That {error}. {error.hint.capitalize()}.")

    def options(self, fact: Fact) -> list[tuple[str, Any]]:
        """The numbered answers of a question, as (label, answer)."""
        if fact.type == "choice":
            return [(choice.label, choice.id) for choice in fact.choices]
        if fact.type == "yes_no":
            return [("Yes", True), ("No", False)]
        return list(PLACES) if fact.type == "regions" else []

    def read(self, fact: Fact, options: list[tuple[str, Any]], word: str) -> Any:
        """The answer that was typed. Raises Unreadable."""
        kind = self.knowledge.types[fact.id]
        if fact.type == "regions":
            return regions_typed(word)
        if options:
            numbers = word.replace(",", " ").split()
            if not numbers or not all(n.isdigit() and 1 <= int(n) <= len(options) for n in numbers):
                raise Unreadable("is not one of the numbers", f"write 1 to {len(options)}")
            if len(numbers) > 1:
                raise Unreadable("is more than one", "write one number")
            return options[int(numbers[0]) - 1][1]
        answer: Any = days(word) if fact.since else number_typed(word, kind.step)
        values_of(fact, kind, days_ago(fact, answer, self.now, self.now))
        return answer


def is_listed(fact: Fact) -> bool:
    """May the question stand in a checklist? Yes/no items, and others whose usual answer is none."""
    none_first = fact.type == "choice" and fact.choices[0].id in ("no", "none") and fact.id != "pregnancy_state"
    return (fact.type == "yes_no" and fact.usual is False) or (fact.type == "regions" and not fact.usual) or none_first


def days(word: str) -> Any:
    """Days ago from "5", "5 d", "3 weeks", "2 months", "today" or a date. Raises Unreadable."""
    text = word.strip().lower()
    if text == "today":
        return 0
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text
    digits = text.rstrip("abcdefghijklmnopqrstuvwxyz ")
    unit = UNIT_WORDS.get(text[len(digits) :].strip())
    if unit is None or not re.fullmatch(r"[\d.,' \u00a0+-]+", digits):
        raise Unreadable("is not a time we know", "write 5 days, 3 weeks, 2 months, or a date such as 2026-10-31")
    return days_typed(digits, unit)


def number_hint(fact: Fact) -> str:
    """What to type for a number."""
    if fact.since:
        return "5 days, 3 weeks, 2 months, or a date"
    return f"a number, {fact.min:g} to {fact.max:g}" + ("" if fact.unit == "0-10" else f" {fact.unit}")


PLACES = tuple(
    ({"flank": "side below ribs", "spine_midline": "on the spine"}.get(name, name.replace("_", " ")), name)
    for name in dict.fromkeys(map(name_of, REGIONS))
)
"""(words, region without its side), from shoulder top to chest front."""


def regions_typed(word: str) -> list[str]:
    """Regions from "3", "3l" or "3r 5": a paired place without a letter is both sides. Raises Unreadable."""
    found: list[str] = []
    for part in word.lower().replace(",", " ").split():
        digits, side = (
            part.rstrip("lr"),
            {"l": ("left",), "r": ("right",), "": ("left", "right")}.get(part.lstrip("0123456789")),
        )
        if not digits.isdigit() or not 1 <= int(digits) <= len(PLACES) or side is None:
            raise Unreadable("is not one of the places", f"write 1 to {len(PLACES)}, with l or r for one side: 4 or 4l")
        name = PLACES[int(digits) - 1][1]
        found += [name] if name in REGIONS else [f"{name}_{each}" for each in side]
    if not found:
        raise Unreadable("names no place", "write at least one number")
    return list(dict.fromkeys(found))


def progress(page: Page) -> str:
    """Five sections as a line that fills: "Part 2 of 5"."""
    return f"part {page.section} of {len(SECTIONS)}"


def prompt(hint: str, why: str) -> str:
    """One typed line. `w` says why we ask; raises Back on b, Quit on q or the end of input."""
    while True:
        try:
            word = input(f"({hint})\n> ").strip()
        except (EOFError, KeyboardInterrupt):
            raise Quit from None
        if word.lower() == "w":
            show(f"Why we ask: {why}")
        elif word.lower() == "b":
            raise Back
        elif word.lower() == "q":
            raise Quit
        else:
            return word


def show(text: str, *, indent: str = "", bold: bool = False) -> None:
    """One paragraph, wrapped to the terminal; bold only where the output is a terminal."""
    width = min(shutil.get_terminal_size().columns, 80)
    for line in text.split("\n"):
        wrapped = textwrap.fill(line, width, initial_indent=indent, subsequent_indent=" " * len(indent))
        print(f"\033[1m{wrapped}\033[0m" if bold and sys.stdout.isatty() else wrapped)


def run(*, country: str) -> Person | None:
    """`unknot check` without a file: ask, then tell. None when the person stopped; else whose answers they are."""
    from unknot.cli.check.show_decision import decision_text
    from unknot.cli.diary import same_diary

    knowledge = load()
    country = read_request({"country": country}, knowledge).country
    entries, begun = _so_far()
    interview = Interview(knowledge, new_journey(country), entries)
    try:
        if begun is not None and _goes_on(begun):
            interview.journey = replace(begun, country=country or begun.country)
        interview.run()
    except Quit:
        show("\nStopped. Nothing was decided and nothing was kept.")
        return None
    person = interview.person()
    walked = person.walk()
    print("\n" + decision_text(knowledge, walked, person.request.country, person.now))
    try:
        same_diary.keep_check(knowledge, interview.journey, walked, person.now)
    except DiaryUnreadable as unreadable:
        print(f"\nThis check was not kept.\n{unreadable}", file=sys.stderr)
    if walked.plan:
        show("\nNext: `unknot plan` shows the steps, `unknot session` guides you through them.")
    return person


def _so_far() -> tuple[tuple[Entry, ...], Journey | None]:
    """The diary and a check that was begun. Without them a check goes on, and says what that means."""
    from unknot.cli.diary import same_diary

    try:
        return same_diary.so_far()
    except DiaryUnreadable as unreadable:
        print(unreadable, file=sys.stderr)
        show(f"\n{WITHOUT_DIARY}\n")
        return (), None


def _goes_on(begun: Journey) -> bool:
    """Whether the person wants to go on with a check that was begun in the browser. Raises Quit."""
    show(f"A check was begun in the browser: {len(begun.pages)} pages are answered.")
    while True:
        word = prompt("y go on with it, n begin anew", "so that nothing has to be answered twice").lower()
        if word in ("y", "yes", "n", "no"):
            return word.startswith("y")
        show("Write y or n.")
