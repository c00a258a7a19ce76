"""How do style sheets, scripts and pictures travel? Under names with their own hash, compressed, kept for ever."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Also rewrites the `import` lines of our ES modules to the hashed names."""

    support_js_module_import_aggregation = True
    manifest_strict = True
