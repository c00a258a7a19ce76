"""Loads the rules as functions: the compiled ones of this release, or compiled in memory now."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from unknot.conditions.tree import Node
from unknot.conditions.typecheck import FactType
from unknot.knowledge.places import COMPILED, ENGLISH

Evaluate = Callable[..., tuple[list[int], list[int], int, int]]
"""`evaluate(values, cleared=frozenset())` -> (fired, unsettled, lower, worst): see `conditions/in_python.py`.

`values`: one per fact in the order of `Knowledge.types`, the regions of a fact as one (`values.py`)."""


def functions(stamp: str, source: Callable[[], str], folder: Path = COMPILED) -> Mapping[str, Evaluate]:
    """`evaluate` and `impossible` of the knowledge with this stamp. `source` writes them where none are compiled."""
    try:
        fits = (folder / f"{ENGLISH}.stamp").read_text() == stamp
    except FileNotFoundError:
        fits = False
    if fits:
        spec = importlib.util.spec_from_file_location("unknot_compiled_rules", folder / "rules.py")
        if spec and spec.loader:
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            return vars(module)
    names: dict[str, Any] = {}
    exec(compile(source(), "<rules>", "exec"), names)  # our own text, from typechecked trees only
    return names


def rules_source(
    types: Mapping[str, FactType],
    conditions: Mapping[str, Node],
    outcome: Mapping[str, Node],
    never: Iterable[Node],
    never_facts: Iterable[str],
) -> str:
    """The text of `evaluate` (the rules) and `impossible` (the [[never]] conditions)."""
    from unknot.conditions.in_python import source  # only where nothing is compiled

    regions = {fact: type.regions for fact, type in types.items()}
    about = {fact: regions[fact] for fact in never_facts}
    rules = source("evaluate", regions, conditions, outcome)
    return f"{rules}\n\n{source('impossible', about, {str(place): tree for place, tree in enumerate(never)}, {})}"
