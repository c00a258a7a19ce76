"""Which knowledge is this, and is it compiled? The stamp of the content, and the compiled release beside it.

The compiled release is generated (`python -m unknot.knowledge.release`, by `make` and by the build) and never
committed: the whole knowledge as MessagePack, once for every language, and the rule set as the text of one Python
function. It is used only when its stamp equals the SHA-256 of the content, and in another language also that of its
catalogues; otherwise the TOML is read and compiled in memory. A decision is stamped with the content alone: a
translation does not make it another release.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

if TYPE_CHECKING:
    from unknot.knowledge.shapes import Evaluate, Knowledge

CONTENT = Path(__file__).parent / "content"
LOCALE = Path(__file__).parent / "locale"
COMPILED = Path(__file__).parent / "compiled"
ENGLISH = "en"
SENTENCES = "sentences"
"""The catalogue of what Python says."""
S = TypeVar("S")
CODE_VERSION = "7"
"""Raised whenever the shapes or the writer of the function change, so that an old compiled release is not taken."""


def stamp_of(content: Path) -> str:
    """SHA-256 over the names and bytes of every TOML file, in order."""
    return _digest(content, ".toml", CODE_VERSION)


def compiled(stamp: str, language: str = ENGLISH, folder: Path = COMPILED) -> Knowledge | None:
    """The compiled knowledge in a language if it carries this stamp of the content; None otherwise, saying so if there
    is an older one."""
    from unknot.knowledge.shapes import Knowledge

    return _decoded(f"{language}.msgpack", Knowledge, stamp, language, folder)


def compiled_part(name: str, shape: type[S], content: Path, language: str, folder: Path = COMPILED) -> S | None:
    """What stands beside the knowledge and is not needed to decide (words, measures), compiled; None as `compiled`."""
    if content != CONTENT:
        return None
    return _decoded(f"{language}.{name}.msgpack", shape, stamp_of(content), language, folder)


def functions(knowledge: Knowledge, folder: Path = COMPILED) -> Mapping[str, Evaluate]:
    """`evaluate` and `impossible`: the compiled ones if their stamp fits, or compiled in memory now."""
    try:
        fits = (folder / f"{ENGLISH}.stamp").read_text() == knowledge.stamp
    except FileNotFoundError:
        fits = False
    if fits:
        spec = importlib.util.spec_from_file_location("unknot_compiled_rules", folder / "rules.py")
        if spec and spec.loader:
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            return vars(module)
    names: dict[str, Evaluate] = {}
    exec(compile(rules_source(knowledge), "<rules>", "exec"), names)  # our own text, from typechecked trees only
    return names


def _language_stamp(stamp: str, language: str) -> str:
    """The stamp of the content, and for another language than English that of its catalogues behind it."""
    return stamp if language == ENGLISH else f"{stamp} {_digest(LOCALE / language, '.po')}"


def _digest(folder: Path, ending: str, begin: str = "") -> str:
    """SHA-256 over the names and bytes of the files that end so, in order."""
    digest = hashlib.sha256(begin.encode())
    for place, _, files in sorted(os.walk(folder)):  # twice as fast as `rglob`, and each check waits for it
        inside = Path(place).relative_to(folder).as_posix()
        for file in sorted(files):
            if file.endswith(ending):
                with open(f"{place}/{file}", "rb") as opened:
                    text = opened.read()
                digest.update(f"{inside}/{file}\0{len(text)}\0".encode())
                digest.update(text)
    return digest.hexdigest()


def _decoded(file: str, shape: type[S], stamp: str, language: str, folder: Path) -> S | None:
    try:
        kept = (folder / f"{language}.stamp").read_text()
        if kept != _language_stamp(stamp, language):
            what = "knowledge has" if kept.partition(" ")[0] != stamp else f"translations ({language}) have"
            print(f"note: the {what} changed since it was compiled; reading it anew (`make`)", file=sys.stderr)
            return None
        return msgspec.msgpack.decode((folder / file).read_bytes(), type=shape)
    except FileNotFoundError:
        return None
    except msgspec.MsgspecError:
        print("note: the compiled knowledge does not fit this version; reading it anew (`make`)", file=sys.stderr)
        return None


def rules_source(knowledge: Knowledge) -> str:
    """The text of `evaluate` (the rules) and `impossible` (the [[never]] conditions) for this knowledge."""
    from unknot.conditions.in_python import source

    never = {str(place): tree for place, tree in enumerate(knowledge.never_conditions)}
    regions = {fact: type.regions for fact, type in knowledge.types.items()}
    about = {fact: regions[fact] for fact in knowledge.never_facts}
    rules = source("evaluate", regions, knowledge.conditions, knowledge.outcome)
    return f"{rules}\n\n{source('impossible', about, never, {})}"


def write(folder: Path = COMPILED) -> str:
    """Compile the content of the package into `folder`, in every language, each stamp last; returns the stamp."""
    import py_compile

    from unknot.knowledge.language import languages
    from unknot.knowledge.load import load
    from unknot.knowledge.measures import read_measures
    from unknot.knowledge.words import read_words

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
            source = rules_source(knowledge)
            (folder / "rules.py").write_text(f'"""Generated from content/; stamp {stamp}."""\n\n{source}')
            py_compile.compile(str(folder / "rules.py"))
        (folder / f"{language}.stamp").write_text(_language_stamp(stamp, language))
    return stamp


if __name__ == "__main__":
    print(f"compiled the knowledge, stamp {write()[:12]}")
