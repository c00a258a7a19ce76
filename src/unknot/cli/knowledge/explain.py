"""Runs `unknot explain ID`: one finding, technique or claim whole, with its condition, limits, sources and mark."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from unknot.conditions.refused import near_miss
from unknot.knowledge.lines import every_line
from unknot.outside_text import echo

if TYPE_CHECKING:
    from unknot.knowledge.shapes import Claim, Dose, Knowledge, Rule, Technique

HELPERS = {"alone": "on your own", "partner": "with a partner", "professional": "at a professional's"}


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
        hint = near_miss(id, known, "see `unknot techniques`, `unknot evidence`, or a decision's findings")
        print(f"explain: nothing is called `{echo(id)}`\nhint: {hint}", file=sys.stderr)
        raise typer.Exit(2)


def rule_text(knowledge: Knowledge, rule: Rule) -> str:
    """A finding: when it fires, what follows, why, and from where."""
    from unknot.telling.rule_limits import rule_limits

    urgency = f"{rule.urgency.replace('_', ' ')}" if rule.urgency else "none"
    within = f" within {rule.within_days} days" if rule.within_days else ""
    rows = rule.row if isinstance(rule.row, str) else ", ".join(rule.row)
    lines = [
        *_wrap(f"{rule.title} ({rule.id})"),
        *_wrap(f"rules/{rule.concern}.toml; row {rows}; {rule.basis}"),
        "",
    ]
    lines += _wrap(rule.why) + _wrap(rule.advice) + [""]
    lines += _wrap(f"Fires when: {' '.join(rule.when.split())}")
    lines += [f"Urgency: {urgency}{within}", f"Massage: {rule.massage or 'unchanged'}"]
    lines += [line for phrase in rule_limits(knowledge, rule.limits) for line in _wrap(phrase, "  - ")]
    if rule.recheck_days:
        lines.append(f"Look again after {rule.recheck_days} days")
    lines += ["", "Examples"]
    for example in knowledge.examples.get(rule.id, ()):
        said = {True: "fires", False: "does not fire", "unsettled": "is not settled"}[example.fires]
        lines += _wrap(f"{example.says} ({said})", "  - ")
    return "\n".join([*lines, "", "Sources", *source_lines(knowledge, rule.sources)])


def technique_text(knowledge: Knowledge, technique: Technique) -> str:
    """A technique: who, where, dose, steps, do-nots, and how sure we are."""
    dose = technique.dose
    named = f"{technique.name} ({technique.term}; {technique.id}; row {technique.row}; {technique.basis})"
    lines = [*_wrap(named), ""]
    for who in technique.who:
        regions = ", ".join(who.regions).replace("_", " ") or "the whole person"
        lines += _wrap(f"{who.helper}: {', '.join(who.positions).replace('_', ' ')}; {regions}", "  - ")
    lines += [f"{dose_text(dose, touch=technique.touch).replace(' min', ' minutes')}", ""]
    lines += _steps(every_line(technique.how))
    for who in technique.who:
        if who.how:
            lines += ["", f"How, {HELPERS[who.helper]}", *_steps(every_line(who.how))]
    lines += ["", "Do not", *(line for no in every_line(technique.do_not) for line in _wrap(no, "  x "))]
    lines += ["", *_wrap(technique.why), *_wrap(f"{technique.evidence} [{technique.grade.replace('_', ' ')}]")]
    return "\n".join([*lines, "", "Sources", *source_lines(knowledge, technique.sources)])


def _steps(how: Iterable[str]) -> list[str]:
    return [line for number, text in enumerate(how, 1) for line in _wrap(text, f"{number}. ")]


def dose_text(dose: Dose, *, touch: bool) -> str:
    """Minutes, and where hands or a tool are laid on, pressure: "1-5 min, pressure 3-4 of 10"."""
    minutes = f"{_range(dose.minutes_min, dose.minutes_max)} min"
    return f"{minutes}, pressure {_range(dose.pressure_min, dose.pressure_max)} of 10" if touch else minutes


def _range(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g}-{high:g}"


def claim_text(knowledge: Knowledge, claim: Claim) -> str:
    """A claim: what is said, the grade, the honest answer, the numbers."""
    graded = claim.grade_text or claim.grade.replace("_", " ")
    lines = [*_wrap(f'"{claim.says}" ({claim.id}; row {claim.row}; {claim.basis})'), *_wrap(f"Grade: {graded}"), ""]
    return "\n".join(
        [*lines, *_wrap(claim.answer), *_wrap(claim.numbers), "", "Sources", *source_lines(knowledge, claim.sources)]
    )


def source_lines(knowledge: Knowledge, ids: Iterable[str], indent: str = "  - ") -> list[str]:
    """Each source with its title and where it is, and whether we have read it."""
    lines = []
    for id in ids:
        source = knowledge.sources[id]
        where = f"https://doi.org/{source.doi}" if source.doi else source.address
        read = "" if source.read else " (not opened by us)"
        lines += _wrap(f"{id}: {source.title}{', ' + where if where else ''}{read}", indent)
    return lines


def _wrap(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, 80, initial_indent=indent, subsequent_indent=" " * len(indent)) if text else []
