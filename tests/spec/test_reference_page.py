"""Is the reference page what the carriers are tested with?"""

from pathlib import Path

from tests.spec.reference_page import CHAPTERS, PAGE, page


def test_the_reference_page_is_up_to_date() -> None:
    assert PAGE.read_text() == page(), "write it again: python -m tests.spec.reference_page"


def test_every_operator_has_a_chapter() -> None:
    files = {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")}
    assert set(CHAPTERS) == files - {"reference_page", "counting"}
