"""Is English left on an Indonesian page? Its small words, which no Indonesian sentence has, in all that can be read."""

from __future__ import annotations

import re

from playwright.sync_api import Page

SMALL_WORDS = (
    "the", "and", "with", "your", "of", "not", "you", "is", "are", "for", "this", "that", "from", "or", "have", "when",
    "where", "which", "after", "before", "it", "we", "by", "was", "if", "no", "to", "step", "plan", "day", "days",
    "minutes", "pain", "back", "left", "right", "pressure", "session", "diary", "check", "continue", "save", "delete",
)  # fmt: skip
ENGLISH = re.compile(rf"\b({'|'.join(SMALL_WORDS)})\b", re.IGNORECASE)
NAMES = (
    "American College of Sports Medicine", "American College of Physicians", "Northern Health and Social Care Trust",
    "Norfolk and Waveney Community Health", "Patient Global Impression of Change", "STarT Back", "BACK",
    "Royal College of Obstetricians and Gynaecologists", "University of Missouri",
    "Northwick Park Neck Pain Questionnaire", "J Pain", "Right Decisions Scotland", "unknot",
)  # fmt: skip
"""What is called so in every language."""
READ = """() => {
  document.querySelectorAll("details").forEach((each) => (each.open = true));
  const english = [...document.querySelectorAll('[lang="en"], code, pre, input, option[value]')];
  const was = english.map((each) => each.textContent);
  const named = [...document.querySelectorAll("[aria-label], [title], [alt], [placeholder]")]
    .flatMap((each) => ["aria-label", "title", "alt", "placeholder"].map((name) => each.getAttribute(name)));
  const drawn = [...document.querySelectorAll("svg title, svg text")].map((each) => each.textContent);
  const hidden = document.querySelectorAll('[lang="en"], code, pre');
  hidden.forEach((each) => (each.style.display = "none"));
  const text = document.body.innerText;
  hidden.forEach((each) => (each.style.display = ""));
  const told = document.querySelector('meta[name="description"]')?.content;
  return [document.title, told, text, ...named, ...drawn].filter(Boolean).join("\\n");
}"""


def english_left(page: Page) -> list[str]:
    """Each line of the page in which an English word stands, hidden and folded parts too."""
    text = str(page.evaluate(READ))
    for name in NAMES:
        text = text.replace(name, "")
    text = re.sub(r"\S+\.(org|com|uk|nl|eu|net|id|ca|pl|info|ie|de)\S*", "", text)
    return [line.strip() for line in text.split("\n") if ENGLISH.search(line)]


def assert_no_english(page: Page) -> None:
    """Nothing is left in English."""
    left = english_left(page)
    assert left == [], f"{page.url}\n" + "\n".join(left[:12])
