"""Cuts what to tell the operator from what to do until help comes, where the page says it elsewhere."""

from __future__ import annotations

import re

from django import template

register = template.Library()


@register.filter
def without_quote(text: str, quote: str) -> str:
    """The text less the sentence that holds the quote: `Tell them: "back pain"`."""
    return re.sub(rf'[^.!?"]*"{re.escape(quote)}"\.?\s*', "", text).strip() if quote else text
