"""What do templates of the diary ask for? A problem by the name of its field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def of(table: Mapping[str, Any], name: str) -> Any:
    """The value of a name that is only known in the template; empty when there is none."""
    return table.get(name, "")
