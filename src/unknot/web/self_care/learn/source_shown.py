"""Lists where a source can be opened: its DOI and addresses as links, what is no address as words."""

from __future__ import annotations

import re

import msgspec

from unknot.knowledge.shapes import Source

ADDRESS = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/[^\s]*)?")


class Place(msgspec.Struct, frozen=True):
    """One place where it stands. `link` is empty for words that are no address."""

    says: str
    link: str


def places(source: Source) -> tuple[Place, ...]:
    """The DOI first, then each address as it was noted."""
    doi = (Place(f"doi.org/{source.doi}", f"https://doi.org/{source.doi}"),) if source.doi else ()
    noted = (part.strip() for part in source.address.split(";") if part.strip())
    return (*doi, *(Place(part, _link(part)) for part in noted))


def _link(part: str) -> str:
    """An https link for a plain address; an address with a place noted behind it opens at its site."""
    site = part.split(" ")[0]
    return f"https://{site}" if ADDRESS.fullmatch(site) and "..." not in site else ""
