"""Looks the knowledge up from the other side: from a rule to what it adds, from a fact to the rules and pages about it.

Everything here follows from the knowledge alone and is worked out once, when it is first asked for.
"""

from __future__ import annotations

from functools import cached_property

import msgspec

from unknot.conditions.tree import And, Fired, Node, Not, Or, Yes, facts_named
from unknot.knowledge.shapes import Knowledge, Screen
from unknot.knowledge.values import Value, usual_value


class Effects(msgspec.Struct, frozen=True):
    """What each rule adds to the outcome: bits at once, and bits for each region that must be named first."""

    bits: dict[str, int]
    by_region: dict[str, dict[str, int]]
    """Rule -> guard slot (`wound_at.low_back_left`) -> bits."""

    def all_bits(self, rule: str) -> int:
        """Everything the rule could add."""
        total = self.bits.get(rule, 0)
        for extra in self.by_region.get(rule, {}).values():
            total |= extra
        return total


class ListedPage(msgspec.Struct, frozen=True):
    """A page as the screens list it, before anybody has answered."""

    place: int
    """Its number among all pages, from 0."""
    screen: Screen
    follow_up: str
    """The id of the follow-up; empty for the screen itself."""
    lead: str
    items: tuple[str, ...]


class Index:
    """The ways back into one knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    @cached_property
    def yes_no(self) -> frozenset[str]:
        """The facts that take yes or no, as nearly all do."""
        return frozenset(id for id, type in self._knowledge.types.items() if type.kind == "yes_no")

    @cached_property
    def events(self) -> tuple[str, ...]:
        """The facts whose value grows with the days."""
        return tuple(fact.id for fact in self._knowledge.facts.values() if fact.since)

    @cached_property
    def reports(self) -> dict[str, Value]:
        """Diary and session fact -> its usual value."""
        facts = (fact for fact in self._knowledge.facts.values() if fact.source in ("diary", "session"))
        types = self._knowledge.types
        return {fact.id: usual_value(fact, types[fact.id]) for fact in facts if fact.usual is not None}

    @cached_property
    def settled_by(self) -> dict[str, tuple[str, ...]]:
        """Fact -> the facts that its answer may settle, so that it is asked before them: sex before a pregnancy."""
        found: dict[str, tuple[str, ...]] = {}
        for row in self._knowledge.settled:
            for fact in facts_named(row.where):
                found[fact] = (*found.get(fact, ()), *row.values)
        return found

    @cached_property
    def effects(self) -> Effects:
        """The outcome trees inverted: for each rule, the outcome bits it sets."""
        bits: dict[str, int] = {}
        by_region: dict[str, dict[str, int]] = {}
        for place, tree in enumerate(self._knowledge.outcome.values()):
            for term in tree.children if isinstance(tree, Or) else ():
                parts = term.children if isinstance(term, And) else (term,)
                rule = next(part.rule for part in parts if isinstance(part, Fired))
                guard = next((part.fact for part in parts if isinstance(part, Yes)), "")
                if guard:
                    masks = by_region.setdefault(rule, {})
                    masks[guard] = masks.get(guard, 0) | 1 << place
                else:
                    bits[rule] = bits.get(rule, 0) | 1 << place
                assert all(isinstance(part, Fired | Yes | Not) for part in parts)
        return Effects(bits, by_region)

    @cached_property
    def named_by(self) -> dict[str, frozenset[str]]:
        """Rule -> the facts that its `when` names."""
        return {rule: frozenset(facts_of(tree)) for rule, tree in self._knowledge.conditions.items()}

    @cached_property
    def rules_about(self) -> dict[str, tuple[str, ...]]:
        """Fact -> the rules that name it, in `when` or as the regions of a limit."""
        about: dict[str, list[str]] = {}
        for rule, tree in self._knowledge.conditions.items():
            guards = (slot.partition(".")[0] for slot in self.effects.by_region.get(rule, {}))
            for fact in dict.fromkeys((*facts_of(tree), *guards)):
                about.setdefault(fact, []).append(rule)
        return {fact: tuple(rules) for fact, rules in about.items()}

    @cached_property
    def pages(self) -> tuple[ListedPage, ...]:
        """Every page in order: each screen, then its follow-ups."""
        listed = (
            (screen, follow_up, lead, items)
            for screen in self._knowledge.screens
            for follow_up, lead, items in (
                ("", screen.lead, screen.items),
                *((follow.id, follow.title, follow.items) for follow in screen.follow_up),
            )
        )
        return tuple(ListedPage(place, *page) for place, page in enumerate(listed))

    @cached_property
    def first_place(self) -> dict[str, int]:
        """Fact -> the first page that asks it."""
        return {item: page.place for page in reversed(self.pages) for item in page.items}


def index_of(knowledge: Knowledge) -> Index:
    """The index of this knowledge, kept with it."""
    kept = knowledge.__dict__.get("index")
    if not isinstance(kept, Index):
        kept = knowledge.__dict__["index"] = Index(knowledge)
    return kept


def facts_of(tree: Node) -> tuple[str, ...]:
    """The facts that a tree names, a region without its region, each once."""
    return tuple(dict.fromkeys(name.partition(".")[0] for name in facts_named(tree)))
