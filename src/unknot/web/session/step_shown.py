"""Names and pictures one step, the same for the plan and for the player."""

from __future__ import annotations

from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.translation import gettext as _

from unknot.pathway.plan.shape import Phase, Plan, Step
from unknot.web.drawings.which import picture_for


def phase_names() -> dict[Phase, str]:
    """The phases of a plan, in the language of the request."""
    return {
        "warm": _("Warm up"),
        "settle": _("Settle"),
        "work": _("Work"),
        "finish": _("Finish"),
        "after": _("Afterwards"),
    }


def picture(plan: Plan, step: Step) -> str:
    """The template of a step's drawing; the small back where a saved plan knows a picture that we no longer have."""
    try:
        name = f"drawings/{picture_for(step.technique, step.position, step.region, plan.helper, step.tool)}.svg"
        get_template(name)
    except (TemplateDoesNotExist, LookupError):
        return "drawings/back_small.svg"
    return name
