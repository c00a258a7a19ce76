"""Finds the folder of example people: in the package, or at the root of a checkout, for the README's lines."""

from __future__ import annotations

from pathlib import Path

import unknot

PACKAGE = Path(unknot.__file__).parent


def example_people() -> Path:
    """The folder of the example files. The build puts that of the checkout into the package (`pyproject.toml`)."""
    shipped = PACKAGE / "examples"
    return shipped if shipped.is_dir() else PACKAGE.parents[1] / "examples"
