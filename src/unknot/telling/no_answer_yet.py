"""Says, while a question that matters is open, that there is no answer yet, and what is clear all the same.

What the answers so far demand is a lower bound. It is told as one and never under the name of the answer: no level of
massage, no limits, nothing that may be done meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable

from unknot.knowledge.sentences import worded
from unknot.knowledge.shapes import Knowledge
from unknot.pathway.decision import Decision, Finding

NO_ANSWER = worded("There is no answer yet: some questions that matter are still open.")
NOT_BEFORE = worded("No massage before they are answered.")
CLEAR_ALREADY: dict[tuple[str, int | None], str] = {
    ("same_day", None): worded("One thing is clear already: speak to a doctor today."),
    ("clinician", 7): worded("One thing is clear already: book a check-up in the next 7 days, or sooner."),
    ("clinician", 28): worded("One thing is clear already: mention this to a doctor in the next 4 weeks, or sooner."),
}
"""What is demanded at least, by urgency and days."""


def no_answer_yet(knowledge: Knowledge, decision: Decision) -> tuple[str, str]:
    """The lead, and what stands below it."""
    clear = CLEAR_ALREADY.get((decision.so_far.urgency, decision.so_far.within_days), "")
    return knowledge.say(NO_ANSWER), " ".join(knowledge.say(each) for each in (NOT_BEFORE, clear) if each)


def clear_already(knowledge: Knowledge, findings: Iterable[Finding]) -> list[Finding]:
    """The findings behind what is clear: those that ask for a clinician. Advice on massage would read as leave."""
    return [finding for finding in findings if knowledge.rules[finding.id].urgency]
