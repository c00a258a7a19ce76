"""Is what the README shows what unknot says today?"""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.cli.terminal import surroundings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
CUT = "[...]"


def recorded() -> dict[str, list[str]]:
    """Command -> the paragraphs recorded under it, in the section of the real run."""
    section = README.split("## A real run")[1].split("\n## ")[0]
    text = "\n".join(line[4:] for line in section.splitlines() if line.startswith("    ") or not line)
    runs = [part.partition("\n") for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]]
    return {command: paragraphs(output) for command, _, output in runs}


def paragraphs(text: str) -> list[str]:
    return [textwrap.dedent(part).strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


@pytest.mark.parametrize("command", recorded())
def test_every_paragraph_of_a_recorded_run_is_said_today_in_that_order(command: str, tmp_path: Path) -> None:
    words = [sys.executable, "-m", *command.split()]
    done = subprocess.run(
        words, cwd=ROOT, env=surroundings(tmp_path), capture_output=True, encoding="utf-8", timeout=30, check=True
    )
    said = iter(paragraphs(done.stdout))

    assert [shown for shown in recorded()[command] if shown != CUT and shown not in said] == []


def test_nothing_is_cut_without_a_mark() -> None:
    warfarin, saddle = recorded().values()

    assert CUT in warfarin and CUT not in saddle
