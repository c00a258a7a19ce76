"""Names style sheets, scripts and pictures by their own hash; they travel compressed and are kept for ever."""

from __future__ import annotations

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Also rewrites the `import` lines of our ES modules to the hashed names: only these are there without a network.

    Django looks for imports in `*.js` alone, and our modules are `*.mjs`.
    """

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = ("*.mjs", HashedFilesMixin._js_module_import_aggregation_patterns[1])  # type: ignore[attr-defined]
    manifest_strict = True
