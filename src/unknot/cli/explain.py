"""`unknot explain ID`: one finding, technique or claim whole, with its condition, limits, sources and mark."""

from __future__ import annotations

import difflib
import sys
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from unknot.knowledge.lines import every_line

if TYPE_CHECKING:
    from unknot.knowledge.shapes import Claim, Knowledge, Rule, Technique


def explain(id: Annotated[str, typer.Argument(help="A finding, technique or claim.")]) -> None:
    """Say where a sentence comes from."""
    from unknot.knowledge.load import load

    knowledge = load()
    if id in knowledge.rules:
        print(rule_text(knowledge, knowledge.rules[id]))
    elif id in knowledge.techniques:
        print(technique_text(knowledge, knowledge.techniques[id]))
    elif id in knowledge.claims:
        print(claim_text(knowledge, knowledge.claims[id]))
    else:
        known = [*knowledge.rules, *knowledge.techniques, *knowledge.claims]
        near = difflib.get_close_matches(id, known, n=1)
        hint = (
            f"did you mean `{near[0]}`?"
            if near
            else "see `unknot techniques`, `unknot evidence`, or a decision's findings"
        )
        print(f"explain: nothing is called `{id[:80]}`\nhint: {hint}", file=sys.stderr)
        raise typer.Exit(2)


def rule_text(knowledge: Knowledge, rule: Rule) -> str:
    """A finding: when it fires, what follows, why, and from where."""
    from unknot.telling.limits import limit_phrases

    urgency = f"{rule.urgency.replace('_', ' ')}" if rule.urgency else "none"
    within = f" within {rule.within_days} days" if rule.within_days else ""
    rows = rule.row if isinstance(rule.row, str) else ", ".join(rule.row)
    lines = [f"{rule.title} ({rule.id})", f"rules/{rule.concern}.toml; row {rows}; {rule.basis}", ""]
    lines += _wrap(rule.why) + _wrap(rule.advice) + [""]
    lines += _wrap(f"Fires when: {' '.join(rule.when.split())}")
    lines += [f"Urgency: {urgency}{within}", f"Massage: {rule.massage or 'unchanged'}"]
    lines += [f"  - {phrase}" for phrase in (*limit_phrases(knowledge, rule.limits), *rule.limits.notes)]
    if rule.recheck_days:
        lines.append(f"Look again after {rule.recheck_days} days")
    lines += ["", "Examples"]
    for example in rule.example:
        said = {True: "fires", False: "does not fire", "unsettled": "is not settled"}[example.fires]
        lines += _wrap(f"{example.says} ({said})", "  - ")
    return "\n".join([*lines, "", *_sources(knowledge, rule.sources)])


def technique_text(knowledge: Knowledge, technique: Technique) -> str:
    """A technique: who, where, dose, steps, do-nots, and how sure we are."""
    dose = technique.dose
    lines = [f"{technique.name} ({technique.term}; {technique.id}; row {technique.row}; {technique.basis})", ""]
    for who in technique.who:
        regions = ", ".join(who.regions).replace("_", " ") or "the whole person"
        lines += _wrap(f"{who.helper}: {', '.join(who.positions).replace('_', ' ')}; {regions}", "  - ")
    lines += [
        f"{dose.minutes_min:g}-{dose.minutes_max:g} minutes, pressure {dose.pressure_min}-{dose.pressure_max} of 10",
        "",
    ]
    lines += [line for number, how in enumerate(every_line(technique.how), 1) for line in _wrap(how, f"{number}. ")]
    lines += ["", "Do not", *(line for no in every_line(technique.do_not) for line in _wrap(no, "  x "))]
    lines += ["", *_wrap(technique.why), *_wrap(f"{technique.evidence} [{technique.grade.replace('_', ' ')}]")]
    return "\n".join([*lines, "", *_sources(knowledge, technique.sources)])


def claim_text(knowledge: Knowledge, claim: Claim) -> str:
    """A claim: what is said, the grade, the honest answer, the numbers."""
    graded = claim.grade_text or claim.grade.replace("_", " ")
    lines = [f'"{claim.says}" ({claim.id}; row {claim.row}; {claim.basis})', f"Grade: {graded}", ""]
    return "\n".join([*lines, *_wrap(claim.answer), *_wrap(claim.numbers), "", *_sources(knowledge, claim.sources)])


def _sources(knowledge: Knowledge, ids: Iterable[str]) -> list[str]:
    lines = ["Sources"]
    for id in ids:
        source = knowledge.sources[id]
        where = f"https://doi.org/{source.doi}" if source.doi else source.address
        read = "" if source.read else " (not opened by us)"
        lines += _wrap(f"{id}: {source.title}{', ' + where if where else ''}{read}", "  - ")
    return lines


def _wrap(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, 80, initial_indent=indent, subsequent_indent=" " * len(indent)) if text else []
