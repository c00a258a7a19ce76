"""Keeps the catalogues of what templates and `web/` say in step with the English, and compiles them for Django.

`locale/<language>/LC_MESSAGES/django.po` is what a translator edits. `python -m unknot.web.site.messages --update`
(`make messages`) brings it in step with templates and Python: a sentence whose English changed loses its translation,
so that nothing old is ever shown as new, and a test names it. Without `--update` the `.mo` beside it is written, which
Django reads; that file is made by `make` and by the build, like the compiled knowledge, and never committed.

Above a translation may stand `# review: native speaker`; without it nobody has reviewed it.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

WEB = Path(__file__).parents[1]
LOCALE = WEB / "locale"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACE = "LC_MESSAGES/django.po"
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plural_forms}\\n"

"""
"""Without dates: a catalogue changes only when a sentence does."""


def languages(locale: Path = LOCALE) -> tuple[str, ...]:
    """Every language that has a catalogue. English is the language of the sources."""
    return tuple(sorted(path.parents[1].name for path in locale.glob(f"*/{PLACE}")))


def all_said(web: Path = WEB) -> Catalog:
    """Every sentence of the templates and of Python, in the order of the files, without translations.

    Raises ValueError for one sentence with two plurals: gettext finds a sentence by its singular alone.
    """
    from babel.messages.catalog import Catalog
    from babel.messages.extract import extract

    found = Catalog(fuzzy=False)
    for path in sorted([*web.rglob("*.html"), *web.rglob("*.txt"), *web.rglob("*.svg"), *web.rglob("*.py")]):
        place = path.relative_to(web).as_posix()
        source = path.read_text(encoding="utf-8")
        text = source if path.suffix == ".py" else _as_python(source, place)
        for _, said, comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            same = found.get(said[0] if isinstance(said, tuple) else said, context)
            if same is not None and isinstance(said, tuple) and isinstance(same.id, tuple) and same.id != said:
                raise ValueError(f"{place}: `{said[0]}` has another plural or gap elsewhere: {same.id}")
            found.add(said, locations=[(place, 0)], auto_comments=comments, context=context)
    return found


def _as_python(template: str, place: str) -> str:
    """A template as text that holds its sentences as calls of gettext; the brackets let lines be indented anyhow."""
    from django.utils.translation.template import templatize

    return f"({templatize(template, origin=place)}\n)"


def update(language: str, locale: Path = LOCALE, web: Path = WEB) -> int:
    """Bring one catalogue in step; returns how many sentences have no translation."""
    from babel.messages.catalog import Catalog

    path = locale / language / PLACE
    old = read_catalogue(path, language) if path.exists() else Catalog()
    new = Catalog(locale=language, fuzzy=False)
    new.mime_headers = [("Plural-Forms", plural_forms(language))]
    missing = 0
    for said in messages(all_said(web)):
        kept = old.get(said.id, said.context)
        string = kept.string if kept is not None and kept.id == said.id else ""
        comments = kept.user_comments if kept is not None else ()
        new.add(said.id, string, said.locations, said.flags, (), comments, context=said.context)
        missing += not all(string if isinstance(string, tuple | list) else [string])
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        _write(new, language, file)
    return missing


def plural_forms(language: str) -> str:
    """How many forms a noun has beside a number, and which one to take: Indonesian has one."""
    from babel import Locale
    from babel.plural import to_gettext

    return to_gettext(Locale.parse(language).plural_form)


def read_catalogue(path: Path, language: str) -> Catalog:
    """One catalogue as written."""
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        return read_po(file, locale=language)


def messages(catalogue: Catalog) -> Iterator[Any]:
    """Its sentences, without the header."""
    yield from (message for message in catalogue if message.id)


def _write(catalogue: Catalog, language: str, file: IO[bytes]) -> None:
    from babel.messages.pofile import write_po

    file.write(HEADER.format(language=language, plural_forms=plural_forms(language)).encode())
    write_po(file, catalogue, width=120, omit_header=True, include_lineno=False)


def compile_all(locale: Path = LOCALE) -> None:
    """Write the `.mo` that Django reads beside each catalogue."""
    from babel.messages.mofile import write_mo

    for language in languages(locale):
        path = locale / language / PLACE
        whole = io.BytesIO()
        write_mo(whole, read_catalogue(path, language))
        path.with_suffix(".mo").write_bytes(whole.getvalue())


if __name__ == "__main__":
    if "--update" in sys.argv:
        for each in languages():
            print(each, f"{count} sentences without translation" if (count := update(each)) else "complete")
    compile_all()
