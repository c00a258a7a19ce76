"""Puts the problems of a file to be imported in the language of the page, each with its line.

The sentences of `pathway.diary` are for the terminal and for programs; they are known here by how they begin. Nothing
that stands in the file is repeated but the name of a field or an id.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MOST_SHOWN = 20
_PLACE = re.compile(r"^(?:after )?(?:line|row) (\d+): ")
_FIELD = re.compile(r"at `\$\.?([A-Za-z_.\[\]0-9]*)`|field `([a-z_]{1,20})`|cell of `([a-z_]{1,20})`")
_ENTRY = re.compile(r"^entry ([0-9a-f-]{36}) ")


def problems_in_words(problems: list[str]) -> list[str]:
    """The first of them in words, and how many more there are."""
    said = [problem_in_words(problem) for problem in problems[:MOST_SHOWN]]
    more = len(problems) - MOST_SHOWN
    if more > 0:
        said.append(ngettext("And %(count)s more line.", "And %(count)s more lines.", more) % {"count": more})
    return said


def problem_in_words(problem: str) -> str:
    """One of them."""
    place, entry = _PLACE.match(problem), _ENTRY.match(problem)
    if entry:
        return _("Entry %(id)s is in your diary already, with other content.") % {"id": entry[1]}
    what = _what(problem[place.end() :] if place else problem)
    return _("Line %(number)s: %(what)s") % {"number": place[1], "what": what} if place else what


def _what(problem: str) -> str:
    starts = {
        "longer than": _("it is too long for one entry."),
        "written by a newer": _("a newer unknot wrote it. Update unknot first."),
        'no "format"': _("it does not say which format it has."),
        "`at` is finer than": _("its time is finer than a millionth of a second."),
        "a field is given twice": _("a field is given twice."),
        "not a whole JSON": _("it is not a whole entry. It may have been cut off."),
        "not a whole table": _("the table is not whole. It may have been cut off."),
        "not the columns": _("these are not the columns of a diary."),
        "lies in the future": _("its moment has not been yet."),
        "a moment before": _("its moment lies before the year 1900."),
        "has no words": _("the note or the activity has no words."),
        "has ": _("it has more or fewer cells than the first line."),
    }
    said = next((words for start, words in starts.items() if problem.startswith(start)), "")
    if said:
        return said
    if "already in the diary with other content" in problem:
        return _("an entry with the same id is there already, with other content.")
    field = _FIELD.search(problem)
    name = next(filter(None, field.groups()), "") if field else ""
    if name:
        return _("`%(field)s` is not as the format asks.") % {"field": name}
    return _("a field is missing, unknown or out of range.")
