"""Tells whether what an optional part needs is installed, and the line that installs it: one extra a part."""

from __future__ import annotations

from importlib.util import find_spec

NEEDS = {
    "server": ("allauth", "fido2", "qrcode", "psycopg"),
    "pdf": ("weasyprint",),
    "prove": ("z3",),
}
"""Extra -> the modules that come with it. `pyproject.toml` says which packages these are."""


def is_missing(extra: str) -> bool:
    """Whether a module of this extra is not installed. Nothing is imported."""
    return any(find_spec(module) is None for module in NEEDS[extra])


def line_for(extra: str) -> str:
    """What to type to have it."""
    return f"pip install 'unknot[{extra}]'"
