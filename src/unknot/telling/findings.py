"""Which findings does a person read? None that another says better, none that contradicts the one thing to do.

The JSON has them all; the limits of every finding are merged and shown whatever is told here.
"""

from __future__ import annotations

from unknot.knowledge.outcome import MASSAGES, URGENCIES
from unknot.knowledge.shapes import Knowledge, Limits, Rule
from unknot.pathway.decision import Decision, Finding

SETS = ("no_technique", "no_tool", "no_position", "no_helper", "keep_off", "heat_not_at")


def findings_told(knowledge: Knowledge, decision: Decision) -> list[Finding]:
    """The findings to tell, gravest first; of several with the same words only the first."""
    spoken = [finding for finding in decision.findings if _speaks(knowledge.rules[finding.id], decision)]
    first = {(finding.title, finding.why, finding.advice): finding for finding in reversed(spoken)}
    rules = [knowledge.rules[finding.id] for finding in spoken]
    return [
        finding
        for finding in spoken
        if first[finding.title, finding.why, finding.advice] is finding
        and not any(_covers(other, knowledge.rules[finding.id]) for other in rules)
    ]


def _speaks(rule: Rule, decision: Decision) -> bool:
    """Whether a rule's words fit the decision: milder ones ("go on with a gentle plan") would confuse a graver day.

    A rule that only adds a note, and advises nothing, is said by its note.
    """
    if decision.urgency == "same_day":
        return rule.urgency == "same_day"
    if decision.within_days == 7 and rule.within_days == 28:
        return False
    if decision.massage == "avoid":
        return bool(rule.urgency) or rule.massage == "avoid"
    return bool(rule.urgency or rule.massage or rule.advice)


def _covers(stronger: Rule, rule: Rule) -> bool:
    """Whether a rule of the same concern asks for all that `rule` does, and for more; notes do not count."""
    if stronger.concern != rule.concern or (_grade(stronger) == _grade(rule) and stronger.limits == rule.limits):
        return False
    return all(high >= low for high, low in zip(_grade(stronger), _grade(rule), strict=True)) and _holds_tighter(
        stronger.limits, rule.limits
    )


def _grade(rule: Rule) -> tuple[float, int]:
    """Urgency and massage as numbers, more being stricter; 28 days are less urgent than 7."""
    later = 0.5 if rule.within_days == 28 else 0
    return URGENCIES.index(rule.urgency or "self_care") - later, MASSAGES.index(rule.massage or "suitable")


def _holds_tighter(high: Limits, low: Limits) -> bool:
    """Whether every limit of `low` is held by `high` as well."""
    numbers = all(
        getattr(low, field) is None
        or (getattr(high, field) is not None and getattr(high, field) <= getattr(low, field))
        for field in ("max_pressure", "max_minutes", "max_minutes_per_region")
    )
    sets = all(set(getattr(low, field)) <= set(getattr(high, field)) for field in SETS)
    return numbers and sets and (low.heat == "ok" or low.heat == high.heat) and low.needs_helper <= high.needs_helper
