"""What would the person like? Who is there, how long, with what: wishes beside the answers, never facts for a rule."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from typing import Any, get_args

import msgspec

from unknot.knowledge.regions import PLANNED, REGIONS, REPORTED_ONLY, both
from unknot.knowledge.shapes import Helper, Knowledge, Tool

MINUTES: dict[str, tuple[int, int]] = {"alone": (5, 30), "partner": (5, 30), "professional": (30, 90)}
"""Hands-on minutes that can be asked for (design.md section 5)."""
STYLES = ("swedish", "deep_tissue")


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Wishes for one session. Nothing in here can loosen a limit."""

    helper: Helper = "alone"
    minutes: int | None = None
    """Hands-on minutes wished: 5-30 alone or with a partner, 30-90 at a professional's."""
    tools: tuple[Tool, ...] = ()
    """What is at hand."""
    regions: tuple[str, ...] = ()
    """Sorest first, where the person wants work; empty: where it hurts."""
    pressure: int | None = None
    """0-10, the most the person wishes to feel."""
    style: str | None = None
    """At a professional's: `swedish` or `deep_tissue`; None: the plan says which and why."""
    floor: bool = False
    """Rises from the floor easily and is glad to lie there."""
    wants: tuple[str, ...] = ()
    """Techniques asked for by id (those that are off unless chosen)."""
    without: tuple[str, ...] = ()
    """Techniques the person does not want."""
    country: str = ""
    """ISO 3166 alpha-2 code for the numbers to call; empty: 112."""


class RequestRefused(ValueError):
    """A request that cannot be read. `problems` is never empty; each says what, where and why, then `hint: ...`."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def read_request(raw: Mapping[str, Any], knowledge: Knowledge) -> Request:
    """A request from plain data (JSON), with every word known to `knowledge`.

    Regions may be named without a side (`low_back` is both). Raises RequestRefused with all problems at once.
    """
    return _Reading(raw, knowledge).request()


class _Reading:
    """One reading of one request, collecting problems."""

    def __init__(self, raw: Mapping[str, Any], knowledge: Knowledge) -> None:
        self.raw = raw
        self.knowledge = knowledge
        self.problems: list[str] = []

    def request(self) -> Request:
        if not isinstance(self.raw, Mapping):
            raise RequestRefused(['request: must be an object\nhint: for example {"helper": "alone", "minutes": 10}'])
        keys = Request.__struct_fields__
        for key in self.raw:
            if key not in keys:
                self.refuse(str(key), "is not known", self.near(str(key), keys))
        techniques = self.knowledge.techniques
        helper = self.one("helper", get_args(Helper)) or "alone"
        fields: dict[str, Any] = {
            "helper": helper,
            "minutes": self.whole("minutes", *MINUTES[helper], f"for a session {helper}"),
            "tools": self.words("tools", get_args(Tool)),
            "regions": self.regions(),
            "pressure": self.whole("pressure", 0, 10, "on the scale of what you feel"),
            "style": self.one("style", STYLES),
            "floor": self.yes_no("floor"),
            "wants": self.words("wants", techniques),
            "without": self.words("without", techniques),
            "country": self.country(),
        }
        if self.problems:
            raise RequestRefused(self.problems)
        return Request(**fields)

    def refuse(self, key: str, what: str, hint: str) -> None:
        self.problems.append(f"request, `{key}`: {what}\nhint: {hint}")

    @staticmethod
    def near(word: str, known: Collection[str]) -> str:
        import difflib  # only to word a refusal: starting without it is faster

        close = difflib.get_close_matches(word, list(known), n=1)
        return f"did you mean `{close[0]}`?" if close else f"use one of {', '.join(known)}"

    def one(self, key: str, known: Collection[str]) -> str | None:
        value = self.raw.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or value not in known:
            self.refuse(key, f"`{value}` is not known", self.near(str(value), known))
            return None
        return value

    def whole(self, key: str, low: int, high: int, what: str) -> int | None:
        value = self.raw.get(key)
        if value is None:
            return None
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not math.isfinite(value) or value != int(value):
            self.refuse(key, "must be a whole number", f"give {low} to {high} {what}")
            return None
        if not low <= value <= high:
            self.refuse(key, f"{int(value)} is out of range", f"give {low} to {high} {what}")
            return None
        return int(value)

    def yes_no(self, key: str) -> bool:
        value = self.raw.get(key, False)
        if not isinstance(value, bool):
            self.refuse(key, "must be true or false", "give true only if rising from the floor is easy")
            return False
        return value

    def listed(self, key: str) -> list[str]:
        """The texts of a list, duplicates named once; problems for anything else."""
        value = self.raw.get(key, [])
        if not isinstance(value, list | tuple) or not all(isinstance(word, str) for word in value):
            self.refuse(key, "must be a list of names", 'for example ["ball"]')
            return []
        return list(dict.fromkeys(value))

    def words(self, key: str, known: Collection[str]) -> tuple[str, ...]:
        found = self.listed(key)
        for word in found:
            if word not in known:
                self.refuse(key, f"`{word}` is not known", self.near(word, known))
        return tuple(found)

    def regions(self) -> tuple[str, ...]:
        found: list[str] = []
        for word in self.listed("regions"):
            if word in PLANNED:
                found += both(word)
            elif word in REPORTED_ONLY or word in ("flank", "leg", "arm"):
                self.refuse("regions", f"`{word}` is never worked on", f"use one of {', '.join(PLANNED)}")
            elif word not in REGIONS:
                self.refuse("regions", f"`{word}` is not known", self.near(word, (*PLANNED, *REGIONS)))
            else:
                found.append(word)
        return tuple(dict.fromkeys(found))

    def country(self) -> str:
        """Two letters; a country that we have no numbers for is fine, it gets 112."""
        value = self.raw.get("country")
        if value is None or value == "":
            return ""
        code = value.upper() if isinstance(value, str) else ""
        if code == "UK" or not (len(code) == 2 and code.isascii() and code.isalpha()):
            plain = "give two letters, as in ID, GB or US, or leave it out for 112"
            self.refuse("country", f"`{value}` is not a country code", "did you mean `GB`?" if code == "UK" else plain)
            return ""
        return code
