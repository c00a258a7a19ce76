"""Words the laws that hold between two people, or between what is known and what is not.

Apart from `laws.py`, which asks the solver, so that a face can say what is proved without having the solver.
"""

from __future__ import annotations

from unknot.knowledge.sentences import worded

LAWS_SAID = {
    "stop_cannot_be_outvoted": worded(
        "A stop cannot be outvoted: an emergency or same-day finding always means no massage, whatever else is true."
    ),
    "risk_never_loosens": worded(
        "Between two people who differ only in risk, the one with more risk never has a looser outcome in any field."
    ),
    "unsure_is_cautious": worded("Whatever the true answer is, not being sure never gave a looser outcome than it."),
    "doubt_is_cautious": worded(
        "However doubts are later answered, massage and limits of a final decision never get stricter, and urgency "
        "rises only to what the person was told could not be ruled out."
    ),
    "short_interview_equals_long": worded(
        "The short interview gives the same urgency, days, massage and limits as the full one."
    ),
    "final_stays_final": worded("A final decision stays final and the same, however many more answers come."),
    "rules_never_forget": worded("What a rule found or ruled out stays so, however many more answers come."),
    "unknown_never_no": worded("Unknown is never read as no: answers to come can only add to what is demanded."),
    "clearing_touches_one": worded("Clearing one finding changes that finding only."),
    "no_cliff": worded(
        "No single year, point of pain, day or other step in a number changes the answer by more than one level."
    ),
    "no_soft_exit": worded(
        "What somebody merely thinks of their pain lowers the urgency by one level at most and never turns a no to "
        "massage into a yes; what they plainly feel or have tried, by two at most; only what a clinician has checked, "
        "and what has not changed since, counts in full."
    ),
    "suitable_is_free": worded("Where we say that massage is suitable, there is nothing it is held to."),
}
"""Law -> its sentence."""
