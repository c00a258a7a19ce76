"""Lays out one page of the check: each question as the field it is, what was said before, and what to mend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

import msgspec
from django.http import QueryDict
from django.utils.translation import gettext as _

from unknot.knowledge.regions import REGIONS, both, name_of
from unknot.knowledge.shapes import Fact, Knowledge, Screen
from unknot.knowledge.values import UNSURE
from unknot.web.check.form import FormReading, Round, is_listed, needs_detail, prefilled, soreness_told, told_of

SITES = (
    "neck", "shoulder_top", "between_blades", "mid_back", "spine_midline", "low_back", "flank", "buttock", "tailbone",
)  # fmt: skip
"""Where it can hurt, in the order of the body (docs/clinical/interview.md)."""
LONGEST_TYPED = 40
"""Letters of a number that is shown again to be mended."""
FieldKind = Literal["row", "choice", "yes_no", "scale", "number", "since", "places", "doubt"]


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """One answer to choose."""

    value: str
    label: str
    chosen: bool = False


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a place, to be pressed."""

    region: str
    word: str
    spoken: str
    """The whole name for a screen reader: "Low back, left"."""
    chosen: bool
    sore: int | None = None
    """How sore it is, 0-10, if told."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the list that doubles the drawing: a place with its sides."""

    name: str
    label: str
    keys: tuple[Key, ...]
    """Left and right, or one in the middle."""


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One question as it stands on the page."""

    id: str
    kind: FieldKind
    name: str
    """The form field."""
    label: str
    hint: str = ""
    """Drug names and examples, folded where the design says so."""
    check: str = ""
    unit: str = ""
    value: str = ""
    low: str = ""
    high: str = ""
    ticked: bool = False
    error: str = ""
    options: tuple[Option, ...] = ()
    places: tuple[Place, ...] = ()
    unsure: bool = False
    """"Not sure" may be chosen."""
    unsure_chosen: bool = False

    def __repr__(self) -> str:
        return f"<Field {self.id}>"


class PageShown(msgspec.Struct, frozen=True, kw_only=True):
    """One page of the check."""

    screen: str
    part: str
    round: Round
    heading: str
    lead: str
    why: str
    stem: str
    shown: str
    """Every fact the page asks, parted by spaces; comes back with the form."""
    rows: tuple[Field, ...]
    """The checklist."""
    fields: tuple[Field, ...]
    """Questions that stand by themselves."""
    carried: tuple[str, ...]
    """Items ticked in an earlier round of this page."""
    doubted: tuple[str, ...]
    """Items the person was not sure about, while each is asked again with its clarifier."""
    hidden: tuple[tuple[str, str], ...]
    """(name, value) of the questions that stand by themselves, answered in the first round of this page."""
    none: bool
    not_sure: bool
    problems: tuple[tuple[str, str], ...]
    """(field, sentence) for the summary on top."""
    offers_not_sure: bool

    def __repr__(self) -> str:
        return f"<PageShown {self.screen}/{self.part}>"


def page_shown(
    knowledge: Knowledge,
    screen: Screen,
    part: str,
    items: Iterable[str],
    given: Mapping[str, Any],
    reading: FormReading | None = None,
    form: QueryDict | None = None,
    sore: Mapping[str, int] | None = None,
) -> PageShown:
    """The page with `given` filled in, or with what was just said (`reading`, `form`) when it goes on or is mended."""
    facts = [knowledge.facts[id] for id in items if id in knowledge.facts]
    sore = soreness_told(form) if form else sore or {}
    before = prefilled(knowledge, [fact.id for fact in facts], given)
    ticked = reading.ticked if reading else tuple(before["ticked"])
    asked: Round = (reading.next_round or reading.round) if reading else ""
    errors = {problem.field: problem.says for problem in reading.problems} if reading else {}
    values: Mapping[str, Any] = {**before["values"], **(reading.given if reading else {})}
    listed = [fact for fact in facts if is_listed(fact)]
    single = [fact for fact in facts if not is_listed(fact)]
    doubted = reading.doubted if reading else ()
    rows: list[Field] = []
    fields = [_single(fact, values.get(fact.id), errors, form, sore) for fact in single] if not asked else []
    if asked == "detail":
        fields = [_doubt(fact, form, errors) for fact in listed if fact.id in doubted] + [
            _detail(fact, values.get(fact.id), errors) for fact in listed if fact.id in ticked and needs_detail(fact)
        ]
    elif asked == "which":
        rows = [_row(fact, fact.id in doubted, fact.check) for fact in listed if fact.id not in ticked]
    else:
        rows = [_row(fact, fact.id in ticked, fact.help) for fact in listed]
    follow = next((follow for follow in screen.follow_up if follow.id == part), None)
    return PageShown(
        screen=screen.id,
        part=part,
        round=asked,
        heading=_heading(screen, follow.title if follow else "", asked),
        lead="" if asked or follow else screen.lead,
        why=screen.why,
        stem="" if asked or follow else screen.stem,
        shown=" ".join(fact.id for fact in facts),
        rows=tuple(rows),
        fields=tuple(fields),
        carried=ticked if asked else (),
        doubted=doubted if asked == "detail" else (),
        hidden=tuple(told_of(form, single)) if asked and form else (),
        none=bool(form.get("none")) if form and reading else before["none"],
        not_sure=bool(form.get("not_sure")) if form and reading else before["not_sure"],
        problems=tuple(errors.items()),
        offers_not_sure=any(fact.unsure_offered for fact in listed),
    )


def _heading(screen: Screen, follow_title: str, asked: Round) -> str:
    if asked == "which":
        return _("Which one are you not sure about?")
    return follow_title.rstrip(":") or screen.title


def _row(fact: Fact, ticked: bool, hint: str) -> Field:
    return Field(id=fact.id, kind="row", name="yes", label=fact.question, hint=hint, ticked=ticked)


def _doubt(fact: Fact, form: QueryDict | None, errors: Mapping[str, str]) -> Field:
    """An item the person is not sure about: its clarifier, then yes, no, still not sure."""
    name = f"doubt_{fact.id}"
    said = form.get(name, "") if form else ""
    more = [choice for choice in fact.choices if choice.id not in ("yes", "no", "none")]
    options = [("yes", _("Yes")), ("no", _("No")), *((c.id, c.label) for c in more), (UNSURE, _("Still not sure"))]
    return Field(
        id=fact.id,
        kind="doubt",
        name=name,
        label=fact.question,
        check=fact.check or fact.help,
        error=errors.get(name, ""),
        options=tuple(Option(value=id, label=label, chosen=said == id) for id, label in options),
    )


def _detail(fact: Fact, value: Any, errors: Mapping[str, str]) -> Field:
    if fact.type == "regions":
        return _places(fact, value, errors, {})
    rest = fact.choices[1:]
    return _choice(fact, value, errors, [(choice.id, choice.label) for choice in rest])


def _single(
    fact: Fact, value: Any, errors: Mapping[str, str], form: QueryDict | None, sore: Mapping[str, int]
) -> Field:
    name = f"f_{fact.id}"
    if fact.type == "regions":
        return _places(fact, value, errors, sore)
    if fact.type == "choice":
        return _choice(fact, value, errors, [(choice.id, choice.label) for choice in fact.choices])
    if fact.type == "yes_no":
        said = {True: "yes", False: "no"}.get(value, value) if value is not None else ""
        return _choice(fact, said, errors, [("yes", _("Yes")), ("no", _("No"))], kind="yes_no")
    kind: FieldKind = "scale" if fact.unit == "0-10" else "since" if fact.since else "number"
    typed = form.get(name, "")[:LONGEST_TYPED] if form and value is None else ""
    return Field(
        id=fact.id,
        kind=kind,
        name=name,
        label=fact.question,
        hint=fact.help or fact.check,
        unit=fact.unit,
        value=typed or ("" if value in (None, UNSURE) else f"{value:g}"),
        low=f"{fact.min:g}" if fact.min is not None else "",
        high=f"{fact.max:g}" if fact.max is not None else "",
        error=errors.get(name, ""),
        options=tuple(Option(value=str(n), label=str(n), chosen=value == n and value is not True) for n in range(11))
        if kind == "scale"
        else (),
        unsure=fact.unsure_offered,
        unsure_chosen=value == UNSURE,
    )


def _choice(
    fact: Fact, value: Any, errors: Mapping[str, str], options: list[tuple[str, str]], kind: FieldKind = "choice"
) -> Field:
    name = f"f_{fact.id}"
    return Field(
        id=fact.id,
        kind=kind,
        name=name,
        label=fact.question,
        hint=fact.help,
        check=fact.check,
        error=errors.get(name, ""),
        options=tuple(Option(value=id, label=label, chosen=value == id) for id, label in options),
        unsure=fact.unsure_offered,
        unsure_chosen=value == UNSURE,
    )


def _places(fact: Fact, value: Any, errors: Mapping[str, str], sore: Mapping[str, int]) -> Field:
    chosen = set(value) if isinstance(value, list | tuple) else set()
    names = SITES if fact.id == "site" else tuple(dict.fromkeys(map(name_of, REGIONS)))
    return Field(
        id=fact.id,
        kind="places",
        name=f"f_{fact.id}",
        label=fact.question if fact.id == "site" else _("%(what)s: where?") % {"what": fact.question},
        hint=fact.help,
        error=errors.get(f"f_{fact.id}", ""),
        places=tuple(_place(name, chosen, sore) for name in names),
        value=" ".join(chosen),
        unsure=fact.unsure_offered,
        unsure_chosen=value == UNSURE,
    )


def _place(name: str, chosen: set[str], sore: Mapping[str, int]) -> Place:
    label = place_words()[name]
    if name in REGIONS:
        return Place(name=name, label=label, keys=(_key(name, label, label, chosen, sore),))
    sides = zip(both(name), (_("Left"), _("Right")), strict=True)
    keys = tuple(_key(region, word, f"{label}, {word.lower()}", chosen, sore) for region, word in sides)
    return Place(name=name, label=label, keys=keys)


def _key(region: str, word: str, spoken: str, chosen: set[str], sore: Mapping[str, int]) -> Key:
    return Key(region=region, word=word, spoken=spoken, chosen=region in chosen, sore=sore.get(region))


def place_words() -> dict[str, str]:
    """Each place as the list names it, in the language of the request."""
    return {
        "neck": _("Neck"),
        "shoulder_top": _("Shoulder tops"),
        "between_blades": _("Between the blades"),
        "mid_back": _("Mid back"),
        "spine_midline": _("Spine, the mid-line"),
        "low_back": _("Low back"),
        "flank": _("Flank, the soft side"),
        "buttock": _("Buttock"),
        "tailbone": _("Tailbone"),
        "leg": _("Leg"),
        "arm": _("Arm"),
        "belly": _("Belly"),
        "chest_front": _("Front of the chest"),
    }
