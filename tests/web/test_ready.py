"""What is ready is left alone: a second start collects nothing, a changed file is collected."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from unknot.web.serving import ready
from unknot.web.serving.ready import NotReady, make_ready_apart


def when(folder: Path) -> dict[str, int]:
    """When each collected file was written."""
    return {str(path): path.stat().st_mtime_ns for path in (folder / "static").rglob("*") if path.is_file()}


def test_a_second_start_collects_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, "UNKNOT_DATA": str(tmp_path), "UNKNOT_DEBUG": ""}
    make_ready_apart(environment)
    first = when(tmp_path)
    make_ready_apart(environment)

    assert first
    assert when(tmp_path) == first

    (tmp_path / "static" / "collected").write_text("of another version")
    make_ready_apart(environment)
    assert when(tmp_path) != first


def test_the_stamp_changes_with_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    before = ready._stamp_of_static_files()
    css = Path(ready.__file__).parents[1] / "site" / "static" / "site" / "site.css"
    times = css.stat()
    os.utime(css, ns=(times.st_atime_ns, times.st_mtime_ns + 1))
    try:
        assert ready._stamp_of_static_files() != before
    finally:
        os.utime(css, ns=(times.st_atime_ns, times.st_mtime_ns))


def test_what_cannot_be_made_ready_is_said(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "unknot.sqlite3").write_text("no database " * 100)

    with pytest.raises(NotReady):
        make_ready_apart({**os.environ, "UNKNOT_DATA": str(tmp_path)})
    assert "hint:" in capfd.readouterr().err


def test_every_module_is_imported_by_the_name_that_is_kept_for_when_there_is_no_network(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("UNKNOT_")}
    make_ready_apart({**environment, "UNKNOT_DATA": str(tmp_path)})
    static = tmp_path / "static"
    names = json.loads((static / "staticfiles.json").read_text())["paths"]
    ours = [name for path, name in names.items() if path.endswith(".mjs")]
    wanted = [
        ((static / name).parent / found).resolve().relative_to(static.resolve()).as_posix()
        for name in ours
        for found in re.findall(r"""(?:from|import)\s*["'](\.[^"']+)["']""", (static / name).read_text())
    ]

    assert len(ours) > 10 and len(wanted) > 10
    assert set(wanted) <= set(names.values())
