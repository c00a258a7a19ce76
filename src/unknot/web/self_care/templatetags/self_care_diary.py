"""What do templates of the diary ask for? What is due today, and a problem by the name of its field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from unknot.web.self_care import saving
from unknot.web.self_care.carrying import now, profile_in
from unknot.web.self_care.due import due

register = template.Library()


@register.inclusion_tag("self_care/_due.html", takes_context=True)
def asked_today(context: Mapping[str, Any]) -> dict[str, Any]:
    """What the diary of this person would like to know today; nothing for an anonymous visitor."""
    request = context["request"]
    profile = profile_in(request)
    return {"due": due(saving.entries_of(profile), now(request)) if profile else ()}


@register.filter
def of(table: Mapping[str, Any], name: str) -> Any:
    """The value of a name that is only known in the template; empty when there is none."""
    return table.get(name, "")
