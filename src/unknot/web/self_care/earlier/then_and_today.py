"""Names what differs between an answer as it was and the same answers today, the gravest first."""

from __future__ import annotations

from django.utils.translation import gettext as _

from unknot.knowledge.shapes import Knowledge
from unknot.telling.decision import MASSAGE_WORDS, URGENCY_WORDS, DecisionText


def differences(knowledge: Knowledge, then: DecisionText, today: DecisionText) -> tuple[str, ...]:
    """Each difference as a sentence; empty when nothing that matters has changed."""
    found = [] if today.urgency else [_("Today these answers alone give no answer: more is asked.")]
    for words, was, now in (
        (URGENCY_WORDS, then.urgency, today.urgency),
        (MASSAGE_WORDS, then.massage, today.massage),
    ):
        if was != now and was and now:
            gaps = {"then": knowledge.say(words[was]), "today": knowledge.say(words[now])}  # type: ignore[index]
            found.append(_("Then: %(then)s. Today: %(today)s.") % gaps)
    was_why = {reason.finding: reason.title for reason in then.reasons}
    now_why = {reason.finding: reason.title for reason in today.reasons}
    found += [_("A reason of today: %(title)s.") % {"title": now_why[id]} for id in now_why if id not in was_why]
    found += [_("No reason any more: %(title)s.") % {"title": was_why[id]} for id in was_why if id not in now_why]
    if not found and then.limits != today.limits:
        found.append(_("The limits are worded or set otherwise today."))
    return tuple(found)
