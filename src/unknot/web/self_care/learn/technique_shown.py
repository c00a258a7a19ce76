"""Lays out a technique for its page: who, how long and how firm as words; its steps; every way to do it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unknot.knowledge.lines import LineAt
from unknot.knowledge.sentences import inside, listed, number, sentence
from unknot.knowledge.shapes import Knowledge, Source, Technique, Who
from unknot.pathway.plan.where import WORDS
from unknot.pathway.plan.words import HELPERS, POSITIONS, TOOLS
from unknot.telling.course import sources_of
from unknot.web.drawings.which import picture_for


class Line(msgspec.Struct, frozen=True):
    """One sentence, and when it holds; empty: always."""

    says: str
    only: str


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """One way to do it: with whom, in which position, where."""

    name: str
    held: str
    where: str
    picture: str
    how: tuple[Line, ...]
    """Empty where it is done as the technique says."""


class TechniqueShown(msgspec.Struct, frozen=True, kw_only=True):
    """One technique, whole."""

    id: str
    name: str
    why: str
    evidence: str
    grade: str
    basis: str
    who: tuple[str, ...]
    who_in_short: str
    minutes: str
    pressure: str
    firmest: int
    ways: tuple[Way, ...]
    how: tuple[Line, ...]
    do_not: tuple[Line, ...]
    when: tuple[str, ...]
    """How often, from when on, with what."""
    parts: tuple[tuple[str, str], ...]
    """Techniques it is made of: id and name."""
    part_of: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]


def technique_shown(knowledge: Knowledge, technique: Technique) -> TechniqueShown:
    """The page of one technique."""
    all_of_them = knowledge.techniques
    ways = tuple(_way(knowledge, technique, each) for each in technique.who)
    who = who_words(knowledge, technique)
    return TechniqueShown(
        id=technique.id,
        name=technique.name,
        why=technique.why,
        evidence=technique.evidence,
        grade=technique.grade,
        basis=technique.basis,
        who=who,
        who_in_short=sentence(listed(knowledge, map(inside, who), "or")),
        minutes=_minutes(knowledge, technique),
        pressure=_pressure(knowledge, technique),
        firmest=technique.dose.pressure_max,
        ways=ways,
        how=ways[0].how or _lines(knowledge, technique.how),
        do_not=_lines(knowledge, technique.do_not),
        when=tuple(_when(knowledge, technique)),
        parts=tuple((id, all_of_them[id].name) for id in technique.contains if id in all_of_them),
        part_of=tuple((each.id, each.name) for each in all_of_them.values() if technique.id in each.contains),
        sources=sources_of(knowledge, technique.sources),
    )


def who_words(knowledge: Knowledge, technique: Technique) -> tuple[str, ...]:
    """Who can do it: "On your own", "With a partner"."""
    helpers = dict.fromkeys(each.helper for each in technique.who)
    return tuple(sentence(knowledge.say(HELPERS[helper])) for helper in helpers)


def picture_of(technique: Technique, who: Who) -> str:
    """The drawing of the kindest position that has one."""
    for position in who.positions:
        for region in who.regions or ("",):
            for tool in who.tools or ("",):
                name = f"drawings/{picture_for(technique.id, position, region, who.helper, tool)}.svg"
                try:
                    get_template(name)
                except TemplateDoesNotExist:
                    continue
                return name
    return ""


def _way(knowledge: Knowledge, technique: Technique, who: Who) -> Way:
    positions = listed(knowledge, (knowledge.say(POSITIONS[position]) for position in who.positions), "or")
    tools = listed(knowledge, (knowledge.say(TOOLS[tool]) for tool in who.tools), "or")
    return Way(
        name=sentence(knowledge.say(HELPERS[who.helper])),
        held=sentence(", ".join(part for part in (positions, tools) if part)),
        where=sentence(listed(knowledge, (knowledge.say(WORDS[region]) for region in who.regions))),
        picture=picture_of(technique, who),
        how=_lines(knowledge, who.how),
    )


def _minutes(knowledge: Knowledge, technique: Technique) -> str:
    dose = technique.dose
    low, high = number(knowledge, dose.minutes_min), number(knowledge, dose.minutes_max)
    if dose.minutes_max <= 1:
        seconds = {"low": round(dose.minutes_min * 60), "high": round(dose.minutes_max * 60)}
        how_long = _("%(low)s to %(high)s seconds") % seconds
    elif dose.minutes_min < 1:
        seconds_first = {"low": round(dose.minutes_min * 60), "high": high}
        how_long = _("%(low)s seconds to %(high)s minutes") % seconds_first
    else:
        how_long = _("%(low)s to %(high)s minutes") % {"low": low, "high": high}
    if dose.each_side:
        return _("%(how_long)s on each side") % {"how_long": how_long}
    return how_long if dose.whole else _("%(how_long)s in one place") % {"how_long": how_long}


def _pressure(knowledge: Knowledge, technique: Technique) -> str:
    dose = technique.dose
    if not technique.touch:
        return _("No pressure")
    if dose.pressure_min == dose.pressure_max:
        return _("%(pressure)s of 10") % {"pressure": dose.pressure_max}
    return _("%(low)s to %(high)s of 10") % {"low": dose.pressure_min, "high": dose.pressure_max}


def _when(knowledge: Knowledge, technique: Technique) -> Iterable[str]:
    dose = technique.dose
    if dose.rate:
        yield sentence(dose.rate) + "."
    if technique.tools:
        words = listed(knowledge, (knowledge.say(TOOLS[tool]) for tool in technique.tools))
        yield _("Needed: %(what)s.") % {"what": words}
    if technique.optional_tools:
        words = listed(knowledge, (knowledge.say(TOOLS[tool]) for tool in technique.optional_tools), "or")
        yield _("If you like: %(what)s.") % {"what": words}
    if dose.rest_days:
        says = ngettext(
            "Then %(days)s day of rest for that place.", "Then %(days)s days of rest for that place.", dose.rest_days
        )
        yield says % {"days": dose.rest_days}
    if dose.after_good_sessions:
        says = ngettext(
            "Only after %(count)s good session.", "Only after %(count)s good sessions.", dose.after_good_sessions
        )
        yield says % {"count": dose.after_good_sessions}
    elif not dose.first_session:
        yield _("Not in a first session.")
    if technique.by_choice:
        yield _("Only when you ask for it.")


def _lines(knowledge: Knowledge, lines: Iterable[str | LineAt]) -> tuple[Line, ...]:
    return tuple(Line(line, "") if isinstance(line, str) else Line(line.says, _only(knowledge, line)) for line in lines)


def _only(knowledge: Knowledge, line: LineAt) -> str:
    """What a sentence is tied to: "low back; with a partner"."""
    say = knowledge.say
    named = (
        listed(knowledge, (say(WORDS[region]) for region in line.at if region in WORDS), "or"),
        listed(knowledge, (say(HELPERS[helper]) for helper in line.who), "or"),
        listed(knowledge, (say(POSITIONS[position]) for position in line.position), "or"),
        listed(knowledge, (say(TOOLS[tool]) for tool in line.using), "or"),
        _("both sides") if line.both_sides else "",
    )
    return inside("; ".join(part for part in named if part))
