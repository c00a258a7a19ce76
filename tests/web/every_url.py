"""Which addresses are there, and which of them name somebody's row? Read from the resolver, so none can be forgotten.

`python -m tests.web.every_url` prints them as JSON, for the mode of its environment.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

import django
from django.urls import URLPattern, URLResolver, get_resolver

IDS = re.compile(r"<(?:(\w+):)?(\w+)>")


class Url(NamedTuple):
    """One address: its full name, its pattern, and the ids it takes, as (converter, name)."""

    name: str
    pattern: str
    ids: tuple[tuple[str, str], ...]

    def with_id(self, id: str) -> str:
        """The path with one id in every place."""
        return "/" + IDS.sub(id, self.pattern)


def every_url(resolver: URLResolver | None = None, before: str = "", space: str = "") -> Iterator[Url]:
    """Every address of this mode."""
    for each in (resolver or get_resolver()).url_patterns:
        pattern = before + str(each.pattern).lstrip("^").rstrip("$")
        if isinstance(each, URLResolver):
            inner = f"{each.namespace}:" if each.namespace else ""
            yield from every_url(each, pattern, space + inner)
        elif isinstance(each, URLPattern):
            ids = tuple((kind, name) for kind, name in IDS.findall(pattern))
            yield Url(f"{space}{each.name}", pattern, ids)


if __name__ == "__main__":
    django.setup()
    print(json.dumps(list(every_url())))
