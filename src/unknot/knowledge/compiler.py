"""Compiles the content into `compiled/`: `python -m unknot.knowledge.compiler`, run by `make` and by the build."""

from __future__ import annotations

import py_compile
from pathlib import Path

import msgspec

from unknot.knowledge.language import languages
from unknot.knowledge.load import load
from unknot.knowledge.measures import read_measures
from unknot.knowledge.places import COMPILED, CONTENT, ENGLISH
from unknot.knowledge.release import language_stamp, stamp_of
from unknot.knowledge.words import read_words


def write(folder: Path = COMPILED) -> str:
    """Compile the content of the package into `folder`, in every language, each stamp last; returns the stamp."""
    stamp = stamp_of(CONTENT)
    folder.mkdir(exist_ok=True)
    for path in (*folder.glob("*.stamp"), *folder.glob("*.msgpack")):
        path.unlink()
    for language in languages():
        knowledge = load(language=language)
        parts = {"": knowledge, ".words": read_words(language=language), ".measures": read_measures(language=language)}
        for name, part in parts.items():
            (folder / f"{language}{name}.msgpack").write_bytes(msgspec.msgpack.encode(part))
        if language == ENGLISH:
            text = knowledge.rules_source()
            (folder / "rules.py").write_text(f'"""Generated from content/; stamp {stamp}."""\n\n{text}')
            py_compile.compile(str(folder / "rules.py"))
        (folder / f"{language}.stamp").write_text(language_stamp(stamp, language))
    return stamp


if __name__ == "__main__":
    print(f"compiled the knowledge, stamp {write()[:12]}")
