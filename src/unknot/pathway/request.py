"""What would the person like? Who is there, how long, with what: wishes beside the answers, never facts for a rule."""

from __future__ import annotations

import msgspec

from unknot.knowledge.shapes import Helper, Tool


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Wishes for one session. Nothing in here can loosen a limit."""

    helper: Helper = "alone"
    minutes: int | None = None
    """Hands-on minutes wished: 5-30 alone or with a partner, 30-90 at a professional's."""
    tools: tuple[Tool, ...] = ()
    """What is at hand."""
    regions: tuple[str, ...] = ()
    """Sorest first, where the person wants work; empty: where it hurts."""
    pressure: int | None = None
    """0-10, the most the person wishes to feel."""
    style: str | None = None
    """At a professional's: `swedish` or `deep_tissue`; None: the plan says which and why."""
    floor: bool = False
    """Rises from the floor easily and is glad to lie there."""
    wants: tuple[str, ...] = ()
    """Techniques asked for by id (those that are off unless chosen)."""
    without: tuple[str, ...] = ()
    """Techniques the person does not want."""
    country: str = ""
    """ISO 3166 alpha-2 code for the numbers to call; empty: 112."""
