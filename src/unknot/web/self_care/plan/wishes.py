"""Reads the form of chips into the wishes of the journey's request, and shows them again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from django.http import QueryDict
from django.utils.translation import gettext as _

from unknot.knowledge.regions import PLAN_REGIONS, PLANNED, both, name_of
from unknot.knowledge.sentences import inside, sentence
from unknot.knowledge.shapes import Helper, Knowledge, Limits, Tool
from unknot.pathway.plan.room import MOST_PRESSURE, USUAL_MINUTES
from unknot.pathway.plan.words import TOOLS
from unknot.pathway.request import MINUTES, Request, RequestRefused, read_request
from unknot.telling.own_words import region_words
from unknot.web.check.shown import Option

KIT: tuple[Tool, ...] = ("ball", "roller", "gun", "cane", "heat_pack", "oil")
"""What can be at hand; cups and scrapers are no part of any plan."""


class PlaceShown(msgspec.Struct, frozen=True, kw_only=True):
    """One place that can be worked on, in the order in which it comes."""

    value: str
    """Its sided regions, parted by spaces."""
    label: str
    chosen: bool
    can_go_up: bool


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """The chips and what opens under them."""

    minutes: tuple[Option, ...]
    minutes_chip: str
    helpers: tuple[Option, ...]
    helper_chip: str
    kit: tuple[Option, ...]
    kit_chip: str
    pressures: tuple[Option, ...]
    styles: tuple[Option, ...]
    floor: bool
    places: tuple[PlaceShown, ...]
    errors: Mapping[str, str]
    """Field -> what to mend."""
    swapped: tuple[str, ...]
    """What was swapped in or left out, in words."""

    def __repr__(self) -> str:
        return "<Wishes>"


def read_wishes(form: QueryDict, before: Request, sore: tuple[str, ...]) -> dict[str, Any]:
    """The form as `read_request` takes it, with what it does not ask taken over from `before`."""
    helper = form.get("helper", before.helper)
    places, up = form.getlist("place"), form.get("up", "")
    if up in places[1:]:
        at = places.index(up)
        places[at - 1], places[at] = up, places[at - 1]
    regions = list(dict.fromkeys(region for place in places for region in place.split()))
    raw: dict[str, Any] = {
        "helper": helper,
        "minutes": _whole(form.get("minutes", "")) if helper == before.helper else None,
        "tools": list(dict.fromkeys(form.getlist("tool"))),
        "pressure": _whole(form.get("pressure", "")),
        "style": form.get("style") or None,
        "floor": form.get("floor") == "1",
        "regions": [] if regions == default_places(sore) else regions,
        "wants": list(before.wants),
        "without": list(before.without),
    }
    return {key: value for key, value in raw.items() if value not in (None, [], False)}


def refusals(raw: Mapping[str, Any], knowledge: Knowledge) -> dict[str, str]:
    """Field -> sentence for each wish that cannot be read."""
    try:
        read_request(raw, knowledge)
    except RequestRefused as refused:
        return {
            problem.where.split("`")[1] if "`" in problem.where else "helper": _mend(problem.message, problem.hint)
            for problem in refused.problems
        }
    return {}


def raw_of(request: Request) -> dict[str, Any]:
    """The wishes as plain data, as the journey keeps them."""
    raw = msgspec.to_builtins(request)
    return {key: value for key, value in raw.items() if value not in (None, [], (), False, "") and key != "country"}


def default_places(sore: tuple[str, ...]) -> list[str]:
    """Where it hurts and hands may go, both sides of a place together, the sorest first."""
    open_to_hands = [region for region in sore if region in PLAN_REGIONS]
    names = dict.fromkeys(map(name_of, open_to_hands))
    return [region for name in names for region in both(name) if region in open_to_hands]


def wishes_shown(
    knowledge: Knowledge,
    request: Request,
    sore: tuple[str, ...],
    limits: Limits,
    errors: Mapping[str, str] | None = None,
) -> Wishes:
    """The chips with what is wished for now. Who may not help today is not offered, and not spoken of."""
    helper = request.helper
    minutes = request.minutes or USUAL_MINUTES[helper]
    helpers = {"alone": _("On my own"), "partner": _("With a partner"), "professional": _("At a professional's")}
    return Wishes(
        minutes=tuple(
            Option(value=str(each), label=_("%(minutes)s min") % {"minutes": each}, chosen=each == minutes)
            for each in _lengths(helper, minutes)
        ),
        minutes_chip=_("%(minutes)s min") % {"minutes": minutes},
        helpers=tuple(
            Option(value=each, label=label, chosen=each == helper)
            for each, label in helpers.items()
            if each not in limits.no_helper or each == helper
        ),
        helper_chip=helpers[helper],
        kit=tuple(
            Option(value=tool, label=sentence(knowledge.say(TOOLS[tool])), chosen=tool in request.tools) for tool in KIT
        ),
        kit_chip=_kit_chip(knowledge, request),
        pressures=(
            Option(value="", label=_("As unknot suggests"), chosen=request.pressure is None),
            *(
                Option(
                    value=str(each), label=_("%(pressure)s of 10") % {"pressure": each}, chosen=each == request.pressure
                )
                for each in range(1, MOST_PRESSURE[helper] + 1)
            ),
        ),
        styles=styles_shown(request) if helper == "professional" else (),
        floor=request.floor,
        places=_places(knowledge, request, sore),
        errors=errors or {},
        swapped=_swapped(knowledge, request),
    )


def _lengths(helper: Helper, chosen: int) -> list[int]:
    low, high = MINUTES[helper]
    return sorted({*range(low, high + 1, 5 if high <= 30 else 15), chosen})


def _kit_chip(knowledge: Knowledge, request: Request) -> str:
    words = [_("hands"), *(inside(knowledge.say(TOOLS[tool])) for tool in KIT if tool in request.tools)]
    return sentence(", ".join(words))


def styles_shown(request: Request) -> tuple[Option, ...]:
    """Which massage at a professional's."""
    names = {"": _("As unknot suggests"), "swedish": _("Swedish"), "deep_tissue": _("Deep tissue")}
    return tuple(Option(value=id, label=label, chosen=(request.style or "") == id) for id, label in names.items())


def _places(knowledge: Knowledge, request: Request, sore: tuple[str, ...]) -> tuple[PlaceShown, ...]:
    wanted = list(request.regions) or default_places(sore)
    chosen = list(dict.fromkeys(map(name_of, wanted)))
    rest = [name for name in PLANNED if name not in chosen]
    rows = []
    for at, name in enumerate([*chosen, *rest]):
        named = [region for region in both(name) if region in wanted] or list(both(name))
        rows.append(
            PlaceShown(
                value=" ".join(named),
                label=sentence(region_words(knowledge, named)),
                chosen=name in chosen,
                can_go_up=0 < at < len(chosen),
            )
        )
    return tuple(rows)


def _swapped(knowledge: Knowledge, request: Request) -> tuple[str, ...]:
    names = {
        id: knowledge.techniques[id].name for id in (*request.wants, *request.without) if id in knowledge.techniques
    }
    return (
        *(_("Wished for: %(name)s") % {"name": names[id]} for id in request.wants if id in names),
        *(_("Left out: %(name)s") % {"name": names[id]} for id in request.without if id in names),
    )


def _whole(text: str) -> int | str | None:
    """The number typed; what is no number stays as it is and is refused by name."""
    text = text.strip()
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else text[:20]


def _mend(what: str, hint: str) -> str:
    return sentence(f"{what}: {hint}." if hint else f"{what}.")
