"""Holds every problem of knowledge that was refused: file, id, key, what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Problem(msgspec.Struct, frozen=True, order=True):
    """One thing wrong with one key of one entry. TOML readers forget line numbers, so the place is file, id and key."""

    file: str
    id: str
    key: str
    message: str
    hint: str

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.file, f"`{self.id}`" if self.id else "", self.key) if part)
        return f"{where}: {self.message}\nhint: {self.hint}"


class KnowledgeRefused(ValueError):
    """Knowledge that cannot be read. `problems` is never empty."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))
