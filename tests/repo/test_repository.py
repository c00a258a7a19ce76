"""Does the repository keep its own rules? Sizes, names, documented commands, no addresses, pages up to date."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / line for line in listed.splitlines() if (ROOT / line).is_file()]


def test_no_module_is_longer_than_700_lines() -> None:
    long = {path.name: len(path.read_text().splitlines()) for path in tracked("*.py")}

    assert {name: lines for name, lines in long.items() if lines > 700} == {}


def test_every_module_of_the_package_opens_with_what_it_is_for() -> None:
    silent = [path for path in tracked("src/*.py") if not path.read_text().startswith('"""')]

    assert silent == []


@pytest.mark.parametrize("word", ["utils", "helpers", "common", "misc", "base", "manager", "handler"])
def test_no_path_has_a_name_that_says_nothing(word: str) -> None:
    ours = [path.relative_to(ROOT) for path in tracked() if not {"allauth", "account"} & set(path.parts)]  # its names
    found = [path for path in ours if re.search(rf"(^|[/_]){word}(s|_|\.|/|$)", str(path))]

    assert found == []


def test_pinned_requirements_have_hashes_and_no_addresses() -> None:
    for path in tracked("requirements*.lock"):
        text = path.read_text()
        assert "--hash=sha256:" in text
        assert "://" not in text


def test_nothing_generated_is_committed() -> None:
    assert [path for path in tracked() if "compiled" in path.parts or path.name == "uv.lock"] == []


def test_every_command_is_in_the_readme() -> None:
    from unknot.cli.main import COMMANDS, GROUPS

    readme = (ROOT / "README.md").read_text()

    assert [name for name in COMMANDS | GROUPS if f"unknot {name}" not in readme] == []


def test_the_page_of_rows_left_says_what_the_knowledge_says() -> None:
    page = (ROOT / "docs/decisions/0002-rows-left.md").read_text()
    left = tomllib.loads((ROOT / "src/unknot/knowledge/content/left.toml").read_text())["left"]

    assert [row["row"] for row in left if f"| {row['row']} | {row['because']} |" not in page] == []


def test_every_key_of_the_contract_is_documented() -> None:
    from tests.cli.test_check import FINAL, OPEN
    from unknot.pathway.decision import Finding

    page = (ROOT / "docs/reference/json.md").read_text()

    assert [key for key in {*FINAL, *OPEN} if f"| `{key}` |" not in page] == []
    assert [key for key in Finding.__struct_fields__ if f"`{key}`" not in page] == []


def test_the_default_install_stays_small() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    large = ("django-allauth", "psycopg", "weasyprint", "z3", "pyarrow", "pytest", "playwright")

    assert not any(name.startswith(large) for name in project["dependencies"])


def test_only_python_versions_that_were_run_are_named() -> None:
    """The continuous run has one Python. Whoever runs another adds its name here, in the README and to the package."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    readme = (ROOT / "README.md").read_text() + (ROOT / "DEVELOPERS.md").read_text()

    assert project["classifiers"] == ["Programming Language :: Python :: 3.11"]
    assert set(re.findall(r"Python (3\.\d+)", readme)) == {"3.11"}
    assert not re.search(r"3\.\d+ or (newer|later)", readme)


def test_no_rule_of_the_content_is_empty_of_sources() -> None:
    for path in tracked("src/unknot/knowledge/content/rules/*.toml"):
        assert tomllib.loads(path.read_text())["sources"], path.name


def test_only_the_clock_reads_the_clock() -> None:
    """Everything else is told the moment and its zone, so that no two faces live in different days."""
    reading = re.compile(
        r"datetime\.now\(|date\.today\(|utcnow\(|\.astimezone\(\)|[^_]time\.time\(|timezone\.now\(|localdate\(|localtime\("
    )
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked("src/*.py")
        if path.name != "clock.py"
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if reading.search(line)
    ]

    assert found == []
