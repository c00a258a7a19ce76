"""Does the check hold the clinical text and the rules together: a place for each row, a link to each file?"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from unknot.knowledge.check_places import PAGES, anchor_of, place_problems
from unknot.knowledge.places import CONTENT

SADDLE = '<a id="RF-CES-SADDLE"></a>'


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A copy of the pages to break, as far from the content as the real ones."""
    for folder in ("src/unknot", "docs/decisions", "tests/cases/stories"):
        (tmp_path / folder).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / folder).symlink_to(PAGES.parents[1] / folder)
    return Path(shutil.copytree(PAGES, tmp_path / "docs" / "clinical"))


def said(pages: Path) -> str:
    return "\n".join(map(str, place_problems(CONTENT, pages)))


def change(page: Path, old: str, new: str) -> None:
    text = page.read_text()
    assert old in text
    page.write_text(text.replace(old, new))


def test_the_pages_as_they_are_are_in_order(pages: Path) -> None:
    assert said(pages) == ""


def test_a_row_without_a_place_is_named(pages: Path) -> None:
    change(pages / "nerves.md", SADDLE, "")

    assert said(pages).startswith("rows.toml, `RF-CES-SADDLE`: no place in the clinical text")


def test_a_place_that_is_no_row_is_named_with_its_page(pages: Path) -> None:
    change(pages / "nerves.md", SADDLE, f'{SADDLE}<a id="RF-CES-SADLE"></a>')

    assert said(pages).startswith("docs/clinical/nerves.md, `RF-CES-SADLE`: an anchor that is no row")


def test_a_row_that_stands_twice_is_named_on_both_pages(pages: Path) -> None:
    change(pages / "today.md", "# Skin", f"{SADDLE}\n# Skin")

    assert "docs/clinical/nerves.md, `RF-CES-SADDLE`: the row stands twice" in said(pages)
    assert "docs/clinical/today.md, `RF-CES-SADDLE`: the row stands twice" in said(pages)


@pytest.mark.parametrize("link", ["[bones](bnes.md#fracture)", "\n[bones]: ../../src/unknot/bones.toml\n"])
def test_a_link_to_a_file_that_is_not_there_is_named(pages: Path, link: str) -> None:
    (pages / "cancer.md").write_text((pages / "cancer.md").read_text() + link)

    assert said(pages).startswith("docs/clinical/cancer.md, `")
    assert "the link leads to no file" in said(pages)


def test_a_rule_file_that_no_page_links_to_is_named(pages: Path) -> None:
    change(pages / "nerves.md", "rules/guillain_barre.toml", "rules/both_legs.toml")

    assert said(pages).startswith("rules/guillain_barre.toml: no page of the clinical text links to it")


def test_where_there_are_no_pages_nothing_is_said(tmp_path: Path) -> None:
    assert list(place_problems(CONTENT, tmp_path / "docs" / "clinical")) == []


def test_the_anchor_of_a_row_can_stand_in_an_address() -> None:
    assert anchor_of("foam roller, low back") == "foam-roller-low-back"
