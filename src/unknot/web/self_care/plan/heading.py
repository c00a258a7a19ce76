"""Says a plan in one sentence, to head its page: "Twelve minutes for your low back"."""

from __future__ import annotations

from django.utils.translation import gettext as _

from unknot.knowledge.sentences import listed
from unknot.knowledge.shapes import Knowledge
from unknot.pathway.plan.shape import Plan, both_or_one, sided

MOST_PLACES = 2
"""More places than this are "your back"."""


def heading(knowledge: Knowledge, plan: Plan) -> str:
    """The plan in one sentence."""
    if not plan.steps:
        return _("Today is for rest.")
    if not plan.hands_on_minutes:
        return _("%(minutes)s quiet minutes, without massage.") % {"minutes": _number(plan.total_minutes)}
    at_a_table = plan.helper == "professional"
    said = {
        "minutes": _number(plan.hands_on_minutes if at_a_table else plan.total_minutes),
        "place": _places(knowledge, plan),
    }
    if at_a_table:
        return _("%(minutes)s minutes at a professional's, for %(place)s.") % said
    if plan.helper == "partner":
        return _("%(minutes)s minutes with a partner, for %(place)s.") % said
    return _("%(minutes)s minutes for %(place)s.") % said


def minutes_text(minutes: float) -> str:
    """2.5 as "2½"."""
    whole, half = divmod(minutes, 1)
    return f"{int(whole) or ''}{'½' if half else ''}" or "0"


def _number(minutes: float) -> str:
    """Small whole numbers as words, for they begin a sentence."""
    words = {
        1: _("One"), 2: _("Two"), 3: _("Three"), 4: _("Four"), 5: _("Five"), 6: _("Six"), 7: _("Seven"),
        8: _("Eight"), 9: _("Nine"), 10: _("Ten"), 11: _("Eleven"), 12: _("Twelve"), 13: _("Thirteen"),
        14: _("Fourteen"), 15: _("Fifteen"), 16: _("Sixteen"), 17: _("Seventeen"), 18: _("Eighteen"),
        19: _("Nineteen"), 20: _("Twenty"), 30: _("Thirty"), 60: _("Sixty"), 90: _("Ninety"),
    }  # fmt: skip
    return words.get(int(minutes), "") if minutes == int(minutes) and int(minutes) in words else minutes_text(minutes)


def _places(knowledge: Knowledge, plan: Plan) -> str:
    """Where hands go, as one's own: "your low back and your left buttock"."""
    regions = tuple(region for step in plan.steps if step.touch for region in sided(step))
    names = dict.fromkeys(step.region for step in plan.steps if step.touch and step.region)
    if len(names) > MOST_PLACES:
        return _("your back")
    own = _own_places()
    return listed(knowledge, [own[name, both_or_one(regions, name)] for name in names])


def _own_places() -> dict[tuple[str, str], str]:
    shoulder, low, middle = _("your shoulders"), _("your low back"), _("your middle back")
    upper = _("your upper back")
    return {
        ("shoulder_top", "both"): shoulder,
        ("shoulder_top", "left"): _("your left shoulder"),
        ("shoulder_top", "right"): _("your right shoulder"),
        ("buttock", "both"): _("your buttocks"),
        ("buttock", "left"): _("your left buttock"),
        ("buttock", "right"): _("your right buttock"),
        **{("between_blades", side): upper for side in ("left", "right", "both")},
        **{("mid_back", side): middle for side in ("left", "right", "both")},
        **{("low_back", side): low for side in ("left", "right", "both")},
    }
