"""Decides whether massage is safe for a back ache today, plans it with its sources, guides it, and keeps a diary.

    import unknot
    knowledge = unknot.load()
    answers = unknot.read_answers(knowledge, {"age": 40, "saddle_change": True}, now)
    walked = unknot.follow(knowledge, answers, now=now)
    walked.decision.answer.urgency   # "emergency"; no answer (None) while a question that matters is open

The way through the house is drawn in `unknot.pathway`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from unknot.knowledge.load import load
    from unknot.pathway import follow
    from unknot.pathway.answers import read_answers
    from unknot.pathway.contract import answer_case, read_case
    from unknot.pathway.interview import next_page
    from unknot.pathway.request import read_request

__version__ = "0.1.0"

_WHERE = {
    "answer_case": "unknot.pathway.contract",
    "follow": "unknot.pathway",
    "load": "unknot.knowledge.load",
    "next_page": "unknot.pathway.interview",
    "read_answers": "unknot.pathway.answers",
    "read_case": "unknot.pathway.contract",
    "read_request": "unknot.pathway.request",
}
__all__ = ["answer_case", "follow", "load", "next_page", "read_answers", "read_case", "read_request"]


def __getattr__(name: str) -> Any:
    """Import a part of the library when it is first used, so that the command line starts at once."""
    if name in _WHERE:
        from importlib import import_module

        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'unknot' has no attribute {name!r}")
