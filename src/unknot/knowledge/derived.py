"""Derives milder rules from those that are written, so that no line and no word of one's own is a cliff.

A rule of a line ("from 60 on", "8 of 10 or more") gets *near* rules: one step outside of its bounds one level lower,
two steps two levels. A rule that the person's own judgement can switch off ("some position eases it") gets an *even so*
rule one level lower, and one that a plainly felt or tested answer can switch off another, two levels lower. So the laws
`no_cliff` and `no_soft_exit` hold of whatever is written, and the proofs look whether they do.

What is derived has no words of its own: it says the reason of its rule, how near that is, and what to do at its level.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from unknot.conditions.relaxed import ALWAYS, NEVER, Trust, at_worst, relaxed
from unknot.conditions.tree import Node, Not, facts_named
from unknot.conditions.typecheck import FactType
from unknot.knowledge.outcome import CLEARED, ROUTINE
from unknot.knowledge.sentences import worded
from unknot.knowledge.shapes import EstablishedBy, Exemption, Fact, Limits, Rule

Say = Callable[[str], str]
"""An English sentence -> the same in the language of the knowledge."""
Derived = dict[str, tuple[Rule, Node]]

NEAR = worded("You are just short of a line that we take seriously. {why}")
OWN_VIEW = worded("What you think of it makes this less likely, but it cannot rule it out. {why}")
FELT = worded("What you felt or tried makes this less likely, but it cannot rule it out. {why}")
TODAY = worded("Speak to a doctor today and say what you told us. If it gets worse, call the emergency number.")
THIS_WEEK = worded("Book a check-up within 7 days. If it gets worse, speak to a doctor the same day.")
SOME_TIME = worded("Mention it to a doctor within 4 weeks. If it gets worse, speak to a doctor the same day.")
ASK_FIRST = worded("Ask your doctor before a massage.")
LIGHT = worded("Keep it light and short, and look again in 2 days. If it is worse then, speak to a doctor.")
DOCTOR = worded("your doctor")
STEPS = 3
"""From emergency to what changes nothing more."""


def derived(
    rules: Mapping[str, Rule],
    conditions: Mapping[str, Node],
    facts: Mapping[str, Fact],
    types: Mapping[str, FactType],
    exemptions: Sequence[tuple[Exemption, Node]],
    contradictions: Mapping[str, Node],
    say: Say,
) -> Derived:
    """Every rule that follows, by id, with its condition."""
    found: Derived = {}
    views: tuple[EstablishedBy, ...] = ("own_view",)
    judged = trusted(facts, views, exemptions, contradictions)
    felt = trusted(facts, (*views, "tested", "described"), exemptions, contradictions)
    for id, rule in rules.items():
        if not rule.banded:
            found |= _even_so(rule, conditions[id], judged, felt, say)
    numbers = {fact for fact, kind in types.items() if kind.kind == "number"}
    kept = {
        (row.fact, types[row.fact].count(row.below))
        for row, _ in exemptions
        if row.law == "no_cliff" and row.below is not None
    }
    written = {id: (rule, conditions[id]) for id, rule in rules.items()}
    for id, (rule, tree) in [*written.items(), *found.items()]:
        if not rule.banded and numbers & set(facts_named(tree)):
            found |= _near(id, rule, tree, numbers, kept, say)
    return found


def _near(
    id: str, rule: Rule, tree: Node, numbers: set[str], kept: set[tuple[str, int]], say: Say
) -> Iterator[tuple[str, tuple[Rule, Node]]]:
    """One rule for each step outside of the line, down to where nothing is left to ask for."""
    for steps in range(1, STEPS + 1):
        lower = lowered(rule, steps)
        wider = relaxed(tree, steps, numbers, kept)
        if lower is None or wider in (tree, ALWAYS):
            return
        name = f"{id}_near_{steps}"
        yield name, (_worded(name, lower, rule, say(NEAR), say), wider)


def _even_so(
    rule: Rule, tree: Node, judged: Mapping[str, Trust], felt: Mapping[str, Trust], say: Say
) -> Iterator[tuple[str, tuple[Rule, Node]]]:
    """What remains of a rule once the softening answers count only where they are to be trusted."""
    own = at_worst(tree, judged)
    for suffix, opening, steps, wider in (
        ("even_so", OWN_VIEW, 1, own),
        ("even_so_felt", FELT, 2, at_worst(tree, felt)),
    ):
        lower = lowered(rule, steps, soft=True)
        if lower is not None and wider not in (tree, NEVER) and (steps == 1 or wider != own):
            name = f"{rule.id}_{suffix}"
            yield name, (_worded(name, lower, rule, say(opening), say), wider)


def trusted(
    facts: Mapping[str, Fact],
    established_by: Collection[EstablishedBy],
    exemptions: Iterable[tuple[Exemption, Node]],
    contradictions: Mapping[str, Node],
) -> dict[str, Trust]:
    """Fact -> where its softening answer is believed, for each fact whose answer does not count everywhere.

    Of answers established by one of these: only where an exemption says so. Of a clinician's check: where nothing
    contradicts it.
    """
    found: dict[str, Trust] = {fact: Trust(Not(tree), risk="no") for fact, tree in contradictions.items()}
    exempt = {row.fact: tree for row, tree in exemptions if row.law == "no_soft_exit"}
    for fact in facts.values():
        open = frozenset(n for n, choice in enumerate(fact.choices) if choice.established_by in established_by)
        if fact.established_by in established_by or open:
            found[fact.id] = Trust(exempt.get(fact.id, NEVER), risk=fact.risk, open=open)
    return found


BELOW = {
    ("emergency", "avoid"): ("same_day", "avoid"),
    ("same_day", "avoid"): ("clinician", "clearance"),
    ("clinician", "avoid"): (None, "clearance"),
    (None, "avoid"): (None, "clearance"),
    ("clinician", "clearance"): (None, "modify"),
    (None, "clearance"): (None, "modify"),
}
"""What a rule asks for -> the same one level lower."""


def lowered(rule: Rule, levels: int, soft: bool = False) -> Rule | None:
    """The rule, asking for so many levels less; None where nothing is left. `soft`: of rules that say avoid alone.

    Two levels below an emergency that a felt or tested answer switches off is a routine visit.
    """
    level: tuple[str | None, str | None] = (rule.urgency, rule.massage)
    if soft and rule.massage != "avoid":
        return None
    below = {**BELOW, ("clinician", "modify"): (None, "modify")} if rule.follows else BELOW
    for _ in range(levels):
        if level not in below:
            return None
        level = below[level]
    urgency, massage = level
    rest = msgspec.structs.replace(
        rule, limits=Limits(), recheck_days=None, act=None, ask="", within_days=None, urgency=urgency, massage=massage
    )
    if urgency == "clinician" and soft and levels == 2:
        return msgspec.structs.replace(rest, massage="modify", within_days=28, limits=ROUTINE)
    if massage == "modify":
        return msgspec.structs.replace(rest, limits=Limits(max_pressure=3), recheck_days=2)
    limits = CLEARED if massage == "clearance" else Limits()
    return msgspec.structs.replace(rest, within_days=7 if urgency == "clinician" else None, limits=limits)


def _worded(id: str, lower: Rule, rule: Rule, opening: str, say: Say) -> Rule:
    """The reason of the rule, how near that is, and what to do at the lower level."""
    calm = ASK_FIRST if lower.massage == "clearance" else LIGHT
    visit = {7: THIS_WEEK, 28: SOME_TIME}.get(lower.within_days or 0, calm)
    advice = TODAY if lower.urgency == "same_day" else visit
    return msgspec.structs.replace(
        lower,
        id=id,
        why=opening.format(why=rule.why),
        advice=say(advice),
        ask=say(DOCTOR) if lower.massage == "clearance" else "",
        try_again="",
        basis="proposal",
        outranks=(),
        follows=rule.follows or rule.id,
    )
