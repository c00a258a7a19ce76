"""unknot as somebody gets it: a wheel, in an environment with what it asks for and no more."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from packaging.metadata import Metadata
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]


def build_wheel(folder: Path) -> Path:
    """From a copy of what git does not ignore: a build writes compiled knowledge, which other tests read meanwhile."""
    source = folder / "source"
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in listed.splitlines():
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, source / name)
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=source, check=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


@dataclass(frozen=True)
class Environment:
    """A folder with a Python that finds the wheel and what it asks for, and another that keeps its data."""

    folder: Path

    def run(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """`unknot words...` in an empty folder, without a terminal."""
        return self._run([self.folder / "bin" / "unknot", *words], variables)

    def python(self, code: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Python code, in its Python."""
        return self._run([self.folder / "bin" / "python", "-c", code], variables)

    def _run(self, words: list[Path | str], variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("UNKNOT_", "PYTHON", "DJANGO_"))}
        empty = self.folder / "empty"
        empty.mkdir(exist_ok=True)
        return subprocess.run(
            words,
            cwd=empty,
            env={**inherited, "UNKNOT_DATA": str(self.folder / "data"), "NO_COLOR": "1", **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )


def environment(folder: Path, wheel: Path, *extras: str) -> Environment:
    """The wheel, and its packages of this Python by links: those of these extras, no package that is not asked for."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    installing = [sys.executable, "-m", "pip", "--python", folder, "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*installing, "--no-index", "--no-deps", "--no-compile", wheel], check=True)
    (site,) = folder.glob("lib/python*/site-packages")
    for each in asked_for(requirements_of(wheel), extras):
        for part in {PurePosixPath(path).parts[0] for path in each.files or ()} - {"..", "__pycache__"}:
            if not (site / part).exists():
                (site / part).symlink_to(Path(str(each.locate_file(part))))
    return Environment(folder)


def requirements_of(wheel: Path) -> list[Requirement]:
    """What the wheel itself says that it needs."""
    with ZipFile(wheel) as files:
        (name,) = [name for name in files.namelist() if name.endswith(".dist-info/METADATA")]
        return Metadata.from_email(files.read(name), validate=False).requires_dist or []


def asked_for(requirements: Iterable[Requirement], extras: Iterable[str]) -> list[Distribution]:
    """The packages that follow from these, and from what they need in turn."""
    found: dict[tuple[str, str], Distribution] = {}

    def follow(needs: Iterable[Requirement], extra: str) -> Iterator[Requirement]:
        return (each for each in needs if each.marker is None or each.marker.evaluate({"extra": extra}))

    waiting = [each for extra in ("", *extras) for each in follow(requirements, extra)]
    while waiting:
        each = waiting.pop()
        for extra in ("", *each.extras):
            if (each.name, extra) not in found:
                here = found[each.name, extra] = distribution(each.name)
                waiting += follow(map(Requirement, here.requires or ()), extra)
    return list(found.values())
