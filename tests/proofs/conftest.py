"""A toy knowledge, whole or with a mistake in it, and the world of the real one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from unknot.knowledge.load import load
from unknot.knowledge.shapes import Knowledge
from unknot.proofs.people import World

TOY = Path(__file__).parent / "toy"
Toy = Callable[..., Knowledge]


@pytest.fixture
def toy(tmp_path: Path) -> Toy:
    """`toy()` is whole; `toy(("rules/light.toml", old, new), ...)` has these mistakes in it."""

    def made(*mistakes: tuple[str, str, str]) -> Knowledge:
        folder = tmp_path / f"content{len(list(tmp_path.iterdir()))}"
        shutil.copytree(TOY, folder)
        for file, old, new in mistakes:
            text = (folder / file).read_text()
            assert old in text, f"{file} has no `{old}`"
            (folder / file).write_text(text.replace(old, new))
        return load(folder)

    return made


@pytest.fixture(scope="session")
def world(knowledge: Knowledge) -> World:
    """Everyone who could come, for the real knowledge; built once."""
    return World(knowledge)
