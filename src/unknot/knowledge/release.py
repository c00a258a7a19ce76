"""Which knowledge is this, and is it compiled? The stamp of the content, and the compiled release beside it.

The compiled release is generated (`python -m unknot.knowledge.release`, by `make` and by the build) and never
committed: the whole knowledge as MessagePack, and the rule set as the text of one Python function. It is used only
when its stamp equals the SHA-256 of the content; otherwise the TOML is read and compiled in memory.
"""

from __future__ import annotations

import hashlib
import importlib.util
import py_compile
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from unknot.knowledge.shapes import Evaluate, Knowledge

CONTENT = Path(__file__).parent / "content"
COMPILED = Path(__file__).parent / "compiled"
CODE_VERSION = "4"
"""Raised whenever the shapes or the writer of the function change, so that an old compiled release is not taken."""


def stamp_of(content: Path) -> str:
    """SHA-256 over the names and bytes of every TOML file, in order."""
    digest = hashlib.sha256(CODE_VERSION.encode())
    for path in sorted(content.rglob("*.toml")):
        text = path.read_bytes()
        digest.update(f"{path.relative_to(content).as_posix()}\0{len(text)}\0".encode())
        digest.update(text)
    return digest.hexdigest()


def compiled(stamp: str, folder: Path = COMPILED) -> Knowledge | None:
    """The compiled knowledge if it carries this stamp; None otherwise, saying so if there is an older one."""
    from unknot.knowledge.shapes import Knowledge

    try:
        if (folder / "stamp").read_text() != stamp:
            print("note: the knowledge has changed since it was compiled; reading it anew (`make`)", file=sys.stderr)
            return None
        return msgspec.msgpack.decode((folder / "knowledge.msgpack").read_bytes(), type=Knowledge)
    except FileNotFoundError:
        return None
    except msgspec.MsgspecError:
        print("note: the compiled knowledge does not fit this version; reading it anew (`make`)", file=sys.stderr)
        return None


def functions(knowledge: Knowledge, folder: Path = COMPILED) -> Mapping[str, Evaluate]:
    """`evaluate` and `impossible`: the compiled ones if their stamp fits, or compiled in memory now."""
    try:
        fits = (folder / "stamp").read_text() == knowledge.stamp
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


def rules_source(knowledge: Knowledge) -> str:
    """The text of `evaluate` (the rules) and `impossible` (the [[never]] conditions) for this knowledge."""
    from unknot.conditions.in_python import source

    never = {str(place): tree for place, tree in enumerate(knowledge.never_conditions)}
    regions = {fact: type.regions for fact, type in knowledge.types.items()}
    about = {fact: regions[fact] for fact in knowledge.never_facts}
    rules = source("evaluate", regions, knowledge.conditions, knowledge.outcome)
    return f"{rules}\n\n{source('impossible', about, never, {})}"


def write(folder: Path = COMPILED) -> str:
    """Compile the content of the package into `folder`, stamp last; returns the stamp."""
    from unknot.knowledge.load import load

    stamp = stamp_of(CONTENT)
    (folder / "stamp").unlink(missing_ok=True)
    knowledge = load()
    folder.mkdir(exist_ok=True)
    (folder / "knowledge.msgpack").write_bytes(msgspec.msgpack.encode(knowledge))
    (folder / "rules.py").write_text(f'"""Generated from content/; stamp {stamp}."""\n\n' + rules_source(knowledge))
    py_compile.compile(str(folder / "rules.py"))
    (folder / "stamp").write_text(stamp)
    return stamp


if __name__ == "__main__":
    print(f"compiled the knowledge, stamp {write()[:12]}")
