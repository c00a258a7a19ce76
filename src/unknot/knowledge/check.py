"""Checks the ids, sources, units and rows of the knowledge; its shapes and conditions are checked on load.

`python -m unknot.knowledge.check` prints every problem. What needs the prover (can this rule fire?) is in
`proofs/review.py`; `unknot knowledge check` runs both.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from unknot.conditions.refused import near_miss
from unknot.conditions.tree import Compare, Node, Not, OneOf, Yes, facts_named
from unknot.conditions.truth import value
from unknot.knowledge.check_places import place_problems
from unknot.knowledge.check_techniques import technique_problems
from unknot.knowledge.examples import example_values, failures
from unknot.knowledge.load import load
from unknot.knowledge.measures import read_measures
from unknot.knowledge.outcome import MASSAGES, URGENCIES, with_defaults
from unknot.knowledge.places import CONTENT
from unknot.knowledge.refused import KnowledgeRefused, Problem
from unknot.knowledge.shapes import Example, Fact, Knowledge, Limits, Rule
from unknot.knowledge.values import Unreadable, values_of


def problems(knowledge: Knowledge, content: Path = CONTENT) -> list[Problem]:
    """Every problem that can be seen without the prover, sorted by file."""
    found = [
        *_facts(knowledge),
        *_screens(knowledge),
        *_rules(knowledge),
        *_sources(knowledge),
        *technique_problems(knowledge),
        *_rows(knowledge, content),
        *place_problems(content),
        *failures(knowledge),
    ]
    return sorted(set(found))


def _facts(knowledge: Knowledge) -> Iterator[Problem]:
    """Each fact says what its kind of fact must say."""
    for fact in knowledge.facts.values():
        for key, message, hint in _fact_faults(fact):
            yield Problem("facts.toml", fact.id, key, message, hint)
        if fact.source == "computed":
            continue
        for key in ("usual", "unsure"):
            answer = getattr(fact, key)
            try:
                if answer is not None and not (fact.type == "regions" and key == "unsure"):
                    values_of(fact, knowledge.types[fact.id], list(answer) if isinstance(answer, tuple) else answer)
            except Unreadable as error:
                yield Problem("facts.toml", fact.id, key, str(error), error.hint)


def _fact_faults(fact: Fact) -> Iterator[tuple[str, str, str]]:
    if fact.source == "asked" and not fact.question:
        yield "question", "an asked fact without a question", "write the item as the person reads it"
    if fact.risk == "none" and not fact.risk_because:
        yield "risk_because", "no direction and no reason", "say why more of it is neither better nor worse"
    if fact.risk == "yes" and fact.unsure is False and not fact.unsure_because:
        yield "unsure_because", "not sure counts as no without a reason", "write the reason, or unsure = true"
    if fact.source == "asked" and fact.risk == "no" and fact.established_by is None:
        yield (
            "established_by",
            "its yes lowers the outcome, and nobody says so",
            "checked, tested, described or own_view",
        )
    if fact.type == "choice" and len(fact.choices) < 2:
        yield "choices", "a choice with fewer than two answers", "list the choices"
    if fact.type in ("integer", "decimal") and fact.source != "computed":
        if fact.min is None or fact.max is None or not fact.unit:
            yield "unit", "a number without unit or bounds", "give unit, min and max"
        elif fact.min > fact.max:
            yield "min", "the lowest value is above the highest", "swap them"
    if fact.source in ("diary", "session") and not fact.is_reported_by:
        yield "is_reported_by", "nobody reports this fact", "name the function or the button that sets it"
    if fact.source == "computed" and not fact.when:
        yield "when", "a computed fact without a condition", "write its condition, or make it asked"


def _screens(knowledge: Knowledge) -> Iterator[Problem]:
    asked: dict[str, int] = {}
    for screen in knowledge.screens:
        for items in (screen.items, *(follow.items for follow in screen.follow_up)):
            for item in items:
                asked[item] = asked.get(item, 0) + 1
                if item not in knowledge.facts:
                    yield Problem(f"screens, {screen.id}", item, "items", "no such fact", "see facts.toml")
    for fact in knowledge.facts.values():
        if fact.source == "asked" and fact.id not in asked:
            yield Problem("facts.toml", fact.id, "", "no screen asks it", "add it to a screen or a follow-up")
    needed = {name.partition(".")[0] for tree in knowledge.conditions.values() for name in facts_named(tree)}
    needed |= {word for rule in knowledge.written for word in (*rule.limits.keep_off, *rule.limits.heat_not_at)}
    for fact in knowledge.facts.values():
        if fact.source != "computed" and fact.id not in needed and fact.id not in PLAN_ONLY:
            yield Problem("facts.toml", fact.id, "", "no rule needs it", "use it in a rule, or drop the question")


PLAN_ONLY = {"pain_worst", "for_whom"}
"""Asked for the plan, the brief or the diary, not for a rule."""


def _rules(knowledge: Knowledge) -> Iterator[Problem]:
    for rule in knowledge.written:
        file = f"rules/{rule.concern}.toml"
        for key, message, hint in (
            *_rule_faults(rule),
            *_order_faults(knowledge, rule),
            *_example_faults(knowledge, rule),
        ):
            yield Problem(file, rule.id, key, message, hint)
        yield from (
            Problem(file, rule.id, "when", message, "one more risk must never loosen the answer (promise 2)")
            for message in _directions(knowledge, knowledge.conditions[rule.id], positive=True)
        )


def _rule_faults(rule: Rule) -> Iterator[tuple[str, str, str]]:
    if not rule.sources:
        yield "sources", "no source", "name at least one source, or `design_choice` for a proposal"
    if rule.urgency == "clinician" and rule.within_days is None:
        yield "within_days", "see a clinician, but when?", "within_days = 7 or 28"
    if rule.urgency != "clinician" and rule.within_days is not None:
        yield "within_days", 'days without urgency = "clinician"', "drop within_days"
    if rule.urgency == "emergency" and rule.act is None:
        yield "act", "an emergency without what to do", 'act = "call", "go" or "crisis"'
    if rule.massage == "clearance" and (rule.limits == Limits() or not rule.ask):
        yield "limits", "a clearance without limits or whom to ask", "say what holds once cleared, and `ask`"
    if rule.massage == "avoid" and rule.urgency is None and not rule.try_again:
        yield "try_again", "not today, but when?", 'try_again = "..."'
    nothing = rule.urgency is None and rule.massage is None and rule.limits == Limits() and rule.recheck_days is None
    if nothing:
        yield "massage", "the rule changes nothing", "give it an urgency, a massage class, limits, a note or a re-check"
    if rule.massage is not None and rule.massage != "avoid" and rule.limits == Limits():
        yield "limits", "a modification that limits nothing", "say what is limited"


def _order_faults(knowledge: Knowledge, rule: Rule) -> Iterator[tuple[str, str, str]]:
    """What a rule says it outranks must be there, and ask for less: advice that asks for more is never hidden."""
    written = {each.id: each for each in knowledge.written}
    for id in rule.outranks:
        milder = written.get(id)
        if milder is None:
            yield "outranks", f"no rule `{id}`", near_miss(id, tuple(written), "name rules by their id")
        elif not _is_graver(rule, milder):
            yield "outranks", f"`{id}` asks for as much", "a rule outranks only what asks for less than itself"


def _is_graver(rule: Rule, milder: Rule) -> bool:
    """At least as much urgency and massage, and more in one."""
    high, low = (
        (
            URGENCIES.index(each.urgency or "self_care"),
            -(each.within_days or 0),
            MASSAGES.index(each.massage or "suitable"),
        )
        for each in (with_defaults(rule), with_defaults(milder))
    )
    return high[:2] >= low[:2] and high[2] >= low[2] and high != low


def _example_faults(knowledge: Knowledge, rule: Rule) -> Iterator[tuple[str, str, str]]:
    firing = [example for example in knowledge.examples[rule.id] if example.fires is True]
    misses = [example for example in knowledge.examples[rule.id] if example.fires is False]
    if not firing:
        yield "example", "no example that fires", "add a person for whom it must fire"
    if not misses:
        yield "example", "no near miss", "add a person who differs in one answer and for whom it must not fire"
    for miss in misses:
        if not any(_near(knowledge, rule, example, miss) for example in firing):
            hint = "differ from a firing example in exactly one answer"
            yield "example", f'"{miss.says}" is no near miss', hint


def _near(knowledge: Knowledge, rule: Rule, firing: Example, miss: Example) -> bool:
    """The two differ in one answer: changing that one answer of the firing example makes the rule false."""
    keys = set(firing.answers) | set(miss.answers)
    differ = [key for key in keys if firing.answers.get(key) != miss.answers.get(key)]
    if len(differ) == 1:
        return True
    try:
        merged = {**example_values(knowledge, firing), **example_values(knowledge, miss)}
    except (KeyError, Unreadable):
        return True
    shared = [key for key in differ if key in firing.answers and key in miss.answers]
    return len(shared) == 1 and value(knowledge.conditions[rule.id], merged) is False


def _directions(knowledge: Knowledge, node: Node, *, positive: bool) -> Iterator[str]:
    """Where a condition uses a fact against its direction: a risk under NOT, a protection without one."""
    match node:
        case Not(child):
            yield from _directions(knowledge, child, positive=not positive)
        case Yes(name):
            risk = knowledge.facts[name.partition(".")[0]].risk
            if (risk == "yes" and not positive) or (risk == "no" and positive):
                yield f'`{name}` is used against its direction (risk = "{risk}")'
        case Compare(name, operator, _) | OneOf(name, operator):
            risk = knowledge.facts[name].risk
            rises = operator in (">", ">=")
            top = isinstance(node, Compare) and operator == "=" and _is_extreme(knowledge, node)
            bottom = isinstance(node, Compare) and operator == "=" and not top and node.value == 0
            good = {
                "up": positive == rises or (top and positive) or (bottom and not positive),
                "down": positive != rises,
            }
            if risk in good and not good[risk]:
                yield f'`{name}` is used against its direction (risk = "{risk}")'
        case _:
            for part in getattr(node, "children", ()):
                yield from _directions(knowledge, part, positive=positive)


def _is_extreme(knowledge: Knowledge, node: Compare) -> bool:
    """`=` with the last choice of an ordered fact is the same as `>=`."""
    choices = knowledge.types[node.fact].choices
    return bool(choices) and node.value == len(choices) - 1


def _sources(knowledge: Knowledge) -> Iterator[Problem]:
    hint = "see sources/*.toml"
    for rule in knowledge.written:
        for id in rule.sources:
            if id not in knowledge.sources:
                yield Problem(f"rules/{rule.concern}.toml", rule.id, "sources", f"no source `{id}`", hint)
    for claim in knowledge.claims.values():
        for id in claim.sources:
            if id not in knowledge.sources:
                yield Problem("claims", claim.id, "sources", f"no source `{id}`", hint)
        if not claim.sources:
            yield Problem("claims", claim.id, "sources", "no source", hint)
    for technique in knowledge.techniques.values():
        for id in technique.sources:
            if id not in knowledge.sources:
                yield Problem(f"techniques/{technique.id}.toml", technique.id, "sources", f"no source `{id}`", hint)
    for number in knowledge.numbers.values():
        for id in number.sources:
            if id not in knowledge.sources:
                yield Problem("numbers.toml", number.country, "sources", f"no source `{id}`", hint)


def _rows(knowledge: Knowledge, content: Path) -> Iterator[Problem]:
    """Every row of the clinical text has a rule, a technique, a claim, or a written reason."""
    path = content / "rows.toml"
    if not path.exists():
        return
    known = [row for rows in tomllib.loads(path.read_text())["rows"].values() for row in rows]
    done: set[str] = {left.row for left in knowledge.left}
    done |= {technique.row for technique in knowledge.techniques.values()}
    done |= {claim.row for claim in knowledge.claims.values()}
    done |= {measure.row for measure in read_measures(content).values()}
    for rule in knowledge.written:
        rows = {rule.row} if isinstance(rule.row, str) else set(rule.row)
        done |= rows
        for row in sorted(rows - set(known)):
            yield Problem(f"rules/{rule.concern}.toml", rule.id, "row", f"no row `{row}`", "see rows.toml")
    for row in known:
        if row not in done:
            yield Problem(
                "rows.toml", row, "", "no rule and no written reason", "encode it, or say why not in left.toml"
            )


def main() -> int:
    """Print every problem; 0 when there is none."""
    try:
        found = problems(load())
    except KnowledgeRefused as refused:
        found = list(refused.problems)
    for problem in found:
        print(problem)
    print(f"{len(found)} problems" if found else "The knowledge is in order.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
