"""Looks up a problem by the name of its field, for templates of the diary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def of(table: Mapping[str, Any], name: str) -> Any:
    """The value of a name that is only known in the template; empty when there is none."""
    return table.get(name, "")
