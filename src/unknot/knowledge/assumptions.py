"""Reads and checks the assumptions of `content/population.toml` about people with an ordinary ache.

How often each answer is given by people without serious disease, each share with its mark, source and reason.
What belongs together is told together: a *picture* (a flu, a lumbago attack) gives its answers to the same person.
`population.py` draws people from them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from unknot.conditions.refused import ConditionRefused
from unknot.conditions.tree import Node, facts_named
from unknot.conditions.typecheck import typecheck
from unknot.knowledge.places import CONTENT
from unknot.knowledge.refused import KnowledgeRefused, Problem
from unknot.knowledge.shapes import Basis, Knowledge, Row

FILE = "population.toml"
NOTHING: frozenset[str] = frozenset()


class Group(Row, frozen=True, kw_only=True):
    """Answers that share a condition and a reason. Every share is between 0 and 1."""

    title: str
    because: str
    when: str = ""
    """Drawn only where this is known to hold; may name facts of earlier groups."""
    basis: Basis = "proposal"
    sources: tuple[str, ...] = ()
    yes: dict[str, float] = {}
    by_age: dict[str, tuple[tuple[int, float], ...]] = {}
    """[from this age on, share], youngest first."""
    one_of: dict[str, float] = {}
    """At most one of these is yes."""
    choice: dict[str, dict[str, float]] = {}
    number: dict[str, tuple[tuple[float, float, float], ...]] = {}
    """[from, to, share], each value in between equally often; shares add up to 1."""
    places: dict[str, dict[str, float]] = {}
    """Share of each place; a pair is both sides in half of these, else one. No place drawn: the usual ones."""

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact that this group draws."""
        return (*self.yes, *self.by_age, *self.one_of, *self.choice, *self.number, *self.places)


class Picture(Group, frozen=True, kw_only=True):
    """A group of answers that come together because one thing lies behind them. A person has one or none.

    Given the picture its answers are drawn one by one, so two people with the same picture do not tell all of it.
    """

    share: float
    """Of those for whom `when` holds."""
    then: tuple[Group, ...] = ()
    """What is asked only of those who have said something else: drawn after the rest of the picture."""


class Shares(Row, frozen=True, kw_only=True):
    """Where people may be sent, as shares of them."""

    emergency_at_most: float
    same_day_at_most: float
    self_care_at_least: float
    well_self_care_at_least: float
    """Of people who are well, with a mechanical ache under 4 weeks, at every age 18-90."""
    basis: Basis
    because: str


class Targets(Row, frozen=True, kw_only=True):
    """How few people may be sent on: `mean` bounds the mean over the seeds, `bound` each seed by itself."""

    mean: Shares
    bound: Shares
    reached: Shares
    """The mean that was reached last: while something owed is missed, the knowledge may at least grow no worse."""


class LeftOut(Row, frozen=True, kw_only=True):
    """Asked facts that nobody here says yes to, with the reason."""

    facts: tuple[str, ...]
    because: str


class Population(Row, frozen=True, kw_only=True):
    """The assumptions: ordinary people without serious disease, and among these the `well`.

    `who` they are is drawn first, then at most one `picture`, then `ordinary`: the rest, each by itself.
    """

    targets: Targets
    who: tuple[Group, ...]
    picture: tuple[Picture, ...]
    ordinary: tuple[Group, ...]
    well: tuple[Group, ...]
    left_out: LeftOut


def read_population(knowledge: Knowledge, content: Path = CONTENT) -> Population:
    """The assumptions, checked against the vocabulary. Raises KnowledgeRefused with every problem."""
    try:
        table = tomllib.loads((content / FILE).read_text(encoding="utf-8"))
        population = msgspec.convert(table, Population)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        hint = "see the shape Population in knowledge/assumptions.py"
        raise KnowledgeRefused([Problem(FILE, "", "", str(error), hint)]) from None
    ordinary = (*population.who, *population.ordinary)
    problems = [*_problems(knowledge, ordinary), *_problems(knowledge, population.well)]
    problems += _pictures(knowledge, population)
    problems += _unspoken_choices(knowledge, ordinary)
    spoken = {fact for group in ordinary for fact in group.facts}
    spoken |= set(population.left_out.facts)
    for fact in knowledge.facts.values():
        if fact.source == "asked" and fact.id not in spoken:
            hint = "give it a share in a group, or name it in left_out with the reason"
            problems.append(Problem(FILE, fact.id, "", "is asked, and has no share", hint))
    if problems:
        raise KnowledgeRefused(problems)
    return population


def _problems(knowledge: Knowledge, groups: Sequence[Group], drawn: frozenset[str] = NOTHING) -> Iterator[Problem]:
    """Facts and sources that do not exist, shares that do not add up, a `when` that runs ahead of its facts."""
    drawn = drawn | {"age"}
    for group, when in zip(groups, conditions_of(knowledge, groups), strict=True):
        for fact in group.facts:
            if fact not in knowledge.facts:
                yield Problem(FILE, group.title, fact, "no such fact", "see `unknot facts`")
        for source in group.sources:
            if source not in knowledge.sources:
                yield Problem(FILE, group.title, "sources", f"no such source `{source}`", "add it to sources/")
        wholes = {fact: sum(shares.values()) for fact, shares in group.choice.items()}
        wholes |= {fact: sum(share for _, _, share in bands) for fact, bands in group.number.items()}
        for fact, whole in wholes.items():
            if abs(whole - 1) > 1e-9:
                yield Problem(FILE, group.title, fact, f"shares add up to {whole:.4g}", "let them add up to 1")
        if sum(group.one_of.values()) > 1 + 1e-9:
            yield Problem(FILE, group.title, "one_of", "shares add up to more than 1", "at most one is yes")
        named = {slot.partition(".")[0] for slot in facts_named(when)} if when is not None else set()
        for fact in sorted(named - drawn):
            yield Problem(FILE, group.title, "when", f"`{fact}` is not drawn yet", "move this group below that fact's")
        drawn = drawn | set(group.facts)


def _pictures(knowledge: Knowledge, population: Population) -> Iterator[Problem]:
    """Each as a group by itself, after who they are; two of one name; shares that leave nobody without a picture."""
    known = frozenset(fact for group in population.who for fact in group.facts)
    for picture in population.picture:
        yield from _problems(knowledge, (picture, *picture.then), known)
    titles = [picture.title for picture in population.picture]
    for title in sorted({title for title in titles if titles.count(title) > 1}):
        yield Problem(FILE, title, "title", "two pictures have this title", "give each its own")
    whole = sum(picture.share for picture in population.picture if not picture.when)
    if whole >= 1:
        yield Problem(FILE, "picture", "share", f"shares add up to {whole:.4g}", "leave some people without a picture")


def _unspoken_choices(knowledge: Knowledge, groups: Sequence[Group]) -> Iterator[Problem]:
    """A choice that was added later and that nobody here would ever pick, unseen."""
    named: dict[str, set[str]] = {}
    for group in groups:
        for fact, shares in group.choice.items():
            named.setdefault(fact, set()).update(shares)
    for fact in sorted(named.keys() & knowledge.facts.keys()):
        for choice in knowledge.facts[fact].choices:
            if choice.id not in named[fact]:
                yield Problem(FILE, fact, choice.id, "has no share in any group", "write 0.0 where nobody here says it")


def conditions_of(knowledge: Knowledge, groups: Sequence[Group]) -> list[Node | None]:
    """The `when` of each group, typechecked; None for everyone. Raises KnowledgeRefused for one that does not fit."""
    from unknot.conditions.parse import parse

    named = {fact.id: parse(fact.when) for fact in knowledge.facts.values() if fact.source == "computed"}
    found: list[Node | None] = []
    problems = []
    for group in groups:
        try:
            found.append(typecheck(parse(group.when), knowledge.types, named, text=group.when) if group.when else None)
        except ConditionRefused as refused:
            problems += [Problem(FILE, group.title, "when", each.message, each.hint) for each in refused.problems]
    if problems:
        raise KnowledgeRefused(problems)
    return found
