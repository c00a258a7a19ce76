"""Finds every sentence of `content/` by file, id and key, and gives its translation while a table is read.

The TOML says it in English; `locale/<language>/*.po` says it in another language, one catalogue a folder or file of the
content, keyed `file:id:key`. A table is translated while it is read, so everything after reading is the same code.
`sentences.po` beside them holds what Python says (`sentences.py`), keyed by the English. `python -m
unknot.knowledge.language` brings the catalogues in step with content and Python; a sentence whose English changed loses
its translation and a test says so.

Above a translation may stand `# review: native speaker` or `# review: clinician`; without it nobody has reviewed it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from unknot.knowledge.places import CONTENT, ENGLISH, LOCALE, SENTENCES

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

PACKAGE = Path(__file__).parents[1]
WORDED: dict[str, frozenset[str]] = {
    "facts.toml": frozenset({"label", "question", "check", "help", "why", "because"}),
    "screens": frozenset({"title", "lead", "why", "stem"}),
    "rules": frozenset({"title", "why", "advice", "ask", "try_again", "notes"}),
    "techniques": frozenset({"name", "why", "evidence", "how", "do_not", "says", "text", "rate"}),
    "claims": frozenset({"says", "answer", "numbers", "grade_text"}),
    "sources": frozenset({"title", "supports"}),
    "wording.toml": frozenset({"text", "says", "seen"}),
    "measures.toml": frozenset({"name", "what", "text", "at_lowest", "at_highest", "says", "instruction", "change"}),
    "promises.toml": frozenset({"says"}),
    "numbers.toml": frozenset({"name", "no_answer"}),
}
"""Folder or file of the content -> the keys whose strings people read. A source is named in our words, not its own."""
SPEAKING = ("pathway", "telling", "proofs", "knowledge")
"""The folders of Python in which `say("...")`, `worded("...")` stand."""
UNREAD = frozenset({"example"})
"""Tables nobody reads on a screen."""


class Said(msgspec.Struct, frozen=True):
    """One sentence of the content."""

    context: str
    """`rules/pregnancy.toml:pregnancy_early:why`."""
    english: str


class Translation(msgspec.Struct, frozen=True):
    """Everything said in one language."""

    by_context: dict[str, tuple[str, str]]
    """Context -> (the English it was made from, the translation)."""
    sentences: dict[str, str]
    """English sentence of Python -> the translation."""
    reviewed: frozenset[str]
    """Contexts that a native speaker or a clinician has reviewed; `sentences:` and the English for those of Python."""

    def translate(self, file: str, table: dict[str, Any]) -> dict[str, Any]:
        """The table in this language; a sentence without a fitting translation stays English."""

        def one(context: str, english: str) -> str:
            made_from, text = self.by_context.get(context, ("", ""))
            return text if text and made_from == english else english

        return _rewritten(file, table, one)


def catalogue_of(file: str) -> str:
    """Which catalogue holds the sentences of a file of the content; `` for a file that nobody reads."""
    top = file.partition("/")[0]
    return top.removesuffix(".toml") if top in WORDED else ""


def said_in(file: str, table: dict[str, Any]) -> Iterator[Said]:
    """Every sentence of one file, in order."""
    found: list[Said] = []

    def one(context: str, english: str) -> str:
        found.append(Said(context, english))
        return english

    _rewritten(file, table, one)
    yield from found


def all_said(content: Path = CONTENT) -> Iterator[tuple[str, Said]]:
    """(catalogue, sentence) of the whole content."""
    for path in sorted(content.rglob("*.toml")):
        file = path.relative_to(content).as_posix()
        if catalogue := catalogue_of(file):
            for said in said_in(file, tomllib.loads(path.read_text(encoding="utf-8"))):
                yield catalogue, said


def languages(locale: Path = LOCALE) -> tuple[str, ...]:
    """English and every language that has a folder."""
    return (ENGLISH, *sorted(path.name for path in locale.glob("*") if path.is_dir()))


def read_translation(language: str, locale: Path = LOCALE) -> Translation:
    """The catalogues of a language. Raises ValueError for a language without a folder."""
    if language not in languages(locale):
        raise ValueError(f"no language `{language}`\nhint: one of {', '.join(languages(locale))}")
    by_context: dict[str, tuple[str, str]] = {}
    sentences: dict[str, str] = {}
    reviewed: set[str] = set()
    for path in sorted((locale / language).glob("*.po")):
        for message in _read_po(path):
            if not message.id or not message.string:
                continue
            if path.stem == SENTENCES:
                sentences[str(message.id)] = str(message.string)
            elif message.context:
                by_context[message.context] = (str(message.id), str(message.string))
            if any(comment.startswith("review:") for comment in message.user_comments):
                reviewed.add(message.context or f"{SENTENCES}:{message.id}")
    return Translation(by_context, sentences, frozenset(reviewed))


def read_table(content: Path, file: str, language: str = ENGLISH) -> dict[str, Any]:
    """One file of the content in a language. Raises ValueError for a language without a folder."""
    table = tomllib.loads((content / file).read_text(encoding="utf-8"))
    return table if language == ENGLISH else read_translation(language).translate(file, table)


def all_spoken(package: Path = PACKAGE) -> list[str]:
    """Every English sentence of Python, once, in the order of the files."""
    from babel.messages.extract import extract_from_dir

    found = (
        message
        for folder in SPEAKING
        for _, _, message, _, _ in extract_from_dir(
            package / folder, method_map=[("**.py", "python")], keywords={"say": None, "worded": None}
        )
    )
    return list(dict.fromkeys(message for message in found if isinstance(message, str) and message))


def update(language: str, locale: Path = LOCALE, content: Path = CONTENT) -> dict[str, int]:
    """Bring the catalogues in step with content and Python; returns how many sentences of each have no translation.

    A sentence that only moved (a line before it is new) keeps its translation.
    """
    folder = locale / language
    folder.mkdir(parents=True, exist_ok=True)
    wanted: dict[str, list[Said]] = {SENTENCES: [Said("", sentence) for sentence in all_spoken()]}
    for name, said in all_said(content):
        wanted.setdefault(name, []).append(said)
    return {name: _update_one(folder / f"{name}.po", sentences, language) for name, sentences in wanted.items()}


def _update_one(path: Path, sentences: list[Said], language: str) -> int:
    """Write one catalogue anew with what is kept of it; returns how many sentences have no translation."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    old = {(m.context or "", m.id): m for m in _read_po(path)} if path.exists() else {}
    moved = {(context.partition(":")[0], english): message for (context, english), message in old.items()}
    new = Catalog(locale=language, project="unknot", fuzzy=False)
    missing = 0
    for said in sentences:
        kept = old.get((said.context, said.english)) or moved.get((said.context.partition(":")[0], said.english))
        comments = kept.user_comments if kept else ()
        new.add(said.english, kept.string if kept else "", context=said.context or None, user_comments=comments)
        missing += not (kept and kept.string)
    with path.open("wb") as file:
        write_po(file, new, width=120, omit_header=True)
    return missing


def _read_po(path: Path) -> Catalog:
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        return read_po(file)


def _rewritten(file: str, table: dict[str, Any], one: Any) -> dict[str, Any]:
    keys = WORDED.get(file.partition("/")[0], frozenset())

    def translated(value: Any, context: str, worded: bool) -> Any:
        if isinstance(value, str):
            return one(f"{file}:{context}", value) if worded and value else value
        if isinstance(value, Mapping):
            return {
                key: below if key in UNREAD else translated(below, _join(context, key), key in keys)
                for key, below in value.items()
            }
        if isinstance(value, list):
            return [translated(below, _named(context, place, below), worded) for place, below in enumerate(value)]
        return value

    rewritten: dict[str, Any] = translated(table, str(table.get("id", "")) if "id" in table else "", False)
    return rewritten


def _join(context: str, key: str) -> str:
    """`pregnancy_early` and `why` -> `pregnancy_early:why`."""
    return f"{context}:{key}" if context else key


def _named(context: str, place: int, row: Any) -> str:
    """Rows with an id are found by it, everything else by its place, so that a new row moves no other."""
    if isinstance(row, Mapping):
        for key in ("id", "country", "level", "value", "helper"):
            if key in row:
                return f"{context}.{row[key]}"
    return f"{context}.{place}"


if __name__ == "__main__":
    for each in languages()[1:]:
        print(each, {name: count for name, count in update(each).items() if count} or "complete")
