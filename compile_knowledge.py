"""Build hook: compiles the knowledge into the package, so that an installed unknot reads no TOML at run time."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileKnowledge(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before every wheel and editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write `knowledge/compiled/`. Raises KnowledgeRefused, and so fails the build, when the content is broken."""
        sys.path.insert(0, str(Path(self.root) / "src"))
        from unknot.knowledge.release import write

        write()
