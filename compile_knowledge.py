"""Build hook: compiles knowledge and catalogues into the package: an installed unknot reads no TOML and no `.po`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileKnowledge(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before every wheel and editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write `knowledge/compiled/` and the `.mo` of the pages. Raises KnowledgeRefused if content is broken."""
        sys.path.insert(0, str(Path(self.root) / "src"))
        from unknot.knowledge.compiler import write
        from unknot.web.site.messages import compile_all

        write()
        compile_all()
