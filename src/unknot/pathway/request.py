"""Reads what the person would like: who is there, how long, with what. Wishes, never facts for a rule."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from typing import Any, get_args

import msgspec

from unknot.conditions.refused import LONGEST_NAME
from unknot.knowledge.regions import PLANNED, REGIONS, REPORTED_ONLY, both
from unknot.knowledge.sentences import worded
from unknot.knowledge.shapes import Helper, Knowledge, Tool
from unknot.outside_text import echo
from unknot.pathway.answers import MOST_NAMED, InputRefused, Problem

MINUTES: dict[str, tuple[int, int]] = {"alone": (5, 30), "partner": (5, 30), "professional": (30, 90)}
"""Hands-on minutes that can be asked for (docs/clinical/session.md)."""
MINUTES_HINT = {
    "alone": worded("give {low} to {high} for a session alone"),
    "partner": worded("give {low} to {high} for a session with a partner"),
    "professional": worded("give {low} to {high} for a session at a professional's"),
}
MOST_WORDS = 100
"""Different names in one list of wishes: more than there are of any kind."""
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


class RequestRefused(InputRefused):
    """A request that cannot be read. Each problem is at "request, `key`"."""


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
        self.say = knowledge.say
        self.problems: list[Problem] = []

    def request(self) -> Request:
        if not isinstance(self.raw, Mapping):
            hint = 'for example {"helper": "alone", "minutes": 10}'
            raise RequestRefused([Problem("request", "must be an object", hint)])
        keys = Request.__struct_fields__
        for key in self.raw:
            if key not in keys:
                self.refuse(str(key), self.say("is not known"), self.near(str(key), keys))
        techniques = self.knowledge.techniques
        helper = self.one("helper", get_args(Helper)) or "alone"
        fields: dict[str, Any] = {
            "helper": helper,
            "minutes": self.whole("minutes", *MINUTES[helper], MINUTES_HINT[helper]),
            "tools": self.words("tools", get_args(Tool)),
            "regions": self.regions(),
            "pressure": self.whole("pressure", 0, 10, worded("give {low} to {high} on the scale of what you feel")),
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
        self.problems.append(Problem(f"request, `{echo(key)}`", what, hint))

    def near(self, word: str, known: Collection[str]) -> str:
        if len(word) <= LONGEST_NAME and len(self.problems) < MOST_NAMED:
            import difflib  # only to word a refusal: starting without it is faster

            if close := difflib.get_close_matches(word, list(known), n=1):
                return self.say("did you mean `{name}`?", name=close[0])
        return self.say("use one of {known}", known=", ".join(known))

    def one(self, key: str, known: Collection[str]) -> str | None:
        value = self.raw.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or value not in known:
            word = value if isinstance(value, str) else ""
            self.refuse(key, self.say("`{name}` is not known", name=echo(word)), self.near(word, known))
            return None
        return value

    def whole(self, key: str, low: int, high: int, hint: str) -> int | None:
        value = self.raw.get(key)
        if value is None:
            return None
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not math.isfinite(value) or value != int(value):
            self.refuse(key, self.say("must be a whole number"), self.say(hint, low=low, high=high))
            return None
        if not low <= value <= high:
            what = self.say("{number} is out of range", number=echo(int(value)))
            self.refuse(key, what, self.say(hint, low=low, high=high))
            return None
        return int(value)

    def yes_no(self, key: str) -> bool:
        value = self.raw.get(key, False)
        if not isinstance(value, bool):
            hint = self.say("give true only if rising from the floor is easy")
            self.refuse(key, self.say("must be true or false"), hint)
            return False
        return value

    def listed(self, key: str) -> list[str]:
        """The texts of a list, duplicates named once; problems for anything else."""
        value = self.raw.get(key, [])
        if not isinstance(value, list | tuple) or not all(isinstance(word, str) for word in value):
            self.refuse(key, self.say("must be a list of names"), self.say('for example ["ball"]'))
            return []
        named = list(dict.fromkeys(value))
        if len(named) > MOST_WORDS:
            self.refuse(key, self.say("must be a list of names"), self.say("name {most} at most", most=MOST_WORDS))
            return []
        return named

    def words(self, key: str, known: Collection[str]) -> tuple[str, ...]:
        found = self.listed(key)
        for word in found:
            if word not in known:
                self.refuse(key, self.say("`{name}` is not known", name=echo(word)), self.near(word, known))
        return tuple(found)

    def regions(self) -> tuple[str, ...]:
        found: list[str] = []
        for word in self.listed("regions"):
            if word in PLANNED:
                found += both(word)
            elif word in REPORTED_ONLY or word in ("flank", "leg", "arm"):
                never = self.say("`{name}` is never worked on", name=word)
                self.refuse("regions", never, self.say("use one of {known}", known=", ".join(PLANNED)))
            elif word not in REGIONS:
                unknown = self.say("`{name}` is not known", name=echo(word))
                self.refuse("regions", unknown, self.near(word, (*PLANNED, *REGIONS)))
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
            plain = self.say("give two letters, as in ID, GB or US, or leave it out for 112")
            hint = self.say("did you mean `{name}`?", name="GB") if code == "UK" else plain
            self.refuse(
                "country",
                self.say("`{name}` is not a country code", name=echo(value) if isinstance(value, str) else ""),
                hint,
            )
            return ""
        return code
