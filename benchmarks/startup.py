"""How long does `unknot check --answers FILE --format json` take as a whole process, next to importing typer?"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

from benchmarks.table import Row, spoken
from unknot.knowledge.compiler import write

EXAMPLE = Path(__file__).parent.parent / "examples" / "desk_ache.json"
MOST = 2.0
CHECK = ["-m", "unknot", "check", "--answers", str(EXAMPLE), "--format", "json"]
TYPER = ["-c", "import typer"]
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""As installed: Python may keep the bytecode of unknot as it does that of typer."""


def measure(rounds: int) -> list[Row]:
    """CPU time of whole processes, in turns; the compiled release is written first, as `make` does."""
    write()
    times: dict[str, list[float]] = {"import typer": [], "unknot check": []}
    for round in range(rounds + 1):
        for name, arguments in (("import typer", TYPER), ("unknot check", CHECK)):
            took = _process([sys.executable, *arguments])
            if round:
                times[name].append(took)
    ratio = statistics.median(a / b for a, b in zip(times["unknot check"], times["import typer"], strict=True))
    return [
        Row("whole process", "python -c 'import typer'", spoken(statistics.median(times["import typer"])), ""),
        Row(
            "whole process",
            "unknot check --answers FILE --format json",
            spoken(statistics.median(times["unknot check"])),
            f"{ratio:.2f} of typer",
            f"at most {MOST:g} of typer",
            ratio <= MOST,
        ),
    ]


def _process(command: list[str]) -> float:
    """CPU seconds, user and system, of one child process. Raises CalledProcessError when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
