"""Loads the knowledge: the TOML of `content/`, read whole, checked for shape, or refused with every problem.

`load()` is the door: it takes the compiled release when its stamp fits the content, and reads the TOML otherwise. In
another language every table is translated as it is read, so the rules are the same and only the texts differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from unknot.conditions.refused import ConditionRefused
from unknot.conditions.tree import And, Node
from unknot.conditions.typecheck import FactType, typecheck
from unknot.knowledge.derived import derived
from unknot.knowledge.outcome import compile_outcome, with_defaults
from unknot.knowledge.pattern import Pattern, facts_of
from unknot.knowledge.places import CONTENT, ENGLISH
from unknot.knowledge.refused import KnowledgeRefused, Problem
from unknot.knowledge.release import compiled, stamp_of
from unknot.knowledge.shapes import (
    Claim,
    Concern,
    EmergencyNumber,
    Example,
    Exemption,
    Fact,
    Knowledge,
    Left,
    Never,
    Promise,
    Release,
    Rule,
    Screen,
    Settled,
    Source,
    Technique,
    fact_type,
)

if TYPE_CHECKING:
    from unknot.knowledge.language import Translation

R = TypeVar("R")


def load(content: Path = CONTENT, *, language: str = ENGLISH) -> Knowledge:
    """The knowledge of the package, or of another folder in the same form, in a language of `locale/`.

    Raises KnowledgeRefused with every problem when a file is broken, a row has the wrong shape, an id stands twice or
    a condition does not fit its facts. What is merely unwise (no source, no example) is for `check.py`. Raises
    ValueError for a language that has no catalogues.
    """
    stamp = stamp_of(content)
    return compiled(stamp, language) or _Reader(content, stamp, language).knowledge()


class _Reader:
    """One reading of one folder, collecting problems."""

    def __init__(self, content: Path, stamp: str, language: str) -> None:
        self.content = content
        self.stamp = stamp
        self.translation: Translation | None = None
        if language != ENGLISH:
            from unknot.knowledge.language import read_translation  # a compiled release needs none

            self.translation = read_translation(language)
        self.language = language
        self.problems: list[Problem] = []
        self.examples: dict[str, tuple[Example, ...]] = {}

    def knowledge(self) -> Knowledge:
        facts = self.by_id("fact", Fact, "facts.toml")
        facts |= {fact.id: fact for _, table in self.whole("pattern.toml", Pattern) for fact in facts_of(table)}
        rules = {rule.id: rule for rule in self.rules()}
        screens = tuple(screen for _, screen in self.whole("screens/*.toml", Screen))
        types = {fact.id: fact_type(fact) for fact in facts.values() if fact.source != "computed"}
        named = self.named(facts)
        conditions = {
            rule.id: self.condition(f"rules/{rule.concern}.toml", rule.id, "when", rule.when, types, named)
            for rule in rules.values()
        }
        never = tuple(never for _, never in self.rows("never", Never, "facts.toml"))
        nevers = tuple(
            self.condition("facts.toml", f"never {n + 1}", "when", row.when, types, named)
            for n, row in enumerate(never)
        )
        settled = tuple(
            Settled(
                self.condition("facts.toml", f"never {n + 1}", "where", row.where, types, named),
                {id: self.settled(n, facts, types, id, answer) for id, answer in row.settles.items()},
            )
            for n, row in enumerate(never)
            if row.where
        )
        exemptions = tuple(exemption for _, exemption in self.rows("exemption", Exemption, "exemptions.toml"))
        exempt = tuple(
            self.condition("exemptions.toml", f"exemption {n + 1}", "when", row.when, types, named)
            if row.when
            else And(())
            for n, row in enumerate(exemptions)
        )
        contradictions = {
            fact.id: self.condition("facts.toml", fact.id, "contradicted_by", fact.contradicted_by, types, named)
            for fact in facts.values()
            if fact.contradicted_by
        }
        outcome: dict[str, Node] = {}
        if not self.problems:
            sentences = self.translation.sentences if self.translation else {}
            following = derived(
                rules,
                conditions,
                facts,
                types,
                tuple(zip(exemptions, exempt, strict=True)),
                contradictions,
                lambda said: sentences.get(said, said),
            )
            rules |= {id: rule for id, (rule, _) in following.items()}
            conditions |= {id: tree for id, (_, tree) in following.items()}
            outcome = self.outcome(rules, facts)
        release = [release for _, release in self.whole("release.toml", Release)]
        techniques = {technique.id: technique for _, technique in self.whole("techniques/*.toml", Technique)}
        rest: dict[str, Any] = {
            "claims": self.by_id("claim", Claim, "claims/*.toml"),
            "sources": self.by_id("source", Source, "sources/*.toml"),
            "promises": tuple(promise for _, promise in self.rows("promise", Promise, "promises.toml")),
            "numbers": {number.country: number for _, number in self.rows("number", EmergencyNumber, "numbers.toml")},
            "left": tuple(left for _, left in self.rows("left", Left, "left.toml")),
        }
        if self.problems:
            raise KnowledgeRefused(self.problems)
        return Knowledge(
            release=release[0],
            stamp=self.stamp,
            language=self.language,
            sentences=self.translation.sentences if self.translation else {},
            reviewed=self.translation.reviewed if self.translation else frozenset(),
            facts=facts,
            never=never,
            rules=rules,
            screens=screens,
            techniques=techniques,
            contradictions=contradictions,
            conditions=conditions,
            never_conditions=nevers,
            settled=settled,
            exemptions=exemptions,
            exemption_conditions=exempt,
            outcome=outcome,
            packed_examples=msgspec.msgpack.encode(self.examples),
            **rest,
        )

    def refuse(self, file: str, id: str, key: str, message: str, hint: str) -> None:
        self.problems.append(Problem(file, id, key, message, hint))

    def tables(self, pattern: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """(file name, table) of every file that fits, by name; broken TOML becomes a problem."""
        import tomllib  # a compiled release needs none

        for path in sorted(self.content.glob(pattern)):
            file = path.relative_to(self.content).as_posix()
            try:
                table = tomllib.loads(path.read_text(encoding="utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                self.refuse(file, "", "", f"not readable as TOML: {error}", "mend the syntax at the place named")
                continue
            yield file, self.translation.translate(file, table) if self.translation else table

    def convert(self, file: str, id: str, row: object, shape: type[R]) -> R | None:
        try:
            return msgspec.convert(row, shape)
        except msgspec.ValidationError as error:
            message, _, path = str(error).partition(" - at ")
            hint = f"see the shape {shape.__name__} in knowledge/shapes.py"
            self.refuse(file, id, path.strip("`").removeprefix("$."), message, hint)
            return None

    def whole(self, pattern: str, shape: type[R]) -> Iterator[tuple[str, R]]:
        """Files that hold one row each."""
        for file, table in self.tables(pattern):
            row = self.convert(file, str(table.get("id", "")), table, shape)
            if row is not None:
                yield file, row

    def rows(self, key: str, shape: type[R], pattern: str) -> Iterator[tuple[str, R]]:
        """Files that hold many rows under one key."""
        for file, table in self.tables(pattern):
            for row in table.get(key, []):
                converted = self.convert(file, str(row.get("id", "")), row, shape)
                if converted is not None:
                    yield file, converted

    def by_id(self, key: str, shape: type[R], pattern: str) -> dict[str, R]:
        found: dict[str, R] = {}
        for file, row in self.rows(key, shape, pattern):
            id: str = row.id  # type: ignore[attr-defined]  # every such shape has an id
            if id in found:
                self.refuse(file, id, "id", "stands twice", "give each row an id of its own")
            found[id] = row
        return found

    def rules(self) -> Iterator[Rule]:
        """Every rule of every concern, with what it inherits from its file and its urgency."""
        seen: set[str] = set()
        for file, concern in self.whole("rules/*.toml", Concern):
            for rule in concern.rule:
                if rule.id in seen:
                    self.refuse(file, rule.id, "id", "stands twice", "give each rule an id of its own")
                seen.add(rule.id)
                self.examples[rule.id] = rule.example
                filled = msgspec.structs.replace(
                    rule.rule,
                    title=rule.title or concern.title,
                    sources=rule.sources or concern.sources,
                    basis=rule.basis or concern.basis,
                    concern=Path(file).stem,
                )
                yield with_defaults(filled)

    def named(self, facts: Mapping[str, Fact]) -> dict[str, Node]:
        """The computed yes/no facts as parsed, not yet typechecked, conditions."""
        from unknot.conditions.parse import parse

        named: dict[str, Node] = {}
        for fact in facts.values():
            if fact.source == "computed":
                try:
                    named[fact.id] = parse(fact.when)
                except ConditionRefused as error:
                    self.refuse_condition("facts.toml", fact.id, "when", error)
        return named

    def condition(
        self, file: str, id: str, key: str, text: str, types: Mapping[str, FactType], named: Mapping[str, Node]
    ) -> Node:
        from unknot.conditions.parse import parse
        from unknot.conditions.tree import Or

        try:
            return typecheck(parse(text), types, named, text=text)
        except ConditionRefused as error:
            self.refuse_condition(file, id, key, error)
            return Or(())

    def settled(
        self, n: int, facts: Mapping[str, Fact], types: Mapping[str, FactType], id: str, answer: object
    ) -> bool | int:
        from unknot.knowledge.values import Unreadable, value_of

        try:
            known = value_of(facts[id], types[id], answer)
            return 0 if known is None else known
        except KeyError:
            self.refuse("facts.toml", f"never {n + 1}", "settles", f"unknown fact `{id}`", "see facts.toml")
        except Unreadable as error:
            self.refuse("facts.toml", f"never {n + 1}", "settles", str(error), error.hint)
        return 0

    def refuse_condition(self, file: str, id: str, key: str, error: ConditionRefused) -> None:
        for problem in error.problems:
            self.refuse(file, id, f"`{key}`, column {problem.column}", problem.message, problem.hint)

    def outcome(self, rules: Mapping[str, Rule], facts: Mapping[str, Fact]) -> dict[str, Node]:
        from unknot.knowledge.outcome import regions_named

        for rule in rules.values():
            for key in ("keep_off", "heat_not_at"):
                for word in getattr(rule.limits, key):
                    try:
                        regions_named([word], facts)
                    except KeyError:
                        hint = "a region of regions.py, a pair without its side, `all`, or a regions fact"
                        self.refuse(f"rules/{rule.concern}.toml", rule.id, f"limits.{key}", f"unknown `{word}`", hint)
        return {} if self.problems else compile_outcome(rules, facts)
