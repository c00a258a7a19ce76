"""Checks a person's name: any script and emoji, up to 40 letters; no control characters."""

from __future__ import annotations

import unicodedata

from django.utils.translation import gettext

from unknot.outside_text import has_words

LONGEST = 40


def problem_with(name: str) -> str:
    """What to mend about a name, as a sentence; empty when it is fine."""
    if not has_words(name):
        return gettext("Write a name, or a letter.")
    if len(name) > LONGEST:
        return gettext("Write a shorter name: up to 40 letters.")
    if any(unicodedata.category(letter) == "Cc" for letter in name):
        return gettext("Write the name on one line, in ordinary letters.")
    return ""
