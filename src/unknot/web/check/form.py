"""Reads one form of the check: its fields become answers, or sentences that say what to mend.

A checklist is answered in up to three rounds, so that "not sure" never spreads over a whole list: the list itself;
`which` items the person is not sure about; and `detail`: for each of those its clarifier, and for an item that needs
more than a tick (a place, a kind) that. Nothing is decided here.

    list     [x] fever  [ ] numb  [x] not sure about one      ->  which, because of "not sure"
    which    [x] numb   [ ] weak                              ->  detail, because of numb
    detail   numb: (how to find out)  yes / no / still not sure

Nothing is kept of a page before its last round, so each round carries the ones before in hidden fields: `shown` (the
facts that the page asked), `round`, `yes` (what was ticked), the fields of questions that stand by themselves, and in
the last one `unsure` (what was doubted). They come back from a browser like every other field, and are believed no
more than that: where they do not hold, the page is shown from its first round again, with what is to be mended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Literal

import msgspec
from django.http import QueryDict
from django.utils.translation import gettext as _

from unknot.knowledge.regions import REGIONS
from unknot.knowledge.sentences import sentence
from unknot.knowledge.shapes import Fact, Knowledge
from unknot.knowledge.typed_number import UNITS, days_typed, number_typed
from unknot.knowledge.values import UNSURE, Unreadable, value_of
from unknot.pathway.answers import days_ago
from unknot.web.site.field_problem import FieldProblem

Round = Literal["", "which", "detail"]
ROUNDS: Mapping[str, Round] = {"which": "which", "detail": "detail"}
"""What a form says of its round, and what is believed of it."""
SCORES = tuple(map(str, range(11)))


class FormReading(msgspec.Struct, frozen=True, kw_only=True):
    """One form read: answers, what is still to be asked about it, or what is wrong."""

    given: dict[str, Any]
    """Complete only when `next_round` is empty and there is no problem."""
    ticked: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    round: Round = ""
    """The round that was answered."""
    next_round: Round = ""
    problems: tuple[FieldProblem, ...] = ()

    def __repr__(self) -> str:
        return f"<FormReading, {len(self.problems)} problems>"


def is_listed(fact: Fact) -> bool:
    """May the question stand in a checklist? Yes/no items, and others whose usual answer is none."""
    none_first = fact.type == "choice" and fact.choices[0].id in ("no", "none") and fact.id != "pregnancy_state"
    return (fact.type == "yes_no" and fact.usual is False) or (fact.type == "regions" and not fact.usual) or none_first


def needs_detail(fact: Fact) -> bool:
    """Is a tick not enough? A place, or one of several kinds, must be told."""
    return fact.type == "regions" or (fact.type == "choice" and all(choice.id != "yes" for choice in fact.choices))


def nothing(fact: Fact) -> Any:
    """The answer of an item that was not ticked."""
    return [] if fact.type == "regions" else fact.choices[0].id if fact.type == "choice" else False


def read_form(knowledge: Knowledge, items: Iterable[str], form: QueryDict, now: datetime) -> FormReading:
    """Read one round of one page. `items` are the facts that the page asked."""
    return _Form(knowledge, [knowledge.facts[id] for id in items if id in knowledge.facts], form, now).read()


class _Form:
    """One form, read once, collecting answers and problems."""

    def __init__(self, knowledge: Knowledge, facts: list[Fact], form: QueryDict, now: datetime) -> None:
        self.knowledge, self.form, self.now = knowledge, form, now
        self.listed = [fact for fact in facts if is_listed(fact)]
        self.single = [fact for fact in facts if not is_listed(fact)]
        yes, unsure = frozenset(form.getlist("yes")), frozenset(form.getlist("unsure"))
        self.ticked = tuple(fact.id for fact in self.listed if fact.id in yes)
        self.doubted = tuple(fact.id for fact in self.listed if fact.id in unsure - yes)  # a tick outweighs a doubt
        self.given: dict[str, Any] = {}
        self.problems: list[FieldProblem] = []

    def read(self) -> FormReading:
        for fact in self.single:
            self.read_single(fact)
        # A later round shows none of these questions, so what is wrong with one can only be mended in the first.
        asked_round = "" if self.problems else ROUNDS.get(self.form.get("round", ""), "")
        next_round: Round = ""
        if self.listed and not asked_round:
            self.check_list()  # in later rounds "none" and "not sure" are not on the page any more
            next_round = "which" if self.form.get("not_sure") else ""
        if asked_round == "which" and not self.doubted and not self.form.get("none_unsure"):
            self.refuse("unsure", _("Choose which one you are not sure about, or that you are sure of all."))
        open_details = self.doubted or any(needs_detail(fact) for fact in self.listed if fact.id in self.ticked)
        if not next_round and asked_round != "detail" and open_details:
            next_round = "detail"
        if not self.problems and not next_round:  # only now the list is whole: an item without a tick means no
            for fact in self.listed:
                self.read_listed(fact)
        return FormReading(
            given=self.given,
            ticked=self.ticked,
            doubted=self.doubted,
            round=asked_round,
            next_round="" if self.problems else next_round,
            problems=tuple(self.problems),
        )

    def refuse(self, field: str, says: str) -> None:
        self.problems.append(FieldProblem(field, says))

    def check_list(self) -> None:
        """Ticks, "none of these" and "not sure" must fit together, and one of them must be there."""
        none, not_sure = bool(self.form.get("none")), bool(self.form.get("not_sure"))
        if none and self.ticked:
            named = self.knowledge.facts[self.ticked[0]].question
            says = _("You chose “None of these” and also “%(named)s”. Choose one of the two.")
            self.refuse("yes", says % {"named": named})
        elif none and not_sure:
            self.refuse("yes", _("You chose “None of these” and also “not sure”. Choose one of the two."))
        elif not (none or self.ticked or not_sure):
            self.refuse("yes", _("Choose all that apply, or “None of these”."))

    def read_listed(self, fact: Fact) -> None:
        """The answer of one item of a list, with its doubt or its detail."""
        if fact.id in self.doubted:
            said = self.form.get(f"doubt_{fact.id}", "")
            known = ("yes", "no", UNSURE, *(choice.id for choice in fact.choices))
            if said not in known:
                self.refuse(f"doubt_{fact.id}", _("Choose yes, no, or still not sure."))
            elif said == "yes":
                # Yes, and not where or which: the item stays not sure, which counts as the cautious answer.
                self.given[fact.id] = UNSURE if needs_detail(fact) else "yes" if fact.type == "choice" else True
            else:
                self.given[fact.id] = nothing(fact) if said == "no" else said
        elif fact.id not in self.ticked:
            self.given[fact.id] = nothing(fact)
        elif fact.type == "regions":
            self.read_regions(fact)
        elif needs_detail(fact):
            self.read_choice(fact, _("Choose which one."))
        else:
            self.given[fact.id] = "yes" if fact.type == "choice" else True

    def read_single(self, fact: Fact) -> None:
        """The answer of a question that stands by itself."""
        said = self.said(fact)
        if fact.type == "regions":
            self.read_regions(fact)
        elif fact.unsure_offered and (said == UNSURE or self.form.get(f"f_{fact.id}_unsure")):
            self.given[fact.id] = UNSURE
        elif fact.type == "choice":
            self.read_choice(fact, _("Choose one answer."))
        elif fact.type != "yes_no":
            self.read_number(fact, said)
        elif said in ("yes", "no"):
            self.given[fact.id] = said == "yes"
        else:
            self.refuse(f"f_{fact.id}", _("Choose yes or no."))

    def said(self, fact: Fact) -> str:
        return self.form.get(f"f_{fact.id}", "").strip()

    def read_choice(self, fact: Fact, otherwise: str) -> None:
        said = self.said(fact)
        if any(said == choice.id for choice in fact.choices) or (said == UNSURE and fact.unsure_offered):
            self.given[fact.id] = said
        else:
            self.refuse(f"f_{fact.id}", otherwise)

    def read_regions(self, fact: Fact) -> None:
        """Places in the order of the body; where it hurts, the sorest first."""
        if fact.unsure_offered and self.form.get(f"f_{fact.id}_unsure"):
            self.given[fact.id] = UNSURE
            return
        told = frozenset(self.form.getlist(f"f_{fact.id}"))
        places = [place for place in REGIONS if place in told]
        if not places:
            self.refuse(f"f_{fact.id}", _("Choose at least one place."))
        sore = soreness_told(self.form)
        self.given[fact.id] = sorted(places, key=lambda place: -sore.get(place, 0))

    def read_number(self, fact: Fact, said: str) -> None:
        """A number in the fact's unit; an event as a number of days, weeks, months or years ago."""
        field, type = f"f_{fact.id}", self.knowledge.types[fact.id]
        unit = self.form.get(f"{field}_unit", "days")
        try:
            answer: Any = (
                days_typed(said, unit if unit in UNITS else "days") if fact.since else number_typed(said, type.step)
            )
        except Unreadable as wrong:
            if not said or fact.unit == "0-10":
                self.refuse(field, _("Choose a number.") if fact.unit == "0-10" else _("Write a number."))
            else:
                self.refuse(field, sentence(f"{wrong.said(self.knowledge)[1]}."))
            return
        try:
            value_of(fact, type, days_ago(fact, answer, self.now, self.now))
            self.given[fact.id] = answer
        except Unreadable:
            says = _("Write a number from %(low)g to %(high)g.")
            self.refuse(field, says % {"low": fact.min or 0, "high": fact.max or 0})


def told_of(form: QueryDict, single: Iterable[Fact]) -> Iterator[tuple[str, str]]:
    """(name, value) of every field of these questions, to be carried into the next round of their page."""
    names = [f"f_{fact.id}{end}" for fact in single for end in ("", "_unit", "_unsure")]
    if any(fact.id == "site" for fact in single):
        names += [f"sore_{place}" for place in REGIONS]
    yield from ((name, value) for name in names for value in form.getlist(name) if value)


def soreness_told(form: QueryDict) -> dict[str, int]:
    """Region -> how sore it is, 0-10; only those that were told."""
    told = {place: form.get(f"sore_{place}", "") for place in REGIONS}
    return {place: int(said) for place, said in told.items() if said in SCORES}


def prefilled(knowledge: Knowledge, items: Iterable[str], given: Mapping[str, Any]) -> dict[str, Any]:
    """What an answered page shows when it is opened again: ticks, and the value of each field."""
    known = [knowledge.facts[id] for id in items if id in knowledge.facts and id in given]
    listed = [fact for fact in known if is_listed(fact)]
    ticked = [fact.id for fact in listed if given[fact.id] not in (nothing(fact), UNSURE)]
    not_sure = any(given[fact.id] == UNSURE for fact in listed)
    return {
        "ticked": ticked,
        "values": {fact.id: given[fact.id] for fact in known},
        "none": bool(listed) and not ticked and not not_sure,
        "not_sure": not_sure,
    }
